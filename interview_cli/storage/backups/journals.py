"""Journals of others: in a folder, another home, a zip, or a file; and how one takes them in."""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from io import BufferedReader
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from interview_cli.core.errors import DiskError, UsageError
from interview_cli.core.progress.lines.line_bytes import LONGEST_LINE
from interview_cli.core.progress.lines.line_faults import salvage
from interview_cli.core.progress.lines.spread_records import join_spread
from interview_cli.core.progress.merging import Counts, Union, read_line
from interview_cli.storage.backups.new_file import new_file
from interview_cli.storage.files import disk_errors
from interview_cli.storage.journal import Journal
from interview_cli.storage.reading.other_encodings import advise, describe, find_encoding
from interview_cli.storage.reading.packed_files import LARGEST, is_packed, open_unpacked
from interview_cli.storage.reading.plain_files import open_plain

_ENDING = ".jsonl"
_READABLE = "check that the file is yours and can be read"

#: What a broken zip raises. One with a password raises RuntimeError; one packed in a way that isn't
#: known here raises NotImplementedError, which is one too.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)


class Lines(Protocol):
    """What gives its lines one by one."""

    def readline(self, limit: int = -1, /) -> bytes: ...

    def peek(self, size: int = 0, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class _Unzipped:
    """A file in the zip at *path*; what's wrong with it may show at any line."""

    path: Path
    stream: zipfile.ZipExtFile

    def readline(self, limit: int = -1, /) -> bytes:
        try:
            return self.stream.readline(limit)
        except _BROKEN as error:
            raise _explain(self.path, error) from error

    def peek(self, size: int = 0, /) -> bytes:
        with archive_errors(self.path):
            return self.stream.peek(size)


@dataclass(slots=True)
class _Unpacked:
    """What is in the compressed file at *path*; what's wrong with it may show at any line."""

    path: Path
    stream: Any
    read: int = 0

    def readline(self, limit: int = -1, /) -> bytes:
        line: bytes = self._try(self.stream.readline, limit)
        self.read += len(line)
        if self.read > LARGEST:
            raise too_large(self.path)
        return line

    def peek(self, size: int = 0, /) -> bytes:
        data: bytes = self._try(self.stream.peek, max(1, size))
        return data

    def _try(self, do: Callable[[int], bytes], number: int) -> bytes:
        import lzma

        try:
            return do(number)
        except (*_BROKEN, OSError, lzma.LZMAError) as error:
            raise DiskError(f"cannot read {self.path}: {error}", "is it whole?") from error


@dataclass(slots=True)
class Source:
    """What was found in one of the places that were named.

    ``damage`` are the places of lines that can't be read, and ``foreign`` the files that have
    none, each with what it is in.
    """

    path: Path
    counts: Counts = field(default_factory=Counts)
    damage: list[tuple[str, int]] = field(default_factory=list)
    foreign: list[tuple[str, str]] = field(default_factory=list)

    def take(self, union: Union, name: str, stream: Lines) -> None:
        """Add the lines of a file called *name* to *union*, as ``doctor --fix`` would have them.

        Those of a damaged one too: two in one, or one over several lines.
        """
        encoding, damage, some = find_encoding(stream.peek(64)), [], False
        for row in join_spread(read_lines(stream)):
            if not row.joined and union.add(row.raw, self.counts):
                some = True
                continue
            lines, rest = ([row.joined], False) if row.joined else salvage(row.raw)
            whole = [line for line in lines if read_line(line) is not None]
            for line in whole:
                some |= union.add(line, self.counts)
            if rest or not whole:
                damage.append((name, row.first))
            elif not row.joined:
                self.counts.forget_damaged()
        if encoding and not some:
            self.foreign.append((name, encoding))
        else:
            self.damage += damage


def collect(journal: Journal, paths: list[Path]) -> tuple[Union, list[Source]]:
    """Return what *paths* add to the *journal*; nothing is written.

    Raises UsageError for a path without a journal, DiskError for what can't be read.
    """
    for path in paths:
        if not os.path.lexists(path):
            raise UsageError(f"there is no {path}", "name a folder, a zip or a .jsonl file")
    union = Union()
    union.start_from(_read_all(journal))
    sources = []
    for path in paths:
        source, found = Source(path), False
        for name, stream in open_journals(path):
            found = True
            source.take(union, name, stream)
        if not found or 0 < source.counts.lines == source.counts.damaged:
            if source.foreign:
                name, encoding = source.foreign[0]
                raise UsageError(f"{name} is {describe(encoding)}", advise(encoding))
            raise UsageError(
                f"{path} has no journal that can be read",
                "a journal is a folder with .jsonl files; name that, the folder around it, or a zip"
                " of either",
            )
        sources.append(source)
    if not union.is_settled:
        union.settle(_read_all(journal))
    return union, sources


def _read_all(journal: Journal) -> Iterator[bytes]:
    for file in journal.files() if journal.folder.exists() else ():
        with _opened(file) as own:
            for _, line in read_lines(own):
                yield line


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
    offset, most = 0, LONGEST_LINE + 2  # with its end; one more is too many
    while line := stream.readline(most):
        start, offset = offset, offset + len(line)
        part = line
        while not part.endswith(b"\n") and len(part) == most:
            part = stream.readline(most)
            offset += len(part)
        if line.strip():
            yield start, line


def open_journals(path: Path) -> Iterator[tuple[str, Lines]]:
    """Yield the journal files at *path*, open, each with a name for people."""
    if path.is_dir():
        inner = path / "journal"
        for file in Journal(inner if inner.is_dir() else path).files():
            yield from _open_one(file)
    elif not path.is_file():
        raise UsageError(
            f"{path} isn't a file or a folder", "name a folder, a zip or a .jsonl file"
        )
    elif path.suffix != ".zip" and not zipfile.is_zipfile(path):  # a journal.jsonl.bak too
        yield from _open_one(path)
    else:
        yield from _journals_in_zip(path)


def _open_one(path: Path) -> Iterator[tuple[str, Lines]]:
    """Yield a journal file, open; one that is compressed as what's in it."""
    with _opened(path) as stream:
        if not is_packed(beginning := stream.peek(6)):
            yield str(path), stream
            return
    with open_unpacked(path, beginning) as unpacked:
        yield str(path), _Unpacked(path, unpacked)


def too_large(path: Path) -> UsageError:
    """Return the error to raise where nobody's journal is as large as what is in *path*."""
    return UsageError(f"{path} is larger than {LARGEST >> 30} GB", "unpack it, and name that")


def _journals_in_zip(path: Path) -> Iterator[tuple[str, Lines]]:
    with archive_errors(path), zipfile.ZipFile(path) as archive:
        inside = [info for info in archive.infolist() if _is_journal(info.filename)]
        homes = [one for one in inside if PurePosixPath(one.filename).parent.name == "journal"]
        if sum(info.file_size for info in archive.infolist()) > LARGEST:
            raise too_large(path)
        for info in homes or inside:
            with archive.open(info) as stream:
                assert isinstance(stream, zipfile.ZipExtFile)
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
def _opened(path: Path) -> Iterator[BufferedReader]:
    with disk_errors(path, _READABLE, "read"), open_plain(path) as stream:
        yield stream
