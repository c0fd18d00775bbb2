"""Put shuffled steps into order: for authors."""

from __future__ import annotations

from functools import partial

from interview_cli.core.compare import fold
from interview_cli.packs.kinds import kind
from interview_cli.packs.yaml.source import Map, Seq, Source


def _check(question: Map, quiz: Map, source: Source) -> kind.Found:
    """Report steps that aren't three to nine different ones."""
    steps = quiz.get("steps")
    if isinstance(steps, Seq):
        yield from kind.find_duplicates(steps, None, "step", source, partial(fold, case=True))
        if kind.is_complete(steps) and not 3 <= len(steps) <= 9:
            yield quiz.key_at("steps"), f"order has 3 to 9 steps, this one has {len(steps)}"


_EXAMPLE = """\
- id: in-order
  level: mid                        # not the default of this file
  ask: In which order do the parts of `try` run when no error is raised?
  answer: |
    `try`, then `else`, then `finally`. Each `except` is passed over.
  quiz:
    kind: order                     # in the right order; shown shuffled
    steps: [the body of try, the body of else, the body of finally]
  sources:
    - https://docs.python.org/3/reference/compound_stmts.html#the-try-statement
"""

FOR_AUTHORS = kind.KindForAuthors(
    rule=kind.KindRule(
        id="steps",
        title="An order has 3 to 9 different steps, and a track has at least one",
        broken="quiz: {kind: order, steps: [one, two]}",
        fixed="quiz: {kind: order, steps: [one, two, three]}",
        check=_check,
    ),
    fields={
        "steps": kind.Field(
            "3 to 9 different steps in the right order. They're shown shuffled.",
            ["FROM", "WHERE", "SELECT"],
            {"minItems": 3, "maxItems": 9, "uniqueItems": True},
        )
    },
    example=_EXAMPLE,
    foreign_fields=(
        kind.ForeignName(
            f"answer answers items options sequence order lines list {kind.RIGHT}", "steps"
        ),
    ),
    foreign_kinds=(("sort sorting ordering sequence rank ranking arrange", ""),),
)
