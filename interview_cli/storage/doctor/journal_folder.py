"""The journal's files, for the doctor: whether each can be read, and its lines."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from interview_cli.core.errors import DiskError
from interview_cli.core.progress.finding import Finding
from interview_cli.core.progress.journal_check import JournalCheck
from interview_cli.core.progress.lines.line_bytes import LONGEST_LINE
from interview_cli.core.progress.lines.line_faults import judge
from interview_cli.storage.doctor.places import Places
from interview_cli.storage.journal_files import list_files
from interview_cli.storage.reading.other_encodings import (
    LARGEST,
    advise,
    decode,
    describe,
    find_encoding,
    is_in,
)
from interview_cli.storage.reading.other_files import recognise
from interview_cli.storage.reading.owners import advise_on
from interview_cli.storage.reading.plain_files import describe_kind, open_plain, read_plain

#: A longer line, with its end, is read in pieces, none of which is a line.
_LONGEST = LONGEST_LINE + 2

#: It's told how far reading is after so many bytes, as a power of two.
_STEP = 20

#: How sync tools mark a copy that they made because of a conflict.
COPY = re.compile(r"conflict|\(\d+\)|\b(copy|Kopie|copie|copia)\b| \d+\.\w+$", re.IGNORECASE)


def read_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the lines of a file with their numbers, each with its end; raises OSError.

    One that is too long comes in pieces, all with its number.
    """
    with open_plain(path) as file:
        number, whole = 0, True
        while piece := file.readline(_LONGEST):
            number += whole
            whole = piece.endswith(b"\n")
            yield number, piece


#: Told from time to time how many bytes are read, and of how many.
Tell = Callable[[int, int], None]


def check_journal(places: Places, check: JournalCheck, tell: Tell | None = None) -> list[Finding]:
    """Return what is wrong with the journal; *check* has taken its lines then."""
    folder = places.home / "journal"
    if not os.path.lexists(folder):
        return []
    if not folder.is_dir():
        what = describe_kind(folder)
        return [
            Finding(
                "not-a-folder",
                places.show(folder),
                f"the journal is {what}, not a folder",
                "no answer can be read or kept",
                "move it away, and put your journal back: interview progress restore FILE",
            )
        ]
    try:
        files = list_files(folder)
    except DiskError as error:
        return [_unreadable(places, folder, error.message)]
    reader = _Reader(tell, sum(map(_measure, files.here)))
    found = [_in_cloud(places.show(folder / name)) for name in files.in_cloud]
    for path in files.here:
        if foreign := _find_foreign(path, places.show(path), check):
            found.append(foreign)
            continue
        try:
            check.read(places.show(path), reader.read(path))
        except OSError as error:
            found.append(_unreadable(places, path, f"it can't be read: {error.strerror}"))
            continue
        if COPY.search(path.name):
            found.append(
                Finding(
                    "conflict-copy",
                    places.show(path),
                    "it looks like a copy made by a sync tool",
                    "it's read too, and a line that's in both counts once",
                    harmless=True,
                )
            )
    if wanted := check.same_ids.list_wanted():
        for path in files.here:
            with suppress(OSError):  # it's named already
                check.same_ids.look_again(places.show(path), read_lines(path), wanted)
    return found + check.finish()


@dataclass(slots=True)
class _Reader:
    """Reads the lines of file after file, without their ends, and tells how far that is."""

    tell: Tell | None
    total: int
    done: int = 0

    def read(self, path: Path) -> Iterator[tuple[int, bytes]]:
        for number, raw in read_lines(path):
            yield number, raw.rstrip(b"\r\n")
            before, self.done = self.done, self.done + len(raw)
            if self.tell and before >> _STEP != self.done >> _STEP:
                self.tell(self.done, self.total)


def _measure(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # gone since
        return 0


def _find_foreign(path: Path, shown: str, check: JournalCheck) -> Finding | None:
    """Return a finding where a whole file is in another encoding, or packed; *check* takes what
    can be known of its lines.
    """
    try:
        with open_plain(path) as file:
            beginning, size = file.read(64), os.fstat(file.fileno()).st_size
        encoding, large = find_encoding(beginning), size > LARGEST
        if encoding and not large and not _is_whole(read_plain(path), encoding):
            return None  # then its lines are looked at one by one
    except OSError:
        return None
    means = "no line in it counts"
    if encoding and not (large and encoding == "JSON"):
        says = f"the whole file is {describe(encoding)}"
        if not large:
            for raw in decode(read_plain(path), encoding).split(b"\n"):
                check.keep_damaged(shown, 0, raw)
            return Finding("encoding", shown, says, means, fix="decode")
        advice = f"it's too large to be written again here; {advise(encoding)}"
        return Finding("encoding", shown, says, means, advice)
    if beginning.startswith(b"PK\3\4"):
        advice = (
            f"to take what is in it: interview progress merge {quote(str(path))}; then move it away"
        )
        return Finding("encoding", shown, "the whole file is a zip", means, advice)
    if not (other := recognise(beginning)):
        return None
    fix = "" if other.advice else "put-aside"
    return Finding(
        "not-a-journal", shown, f"the whole file is {other.says}", means, other.advice, fix
    )


def _is_whole(data: bytes, encoding: str) -> bool:
    """Whether all of *data* is in that encoding, and no line of it counts as it is.

    Behind records that a formatter has spread over lines there may be some that were added.
    """
    if encoding == "JSON" and any(judge(raw)[0] is not None for raw in data.splitlines()):
        return False
    return is_in(data, encoding)


def _in_cloud(shown: str) -> Finding:
    return Finding(
        "in-the-cloud",
        shown,
        "your sync tool hasn't downloaded this file yet",
        "the answers in it don't count until it has",
        "open the folder in your file manager and have it downloaded",
    )


def _unreadable(places: Places, path: Path, says: str) -> Finding:
    return Finding(
        "unreadable",
        places.show(path),
        says,
        "nothing is asked until it can be read, so that nothing looks unanswered",
        advise_on(path),
    )
