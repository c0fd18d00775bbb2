"""What is known of a question, of a past session and of a day: the parts of ``Progress``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from interview_cli.core.memory import Memory


class Known(NamedTuple):
    """What happened to one question: its last first attempt of a session, and counts.

    The last three are its memory.
    """

    right: bool
    fingerprint: str
    kind: str
    asked: int
    times_right: int
    seconds: float  # spent on all of them
    stability: float
    difficulty: float
    day: int

    @property
    def memory(self) -> Memory:
        return Memory(self.stability, self.difficulty, self.day)


@dataclass(slots=True, order=True)
class Sitting:
    """A past session in short; ``score`` is the sum over the ``scored`` answers.

    ``unrated`` is how many of the answers only the learner could rate, and did not: they
    are neither right nor wrong.
    """

    id: str
    at: str  # UTC, ISO 8601
    offset: int  # minutes from UTC where the learner was
    mode: str
    filters: dict[str, Any]
    size: int
    answered: int
    right: int
    score: float
    scored: int
    finished: bool
    unrated: int = 0

    @property
    def rated(self) -> int:
        """How many answers are right or wrong."""
        return self.answered - self.unrated


@dataclass(slots=True)
class Day:
    """What was done on a study day, an ordinal: questions answered, and the time for all."""

    day: int = 0
    answered: int = 0
    seconds: float = 0.0
