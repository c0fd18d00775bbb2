"""How likely it is that a pack looks like this by chance."""

from __future__ import annotations

from collections.abc import Sequence
from math import erfc, sqrt

LEAST = 20  # questions: of fewer nothing can be said
MANY = 500  # questions from which on the normal distribution is exact enough
RARE = 0.01  # what happens to one pack of a hundred by chance


def at_least(hits: int, chances: Sequence[float]) -> float:
    """Give the chance of *hits* or more, each question having a chance of its own."""
    if len(chances) > MANY:
        mean = sum(chances)
        deviation = sqrt(sum(chance * (1 - chance) for chance in chances))
        return erfc((hits - 0.5 - mean) / (deviation * sqrt(2))) / 2
    spread = [1.0]
    for chance in chances:
        longer = [*spread, 0.0]
        for n, weight in enumerate(spread):
            longer[n] = longer[n] - weight * chance if n else weight * (1 - chance)
            longer[n + 1] += weight * chance
        spread = longer
    return sum(spread[hits:])
