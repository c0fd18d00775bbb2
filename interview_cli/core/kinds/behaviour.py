"""Tell something that you did: no answer is right, and only the learner can grade it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from interview_cli.core.kinds.kind import Answer, Quiz


@dataclass(frozen=True, slots=True)
class Behaviour(Quiz):
    """What an interviewer listens for, and what answers are like: the weakest first."""

    looks_for: tuple[str, ...]
    anchors: tuple[str, ...]
    kind: Literal["behaviour"] = "behaviour"
    stem: str | None = None
    why: str | None = None

    expects: ClassVar[Literal["lines"]] = "lines"

    @property
    def right(self) -> tuple[str, ...]:
        return ()

    def grade(self, answer: Answer) -> float:
        """Return 0: nothing counts but the learner's own grade, which is no score."""
        return 0.0

    def same_key(self, new: Behaviour) -> bool:
        """Whether each answer is still what it was: none is right or wrong by a key."""
        return True
