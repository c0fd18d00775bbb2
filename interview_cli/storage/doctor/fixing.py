"""What ``--fix`` does: it moves aside what can't be read, and deletes nothing but caches."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from interview_cli.core.progress.finding import Finding
from interview_cli.core.progress.lines.line_bytes import find_id
from interview_cli.core.progress.lines.line_faults import judge, salvage
from interview_cli.core.progress.lines.spread_records import join_spread
from interview_cli.core.sentences import count
from interview_cli.storage.backups.new_file import new_file
from interview_cli.storage.doctor.journal_folder import read_lines
from interview_cli.storage.doctor.lost_lines import remember_lines
from interview_cli.storage.doctor.places import Places
from interview_cli.storage.file_lock import locked
from interview_cli.storage.files import disk_errors, find_free, make_folder
from interview_cli.storage.reading.other_encodings import decode, find_encoding
from interview_cli.storage.reading.plain_files import read_plain

#: Where what was moved aside lies, a folder for each time.
FOLDER = "damaged"


@dataclass(frozen=True, slots=True)
class Done:
    """What was done about a place, or why nothing was: then ``failed``."""

    path: str
    says: str
    failed: bool = False


def fix(places: Places, findings: list[Finding], at: datetime) -> list[Done]:
    """Do what *findings* say that ``--fix`` does, each place once; return what was done."""
    aside = find_free(places.home / FOLDER / f"{at:%Y%m%dT%H%M%SZ}")
    done: list[Done] = []
    taken = set[tuple[Callable[[Places, Finding, Path], Iterator[str]], str]]()
    with suppress(OSError):  # then it's said of each what couldn't be done
        if way := _make_way(places, aside):
            done.append(Done(FOLDER, f"moved to {places.show(way)}"))
            taken.add((_put_aside, FOLDER))
    for one in sorted(findings, key=lambda one: [*_ORDER].index(one.fix) if one.fix else -1):
        if not one.fix or (key := (_ORDER[one.fix], one.path)) in taken:
            continue
        taken.add(key)
        before = len(done)
        try:
            for says in _ORDER[one.fix](places, one, aside):
                done.append(Done(one.path, says))
        except OSError as error:
            what = "not all was done" if done[before:] else "nothing was done"
            done.append(Done(one.path, f"{what}: {error.strerror or error}", failed=True))
    if any(one.fix in ("take-out", "join", "decode") for one in findings):
        _forget_snapshots(places)
    return done


def _make_way(places: Places, aside: Path) -> Path | None:
    """Move what lies where the folder for what's moved aside is to be, if it isn't one, into it."""
    folder = places.home / FOLDER
    if not os.path.lexists(folder) or folder.is_dir():
        return None
    other = find_free(places.home / f"{FOLDER}-file")
    folder.rename(other)
    make_folder(aside, private=True)
    return other.rename(aside / FOLDER)


def make_room_for_backup(places: Places) -> list[Done]:
    """Let a backup be written where only modes are against it; return what was changed."""
    done = []
    for path in (places.home, places.home / "backups") if os.name == "posix" else ():
        with suppress(OSError):  # then the backup says why it can't be written
            mode = stat.S_IMODE(path.stat().st_mode)
            if path.is_dir() and mode & stat.S_IRWXU != stat.S_IRWXU:
                path.chmod(mode | stat.S_IRWXU)
                done.append(Done(places.show(path), "a backup can be written there now"))
    return done


def _set_modes(places: Places, finding: Finding, _: Path) -> Iterator[str]:
    refused = []
    for name in finding.files:
        path = places.home / name
        need = stat.S_IRUSR | stat.S_IWUSR | (stat.S_IXUSR if path.is_dir() else 0)
        try:
            path.chmod(stat.S_IMODE(path.stat().st_mode) & 0o700 | need)
        except OSError as error:
            refused.append(OSError(error.errno, f"{name} keeps its mode: {error.strerror}"))
    if changed := len(finding.files) - len(refused):
        what = "the rest" if refused else "it"
        yield f"only you can read and write {what} now ({count(changed, 'mode')} changed)"
    if refused:
        raise refused[0]


def _put_aside(places: Places, finding: Finding, aside: Path) -> Iterator[str]:
    path = places.home / finding.path
    to = find_free(aside / finding.path)
    make_folder(to.parent, private=True)
    path.rename(to)
    for inner in places.walk(to) if os.name == "posix" else ():
        if not inner.is_symlink():
            with suppress(OSError):  # it's another user's
                inner.chmod(0o700 if inner.is_dir() else 0o600)
    yield f"moved to {places.show(to)}"


def _put_back(places: Places, finding: Finding, _: Path) -> Iterator[str]:
    """Rename the pack that was being replaced; nothing is in its place."""
    path = places.home / finding.path
    to = path.with_name(path.name.removeprefix(".old-"))
    if os.path.lexists(to):
        raise OSError("something is in its place by now")
    path.rename(to)
    yield f"it's {places.show(to)} again"


def _delete(places: Places, finding: Finding, _: Path) -> Iterator[str]:
    path = places.home / finding.path
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    yield "deleted; it's made again when it's needed"


def _take_out(places: Places, finding: Finding, aside: Path) -> Iterator[str]:
    """Write a journal file again without what can't be read, which goes to *aside*."""
    path = (places.home / finding.path).resolve()
    to = find_free(aside / f"{finding.path}.txt")
    kept = got = 0
    ids = set[str]()
    with _locked_file(path):
        with new_file(to) as out:
            for raw, lines, rest in _sort(path):
                kept += lines == [raw]
                got += len(lines) if lines != [raw] else 0
                if rest:
                    out.write(raw)
                    ids |= _find_counted(raw)
        with new_file(path, lambda new: _verify(path, new)) as new:
            if os.name == "posix":
                os.fchmod(new.fileno(), stat.S_IMODE(path.stat().st_mode))
            for raw, lines, _rest in _sort(path):
                new.write(raw if lines == [raw] else b"".join(one + b"\n" for one in lines))
    remember_lines(places, path.name, ids)
    where = f"what can't be read is in {places.show(to)}"
    if not to.stat().st_size:
        to.unlink()
        _remove_empty(to.parent, places.home / FOLDER)
        where = "everything in it can be read now"
    more = f", and {got} more can be read now" if got else ""
    stayed = "stayed as it was" if kept == 1 else "stayed as they were"
    yield f"{where}; {count(kept, 'line')} {stayed}{more}"


