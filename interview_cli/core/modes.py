"""The ways to practise, each a value of the one engine; to add one, list it here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mode:
    """What a session of this mode asks for and when it tells.

    ``count`` is how many questions there are unless said; ``recall`` asks to
    remember and grade oneself instead of the quiz; ``returns`` lets missed
    questions come back until right once. ``explains`` asks for an answer in one's own
    words, asks follow-ups, and tells what came of all of them at the end.
    """

    name: str
    title: str
    count: int
    recall: bool = False
    returns: bool = False
    explains: bool = False


QUIZ = Mode("quiz", "Quiz", count=10)
CHECK = Mode("check", "Knowledge check", count=5)
FLASHCARDS = Mode("flashcards", "Flashcards", count=20, recall=True, returns=True)
MOCK = Mode("mock", "Mock interview", count=10, explains=True)

MODES = {mode.name: mode for mode in (QUIZ, CHECK, FLASHCARDS, MOCK)}
