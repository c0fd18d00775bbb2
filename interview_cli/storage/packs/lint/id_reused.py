"""A name that stands for two questions."""

from __future__ import annotations

from collections.abc import Sequence

from interview_cli.storage.packs.lint.rule import FoundOver, Rule
from interview_cli.storage.packs.lint.spots import Pack, Spot


def _look(packs: Sequence[Pack]) -> FoundOver:
    today = {spot.key: spot for pack in packs for spot in pack.spots}
    before: dict[str, Spot] = {}
    heads: dict[str, Pack] = {}
    for pack in packs:
        other = heads.setdefault(pack.id, pack)
        if other is not pack and pack.spots:
            message = (
                f"{other.path.name} is a pack with the id {pack.id} too, and only one of them is "
                "used: give this one another id"
            )
            yield pack.spots[0].source, pack.spots[0].part.start, message
        for spot in pack.heeding(RULE.id):
            for n, old in enumerate(spot.question.was):
                key = old if ":" in old else f"{pack.id}:{old}"
                at = spot.part["was"].at(n)
                if key == spot.key:
                    yield (
                        spot.source,
                        at,
                        f"{old} is what this question is called now: remove it here",
                    )
                elif key in today:
                    message = (
                        f"{old} is another question's id today, so progress would go to both: "
                        "give that question a new id, or remove this"
                    )
                    yield spot.source, at, message
                elif key in before:
                    message = (
                        f"{old} was {before[key].question.id} before, too: keep it in the one "
                        "question that goes on with it"
                    )
                    yield spot.source, at, message
                before.setdefault(key, spot)


RULE = Rule(
    id="id-reused",
    title="a name stands for two questions",
    why="""\
Progress is kept by name. A question that takes the name of an earlier one takes its progress
too: learners are told that they know what they never saw. Two questions with one id in a pack
are an error of the reader; this rule looks at `was` and at packs with one id.""",
    bad="""\
- {id: closures, was: [lambdas], ask: ...}
- {id: lambdas, ask: ...}     # a new question under an old name""",
    good="""\
- {id: closures, was: [lambdas], ask: ...}
- {id: lambda-limits, ask: ...}""",
    over=_look,
)
