"""The fast library of FSRS-6, from the extra ``fit``; the only user of ``fsrs_rs_python``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from interview_cli.core.memory.model import StateUpdate

if TYPE_CHECKING:
    from interview_cli.core.memory.model import RatedAnswer


def make_update(weights: tuple[float, ...]) -> StateUpdate:
    """Return the update of ``fsrs_rs_python``, in single precision."""
    from fsrs_rs_python import FSRS, MemoryState

    library = FSRS(list(weights))

    def update(known: tuple[float, float] | None, rating: int, days: int) -> tuple[float, float]:
        state = None if known is None else MemoryState(*known)
        nexts = library.next_states(state, 0.9, days)
        chosen = (nexts.again, nexts.hard, nexts.good, nexts.easy)[rating - 1].memory
        return chosen.stability, chosen.difficulty

    return update


class Trainer:
    """Training data in the library's form: for each answer, the question's history up to it.

    Only answers on a later day than the one before can be predicted: FSRS-6 knows
    nothing of forgetting within a day.
    """

    def __init__(self, answers: Sequence[RatedAnswer]) -> None:
        from fsrs_rs_python import FSRSItem, FSRSReview

        self._items = []  # with the place of the answer
        self._cards: list[int] = []
        past: dict[str, list[FSRSReview]] = {}
        days: dict[str, int] = {}
        numbers: dict[str, int] = {}
        for place, (question, day, rating) in enumerate(answers):
            since = day - days.get(question, day)
            history = past.setdefault(question, [])
            history.append(FSRSReview(rating, since))
            days[question] = day
            if len(history) > 1 and since > 0:
                self._items.append((place, FSRSItem(list(history))))
                self._cards.append(numbers.setdefault(question, len(numbers)))

    def train(self, until: int) -> tuple[float, ...]:
        """Return weights trained on the answers before the place *until*."""
        from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS

        items = [item for place, item in self._items if place < until]
        return tuple(FSRS(list(DEFAULT_PARAMETERS)).compute_parameters(items))

    def log_loss(self, weights: tuple[float, ...], start: int) -> tuple[float, int]:
        """Return the mean log loss of the answers from the place *start* on, and their number."""
        from fsrs_rs_python import FSRS

        items = [item for place, item in self._items if place >= start]
        if not items:
            return 0.0, 0
        return FSRS(list(weights)).evaluate(items).log_loss, len(items)
