"""Journals of any length, as a learner with several computers would have them.

    python tests/bench/journals.py FOLDER LINES [--devices 3]

Sessions of ten answers, of which some are left early or discarded; some answers are taken
back or graded again, and there are notes, flags, mock interviews, plans and placements. The
same arguments give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

_SECONDS_BETWEEN = 61
_NAMES = ("levels", "topics", "packs", "kinds", "tracks")
_FILTERS: dict[str, list[str]] = {name: [] for name in _NAMES}


def write_journal(
    folder: Path,
    lines: int,
    questions: Sequence[str],
    *,
    devices: Sequence[str] = ("0badcafe", "0ddba110", "5ca1ab1e"),
    until: datetime = datetime(2026, 11, 20, 18, tzinfo=UTC),
    seed: int = 1,
) -> None:
    """Write *lines* lines about *questions* to *folder*, the last a minute before *until*."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    # Two million lines at a minute each are four years: none lies before 1970.
    at = until - timedelta(seconds=_SECONDS_BETWEEN * lines)
    files = {name: (folder / f"{name}.jsonl").open("w", encoding="utf-8") for name in devices}
    written = 0
    while written < lines:
        device = chance.choice(devices)
        for line in _sit(chance, questions):
            if written == lines:
                break
            written += 1
            at += timedelta(seconds=_SECONDS_BETWEEN)
            line = _stamp(line, at, device, chance)
            files[device].write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
    for file in files.values():
        file.close()


def _stamp(
    line: dict[str, Any], at: datetime, device: str, chance: random.Random
) -> dict[str, Any]:
    """Give *line*, which the others of its session hold on to, all that the journal adds."""
    ms = int(at.timestamp() * 1000)
    number = ms << 80 | 7 << 76 | chance.getrandbits(12) << 64 | 2 << 62 | chance.getrandbits(62)
    digits = f"{number:032x}"
    id_ = "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
    line["id"] = id_
    session = line["session"]
    head = {
        "v": 1,
        "id": id_,
        "at": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "offset": 60,
        "device": device,
        "session": session["id"] if session else None,
    }
    rest = {name: value for name, value in line.items() if name not in ("id", "session")}
    if isinstance(rest.get("of"), dict):
        rest["of"] = rest["of"]["id"]
    return head | rest


def _sit(chance: random.Random, questions: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield the lines of a session, and what is done beside it; they refer to each other."""
    kind = chance.choices(("quiz", "flashcards", "mock"), (6, 3, 1))[0]
    size = 4 if kind == "mock" else 10
    asked = chance.sample(questions, min(size, len(questions)))
    settings = {"seed": chance.randrange(10**6), "limit": None, "confidence": False}
    started: dict[str, Any] = {
        "type": "started",
        "mode": kind,
        "questions": asked,
        "seed": settings["seed"],
        "filters": _FILTERS | {"settings": settings},
    }
    started["session"] = started
    yield started
    left = chance.randrange(size) if chance.random() < 0.05 else size
    for question in asked[:left]:
        answer = _answer(chance, question, kind)
        answer["session"] = started
        yield answer
        what = chance.random()
        if what < 0.01:
            yield {"type": "retracted", "of": answer, "session": started}
            yield _answer(chance, question, kind) | {"session": started}
        elif what < 0.02:
            word = {"of": answer, "score": 1.0, "rating": 3, "points": None, "grader": "self"}
            yield {"type": "regraded", "session": started} | word
        elif what < 0.025:
            yield {"type": "skipped", "question": question, "session": started}
        elif what < 0.026:
            text = "Ask about this one again: it came up in the last interview."
            yield {"type": "noted", "question": question, "text": text, "session": started}
        elif what < 0.027:
            yield {"type": "flagged", "question": question, "text": "", "session": started}
    if left == size:
        yield {"type": "finished", "answered": left, "session": started}
    elif chance.random() < 0.95:
        yield {"type": "discarded", "of": started, "session": None}


def _answer(chance: random.Random, question: str, mode: str) -> dict[str, Any]:
    rating = chance.choice((1, 2, 3, 3, 3, 4))
    kind = {"quiz": "choice", "flashcards": "recall", "mock": "explain"}[mode]
    score: float | None = {"choice": float(rating > 2), "recall": None, "explain": rating / 4}[kind]
    points = [
        {"says": f"point {n} of a good answer", "state": chance.choice(("hit", "missed"))}
        for n in range(3)
    ]
    answer: list[str] | str | None = ["a 500: the handlers run inside this middleware"]
    if kind == "explain":
        answer = "It would answer with a 500, because the handlers run inside of it. " * 3
    return {
        "type": "reviewed",
        "question": question,
        "fingerprint": "0123456789ab",
        "mode": mode,
        "kind": kind,
        "answer": None if kind == "recall" else answer,
        "score": score,
        "rating": rating,
        "reasons": ["right" if rating > 1 else "wrong"],
        "grader": "self" if kind == "recall" else "rule",
        "attempt": 1,
        "elapsed_ms": chance.randrange(2_000, 90_000),
        "hints": 0,
        "confidence": None,
        "predicted": round(chance.random(), 4),
        "points": points if kind == "explain" else None,
        "passed": None if score is None else score >= 0.5,
        "weight": 1.0,
        "first_key_ms": None,
        "variant": None,
    }


def main() -> None:
    from interview_cli.packs.library.catalogue import open_catalogue

    parser = argparse.ArgumentParser(description="Write a long journal.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("lines", type=int)
    parser.add_argument("--devices", type=int, default=3)
    options = parser.parse_args()
    catalogue, _ = open_catalogue(())
    devices = ("0badcafe", "0ddba110", "5ca1ab1e")[: options.devices]
    questions = [entry.key for entry in catalogue.entries()]
    write_journal(options.folder, options.lines, questions, devices=devices)


if __name__ == "__main__":
    main()