def _remove_empty(folder: Path, top: Path) -> None:
    """Remove *folder* and those above it, up to *top*, as far as nothing is in them."""
    with suppress(OSError):
        while folder != top.parent:
            folder.rmdir()
            folder = folder.parent


def _find_counted(raw: bytes) -> set[str]:
    """Return the id of a line that can't be read and may have counted once: one that was cut off
    when it was written never did, nor one that is too long.
    """
    fault, id_ = judge(raw.rstrip(b"\r\n"))[1], find_id(raw)
    return {id_} if id_ and fault and fault.code not in ("torn", "too-long") else set()


def _sort(path: Path) -> Iterator[tuple[bytes, list[bytes], bool]]:
    """Yield each line of a journal file, the lines that can be had of it, and whether more is.

    An empty line beside one of which there's more may be a part of that, as in a binary file.
    """
    empty, damaged = list[bytes](), False
    for raw, lines, more in _sort_lines(path):
        if not raw.strip():
            empty.append(raw)
            continue
        yield from ((one, [], more or damaged) for one in empty)
        empty, damaged = [], more
        yield raw, lines, more
    yield from ((one, [], damaged) for one in empty)


def _sort_lines(path: Path) -> Iterator[tuple[bytes, list[bytes], bool]]:
    before = 0
    for row in join_spread(read_lines(path)):
        raw = row.raw
        # A further piece of a line that is too long is no line, whatever is in it.
        line, fault = judge(raw.rstrip(b"\r\n")) if row.first != before else (None, None)
        before = row.last
        if row.joined:
            yield raw, [row.joined], False
        elif line is not None or (fault and fault.is_json):
            yield raw, [raw], False
        elif not raw.strip():
            yield raw, [], False
        else:
            lines, rest = salvage(raw)
            yield raw, lines, rest or not lines


def _decode(places: Places, finding: Finding, aside: Path) -> Iterator[str]:
    """Write a journal file in UTF-8 that is in another encoding; the old one goes to *aside*."""
    path = (places.home / finding.path).resolve()
    to = find_free(aside / finding.path)
    with _locked_file(path):
        data = read_plain(path)
        decoded = decode(data, find_encoding(data))
        if not decoded.strip():
            raise OSError("nothing in it could be decoded")
        with new_file(to) as old:
            old.write(data)
        with new_file(path) as new:
            new.write(decoded)
    yield f"it's lines in UTF-8 now; as it was it's in {places.show(to)}"


_ORDER: dict[str, Callable[[Places, Finding, Path], Iterator[str]]] = {
    "modes": _set_modes,
    "decode": _decode,
    "take-out": _take_out,
    "join": _take_out,
    "put-back": _put_back,
    "put-aside": _put_aside,
    "delete": _delete,
}


def _verify(old: Path, new: Path) -> None:
    """Raise OSError unless every line of *old* that can be read is in *new*, byte for byte."""
    left, before = iter(raw for _, raw in read_lines(new)), 0
    for number, raw in read_lines(old):
        line, _fault = judge(raw.rstrip(b"\r\n")) if number != before else (None, None)
        before = number
        if line is not None and raw not in left:
            raise OSError("a line would have been lost")


@contextmanager
def _locked_file(path: Path) -> Iterator[None]:
    """Hold the lock that whoever appends to the journal file *path* takes."""
    file = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        with locked(file):
            if os.name == "posix":
                yield
                return
    finally:
        os.close(file)
    yield  # Windows replaces no file that is open


def _forget_snapshots(places: Places) -> None:
    """Delete the snapshots of the journal: they're of what it was before."""
    for name in ("progress", "statistics", "places"):
        for path in (places.home / "cache").glob(f"{name}*"):
            with disk_errors(path):
                _delete(places, Finding("", places.show(path), "", ""), path)
