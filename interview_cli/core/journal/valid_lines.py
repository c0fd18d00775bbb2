"""Lines read back from the journal: which are valid, and which count."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from interview_cli.core.journal.records import (
    AGAIN,
    RATINGS,
    Flagged,
    Line,
    Noted,
    Planned,
    Regraded,
    Retracted,
    Reviewed,
    Setting,
    Skipped,
    Started,
)

_NUMBER = (int, float)
_FIELDS: dict[str, dict[str, type | tuple[type, ...]]] = {
    Started.type: {"mode": str, "questions": list, "seed": int, "filters": dict},
    Reviewed.type: {
        "question": str,
        "fingerprint": str,
        "mode": str,
        "kind": str,
        "score": (*_NUMBER, type(None)),
        "rating": int,
        "grader": str,
        "attempt": int,
        "elapsed_ms": _NUMBER,
    },
    Regraded.type: {"of": str, "score": (*_NUMBER, type(None)), "rating": int, "grader": str},
    Retracted.type: {"of": str},
    Skipped.type: {"question": str},
    Flagged.type: {"question": str, "text": str},
    Noted.type: {"question": str, "text": str},
    Planned.type: {"on": (str, type(None)), "minutes": _NUMBER},
    Setting.type: {"name": str},
}

#: The length of a time as the journal writes it: 2026-11-21T19:00:00.123Z.
_TIME_LENGTH = 24

_NEEDED = {of: tuple(needed.items()) for of, needed in _FIELDS.items()}


def is_valid(line: Line) -> bool:
    """Whether *line* has the fields that its type needs; unknown types need none."""
    needed = _NEEDED.get(line["type"])
    if needed is None:
        return True
    try:
        at = line["at"]
        if len(at) != _TIME_LENGTH or at[10] != "T" or at[-1] != "Z":
            return False
        datetime.fromisoformat(at)
        for name, types in needed:
            if not isinstance(line[name], types):
                return False
        return line.get("rating", AGAIN) in RATINGS and isinstance(line.get("offset") or 0, _NUMBER)
    except (KeyError, TypeError, ValueError):
        return False


def apply_regrades(lines: list[Line]) -> list[Line]:
    """Return the lines that count, each review with its latest grade; see ``Regraded``."""
    kept = drop_retracted(lines)
    grades = {line["of"]: line for line in kept if line["type"] == Regraded.type}
    if not grades:
        return kept
    return [
        line | {name: grades[line["id"]].get(name) for name in _REGRADED}
        if line["type"] == Reviewed.type and line["id"] in grades
        else line
        for line in kept
    ]


_REGRADED = ("score", "rating", "points", "grader")


def drop_retracted(lines: list[Line]) -> list[Line]:
    """Return *lines* without those retracted, their retractions and their new grades."""
    gone = {line["of"] for line in lines if line["type"] == Retracted.type}
    return [
        line
        for line in lines
        if line["type"] != Retracted.type
        and line["id"] not in gone
        and not (line["type"] == Regraded.type and line["of"] in gone)
    ]


class RebuildNeeded(LookupError):
    """A new line changes an earlier one: all must be added up again."""


def select_countable(lines: Iterable[Line], *, anew: bool = False) -> tuple[set[str], list[Line]]:
    """Return the ids of *lines*, and those that count, sessions first.

    A clock that was set back may put an answer before its session. Raises RebuildNeeded
    where a line is retracted or graded again without being among *lines*, unless they
    are all there are (*anew*).
    """
    lines = list(lines)
    ids = {line["id"] for line in lines}
    about_others = [line for line in lines if line["type"] in (Retracted.type, Regraded.type)]
    for line in about_others:
        if line["of"] not in ids and not anew:
            raise RebuildNeeded(line["of"])
    kept = apply_regrades(lines) if about_others else lines
    began = [line for line in kept if line["type"] == Started.type]
    return ids, began + [line for line in kept if line["type"] != Started.type]
