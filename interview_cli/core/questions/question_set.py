"""Sets of questions that an instructor hands out: which, how they're asked, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from interview_cli.core.serialise import Value


@dataclass(frozen=True, slots=True)
class QuestionSet(Value):
    """Some questions of a pack, asked together, in their order unless they're to be shuffled.

    ``questions`` are ids of the pack. ``feedback`` says when verdicts are given: after each
    answer, or at the end. ``until`` is the last day it counts on, an ISO 8601 date, and
    ``attempts`` how many sessions count; None without a limit. ``class_`` is the word of the
    class that results are for.
    """

    id: str
    title: str
    questions: tuple[str, ...]
    feedback: Literal["each", "end"] = "each"
    shuffle: bool = False
    until: str | None = None
    attempts: int | None = None
    class_: str | None = None

    def is_late(self, day: date) -> bool:
        """Whether an answer of *day* comes after the last one that counts."""
        return self.until is not None and day > date.fromisoformat(self.until)
