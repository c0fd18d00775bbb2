"""How an answer changes a memory: the formulas of FSRS-6 on plain floats.

They are those of https://github.com/open-spaced-repetition/py-fsrs, version 6.3, in the same
order, so that each result is the same to the last bit (a test holds the two together). That
library copies cards and reads calendars, which takes six times as long: too much for the
answers of years.
"""

from __future__ import annotations

from collections.abc import Callable
from math import e

#: The least stability, in days, and the bounds of difficulty.
MIN_STABILITY = 0.001
MIN_DIFFICULTY, MAX_DIFFICULTY = 1.0, 10.0

#: The recall at which a question becomes due.
_RETENTION = 0.9

_AGAIN, _HARD, _GOOD, _EASY = 1, 2, 3, 4

#: From stability and difficulty (None before the first review), the rating and the study
#: days since the last review to the new stability and difficulty.
StateUpdate = Callable[[tuple[float, float] | None, int, int], tuple[float, float]]


def make_update(weights: tuple[float, ...]) -> StateUpdate:
    """Return the update with these *weights*, 21 of them, within their bounds."""
    w4, w5, w6, w7, w8, w9, w10, w11, w12, w13, w14, w15, w16, w17, w18, w19, w20 = weights[4:]
    decay = -w20
    factor = _RETENTION ** (1 / decay) - 1
    easy = w4 - e ** (w5 * (_EASY - 1)) + 1
    firsts = [
        (
            max(weights[rating - 1], MIN_STABILITY),
            min(max(w4 - e ** (w5 * (rating - 1)) + 1, MIN_DIFFICULTY), MAX_DIFFICULTY),
        )
        for rating in (_AGAIN, _HARD, _GOOD, _EASY)
    ]
    grows, shrinks = e**w8, e ** (w17 * w18)
    same_day = [e ** (w17 * (rating - 3 + w18)) for rating in (_AGAIN, _HARD, _GOOD, _EASY)]
    moves = [-(w6 * (rating - 3)) for rating in range(_EASY + 1)]
    towards_easy, kept = w7 * easy, 1 - w7

    def update(known: tuple[float, float] | None, rating: int, days: int) -> tuple[float, float]:
        if known is None:
            return firsts[rating - 1]
        stability, difficulty = known
        moved = difficulty + (10.0 - difficulty) * moves[rating] / 9.0
        harder = towards_easy + kept * moved
        if harder < MIN_DIFFICULTY:  # quicker than min and max
            harder = MIN_DIFFICULTY
        elif harder > MAX_DIFFICULTY:
            harder = MAX_DIFFICULTY
        if days < 1:
            grown = same_day[rating - 1] * stability**-w19
            if rating > _AGAIN and grown < 1.0:
                grown = 1.0
            return max(stability * grown, MIN_STABILITY), harder
        forgot = 1 - (1 + factor * days / stability) ** decay
        if rating == _AGAIN:
            long = w11 * difficulty**-w12 * ((stability + 1) ** w13 - 1) * e ** (forgot * w14)
            return max(min(long, stability / shrinks), MIN_STABILITY), harder
        grown = grows * (11 - difficulty) * stability**-w9 * (e ** (forgot * w10) - 1)
        if rating == _HARD:
            grown *= w15
        elif rating == _EASY:
            grown *= w16
        stability *= 1 + grown
        return MIN_STABILITY if stability < MIN_STABILITY else stability, harder

    return update
