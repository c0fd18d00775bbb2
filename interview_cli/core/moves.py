"""What a learner can do in a session, each with the moment it was done."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from interview_cli.core.kinds import Answer
from interview_cli.core.questions.question import Question
from interview_cli.core.scoring.result import Point


class Answered(NamedTuple):
    """An answer; None when time ran out."""

    at: datetime
    answer: Answer


class Confide(NamedTuple):
    """How sure one is, before the verdict: 1 guess, 2 unsure, 3 sure."""

    at: datetime
    confidence: int


class Reveal(NamedTuple):
    """Show the back of a flashcard."""

    at: datetime


class Grade(NamedTuple):
    """One's own grade, from 1 (Again) to 4 (Easy)."""

    at: datetime
    rating: int


class Tick(NamedTuple):
    """The key points that were said aloud, by their places from 0."""

    at: datetime
    said: tuple[int, ...]


class Turn(NamedTuple):
    """Turn a key point of an answer by one's own word: said, or not.

    ``outcome`` is the answer's place among the session's outcomes, ``point`` that of the
    point; both from 0, and -1 is the last.
    """

    at: datetime
    outcome: int
    point: int


class Take(NamedTuple):
    """Let a model's opinion of an answer count: its points, and the score they give."""

    at: datetime
    outcome: int
    points: tuple[Point, ...]
    score: float


class Next(NamedTuple):
    """Go on from a verdict, or from the debrief."""

    at: datetime


class Hint(NamedTuple):
    """Show the hint."""

    at: datetime


class Skip(NamedTuple):
    """Pass the question over."""

    at: datetime


class Undo(NamedTuple):
    """Take the last answer, or skip, back; in the debrief the last word on an answer."""

    at: datetime


class Right(NamedTuple):
    """ "I was right": the learner's word on a verdict, the last unless said."""

    at: datetime
    outcome: int = -1


class Flag(NamedTuple):
    """Mark the question as doubtful."""

    at: datetime
    text: str = ""


class Edited(NamedTuple):
    """The question was edited, since ``began``; None where it stayed as it was."""

    at: datetime
    began: datetime
    question: Question | None = None


class Quit(NamedTuple):
    """Leave; the session can be resumed."""

    at: datetime


#: The moves that need to know nothing but when.
Simple = Reveal | Next | Hint | Skip | Undo | Right | Flag | Quit

Move = Answered | Confide | Grade | Tick | Turn | Take | Edited | Simple
