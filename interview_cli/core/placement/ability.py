"""How much a learner knows, as far as their answers tell: chances on a grid of abilities.

A learner of ability a knows a question of difficulty d with the chance
``1 / (1 + exp(-SLOPE (a - d)))``. What is known is answered right but for slips; what isn't
is right by luck, as often as a blind guess (a three-parameter model of item response theory).

Nobody has measured how hard the questions are, so what a level means comes from the labels of
the pack, by three assumptions: labels are right on the whole, the same distance lies between
junior and mid as between mid and senior, and one is at the level whose label is nearest to
the difficulty of which one knows half. At the border of mid and senior that is about two
in three of the questions labelled mid and one in three of those labelled senior.

The slope is lower than that of a good question: labels are wrong now and then, and nobody
knows all topics equally well, so an answer says less than it seems to. It was chosen by
simulation, for the chances to come true (``tests/bench/placement.py``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from math import exp, log
from operator import mul
from typing import NamedTuple

from interview_cli.core.levels import LEVELS, Level

GRID = tuple((n - 40) / 10 for n in range(81))

#: The difficulty that a label stands for.
DIFFICULTY: Mapping[Level, float] = {"junior": -1.5, "mid": 0.0, "senior": 1.5}

SLOPE = 0.85

#: The chance that an answer is wrong though it is known.
SLIP = 0.05

#: How far abilities lie around what the learners say of themselves, and around mid where they
#: don't say (standard deviations).
GUESS_SPREAD, UNSURE_SPREAD = 1.0, 1.3

#: A chance for each ability of the grid; they add up to 1.
Chances = tuple[float, ...]


class Answer(NamedTuple):
    """What an answer tells: the question's label, the luck of a blind guess, and the credit.

    The credit is 1 for a right answer, 0 for a wrong one, or between them.
    """

    level: Level
    luck: float
    credit: float


def estimate(answers: Iterable[Answer], guess: Level | None = None) -> Chances:
    """Return the chances after *answers*, whose order doesn't matter.

    *guess* is the level that the learners think they are at, None where they don't know.
    """
    chances = _before(guess)
    for (level, luck, credit), times in sorted(Counter(answers).items()):
        right = _right(level, luck)
        likely = (p**credit * (1 - p) ** (1 - credit) for p in right)
        chances = _normalise(c * like**times for c, like in zip(chances, likely, strict=True))
    return chances


def split(chances: Chances, levels: Sequence[Level] = LEVELS) -> dict[Level, float]:
    """Return the chance of each of *levels*, those that there are questions of, lowest first.

    The lowest of them includes what is below it, and the highest what is above.
    """
    return dict(zip(levels, _sums(chances, tuple(levels)), strict=True))


def expect_known(level: Level, chances: Chances) -> float:
    """Return the chance that a question labelled *level* is known."""
    return _weigh(chances, _known(level))


def information(level: Level, luck: float, chances: Chances, levels: Sequence[Level]) -> float:
    """Return by how much an answer is expected to lower the entropy of *levels*, in nats."""
    levels = tuple(levels)
    right = tuple(map(mul, chances, _right(level, luck)))
    after_right = _sums(right, levels)
    before = _sums(chances, levels)
    after_wrong = [max(0.0, b - r) for b, r in zip(before, after_right, strict=True)]
    gain = _entropy(before) - _entropy(after_right) - _entropy(after_wrong)
    return gain - _plogp(sum(after_right)) - _plogp(sum(after_wrong))


def chance_known(level: Level, probabilities: Mapping[Level, float]) -> float:
    """Return the chance that somebody knows a question labelled *level*, never asked before.

    *probabilities* are those of the somebody's level, as a placement found them.
    """
    total = sum(probabilities.values())
    if not total:
        return expect_known(level, _before(None))
    share = (p * _typical(level, at) for at, p in probabilities.items())
    return sum(share) / total


@cache
def _typical(level: Level, at: Level) -> float:
    """Return the chance that people whose level is *at* know a question of *level*."""
    here = _places(LEVELS)[LEVELS.index(at)]
    among = _before(None)[here]
    return _weigh(among, _known(level)[here]) / sum(among)


@cache
def _known(level: Level) -> tuple[float, ...]:
    return tuple(1 / (1 + exp(-SLOPE * (a - DIFFICULTY[level]))) for a in GRID)


@cache
def _right(level: Level, luck: float) -> tuple[float, ...]:
    return tuple(k * (1 - SLIP) + (1 - k) * luck for k in _known(level))


@cache
def _before(guess: Level | None) -> Chances:
    middle, spread = (
        (DIFFICULTY[guess], GUESS_SPREAD) if guess else (DIFFICULTY["mid"], UNSURE_SPREAD)
    )
    return _normalise(exp(-(((a - middle) / spread) ** 2) / 2) for a in GRID)


@cache
def _places(levels: tuple[Level, ...]) -> tuple[slice, ...]:
    """Return where on the grid each of *levels* lies: borders are halfway between labels."""
    found, start = [], 0
    for low, high in pairwise(levels):
        border = (DIFFICULTY[low] + DIFFICULTY[high]) / 2
        end = sum(a < border for a in GRID)
        found.append(slice(start, end))
        start = end
    return (*found, slice(start, len(GRID)))


def _weigh(chances: Sequence[float], values: Sequence[float]) -> float:
    products: Iterable[float] = map(mul, chances, values)
    return sum(products)


def _sums(chances: Sequence[float], levels: tuple[Level, ...]) -> list[float]:
    return [sum(chances[place]) for place in _places(levels)]


def _entropy(chances: Iterable[float]) -> float:
    return -sum(map(_plogp, chances))


def _plogp(p: float) -> float:
    return p * log(p) if p > 0 else 0.0


def _normalise(chances: Iterable[float]) -> Chances:
    found = tuple(chances)
    total = sum(found)
    return tuple(c / total for c in found)
