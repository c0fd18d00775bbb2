"""Choose what to ask the interviewer: for authors."""

from __future__ import annotations

from functools import partial
from typing import Any

from interview_cli.core.compare import fold
from interview_cli.core.kinds.ask_back import Ask
from interview_cli.core.sentences import quote_yaml, trim
from interview_cli.packs.kinds import kind
from interview_cli.packs.yaml.source import UNKNOWN, Map, Seq, Source

#: As many questions as there are digits to choose with.
FEWEST, MOST = 3, 9

_GOOD: kind.Schema = {
    "type": "object",
    "required": ["good"],
    "properties": {
        "good": {
            "type": ["boolean", "string", "integer"],
            "pattern": kind.match_words(kind.TRUE),
            "not": {"enum": [False, 0]},
        }
    },
}


def _check(question: Map, quiz: Map, source: Source) -> kind.Found:
    """Report options that aren't three to nine different ones, some of them good."""
    options = quiz.get("options")
    if not isinstance(options, Seq):
        return
    yield from kind.find_duplicates(options, "text", "option", source, partial(fold, case=True))
    if not kind.is_complete(options):
        return
    if not FEWEST <= len(options) <= MOST:
        has = f"{FEWEST} to {MOST} options, this one has {len(options)}"
        yield quiz.key_at("options"), f"an ask-back has {has}"
    flags = [option.get("good") for option in options]
    if UNKNOWN in flags or not options:
        return
    if not any(isinstance(flag, str) and flag.strip().lower() in kind.TRUE for flag in flags):
        message = 'no option is good: write "good: true" in each one that is worth asking'
        yield quiz.key_at("options"), message


def _write_option(text: str) -> str:
    """Return how an option that reads *text* is written."""
    return f"{{text: {quote_yaml(text, 40)}, reveals: …}}, with good: true in it if it's good"


def _explain_stray(key: str, value: Any) -> str:
    """Return what to write where ``key: value`` was meant as an option."""
    if not isinstance(value, str):
        return f'"{trim(key)}" is not a field of an option: write {{text: …, reveals: …}}'
    return f"an option names its parts: {{text: {quote_yaml(key, 40)}, reveals: …}}"


_EXAMPLE = """\
- id: your-questions
  ask: What would you like to know about the team?
  answer: |
    What you need in order to decide: how work reaches production, who is
    on call, and what would be yours in the first months.
  quiz:
    kind: ask-back                  # several are good; the best one first
    options:
      - text: How does a change get from a laptop to production?
        good: true
        reveals: You care how work is shipped, and who looks at it.
      - text: What would be mine after three months?
        good: true
        reveals: You think of results; they say what they expect.
      - text: What does the company do?
        reveals: That you didn't read its home page.
  sources: ["Gayle McDowell: Cracking the Coding Interview, 6th edition"]
"""

FOR_AUTHORS = kind.KindForAuthors(
    rule=kind.KindRule(
        id="ask-back",
        title=f"An ask-back has {FEWEST} to {MOST} different options, one or more of them good",
        broken=(
            "quiz:\n  kind: ask-back\n  options:\n    - text: Who is on call?\n"
            "    - text: What do you sell?\n    - text: Can I work from home?"
        ),
        fixed=(
            "quiz:\n  kind: ask-back\n  options:\n    - text: Who is on call?\n"
            "      good: true\n      reveals: How much the team trusts what it ships.\n"
            "    - text: What do you sell?\n    - text: Can I work from home?"
        ),
        check=_check,
    ),
    fields={
        "options": kind.Field(
            f"{FEWEST} to {MOST} questions to the interviewer, with `good: true` in each one worth "
            "asking. The learner chooses several, the best one first. The order isn't graded. "
            "Since format 1.1.",
            [
                {"text": "Who is on call?", "good": True, "reveals": "How stable the service is."},
                {"text": "What do you sell?", "reveals": "That you didn't prepare."},
                {"text": "When do I get an answer?"},
            ],
            {
                "minItems": FEWEST,
                "maxItems": MOST,
                "allOf": [
                    {
                        "contains": _GOOD,
                        "errorMessage": "No option is good: write good: true in one.",
                    },
                ],
            },
        )
    },
    example=_EXAMPLE,
    foreign_fields=(
        kind.ForeignName(f"{kind.CHOICES} items questions asks", "options"),
        kind.ForeignName(
            f"answer {kind.RIGHT}", "", 'write "good: true" in each option that is worth asking'
        ),
    ),
    foreign_kinds=(("askback ask reversequestions questionstoask yourquestions", ""),),
    parts={
        Ask: kind.Part(
            noun="option",
            fields={
                "text": kind.Field("A question to the interviewer. Markdown.", "Who is on call?"),
                "good": kind.Field("Whether it's worth asking. Default: false.", True),
                "reveals": kind.Field(
                    "What asking it shows of you, and what the answer shows of them. Told with "
                    "the verdict. Markdown.",
                    "How stable the service is.",
                ),
            },
            foreign_fields=(
                kind.ForeignName(f"{kind.TEXT} ask question prompt", "text"),
                kind.ForeignName(f"{kind.RIGHT} worth useful", "good"),
                kind.ForeignName(f"{kind.WHY} why shows tells says", "reveals"),
            ),
            write_text=_write_option,
            explain_stray=_explain_stray,
        )
    },
)
