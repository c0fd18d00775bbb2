"""What lies beside the journal's files, or elsewhere in the home, and isn't read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from shlex import quote

from interview_cli.core.errors import DiskError, UsageError
from interview_cli.core.progress.finding import Finding
from interview_cli.core.progress.journal_check import JournalCheck
from interview_cli.core.progress.lines.line_faults import judge, salvage
from interview_cli.core.progress.lines.spread_records import join_spread
from interview_cli.core.records import Line
from interview_cli.storage.backups.journals import open_journals
from interview_cli.storage.backups.journals import read_lines as read_stream
from interview_cli.storage.doctor.journal_folder import read_lines
from interview_cli.storage.doctor.lost_lines import Elsewhere
from interview_cli.storage.doctor.places import Places
from interview_cli.storage.journal_files import list_files
from interview_cli.storage.reading.owners import advise_on
from interview_cli.storage.reading.packed_files import is_packed
from interview_cli.storage.reading.plain_files import describe_kind, open_plain

#: More than this of a file that isn't the journal's own isn't looked at.
_MOST = 64 << 20

#: What systems leave in any folder.
_OF_SYSTEMS = ("Thumbs.db", "desktop.ini")

#: How files begin that are compressed, and not in a way that can be read here.
_CLOSED = (b"PK\3\4", b"7z\xbc\xaf", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18", b"Rar!")

#: Journals that lie elsewhere are looked for so deep, and in so many folders.
_DEEPEST, _MOST_FOLDERS = 3, 200


def check_strays(places: Places, check: JournalCheck) -> tuple[list[Finding], list[Elsewhere]]:
    """Return what is odd about the files that aren't read, and which of them have lines that the
    journal in *check* doesn't have.
    """
    found: list[Finding] = []
    having: list[Elsewhere] = []
    for path in (*_list_beside(places), *_list_elsewhere(places)):
        one = _look_at(path, places, check)
        if isinstance(one, Elsewhere):
            having.append(one)
        elif one and not path.is_relative_to(places.home / "damaged"):
            found.append(one)
    return found, _put_together(places, having)


def _list_beside(places: Places) -> Iterator[Path]:
    """Yield what lies in the journal's folder and isn't read as a part of it."""
    folder = places.home / "journal"
    if not folder.is_dir():
        return
    try:
        read = list_files(folder).here
    except DiskError:  # said where the journal is looked at
        return
    for path in sorted(folder.iterdir()):
        if path in read or path.name.endswith(".icloud"):
            continue
        if path.is_dir() and not path.name.startswith("."):
            if path.name.endswith(".jsonl"):
                yield path
            yield from (inner for inner in sorted(path.rglob("*")) if not inner.is_dir())
        elif not path.is_dir():
            yield path


def _list_elsewhere(places: Places) -> Iterator[Path]:
    """Yield what may be a journal's file, wherever it lies in the home."""
    for name in places.list_top():
        if name in ("journal", *places.NOT_STRAYS):
            continue
        for path in _walk(places.home / name):
            if ".jsonl" in path.name.casefold() and path.is_file():
                yield path


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


def _look_at(path: Path, places: Places, check: JournalCheck) -> Finding | Elsewhere | None:
    """Return what a file that isn't read has that the journal doesn't have, or what it is."""
    shown = places.show(path)
    if not path.is_file() or not stat.S_ISREG(path.stat().st_mode):
        return _odd(path, shown, ours=path.parent == places.home / "journal")
    beginning = _read_beginning(path)
    if beginning.startswith(_CLOSED):
        return _packed(shown)
    has, some = Elsewhere(path, shown, _write_command(path, places)), False
    try:
        for line in _read(path):
            some = True
            if not check.has(line):
                has.add(line, path.name)
    except OSError as error:
        says = f"it can't be read: {error.strerror}"
        means = "if there are answers in it, they don't count"
        return Finding("unreadable", shown, says, means, advise_on(path))
    except (DiskError, UsageError):
        pass  # what could be read counts
    if has.marks:
        return has
    if not some and is_packed(beginning):
        return _packed(shown)
    if path.name.startswith(".") or path.name in _OF_SYSTEMS:
        return None
    says = "it isn't part of the journal, and has nothing that the journal doesn't have"
    if not some:
        says = "it isn't part of the journal: no line in it is one of this program's"
    return Finding("other-file", shown, says, "it's ignored", harmless=True)


def _read(path: Path) -> Iterator[Line]:
    """Yield what ``progress merge`` would take of a file; raises OSError."""
    size = 0
    for row in join_spread(_read_rows(path)):
        size += len(row.raw)
        line, fault = judge(row.joined or row.raw.rstrip(b"\r\n"))
        if line is not None and fault is None:
            yield line
        elif fault and not fault.is_json and len(row.raw) > 1:
            judged = (judge(part) for part in salvage(row.raw)[0])
            yield from (line for line, fault in judged if line is not None and fault is None)
        if size > _MOST:
            return


def _put_together(places: Places, having: list[Elsewhere]) -> list[Elsewhere]:
    """Return *having*, as one where several lie in a folder that can be merged at once."""
    folders: dict[Path, list[Elsewhere]] = {}
    for one in having:
        whole = one.path.suffix == ".jsonl" and one.path.name[0] != "."
        apart = one.path.parent in (places.home, places.home / "journal") or not whole
        folders.setdefault(one.path if apart else one.path.parent, []).append(one)
    put = []
    for path, ones in folders.items():
        if len(ones) == 1:
            put += ones
            continue
        command = f"interview progress merge {quote(str(path))}"
        put.append(Elsewhere(path, places.show(path), command))
        for one in ones:
            put[-1].take(one)
    return put


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


def _read_rows(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the lines of a file with their numbers; one that's compressed is unpacked."""
    if not is_packed(_read_beginning(path)):
        yield from read_lines(path)
        return
    for _, stream in open_journals(path):
        yield from enumerate((raw for _, raw in read_stream(stream)), 1)


def _write_command(path: Path, places: Places) -> str:
    """Return the command that adds what a file has; a name with signs that nobody can type or
    paste isn't in it.
    """
    if str(path).isprintable():
        return f"interview progress merge {quote(str(path))}"
    own = (places.home, places.home / "journal")
    if path.suffix == ".jsonl" and path.parent not in own and str(path.parent).isprintable():
        return f"interview progress merge {quote(str(path.parent))}"
    return "rename it, then: interview progress merge FILE"


def _packed(shown: str) -> Finding:
    says = "it's compressed: what is in it isn't known"
    means = "if there are answers in it, they don't count"
    advice = "unpack it somewhere else, then: interview progress merge FILE"
    return Finding("packed", shown, says, means, advice)


def _read_beginning(path: Path) -> bytes:
    try:
        with open_plain(path) as file:
            return file.read(6)
    except OSError:
        return b""
