"""Journals of others: in a folder, another home, a zip, or a file; and how one takes them in."""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from interview_cli.core.errors import DiskError, UsageError
from interview_cli.core.progress.merging import LONGEST_LINE, Counts, Union
from interview_cli.storage.backups.new_file import new_file
from interview_cli.storage.files import disk_errors
from interview_cli.storage.journal import Journal

_ENDING = ".jsonl"
_READABLE = "check that the file is yours and can be read"

#: What a broken zip raises. One with a password raises RuntimeError; one packed in a way that isn't
#: known here raises NotImplementedError, which is one too.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)

#: More than this, unpacked, is no journal of anybody.
LARGEST = 4 << 30


class Lines(Protocol):
    """What gives its lines one by one."""

    def readline(self, limit: int = -1, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class _Unzipped:
    """A file in the zip at *path*; what's wrong with it may show at any line."""

    path: Path
    stream: IO[bytes]

    def readline(self, limit: int = -1, /) -> bytes:
        try:
            return self.stream.readline(limit)
        except _BROKEN as error:
            raise _explain(self.path, error) from error


@dataclass(slots=True)
class Source:
    """What was found in one of the places that were named."""

    path: Path
    counts: Counts = field(default_factory=Counts)
    damage: list[tuple[str, int]] = field(default_factory=list)


def collect(journal: Journal, paths: list[Path]) -> tuple[Union, list[Source]]:
    """Return what *paths* add to the *journal*; nothing is written.

    Raises UsageError for a path without a journal, DiskError for what can't be read.
    """
    for path in paths:
        if not os.path.lexists(path):
            raise UsageError(f"there is no {path}", "name a folder, a zip or a .jsonl file")
    union = Union()
    if journal.folder.exists():
        for file in journal.files():
            with _opened(file) as own:
                union.start_from(line for _, line in read_lines(own))
    sources = []
    for path in paths:
        source, found = Source(path), False
        for name, stream in open_journals(path):
            found = True
            for offset, line in read_lines(stream):
                if not union.add(line, source.counts):
                    source.damage.append((name, offset))
        if not found or 0 < source.counts.lines == source.counts.damaged:
            raise UsageError(
                f"{path} has no journal that can be read",
                "a journal is a folder with .jsonl files; name that, the folder around it, or a zip"
                " of either",
            )
        sources.append(source)
    return union, sources


def write(journal: Journal, union: Union, name: str = "merged") -> Path | None:
    """Write the new lines to a file of their own in the journal; return it, None without any.

    Its name begins with *name*, and comes from what's in it. No file that is there is touched,
    so that a tool which syncs them never finds two changes to one.
    """
    data = union.to_bytes()
    if not data:
        return None
    path = journal.folder / f"{name}-{sha256(data).hexdigest()[:12]}{_ENDING}"
    hint = "set INTERVIEW_HOME to a folder that you can write to"
    with disk_errors(path, hint), new_file(path) as file:
        file.write(data)
    return path


def read_lines(stream: Lines) -> Iterator[tuple[int, bytes]]:
    """Yield each line that isn't empty, with its place in bytes; of a too long one the start."""
    offset = 0
    while line := stream.readline(LONGEST_LINE + 1):
        start, offset = offset, offset + len(line)
        part = line
        while not part.endswith(b"\n") and len(part) > LONGEST_LINE:
            part = stream.readline(LONGEST_LINE + 1)
            offset += len(part)
        if line.strip():
            yield start, line


def open_journals(path: Path) -> Iterator[tuple[str, Lines]]:
    """Yield the journal files at *path*, open, each with a name for people."""
    if path.is_dir():
        inner = path / "journal"
        for file in Journal(inner if inner.is_dir() else path).files():
            with _opened(file) as stream:
                yield str(file), stream
    elif not path.is_file():
        raise UsageError(
            f"{path} isn't a file or a folder", "name a folder, a zip or a .jsonl file"
        )
    elif path.suffix != ".zip" and not zipfile.is_zipfile(path):  # a journal.jsonl.bak too
        with _opened(path) as stream:
            yield str(path), stream
    else:
        yield from _journals_in_zip(path)


def _journals_in_zip(path: Path) -> Iterator[tuple[str, Lines]]:
    with archive_errors(path), zipfile.ZipFile(path) as archive:
        inside = [info for info in archive.infolist() if _is_journal(info.filename)]
        homes = [one for one in inside if PurePosixPath(one.filename).parent.name == "journal"]
        if sum(info.file_size for info in archive.infolist()) > LARGEST:
            raise UsageError(
                f"{path} is larger than {LARGEST >> 30} GB", "unpack it, and name that"
            )
        for info in homes or inside:
            with archive.open(info) as stream:
                yield f"{path}: {info.filename}", _Unzipped(path, stream)


def _is_journal(name: str) -> bool:
    """Whether that's the name of a journal file in a zip, and none that a system adds."""
    path = PurePosixPath(name)
    return path.suffix == _ENDING and not path.name.startswith(".") and "__MACOSX" not in path.parts


@contextmanager
def archive_errors(path: Path) -> Iterator[None]:
    """Raise DiskError with words for what can be wrong with the zip at *path*."""
    try:
        yield
    except OSError as error:
        raise DiskError(f"cannot read {path}: {error.strerror or error}", _READABLE) from error
    except _BROKEN as error:
        raise _explain(path, error) from error


def _explain(path: Path, error: Exception) -> DiskError:
    return DiskError(f"cannot read {path}: {error}", "is it a zip, and whole?")


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    with disk_errors(path, _READABLE, "read"):
        if not path.is_file():
            raise OSError("it isn't a file")
        with path.open("rb") as stream:
            yield stream
