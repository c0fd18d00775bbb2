"""Your answers as plain rows, for other programs: the latest grade of each that counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from interview_cli.core.records import (
    Line,
    Regraded,
    Retracted,
    apply_regrades,
    drop_retracted,
    read_passed,
    read_variant,
    read_weight,
)

#: The fields of a row, in their order.
FIELDS = (
    "id",
    "at",
    "question",
    "mode",
    "kind",
    "answer",
    "score",
    "passed",
    "rating",
    "grader",
    "attempt",
    "seconds",
    "hints",
    "confidence",
    "weight",
    "variant",
    "fingerprint",
    "session",
)


@dataclass(slots=True)
class Corrections:
    """What was taken back and graded again: few lines, with which the others need no memory."""

    gone: set[str]
    grades: dict[str, Line]

    @classmethod
    def read(cls, lines: Iterable[Line]) -> Corrections:
        """Take those of *lines* that retract others or grade them again, in any order."""
        about = sorted(lines, key=lambda line: (line["at"], line["id"]))
        gone = {line["of"] for line in about if line["type"] == Retracted.type}
        standing = [line for line in drop_retracted(about) if line["type"] == Regraded.type]
        return cls(gone, {line["of"]: line for line in standing})

    def apply(self, review: Line) -> Line | None:
        """Return *review* with its latest grade; None where it was taken back."""
        if review["id"] in self.gone:
            return None
        grade = self.grades.get(review["id"])
        return apply_regrades([review, grade])[0] if grade else review


def make_row(line: Line, *, answer: bool = True) -> dict[str, Any]:
    """Return the row of an answer; without *answer*, what was answered is left out.

    ``at`` has the offset of the place where the learner was, and ``seconds`` are as measured.
    """
    return {name: line.get(name) for name in FIELDS} | {
        "at": _to_local(line),
        "answer": line.get("answer") if answer else None,
        "passed": read_passed(line),
        "seconds": line["elapsed_ms"] / 1000,
        "hints": line.get("hints", 0),
        "weight": read_weight(line),
        "variant": read_variant(line),
    }


def _to_local(line: Line) -> str:
    at = datetime.fromisoformat(line["at"])
    local = at.astimezone(timezone(timedelta(minutes=line.get("offset") or 0)))
    return local.isoformat(timespec="milliseconds")
