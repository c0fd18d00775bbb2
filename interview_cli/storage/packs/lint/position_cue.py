"""Over a pack, the right option stands in one place too often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from interview_cli.storage.packs.lint.chance import LEAST, RARE, at_least
from interview_cli.storage.packs.lint.numeric_order import numbers
from interview_cli.storage.packs.lint.rule import FoundOver, Rule
from interview_cli.storage.packs.lint.spots import Pack, Spot


def _look(packs: Sequence[Pack]) -> FoundOver:
    for pack in packs:
        kept = [spot for spot in pack.heeding(RULE.id) if _kept(spot)]
        if len(kept) < LEAST:
            continue
        places = Counter(map(_place, kept))
        for place, hits in sorted(places.items()):
            lengths = [len(spot.options()) for spot in kept]
            chances = [1 / length if place < length else 0.0 for length in lengths]
            if at_least(hits, chances) < RARE / max(lengths):
                there = [spot for spot in kept if _place(spot) == place]
                message = (
                    f"in {hits} of the {len(kept)} questions that keep their order option "
                    f"{place + 1} is right, by chance it would be about {round(sum(chances))}: "
                    "leave out keep_order where the order means nothing, or move the key"
                )
                yield there[0].source, there[0].part["quiz"].at("keep_order"), message


def _kept(spot: Spot) -> bool:
    """Say whether options are shown as written, though they are no numbers in order."""
    choice = spot.choice
    if choice is None or not choice.keep_order or len(choice.right) != 1:
        return False
    return numbers([option.text for option in choice.options]) is None


def _place(spot: Spot) -> int:
    return next(n for n, (option, _) in enumerate(spot.options()) if option.right)


RULE = Rule(
    id="position-cue",
    title="over the pack, the right option stands in one place too often",
    why="""\
Options are shuffled, so where you write the right one gives nothing away, but for questions with
`keep_order: true`. Over 20 or more of those a binomial test for each place says whether chance
could have put it there so often. Numbers in order are left out: their place is given.""",
    bad="""\
# in 15 of 20 questions with keep_order: true the second option is right""",
    good="""\
# in 6 of 20 questions with keep_order: true the second option is right""",
    over=_look,
)
