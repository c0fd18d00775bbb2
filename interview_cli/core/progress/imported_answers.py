"""Answers from another program, or from an export: each a row that becomes a line.

The same row always becomes the same line with the same id, whoever imports it and how often.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from interview_cli.core.levels import RECALL
from interview_cli.core.memory.rating import rate
from interview_cli.core.progress.lines.field_checks import FIRST_YEAR, LAST_YEAR
from interview_cli.core.progress.lines.line_check import find_fault
from interview_cli.core.records import RATINGS, Line, Reviewed

_QUESTION = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*:[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_WORDS = {word: rating for rating, word in RATINGS.items()}
_LONGEST_ANSWER = 100_000


def make_line(row: Mapping[str, Any], now: datetime) -> Line:
    """Return the line of the journal that *row* becomes; raises ValueError for one that can't be.

    It needs ``question``, ``at``, and ``rating`` or ``score``; what else it has is taken from an
    export, and other fields are passed over. *now* is the moment that no answer can be after.
    """
    question = row.get("question")
    if not isinstance(question, str) or not _QUESTION.fullmatch(question.strip()):
        raise ValueError("its question must be a full name, such as my-pack:my-question")
    at = _read_time(row.get("at"))
    if at > now:
        raise ValueError("it's from a time that is still to come")
    score, rating, reasons = _read_grade(row)
    given = row.get("answer")
    fields = {
        "type": Reviewed.type,
        "question": question.strip(),
        "fingerprint": str(row.get("fingerprint") or ""),
        "mode": str(row.get("mode") or "flashcards"),
        "kind": str(row.get("kind") or RECALL),
        "answer": list(given) if isinstance(given, tuple) else given,
        "score": score,
        "rating": rating,
        "reasons": reasons,
        "grader": str(row.get("grader") or ("self" if score is None else "rule")),
        "attempt": _read_whole(row, "attempt", 1),
        "elapsed_ms": round(1000 * _read_number(row, "seconds", 0)),
        "hints": _read_whole(row, "hints", 0),
        "confidence": _read_whole(row, "confidence", None),
        "passed": row.get("passed") if isinstance(row.get("passed"), bool) else None,
        "weight": _read_number(row, "weight", 1),
        "variant": _read_whole(row, "variant", None),
        "imported": True,
    }
    if isinstance(given, str) and len(given.encode(errors="replace")) > _LONGEST_ANSWER:
        raise ValueError("its answer is longer than 100 kB")
    line: Line = {
        "v": 1,
        "id": _read_id(row.get("id"), now) or _make_id(at, fields),
        "at": _format(at),
        "offset": round((at.utcoffset() or timedelta()).total_seconds() / 60),
        "device": None,
        "session": None,
        **fields,
    }
    if wrong := find_fault(line):
        name = {"elapsed_ms": "seconds", "offset": "at"}.get(wrong, wrong)
        raise ValueError(f"its {name} isn't what it can be")
    return line


def _read_time(value: Any) -> datetime:
    """Return the moment that *value* says; a day is meant at noon, and no offset means UTC."""
    try:
        text = value.strip()
        at = datetime.fromisoformat(text)
        if len(text) <= len("2026-11-21"):
            at = datetime.combine(at, time(12))
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        if not FIRST_YEAR < at.year < LAST_YEAR - 1:
            raise ValueError
    except (AttributeError, ValueError, OverflowError):
        raise ValueError("its at must be a time, such as 2026-11-21T20:00:00+01:00") from None
    return at


def _read_grade(row: Mapping[str, Any]) -> tuple[float | None, int, list[str]]:
    """Return the score, the rating and the reasons for it."""
    score = None if _is_empty(row.get("score")) else _read_number(row, "score", 0)
    if score is not None and not 0 <= score <= 1:
        raise ValueError("its score must be a number from 0 to 1")
    given = row.get("rating")
    if _is_empty(given):
        if score is None:
            raise ValueError("it has neither a rating nor a score")
        rating, reasons = rate(score, luck=0)
        return score, rating, [*reasons]
    known = _WORDS.get(str(given).strip().lower())
    try:
        rating = known or int(str(given).strip())
    except ValueError:
        rating = 0
    if rating not in RATINGS:
        raise ValueError("its rating must be 1 to 4, or again, hard, good or easy")
    return score, rating, []


def _read_number(row: Mapping[str, Any], name: str, default: float) -> float:
    value = row.get(name)
    if _is_empty(value):
        return default
    try:
        number = float(str(value).strip()) if not isinstance(value, bool) else -1.0
    except ValueError:
        number = -1.0
    if not 0 <= number <= 10**9:
        raise ValueError(f"its {name} must be a number, 0 or more")
    return int(number) if number.is_integer() else number


def _read_whole(row: Mapping[str, Any], name: str, default: int | None) -> int | None:
    if _is_empty(row.get(name)):
        return default
    number = _read_number(row, name, 0)
    if not isinstance(number, int):
        raise ValueError(f"its {name} must be a whole number")
    return number


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _read_id(value: Any, now: datetime) -> str:
    """Return the id of an export's row; "" for another program's, or one of the future."""
    if not isinstance(value, str) or not _UUID.fullmatch(value):
        return ""
    return value if int(value[:8] + value[9:13], 16) <= now.timestamp() * 1000 else ""


def _make_id(at: datetime, fields: Mapping[str, Any]) -> str:
    """Return an id that says when, as those of the journal do, and else comes from the row."""
    content = json.dumps([_format(at), fields], sort_keys=True, ensure_ascii=True)
    digits = sha256(content.encode()).hexdigest()
    ms = f"{round(at.timestamp() * 1000):012x}"
    variant = f"{0x8 | int(digits[3], 16) & 0x3:x}"
    return f"{ms[:8]}-{ms[8:]}-7{digits[:3]}-{variant}{digits[4:7]}-{digits[7:19]}"


def _format(at: datetime) -> str:
    text = at.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")
