"""A question that names no source."""

from __future__ import annotations

from collections.abc import Sequence

from interview_cli.storage.packs.lint.rule import FoundOver, Measured, Rule
from interview_cli.storage.packs.lint.spots import Pack


def _look(packs: Sequence[Pack]) -> FoundOver:
    for pack in packs:
        spots = pack.heeding(RULE.id)
        bare = [spot for spot in spots if not spot.question.sources and not spot.question.draft]
        if not bare:
            continue
        if len(bare) == len(spots) > 1:
            message = (
                f"none of the {len(bare)} questions of this pack names a source: write where "
                "its answer can be read up, as in sources: [https://…]"
            )
            yield bare[0].source, bare[0].part.at("id"), message
            continue
        for spot in bare:
            message = (
                "no source is named: write where the answer can be read up, as in "
                "sources: [https://…]"
            )
            yield spot.source, spot.part.at("id"), message


RULE = Rule(
    id="source-missing",
    title="no source is named",
    why="""\
Wrong keys are what learners of public banks complain about most. A source lets them check, and
lets you check again when a library moves. Of a pack in which no question has one this is said
once. A source that is no web address is an error of the reader.""",
    bad="""\
- id: dict-order
  ask: Does a dict keep its order?
  answer: Yes, that of insertion, since Python 3.7.""",
    good="""\
- id: dict-order
  ask: Does a dict keep its order?
  answer: Yes, that of insertion, since Python 3.7.
  sources: [https://docs.python.org/3/library/stdtypes.html#dict]""",
    over=_look,
    measured=Measured(3, 3, 3),
)
