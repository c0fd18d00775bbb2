"""Lines of a journal for tests of what they add up to: those of one learner in November 2026."""

from __future__ import annotations

from datetime import date
from typing import Any

TODAY = date(2026, 11, 21)


def line(
    n: int, type_: str = "reviewed", at: str = "2026-11-21T10:00:00.000Z", **fields: Any
) -> dict[str, Any]:
    """Return the line number *n*, of any type."""
    return {"id": f"{n:04}", "at": at, "offset": 60, "session": None, "type": type_, **fields}


def review(
    n: int, question: str = "p:a", rating: int = 3, score: float | None = 1.0, **fields: Any
) -> dict[str, Any]:
    """Return an answer to a quiz, right unless said otherwise."""
    plain = {
        "question": question,
        "fingerprint": "0" * 12,
        "mode": "quiz",
        "kind": "choice",
        "answer": None,
        "score": score,
        "rating": rating,
        "grader": "rule",
        "attempt": 1,
        "elapsed_ms": 20_000,
    }
    return line(n, **plain | fields)


def on(day: int) -> str:
    """Return a moment on a *day* of November 2026."""
    return f"2026-11-{day:02}T10:00:00.000Z"
