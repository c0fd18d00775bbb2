"""How an answer changes a memory: FSRS-6, counted in study days.

Two libraries know the formulas: ``fsrs`` in Python, and ``fsrs_rs`` where the extra
``fit`` is installed, which counts in single precision and is many times quicker. Both
are given only how many study days have passed, so that no clock, time zone or hour of
the day can change a result, and neither adds chance of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from interview_cli.core.journal.records import RATINGS
from interview_cli.core.memory.model import WEIGHTS, Curve, Memory, Steps

PYTHON, RUST = "fsrs", "fsrs_rs"


@dataclass(slots=True)
class Scheduler:
    """A set of weights, and the library that counts with them; imported when first needed."""

    weights: tuple[float, ...] = WEIGHTS
    library: str = PYTHON
    curve: Curve = field(init=False, compare=False, repr=False)
    _steps: Steps | None = field(default=None, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        self.curve = Curve.of(self.weights)

    def after(self, memory: Memory | None, rating: int, day: int) -> Memory:
        """Give the memory after an answer rated 1 to 4 on the study *day* (an ordinal).

        A day before the last review's, as after a flight, counts as that one.
        """
        if self._steps is None:
            self._steps = _steps(self.library, self.weights)
        if memory is None:
            return Memory(*self._steps(None, rating, 0), day)
        day = max(day, memory.day)
        return Memory(*self._steps(memory[:2], rating, day - memory.day), day)

    def recall(self, memory: Memory, day: int) -> float:
        """Give the chance (0 to 1) that the question is recalled on *day*."""
        return self.curve.recall(memory.stability, day - memory.day)

    def intervals(self, memory: Memory | None, day: int) -> tuple[int, ...]:
        """Give the days until the question is due again, for each rating from 1 to 4."""
        after = (self.after(memory, rating, day) for rating in RATINGS)
        return tuple(self.curve.interval(new.stability) for new in after)


def usable(weights: object) -> bool:
    """Say whether *weights* are 21 numbers within the bounds of FSRS-6."""
    if not isinstance(weights, list | tuple):
        return False
    if not all(isinstance(w, int | float) and not isinstance(w, bool) for w in weights):
        return False
    try:
        _python(tuple(weights))
    except ValueError:
        return False
    return True


def _steps(library: str, weights: tuple[float, ...]) -> Steps:
    if library == RUST:
        from interview_cli.core.memory.fsrs_rs import steps

        return steps(weights)
    return _python(weights)


def _python(weights: tuple[float, ...]) -> Steps:
    """Count with ``fsrs``; raises ValueError for weights that it doesn't take."""
    from datetime import UTC, datetime, timedelta
    from functools import lru_cache

    from fsrs import Card, Rating, State
    from fsrs import Scheduler as Library

    library = Library(weights, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    ratings = {int(rating): rating for rating in Rating}

    class Mine(Card):
        """A card that is ours alone: a review need not copy it, which takes long."""

        def __copy__(self) -> Mine:
            return self

    # Any two moments that are so many days apart will do. A card without an id or a due
    # date would read the clock, and sleep.
    then = datetime(2000, 1, 1, 12, tzinfo=UTC)
    card = Mine(card_id=0, due=then)

    # Young memories are much alike: what was counted once need not be again.
    @lru_cache(maxsize=1 << 16)
    def steps(known: tuple[float, float] | None, rating: int, days: int) -> tuple[float, float]:
        if known is None:
            card.state, card.step, card.last_review = State.Learning, 0, None
            card.stability = card.difficulty = None
        else:
            card.state, card.step, card.last_review = State.Review, None, then
            card.stability, card.difficulty = known
        library.review_card(card, ratings[rating], then + timedelta(days=days))
        assert card.stability is not None
        assert card.difficulty is not None
        return card.stability, card.difficulty

    return steps
