"""When a question will be asked again: for each grade before it is given, and after.

All intervals are in days; 0 means in this session again.
"""

from __future__ import annotations

from collections.abc import Sequence

from interview_cli.core.journal.records import AGAIN
from interview_cli.core.memory.scheduler import Scheduler
from interview_cli.core.session import Outcome, Session


def grade_intervals(session: Session, scheduler: Scheduler, day: int) -> tuple[int, ...]:
    """Return the interval for each grade, 1 to 4, of the current question.

    Only a session's first answer feeds the memory: when a question has come back, its
    grades change nothing any more.
    """
    first = _first_answer(session, session.place)
    intervals: Sequence[int] = (
        (_interval(session, first, scheduler, day),) * 4
        if first
        else scheduler.intervals(session.current.memory, day)
    )
    return (0, *intervals[1:]) if session.mode.returns else tuple(intervals)


def interval_after(session: Session, outcome: Outcome, scheduler: Scheduler, day: int) -> int:
    """Return the interval after the answer of *outcome*."""
    if session.mode.returns and outcome.rating == AGAIN:
        return 0
    first = _first_answer(session, outcome.place)
    return _interval(session, first or outcome, scheduler, day)


def _first_answer(session: Session, place: int) -> Outcome | None:
    return next((o for o in session.outcomes if o.place == place and o.first), None)


def _interval(session: Session, outcome: Outcome, scheduler: Scheduler, day: int) -> int:
    assert outcome.rating is not None
    memory = scheduler.after(session.plan[outcome.place].memory, outcome.rating, day)
    return scheduler.curve.interval(memory.stability)
