"""The journal's folder: its lines, and what lies there that isn't read."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from interview_cli.core.errors import DiskError
from interview_cli.core.progress.finding import Finding
from interview_cli.core.progress.journal_check import JournalCheck
from interview_cli.core.progress.lines.line_bytes import LONGEST_LINE
from interview_cli.core.progress.lines.line_faults import judge
from interview_cli.core.sentences import count
from interview_cli.storage.doctor.places import Places
from interview_cli.storage.journal_files import list_files
from interview_cli.storage.reading.other_encodings import (
    LARGEST,
    advise,
    describe,
    find_encoding,
    is_in,
)
from interview_cli.storage.reading.plain_files import describe_kind, open_plain, read_plain

#: A longer line, with its end, is read in pieces, none of which is a line.
_LONGEST = LONGEST_LINE + 2

#: It's told how far reading is after so many bytes, as a power of two.
_STEP = 20

#: More than this of a file that isn't the journal's own isn't looked at.
_MOST = 64 << 20

#: What systems leave in any folder.
_OF_SYSTEMS = ("Thumbs.db", "desktop.ini")

#: Journals that lie elsewhere are looked for so deep, and in so many folders.
_DEEPEST, _MOST_FOLDERS = 3, 200

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
                "move it away, and put your journal back: interview progress restore",
            )
        ]
    try:
        files = list_files(folder)
    except DiskError as error:
        return [_unreadable(places.show(folder), error.message)]
    reader = _Reader(tell, sum(map(_measure, files.here)))
    found = [_in_cloud(places.show(folder / name)) for name in files.in_cloud]
    for path in files.here:
        if foreign := _find_foreign(path, places.show(path)):
            found.append(foreign)
            continue
        try:
            check.read(places.show(path), reader.read(path))
        except OSError as error:
            found.append(_unreadable(places.show(path), f"it can't be read: {error.strerror}"))
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
    found += check.finish()
    return found + [
        one for path in _others(folder, files.here) for one in _look_at(path, places, check)
    ]


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


def _find_foreign(path: Path, shown: str) -> Finding | None:
    """Return a finding where a whole file is in another encoding, or packed."""
    try:
        with open_plain(path) as file:
            beginning, size = file.read(64), os.fstat(file.fileno()).st_size
        encoding, large = find_encoding(beginning), size > LARGEST
        if encoding and not large and not is_in(read_plain(path), encoding):
            return None  # then its lines are looked at one by one
    except OSError:
        return None
    means = "no line in it counts"
    if encoding and not (large and encoding == "JSON"):
        says = f"the whole file is {describe(encoding)}"
        if not large:
            return Finding("encoding", shown, says, means, fix="decode")
        advice = f"it's too large to be written again here; {advise(encoding)}"
        return Finding("encoding", shown, says, means, advice)
    if not beginning.startswith(b"PK"):
        return None
    advice = (
        f"to take what is in it: interview progress merge {quote(str(path))}; then move it away"
    )
    return Finding("encoding", shown, "the whole file is a zip", means, advice)


def check_strays(places: Places, check: JournalCheck) -> list[Finding]:
    """Return what is wrong with journals that lie elsewhere in the learner's folder."""
    found = []
    for name in places.list_top():
        top = places.home / name
        if name in ("journal", *places.NOT_STRAYS):
            continue
        for path in _walk(top):
            if ".jsonl" in path.name and path.is_file():
                found += _look_at(path, places, check)
    return found


def _walk(top: Path) -> Iterator[Path]:
    """Yield *top*, or the files in it, but not all of a disk that somebody linked there."""
    if not top.is_dir():
        yield top
        return
    left = _MOST_FOLDERS
    for folder, folders, files in os.walk(top):
        left -= 1
        deep = len(Path(folder).relative_to(top).parts) >= _DEEPEST
        folders[:] = [] if deep or left < 0 else sorted(n for n in folders if n[0] != ".")
        yield from (Path(folder, name) for name in sorted(files))


def _others(folder: Path, read: list[Path]) -> Iterator[Path]:
    """Yield what lies in the journal's folder and isn't read as a part of it."""
    for path in sorted(folder.iterdir()):
        if path in read or path.name.endswith(".icloud"):
            continue
        if path.is_dir() and not path.name.startswith("."):
            if path.name.endswith(".jsonl"):
                yield path
            yield from (inner for inner in sorted(path.rglob("*")) if not inner.is_dir())
        elif not path.is_dir():
            yield path


def _look_at(path: Path, places: Places, check: JournalCheck) -> list[Finding]:
    """Return a finding for a file that isn't read, with how many lines in it are missed."""
    shown = places.show(path)
    if not path.is_file() or not stat.S_ISREG(path.stat().st_mode):
        return [_odd(path, shown, ours=path.parent == places.home / "journal")]
    new, size = 0, 0
    if _is_packed(path):
        says = "it's compressed: what is in it isn't known"
        means = "if there are answers in it, they don't count"
        advice = "unpack it somewhere else, then: interview progress merge FILE"
        return [Finding("packed", shown, says, means, advice)]
    try:
        for _, raw in read_lines(path):
            size += len(raw)
            line, fault = judge(raw.rstrip(b"\r\n"))
            new += line is not None and fault is None and not check.has(line)
            if size > _MOST:
                break
    except OSError as error:
        return [_unreadable(shown, f"it can't be read: {error.strerror}")]
    if new:
        return [
            Finding(
                "not-read",
                shown,
                f"it isn't read, but has {count(new, 'line')} that your journal doesn't have",
                "those lines don't count",
                f"to add them: interview progress merge {quote(str(path))}",
            )
        ]
    if path.name.startswith(".") or path.name in _OF_SYSTEMS:
        return []
    says = "it isn't part of the journal, and has nothing that the journal doesn't have"
    return [Finding("other-file", shown, says, "it's ignored", harmless=True)]


def _odd(path: Path, shown: str, *, ours: bool) -> Finding:
    """Return a finding for what is no file; it's a problem where one of ours was to be."""
    what, means = describe_kind(path), "it's ignored"
    if not ours or not path.name.endswith(".jsonl") or path.name.startswith("."):
        return Finding("not-a-file", shown, f"{what}, not a file", means, harmless=True)
    means = "a file of answers may have been there: nothing is asked until this is moved away"
    if not path.is_symlink():
        return Finding("not-a-file", shown, f"{what}, not a file", means, fix="put-aside")
    advice = "bring back what it leads to, or remove the link"
    return Finding("not-a-file", shown, f"{what}, not a file", means, advice)


def _is_packed(path: Path) -> bool:
    try:
        with open_plain(path) as file:
            beginning = file.read(6)
    except OSError:
        return False
    return beginning.startswith((b"PK", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd"))


def _in_cloud(shown: str) -> Finding:
    return Finding(
        "in-the-cloud",
        shown,
        "your sync tool hasn't downloaded this file yet",
        "the answers in it don't count until it has",
        "open the folder in your file manager and have it downloaded",
    )


def _unreadable(shown: str, says: str) -> Finding:
    return Finding(
        "unreadable",
        shown,
        says,
        "nothing is asked until it can be read, so that nothing looks unanswered",
        "check that it's yours and can be read: on Linux and macOS, chmod u+rwX and its name",
    )
