"""How an answer changes a memory: FSRS-6, in study days.

Two libraries have the formulas: ``fsrs`` in Python, and ``fsrs_rs`` where the extra
``fit`` is installed, which works in single precision and is many times faster. Both
are given only how many study days have passed, so that no clock, time zone or hour of
the day can change a result, and neither adds randomness (*fuzz*) of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from interview_cli.core.journal.records import RATINGS
from interview_cli.core.memory.model import WEIGHTS, Curve, Memory, StateUpdate

PYTHON, RUST = "fsrs", "fsrs_rs"


@dataclass(slots=True)
class Scheduler:
    """A set of weights, and the library that uses them; imported when first needed."""

    weights: tuple[float, ...] = WEIGHTS
    library: str = PYTHON
    curve: Curve = field(init=False, compare=False, repr=False)
    _update: StateUpdate | None = field(default=None, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        self.curve = Curve.of(self.weights)

    def after(self, memory: Memory | None, rating: int, day: int) -> Memory:
        """Return the memory after an answer rated 1 to 4 on the study *day* (an ordinal).

        A day before the last review's, as after a flight, counts as that one.
        """
        if self._update is None:
            self._update = _make_update(self.library, self.weights)
        if memory is None:
            return Memory(*self._update(None, rating, 0), day)
        day = max(day, memory.day)
        return Memory(*self._update(memory[:2], rating, day - memory.day), day)

    def recall(self, memory: Memory, day: int) -> float:
        """Return the chance (0 to 1) that the question is recalled on *day*."""
        return self.curve.recall(memory.stability, day - memory.day)

    def intervals(self, memory: Memory | None, day: int) -> tuple[int, ...]:
        """Return the days until the question is due again, for each rating from 1 to 4."""
        after = (self.after(memory, rating, day) for rating in RATINGS)
        return tuple(self.curve.interval(new.stability) for new in after)


def are_valid_weights(weights: object) -> bool:
    """Whether *weights* are 21 numbers within the bounds of FSRS-6."""
    if not isinstance(weights, list | tuple):
        return False
    if not all(isinstance(w, int | float) and not isinstance(w, bool) for w in weights):
        return False
    try:
        _make_python_update(tuple(weights))
    except ValueError:
        return False
    return True


def _make_update(library: str, weights: tuple[float, ...]) -> StateUpdate:
    if library == RUST:
        from interview_cli.core.memory.fsrs_rs import make_update

        return make_update(weights)
    return _make_python_update(weights)


def _make_python_update(weights: tuple[float, ...]) -> StateUpdate:
    """Return the update of ``fsrs``; raises ValueError for weights out of its bounds."""
    from datetime import UTC, datetime, timedelta
    from functools import lru_cache

    from fsrs import Card, Rating, State
    from fsrs import Scheduler as Library

    library = Library(weights, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    ratings = {int(rating): rating for rating in Rating}

    class UncopiedCard(Card):
        """A card that a review needn't copy, which takes long: nobody else has it."""

        def __copy__(self) -> UncopiedCard:
            return self

    # Any two moments that are so many days apart will do. A card without an id or a due
    # date would read the clock, and sleep.
    then = datetime(2000, 1, 1, 12, tzinfo=UTC)
    card = UncopiedCard(card_id=0, due=then)

    # Young memories are much alike, so results repeat.
    @lru_cache(maxsize=1 << 16)
    def update(known: tuple[float, float] | None, rating: int, days: int) -> tuple[float, float]:
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

    return update
