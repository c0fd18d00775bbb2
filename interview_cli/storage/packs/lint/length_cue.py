"""Over a pack, the longest option is the right one too often."""

from __future__ import annotations

from collections.abc import Sequence

from interview_cli.storage.packs.lint.chance import LEAST, RARE, at_least
from interview_cli.storage.packs.lint.longest_key import sticks_out
from interview_cli.storage.packs.lint.rule import FoundOver, Rule
from interview_cli.storage.packs.lint.spots import Pack


def _look(packs: Sequence[Pack]) -> FoundOver:
    for pack in packs:
        single = [
            spot
            for spot in pack.heeding(RULE.id)
            if spot.choice and len(spot.choice.right) == 1 and len(spot.choice.options) > 2
        ]
        long = [spot for spot in single if sticks_out(spot, 1.0, 1)]
        chances = [1 / len(spot.choice.options) for spot in single if spot.choice]
        if len(single) < LEAST or at_least(len(long), chances) >= RARE:
            continue
        by_chance = round(sum(chances))
        names = ", ".join(spot.question.id for spot in long[:3])
        message = (
            f"in {len(long)} of {len(single)} questions of this pack the longest option is "
            f"right, by chance it would be about {by_chance}: shorten the right options of "
            f"{names} and others"
        )
        node = next(node for option, node in long[0].options() if option.right)
        yield long[0].source, node.at("text"), message


RULE = Rule(
    id="length-cue",
    title="over the pack, the longest option is right too often",
    why="""\
One right option that is a little longer gives nothing away; a pack in which it is so again and
again teaches to pick the longest. From 20 questions with one right option on, a binomial test
says whether chance could have done it (it does so in one pack of a hundred).""",
    bad="""\
# in 14 of 20 questions the right option is the longest""",
    good="""\
# in 5 of 20 questions the right option is the longest""",
    over=_look,
)
