"""What a placement concludes, and when it knows enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from interview_cli.core.levels import LEVELS, Level
from interview_cli.core.placement.ability import Chances, split
from interview_cli.core.records import Line

#: How likely a level must be, or two neighbours together, to be named.
ENOUGH = 0.8

#: So many answers are asked for before one level is named, and before two are. A guess of
#: one's own, or a lucky answer or two, is not enough.
LEAST_FOR_ONE, LEAST_FOR_TWO = 5, 9

#: Two levels are named before the last question only where this is the chance of the less
#: likely one, at least: else a few more answers may well decide.
EVEN = 0.3


class Conclusion(NamedTuple):
    """The chance of each level that there are questions of, and what that comes to.

    Either ``level`` is named or the two that it lies ``between``; neither, where too little
    is known. ``answered`` are the answers that it rests on.
    """

    probabilities: Mapping[Level, float]
    level: Level | None
    between: tuple[Level, ...]
    answered: int

    @property
    def chance(self) -> float:
        """The chance of what is named; where nothing is, of the likeliest level."""
        named = (self.level,) if self.level else self.between
        return sum(self.probabilities[level] for level in named) or max(self.probabilities.values())


def conclude(chances: Chances, levels: Sequence[Level], answered: int) -> Conclusion:
    """Return what *chances* come to after so many answers."""
    probabilities = split(chances, levels)
    level: Level | None = None
    between: tuple[Level, ...] = ()
    if answered >= LEAST_FOR_ONE:
        likeliest = max(probabilities, key=lambda name: probabilities[name])
        pairs = pairwise(levels)
        pair = max(pairs, key=lambda two: sum(probabilities[one] for one in two), default=())
        if probabilities[likeliest] >= ENOUGH:
            level = likeliest
        elif sum(probabilities[one] for one in pair) >= ENOUGH:
            between = pair
    return Conclusion(probabilities, level, between, answered)


def is_enough(conclusion: Conclusion) -> bool:
    """Whether more answers would hardly change the conclusion."""
    if not conclusion.between:
        return conclusion.level is not None
    less = min(conclusion.probabilities[level] for level in conclusion.between)
    return conclusion.answered >= LEAST_FOR_TWO and less >= EVEN


def read_conclusion(line: Line | None) -> Conclusion | None:
    """Return what a ``placed`` line says; None where it is None, or not to be made sense of."""
    if line is None:
        return None
    try:
        given: Mapping[str, Any] = line["probabilities"]
        probabilities = {
            level: min(1.0, max(0.0, float(given[level]))) for level in LEVELS if level in given
        }
        between = tuple(level for level in LEVELS if level in (line.get("between") or ()))
        level = next((name for name in LEVELS if name == line.get("level")), None)
        answered = int(line["questions"])
    except (KeyError, TypeError, ValueError):
        return None
    named = {*between, *([level] if level else ())}
    if not probabilities or not named <= probabilities.keys():
        return None
    return Conclusion(probabilities, level, between, answered)
