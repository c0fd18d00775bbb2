"""The modes of practice, each a value for the one engine; to add one, list it here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: How questions are answered: by their quiz; from memory, with the learner's own grade; or
#: in the learner's own words.
AnswerBy = Literal["quiz", "recall", "explain"]


@dataclass(frozen=True, slots=True)
class Mode:
    """What a session of this mode has.

    ``count`` is the default number of questions, ``minutes`` the default length (0: until
    all are answered). With ``returns`` missed questions come back until right once, with
    ``follow_ups`` an answer is followed by what it left out, with ``debrief`` verdicts come
    at the end, on all answers together. An ``adaptive`` one finds the learner's level: each
    question is chosen by the answers so far, ``count`` of them at most. ``label`` is its name
    on the home screen, by default its ``title``.
    """

    name: str
    title: str
    count: int
    minutes: float = 0.0
    answer_by: AnswerBy = "quiz"
    returns: bool = False
    follow_ups: bool = False
    debrief: bool = False
    adaptive: bool = False
    label: str = ""

    @property
    def is_interview(self) -> bool:
        """Whether it's answered in the learner's own words, and ends with a debrief."""
        return self.debrief and self.answer_by == "explain"


QUIZ = Mode("quiz", "Quiz", count=10)
CHECK = Mode("check", "Knowledge check", count=5, label="Knowledge check, 5 questions")
MOCK = Mode(
    "mock",
    "Mock interview",
    count=10,
    minutes=30.0,
    answer_by="explain",
    follow_ups=True,
    debrief=True,
)
FLASHCARDS = Mode("flashcards", "Flashcards", count=20, answer_by="recall", returns=True)

PLACE = Mode(
    "place", "Placement", count=12, debrief=True, adaptive=True, label="Find out your level"
)

MODES = {mode.name: mode for mode in (QUIZ, CHECK, MOCK, FLASHCARDS, PLACE)}
