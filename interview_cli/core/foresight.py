"""When a question will be asked again: for each grade before it is given, and after."""

from __future__ import annotations

from dataclasses import dataclass

from interview_cli.core.memory.scheduler import Scheduler
from interview_cli.core.session import Asked, Outcome, Session


@dataclass(frozen=True, slots=True)
class Foresight:
    """What *scheduler* expects on the study *day* (an ordinal); all intervals are in days."""

    scheduler: Scheduler
    day: int

    def grades(self, session: Session) -> tuple[int, ...]:
        """Give the interval for each grade, 1 to 4, of the current question.

        0 means in this session again. Only a session's first answer feeds the memory:
        when a question has come back, its grades change nothing any more.
        """
        first = next((o for o in session.outcomes if o.place == session.place and o.first), None)
        every = (
            (self.after(session.current, first),) * 4
            if first
            else self.scheduler.intervals(session.current.memory, self.day)
        )
        return (0, *every[1:]) if session.mode.returns else every

    def after(self, asked: Asked, outcome: Outcome) -> int:
        """Give the interval after an answer that was counted."""
        assert outcome.rating is not None
        memory = self.scheduler.after(asked.memory, outcome.rating, self.day)
        return self.scheduler.curve.interval(memory.stability)
