"""Predict what a program prints: for authors."""

from __future__ import annotations

from interview_cli.core.kinds.output import Wrong, output_lines
from interview_cli.packs.kinds import kind
from interview_cli.packs.yaml.source import Map, Seq, Source


def _check(question: Map, quiz: Map, source: Source) -> kind.Found:
    """Report that there is no program, and wrong outputs that aren't wrong."""
    if "code" not in question and "code" not in quiz and not question.cut:
        yield quiz.at("kind"), "output asks what code prints, but this question has no code"
    wrong, prints = quiz.get("wrong"), quiz.get("prints")
    if not isinstance(wrong, Seq):
        return
    yield from kind.find_duplicates(wrong, "text", "wrong output", source, _as_printed)
    if len(wrong) > 8:
        yield quiz.key_at("wrong"), f"there can be 8 wrong outputs, and here are {len(wrong)}"
    printed = _as_printed(prints) if isinstance(prints, str) else None
    for item in wrong:
        text = item.get("text") if isinstance(item, Map) else None
        if isinstance(text, str) and _as_printed(text) == printed:
            yield item.at("text"), "this is what the program prints, so it is not wrong"


def _as_printed(text: str) -> str:
    return "\n".join(output_lines(text))


_EXAMPLE = """\
- id: what-it-prints
  ask: What does this print?
  code: |
    numbers = [1, 2, 3]
    print(numbers[-1], numbers[1:])
  answer: |
    `3 [2, 3]`: a negative index counts from the end, and a slice goes on to
    the end.
  quiz:
    kind: output                    # `pack check --run` runs the code
    prints: |
      3 [2, 3]
    wrong:                          # without `wrong` the output is typed
      - {text: "1 [2, 3]", why: An index of -1 is the last item.}
      - {text: "3 [1, 2]", why: A slice from 1 on leaves out the first item.}
  sources: [https://docs.python.org/3/tutorial/introduction.html#lists]
"""

#: A text that may be empty.
_ANYTHING = {"pattern": ""}

FOR_AUTHORS = kind.KindForAuthors(
    rule=kind.KindRule(
        id="output",
        title="A question about output has code, and its wrong outputs are wrong",
        broken='quiz: {kind: output, prints: "3"}',
        fixed='code: print(3)\nquiz: {kind: output, prints: "3"}',
        check=_check,
    ),
    fields={
        "prints": kind.Field(
            "What the question's `code` prints, exactly; spaces at the ends of lines don't count. "
            'Write `""` if it prints nothing.',
            "[1, 2]\n",
            _ANYTHING,
        ),
        "wrong": kind.Field(
            "Up to 8 outputs that people expect. With them the learner picks one; without them "
            "they type the output.",
            [{"text": "[2]", "why": "That would take a new list each call."}],
            {"maxItems": 8},
        ),
    },
    needs=("code",),
    example=_EXAMPLE,
    foreign_fields=(
        kind.ForeignName(
            f"answer expected output expectedoutput stdout result {kind.RIGHT}", "prints"
        ),
        kind.ForeignName(
            f"options wronganswers {kind.CHOICES}",
            "wrong",
            'write "wrong:", and below it "- text: …" for each; the right one is "prints"',
        ),
    ),
    foreign_kinds=(("predict print prints predictoutput codeoutput stdout", ""),),
    parts={
        Wrong: kind.Part(
            noun="wrong output",
            fields={
                "text": kind.Field(
                    'An output that people expect; `""` is nothing at all.', "[2]\n", _ANYTHING
                ),
                "why": kind.Field(
                    "Why the code doesn't print that. Markdown.",
                    "That would take a new list each call.",
                ),
            },
            foreign_fields=(
                kind.ForeignName(f"{kind.TEXT} prints output", "text"),
                kind.ForeignName(kind.WHY, "why"),
            ),
        )
    },
)
