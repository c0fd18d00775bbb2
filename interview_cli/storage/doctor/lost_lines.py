"""Lines that the journal had when it was read last, and doesn't have any more."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from interview_cli.core.progress.finding import Finding
from interview_cli.core.progress.journal_check import JournalCheck
from interview_cli.core.progress.lines.line_bytes import mark_id
from interview_cli.core.sentences import count
from interview_cli.storage.doctor.places import Places
from interview_cli.storage.reading.kept_files import read_kept
from interview_cli.storage.reading.plain_files import describe_kind, open_plain
from interview_cli.storage.snapshots.known_lines import KnownLines, find_missing

CODE = "lost-lines"

_MEANS = "answers that counted are gone"
_ADVICE = (
    "if you didn't do that yourself, restore what is missing from a backup: interview progress"
    " restore --merge FILE; to leave it as it is: interview progress doctor --accept-loss"
)


def check_lost(places: Places, check: JournalCheck, away: Collection[str]) -> list[Finding]:
    """Return the files whose lines aren't in the journal any more, whatever file they're in now.

    *check* has taken all lines. Those of the files *away* aren't gone: they can't be read just
    now. Those that are damaged are named where they are.
    """
    known = KnownLines(places.home / "cache")
    if not known.is_there():
        return _check_shortened(places)
    return [
        _describe(places, name, f"{count(len(missing), 'line')}", len(missing))
        for name, missing in sorted(_find(known, check).items())
        if f"journal/{name}" not in away
    ]


def accept_loss(places: Places, check: JournalCheck) -> int:
    """Forget the lines that are gone, and return how many they were; raises OSError."""
    known = KnownLines(places.home / "cache")
    if known.is_there():
        missing = [mark for marks in _find(known, check).values() for mark in marks]
        known.forget(missing)
        return len(missing)
    found = _check_shortened(places)
    for path in _old_snapshots(places) if found else ():
        path.unlink(missing_ok=True)
    return len(found)


def forget_lines(places: Places, ids: Iterable[str]) -> None:
    """Know nothing more of the lines with these *ids*: the learner has moved them away."""
    known, marks = KnownLines(places.home / "cache"), {*map(mark_id, ids)}
    if marks and known.is_there():
        known.forget(marks)


def _find(known: KnownLines, check: JournalCheck) -> dict[str, list[int]]:
    damaged = {mark_id(id_) for id_ in check.damaged_ids}
    found = find_missing(known.read(), check.list_marks)
    left = {name: [one for one in of if one not in damaged] for name, of in found.items()}
    return {name: marks for name, marks in left.items() if marks}


def _describe(places: Places, name: str, what: str, number: int) -> Finding:
    path = places.home / "journal" / name
    verb = "is gone that was" if number == 1 else "are gone that were"
    says = f"{what} {verb} there when the journal was read last"
    if not os.path.lexists(path):
        says = f"it's gone, and {what} with it that other files don't have"
    elif not path.is_file():
        says = f"it's {describe_kind(path)} now, and was a file with {what}"
    return Finding(CODE, places.show(path), says, _MEANS, _ADVICE)


def _check_shortened(places: Places) -> list[Finding]:
    """Return the files that are shorter than an older version's snapshots know of."""
    found: dict[str, Finding] = {}
    for snapshot in _old_snapshots(places):
        for file, (offset, mark) in _read_reached(snapshot).items():
            path = places.home / "journal" / file
            says = _find_loss(path, offset, mark)
            if says and file not in found:
                found[file] = Finding(CODE, places.show(path), says, _MEANS, _ADVICE)
    return [*found.values()]


def _old_snapshots(places: Places) -> list[Path]:
    return [places.home / "cache" / name for name in ("progress.json", "progress-earlier.json")]


def _find_loss(path: Path, offset: int, mark: bytes) -> str:
    try:
        if os.path.lexists(path) and not path.is_file():
            return f"it's {describe_kind(path)} now, and was a file"
        with open_plain(path) as file:
            size = file.seek(0, 2)
            if size < offset:
                return f"{offset - size} bytes are missing that were there when it was read last"
            file.seek(max(0, offset - len(mark)))
            if file.read(len(mark)) != mark:
                return "it was changed before the place to which it was read"
    except FileNotFoundError:
        return "it's gone, and was there when the journal was read last"
    except OSError:
        pass
    return ""


def _read_reached(path: Path) -> dict[str, tuple[int, bytes]]:
    """Return how far each file of the journal was read by a snapshot, and what stood before."""
    try:
        plain: Any = json.loads(read_kept(path))
        return {
            name: (int(offset), bytes.fromhex(mark))
            for name, (offset, mark) in plain["files"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
