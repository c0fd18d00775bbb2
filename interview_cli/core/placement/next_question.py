"""Which question a placement asks next: the one that tells most, spread over the topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

from interview_cli.core.levels import LEVELS, Level
from interview_cli.core.placement.ability import Chances, information

#: What a question counts less for each one that was asked of its very topic.
SAME_TOPIC = 0.5

#: Digits to which merits are compared: what computers differ in must not decide.
_DIGITS = 9


class Candidate(NamedTuple):
    """A question that may be asked; ``luck`` is the chance that a blind guess is right.

    Of a ``group``, whose questions give each other away, one is asked.
    """

    level: Level
    topic: str
    luck: float
    group: object = None

    @property
    def area(self) -> str:
        """The topic above all others of the question."""
        return self.topic.partition("/")[0]


def levels_of(candidates: Sequence[Candidate]) -> tuple[Level, ...]:
    """Return the levels that there are questions of, the lowest first."""
    there = {candidate.level for candidate in candidates}
    return tuple(level for level in LEVELS if level in there)


def choose_next(
    candidates: Sequence[Candidate], asked: Sequence[int], chances: Chances
) -> int | None:
    """Return the place of the candidate to ask after those at *asked*; None without any left.

    It is the one whose answer tells most about the level. A large area gets more turns than a
    small one, by the root of its size. Of equal ones the first is taken.
    """
    levels = levels_of(candidates)
    sizes = Counter(candidate.area for candidate in candidates)
    areas = Counter(candidates[n].area for n in asked)
    topics = Counter(candidates[n].topic for n in asked)
    groups = {candidates[n].group for n in asked} - {None}
    told: dict[tuple[Level, float], float] = {}

    def merit(candidate: Candidate) -> float:
        alike = candidate.level, candidate.luck
        if alike not in told:
            told[alike] = information(*alike, chances, levels)
        turn = sqrt(sizes[candidate.area]) / (1 + areas[candidate.area])
        return round(told[alike] * turn * SAME_TOPIC ** topics[candidate.topic], _DIGITS)

    left = [
        n
        for n, candidate in enumerate(candidates)
        if n not in asked and candidate.group not in groups
    ]
    return max(left, key=lambda n: (merit(candidates[n]), -n), default=None)
