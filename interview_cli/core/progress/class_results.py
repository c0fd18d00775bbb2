"""What a learner hands in to a class: the answers to some questions, and hardly anything else.

Nothing that was typed is in it, unless it's asked for, and no name: a pseudonym that stays the
same. The manual's page on assignments says what each field is.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from interview_cli.core.memory.first_attempts import drop_repeats
from interview_cli.core.records import (
    Finished,
    Line,
    Regraded,
    Reviewed,
    drop_retracted,
    read_passed,
)
from interview_cli.core.study_days import study_day_of

#: The first line's ``format``.
FORMAT = "interview-class 1"
#: The kinds whose answers are choices of what is offered; what others hold was typed.
CHOSEN = frozenset(("choice", "order", "match", "ask-back"))


def make_pseudonym(word: str, secret: str) -> str:
    """Return 12 hex digits for a learner in the class that *word* names.

    SHA-256 of the word and the learner's own random *secret*: the same each time, and another
    one in another class.
    """
    return sha256(f"{word}\0{secret}".encode()).hexdigest()[:12]


def make_rows(
    lines: list[Line], sessions: Collection[str], *, texts: bool = False
) -> list[dict[str, Any]]:
    """Return a row for each answer that stands in these *sessions*, in the journal's order.

    ``session`` counts them from 1. With *texts* typed answers are in it too.
    """
    standing = drop_repeats(drop_retracted(lines))
    grades: dict[str, Line] = {}
    ends: dict[str, str] = {}
    for line in sorted(standing, key=lambda line: (line["at"], line["id"])):
        if line["type"] == Regraded.type:
            grades[line["of"]] = line
        elif line["type"] == Finished.type and line["session"] in sessions:
            ends[line["session"]] = _day(line)
    numbers: dict[str, int] = {}
    rows = []
    for line in standing:
        if line["type"] != Reviewed.type or line["session"] not in sessions:
            continue
        latest = grades.get(line["id"])
        counting = (
            line | {k: latest[k] for k in ("score", "passed") if k in latest} if latest else line
        )
        chosen = texts or line["kind"] in CHOSEN
        answer = line.get("answer")
        points = (latest or line).get("points") or line.get("points") or ()
        rows.append(
            {
                "question": line["question"],
                "fingerprint": line["fingerprint"],
                "mode": line["mode"],
                "kind": line["kind"],
                "answer": answer if chosen else None,
                "points": [point.get("state") for point in points],
                "score": counting["score"],
                "passed": read_passed(counting),
                "overruled": latest is not None and latest.get("grader") == "self",
                "session": numbers.setdefault(line["session"], 1 + len(numbers)),
                "attempt": line["attempt"],
                "hints": line.get("hints", 0),
                "seconds": round(line["elapsed_ms"] / 1000),
                "day": _day(line),
                "handed_in": ends.get(line["session"]),
            }
        )
    return rows


def write_results(head: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the file: a line of JSON with *head*, and one for each of *rows*.

    ``checksum`` is the SHA-256 of all lines but the first, in hex: it tells that a file was
    changed by mistake, and proves nothing.
    """
    body = "".join(f"{_json(row)}\n" for row in rows)
    checksum = sha256(body.encode()).hexdigest()
    first = {"format": FORMAT, **head, "count": len(rows), "checksum": checksum}
    return f"{_json(first)}\n{body}"


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _day(line: Line) -> str:
    return date.fromordinal(study_day_of(line["at"], line["offset"])).isoformat()
