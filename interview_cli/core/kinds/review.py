"""Read code, and say what's wrong with it, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Literal

from interview_cli.core.compare import fold
from interview_cli.core.kinds.kind import Answer, Quiz
from interview_cli.core.serialise import Value, from_plain

#: How grave a defect is, the least first. Who overlooks a critical one doesn't pass.
Severity = Literal["minor", "major", "critical"]

#: Lines from one number to another, both included.
Lines = tuple[int, int]

_LINES = re.compile(r"\s*(\d{1,6})\s*(?:[-–]\s*(\d{1,6})\s*)?")


@dataclass(frozen=True, slots=True)
class ShownFile(Value):
    """A file to read: its name, and its whole text."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Defect(Value):
    """Something that's wrong with the code, in some ``lines`` of one ``file``.

    ``says`` is what a reviewer would say of it, ``any`` are phrases that count too.
    """

    says: str
    lines: tuple[str, ...]
    file: str | None = None
    any: tuple[str, ...] = ()
    severity: Severity = "major"
    why: str | None = None

    @property
    def ranges(self) -> tuple[Lines, ...]:
        """The lines it is in; those that can't be read are left out."""
        return tuple(part for text in self.lines for part in read_lines(text) or ())

    @property
    def place(self) -> str:
        """Where it is, as a reviewer writes it: ``app.py:12-14``, or ``12`` in an only file."""
        numbers = ", ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in self.ranges)
        return f"{self.file}:{numbers}" if self.file else numbers

    @property
    def finding(self) -> str:
        """The line that a reviewer writes of it."""
        return f"{self.place}: {self.says}"


def read_lines(text: str) -> tuple[Lines, ...] | None:
    """Return the lines that *text* names, such as ``3-5, 9``; None where it doesn't name any."""
    found: list[Lines] = []
    for part in text.split(","):
        match = _LINES.fullmatch(part)
        if match is None:
            return None
        first, last = int(match[1]), int(match[2] or match[1])
        if not 0 < first <= last:
            return None
        found.append((first, last))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Review(Quiz):
    """Files, or a unified diff, with defects to find: a line of the answer for each.

    How an answer is graded is up to ``core.code_review``, for it's read as free answers are.
    """

    PARTS: ClassVar = {
        "show": lambda s: from_plain(ShownFile, s),
        "defects": lambda d: from_plain(Defect, d),
    }

    defects: tuple[Defect, ...]
    kind: Literal["review"] = "review"
    show: tuple[ShownFile, ...] = ()
    diff: str | None = None
    stem: str | None = None
    why: str | None = None

    expects: ClassVar[Literal["defects"]] = "defects"

    @property
    def right(self) -> tuple[str, ...]:
        return tuple(defect.finding for defect in self.defects)

    def grade(self, answer: Answer) -> float:
        raise TypeError("a review is graded by core.code_review.assessment")

    def same_key(self, new: Review) -> bool:
        """Whether what was a defect still is one, in the same lines and as grave.

        What is a defect besides makes a whole answer an answer in part.
        """
        mine, theirs = (
            {(d.file or "", d.ranges, fold(d.says), d.severity) for d in quiz.defects}
            for quiz in (self, new)
        )
        return mine == theirs and (self.show, self.diff) == (new.show, new.diff)
