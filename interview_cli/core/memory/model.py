"""The memory of one question, and its forgetting curve: plain formulas.

The memory model is FSRS-6: stability, difficulty and a forgetting curve
``R(t) = (1 + F t / S) ** -w20`` with F such that R(S) = 0.9
(https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm). How an answer
changes a memory is left to the library in ``scheduler``; this module needs none, so that
a start which only looks at memories is quick.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

#: The default weights of FSRS-6, as the library has them (a test holds the two together).
WEIGHTS = (
    *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194),
    *(0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629),
    *(1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
)

#: The recall at which a question becomes due.
RETENTION = 0.9

#: The longest interval, in days: a hundred years.
MAX_INTERVAL = 36_500


class Memory(NamedTuple):
    """How well one question is remembered.

    ``stability`` is the days until recall falls to 0.9, ``difficulty`` goes from 1 to
    10, ``day`` is the study day of the last review as a proleptic ordinal.
    """

    stability: float
    difficulty: float
    day: int


@dataclass(frozen=True, slots=True)
class Curve:
    """The forgetting curve of a set of weights."""

    decay: float
    factor: float

    @classmethod
    def of(cls, weights: tuple[float, ...]) -> Curve:
        """Return the curve of 21 weights."""
        decay = -weights[20]
        return cls(decay, RETENTION ** (1 / decay) - 1)

    def recall(self, stability: float, days: int) -> float:
        """Return the chance (0 to 1) of recall *days* after a review."""
        return float((1 + self.factor * max(0, days) / stability) ** self.decay)

    def interval(self, stability: float, retention: float = RETENTION) -> int:
        """Return the whole days until recall falls to *retention*; at least 1."""
        usual = retention == RETENTION  # then the factor is known, to the last bit
        span = self.factor if usual else retention ** (1 / self.decay) - 1
        days: float = stability / self.factor * span
        return min(max(round(days), 1), MAX_INTERVAL)

    def due(self, memory: Memory) -> int:
        """Return the study day, as an ordinal, on which *memory* becomes due."""
        return memory.day + self.interval(memory.stability)


#: From stability and difficulty (None before the first review), the rating and the study
#: days since the last review to the new stability and difficulty.
StateUpdate = Callable[[tuple[float, float] | None, int, int], tuple[float, float]]


class RatedAnswer(NamedTuple):
    """One answer that updated the memory: the question, the study day and the rating."""

    question: str
    day: int
    rating: int
