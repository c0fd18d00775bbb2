"""How far a learner is with a set of questions that was handed out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from interview_cli.core.progress.progress import PastSession
from interview_cli.core.questions.question_set import QuestionSet

#: How the file ends that a result is written to.
RESULT_ENDING = ".jsonl"

#: The filter under which ``started`` keeps the name of the set, ``pack:id``.
SET_FILTER = "set"


@dataclass(frozen=True, slots=True)
class SetStanding:
    """The sessions of a set in which something was answered, oldest first."""

    of: QuestionSet
    sessions: tuple[PastSession, ...]

    @property
    def done(self) -> bool:
        return any(session.finished for session in self.sessions)

    @property
    def unfinished(self) -> str:
        """The id of the session to go on with; "" where there is none."""
        left = [session.id for session in self.sessions if not session.finished]
        return left[-1] if left else ""

    @property
    def next_attempt(self) -> int:
        """The number of the attempt that a new session would be, from 1."""
        return 1 + len(self.sessions)

    def counts(self, attempt: int) -> bool:
        """Whether an attempt of this number counts."""
        return self.of.attempts is None or attempt <= self.of.attempts

    @property
    def counted(self) -> tuple[PastSession, ...]:
        """The sessions whose answers are handed in: finished, and within the attempts."""
        numbered = enumerate(self.sessions, 1)
        return tuple(one for n, one in numbered if one.finished and self.counts(n))

    def is_open(self, today: date) -> bool:
        """Whether there is something to hand in: it isn't done, and not too late."""
        return not (self.done or self.of.is_late(today))


def find_standing(key: str, of: QuestionSet, past: Iterable[PastSession]) -> SetStanding:
    """Return how far the set is that is called *key*, ``pack:id``, from the *past* sessions."""
    sessions = [one for one in past if one.filters.get(SET_FILTER) == key]
    mine = [one for one in sessions if one.answered or one.finished]
    return SetStanding(of, tuple(sorted(mine, key=lambda one: (one.at, one.id))))
