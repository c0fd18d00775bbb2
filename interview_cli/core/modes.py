"""The ways to practise, each a value of the one engine; to add one, list it here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: How questions are answered: by their quiz; from memory, graded by the learner; or in the
#: learner's own words.
AnswerBy = Literal["quiz", "recall", "explain"]


@dataclass(frozen=True, slots=True)
class Mode:
    """What a session of this mode has.

    ``count`` is how many questions there are unless said, ``minutes`` how long it lasts
    unless said (0: until all are answered). ``returns`` lets missed questions come back
    until right once. ``follow_ups`` asks next what an answer left out. ``debrief`` gives
    the verdicts at the end, on all answers together. ``label`` is how the home screen
    offers it, where not by its ``title``.
    """

    name: str
    title: str
    count: int
    minutes: float = 0.0
    answer_by: AnswerBy = "quiz"
    returns: bool = False
    follow_ups: bool = False
    debrief: bool = False
    label: str = ""


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

MODES = {mode.name: mode for mode in (QUIZ, CHECK, MOCK, FLASHCARDS)}
