"""What a learner can do in a session, each with the moment it was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from interview_cli.core.kinds import Answer
from interview_cli.core.question import Question


@dataclass(frozen=True, slots=True)
class Move:
    """Something the learner did, and when."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Answered(Move):
    """An answer; None when time ran out."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Confide(Move):
    """How sure one is, before the verdict: 1 guess, 2 unsure, 3 sure."""

    confidence: int


@dataclass(frozen=True, slots=True)
class Reveal(Move):
    """Show the back of a flashcard."""


@dataclass(frozen=True, slots=True)
class Grade(Move):
    """One's own grade, from 1 (Again) to 4 (Easy)."""

    rating: int


@dataclass(frozen=True, slots=True)
class Next(Move):
    """Go on from a verdict."""


@dataclass(frozen=True, slots=True)
class Hint(Move):
    """Show the hint."""


@dataclass(frozen=True, slots=True)
class Skip(Move):
    """Pass the question over."""


@dataclass(frozen=True, slots=True)
class Undo(Move):
    """Take the last answer, or skip, back."""


@dataclass(frozen=True, slots=True)
class Right(Move):
    """ "I was right": the learner's word on the last verdict."""


@dataclass(frozen=True, slots=True)
class Flag(Move):
    """Mark the question as doubtful."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Edited(Move):
    """The question was edited, since ``began``; None where it stayed as it was."""

    began: datetime
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class Quit(Move):
    """Leave; the session can be resumed."""
