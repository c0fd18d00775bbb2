"""Tell something that you did: for authors."""

from __future__ import annotations

from interview_cli.core.compare import fold
from interview_cli.packs.kinds import kind
from interview_cli.packs.yaml.source import Map, Seq, Source

#: How many anchors there are: a weak, a fair and a strong answer, and perhaps one more.
FEWEST, MOST = 3, 4


def _check(question: Map, quiz: Map, source: Source) -> kind.Found:
    """Report that nothing is looked for, or that there aren't three or four different anchors."""
    looks_for = quiz.get("looks_for")
    if isinstance(looks_for, Seq) and not looks_for and not quiz.cut:
        yield quiz.key_at("looks_for"), "looks_for is empty: write what an interviewer listens for"
    anchors = quiz.get("anchors")
    if not isinstance(anchors, Seq):
        return
    if kind.is_complete(anchors) and not FEWEST <= len(anchors) <= MOST:
        has = f"{FEWEST} or {MOST} anchors, the weakest first; this one has {len(anchors)}"
        yield quiz.key_at("anchors"), f"a behaviour question has {has}"
    yield from kind.find_duplicates(anchors, None, "anchor", source, fold)


_EXAMPLE = """\
- id: a-deadline-you-missed
  ask: Tell me about a deadline that you couldn't keep.
  answer: |                         # how to go about it
    Take one that was yours, and say early what you did once you saw it slip:
    whom you told, what you cut, and what you do differently since.
  quiz:
    kind: behaviour
    looks_for:                      # what an interviewer listens for
      - you say what was yours, without blaming others
      - you told people before the day came
      - what you do differently since then
    anchors:                        # three or four, the weakest first
      - Others were late, or there is no story.
      - A real story, but nobody was told until the day itself.
      - You told them early, cut the work, and changed how you plan.
  sources: ["Gayle McDowell: Cracking the Coding Interview, 6th edition"]
"""

FOR_AUTHORS = kind.KindForAuthors(
    rule=kind.KindRule(
        id="behaviour",
        title=f"A behaviour question says what is looked for, and has {FEWEST} or {MOST} anchors",
        broken=(
            "quiz:\n  kind: behaviour\n  looks_for: [you say what was yours]\n"
            "  anchors: [no story, your own story]"
        ),
        fixed=(
            "quiz:\n  kind: behaviour\n  looks_for: [you say what was yours]\n"
            "  anchors: [no story, a story of others, your own story]"
        ),
        check=_check,
    ),
    fields={
        "looks_for": kind.Field(
            "What an interviewer listens for. Markdown. The learner sees them once the story is "
            "told. Since format 1.1.",
            ["you say what was yours", "what you learned"],
            {"minItems": 1},
        ),
        "anchors": kind.Field(
            f"What answers are like, the weakest first: {FEWEST} or {MOST} plain texts, which the "
            "learner grades the story by. Since format 1.1.",
            ["No story.", "A story in which others act.", "Your own part, and its result."],
            {"minItems": FEWEST, "maxItems": MOST},
        ),
    },
    example=_EXAMPLE,
    foreign_fields=(
        kind.ForeignName("lookfor looks listensfor criteria signals competencies", "looks_for"),
        kind.ForeignName("anchor rubric scale grades ratings", "anchors"),
        kind.ForeignName(
            f"answer {kind.RIGHT}", "", "write how to go about it as the question's answer"
        ),
    ),
    foreign_kinds=(("behavior behavioural behavioral star story stories", ""),),
)
