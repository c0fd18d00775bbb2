"""Which files of the journal's folder belong to it, and the bytes in them."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

from interview_cli.core.errors import DiskError
from interview_cli.core.progress.lines.line_bytes import LONGEST_LINE
from interview_cli.storage.reading.plain_files import (
    FULL,
    open_plain,
    require_no_other,
    require_plain,
)

_ENDING = ".jsonl"

#: What iCloud puts in the place of a file that it hasn't fetched: ``.name.icloud``.
_CLOUD_ENDING = f"{_ENDING}.icloud"


@dataclass(frozen=True, slots=True)
class JournalFiles:
    """The files of a journal, in a fixed order, and the names of those still in the cloud.

    ``odd`` is what lies where a file was to be: a folder, a pipe, a link that leads nowhere.
    """

    here: list[Path]
    in_cloud: list[str]
    odd: list[Path]

    def require_plain(self) -> list[Path]:
        """Return the files; raises DiskError where one of them is something else.

        There may have been answers in it, and none of them are to look as if they weren't given.
        """
        for path in self.odd:
            try:
                require_plain(path)
            except FileNotFoundError:
                continue  # it's gone since
            except OSError as error:
                raise disk_error("read", path, error) from error
        return self.here


def list_files(folder: Path) -> JournalFiles:
    """Return the files in *folder*; raises DiskError where that can't be said.

    Hidden files are no one's journal: editors and sync tools leave them for a while.
    """
    try:
        names = sorted(os.listdir(folder))
    except FileNotFoundError as error:
        if _is_nothing(folder):
            return JournalFiles([], [], [])
        raise _with_kind(folder, error) from error
    except OSError as error:
        raise _with_kind(folder, error) from error
    paths = [folder / n for n in names if n.endswith(_ENDING) and not n.startswith(".")]
    here = [path for path in paths if _is_file(path)]
    there = {path.name for path in here}
    in_cloud = [
        name
        for hidden in names
        if hidden.startswith(".") and hidden.endswith(_CLOUD_ENDING)
        if (name := hidden[1:].removesuffix(".icloud")) not in there
    ]
    return JournalFiles(here, in_cloud, [path for path in paths if path.name not in there])


def read_from(path: Path, offset: int, most: int = -1) -> bytes:
    """Return what a journal file holds from *offset* bytes on, *most* bytes; raises DiskError."""
    try:
        with open_plain(path) as file:
            file.seek(offset)
            return file.read(most)
    except OSError as error:
        raise disk_error("read", path, error) from error


def checksum(path: Path, start: int, end: int, before: int = 0) -> int:
    """Return the CRC-32 of a file's bytes up to *end*; that of those up to *start* is *before*.

    Raises DiskError. A file that is shorter has another.
    """
    try:
        with open_plain(path) as file:
            file.seek(start)
            while start < end:
                piece = file.read(min(_PIECE, end - start))
                before, start = crc32(piece, before), start + len(piece)
                if not piece:
                    return -1
    except OSError as error:
        raise disk_error("read", path, error) from error
    return before


#: So much of a file is read at a time, in bytes, where nobody says otherwise.
_PIECE = 1 << 20

#: So much is kept of a line that can't be read.
BEGINNING = 200


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole lines of a file, from the byte ``start`` to ``end``; with ``ended`` to its last byte.

    Where it's ``long`` it's one line that is too long, and ``data`` is its beginning.
    """

    start: int
    data: bytes
    end: int
    ended: bool
    long: bool = False

    def find_end(self, *, read: bool) -> int:
        """Return up to where nothing will change, if the last line could be *read* or not.

        A damaged line that has no newline yet may still grow.
        """
        if read or not self.ended:
            return self.end
        return self.start if self.long else self.start + self.data.rfind(b"\n") + 1


def read_pieces(path: Path, start: int = 0, most: int = _PIECE) -> Iterator[Piece]:
    """Yield the lines of a journal file from *start* on, piece by piece; raises DiskError."""
    while True:
        piece = read_piece(path, start, most)
        if piece.data:
            yield piece
        if piece.ended:
            return
        start = piece.end


def read_piece(path: Path, start: int, most: int) -> Piece:
    """Return the whole lines from *start* on in *most* bytes, or one that's longer than that.

    However long a line is, little memory is needed. Raises DiskError.
    """
    try:
        with open_plain(path) as file:
            file.seek(start)
            return _read_piece(file, start, most)
    except OSError as error:
        raise disk_error("read", path, error) from error


def _read_piece(file: BinaryIO, start: int, most: int) -> Piece:
    data = file.read(most)
    if len(data) == most and not (end := data.rfind(b"\n") + 1):
        data += file.read(max(0, LONGEST_LINE + 1 - most))
        if len(data) > LONGEST_LINE and not (end := data.find(b"\n") + 1):
            return _pass_over(file, start, data[:BEGINNING])
        most, end = LONGEST_LINE + 1, data.find(b"\n") + 1
    if len(data) < most:
        return Piece(start, data, start + len(data), ended=True)
    return Piece(start, data[:end], start + end, ended=False)


def _pass_over(file: BinaryIO, start: int, beginning: bytes) -> Piece:
    """Go to the end of a long line, of which some was read already."""
    end = file.tell()
    while data := file.read(_PIECE):
        if newline := data.find(b"\n") + 1:
            return Piece(start, beginning, end + newline, ended=False, long=True)
        end += len(data)
    return Piece(start, beginning, end, ended=True, long=True)


def _with_kind(folder: Path, error: OSError) -> DiskError:
    """Return the error to raise where *folder* can't be read, with what lies in its place."""
    try:
        require_no_other(folder)
    except NotADirectoryError as other:
        error = other
    except OSError:
        pass
    return disk_error("read", folder, error)


def disk_error(what: str, path: Path, error: OSError) -> DiskError:
    """Return the error to raise where *path* can't be read or written."""
    if error.errno == errno.EINVAL:
        hint = "move it away; to see what it means: interview progress doctor"
    elif isinstance(error, NotADirectoryError):
        hint = "move that away, or set INTERVIEW_HOME to another folder"
    elif what == "read":
        from interview_cli.storage.reading.owners import advise_on  # for errors alone

        hint = advise_on(path)
    elif error.errno in FULL:
        hint = (
            "free some space and do this again, for it isn't kept; all that was kept before is;"
            " to continue a session: interview resume"
        )
    elif isinstance(error, PermissionError) and os.path.lexists(path):
        hint = "make it writable; to see what keeps you from it: interview progress doctor"
    else:
        hint = "set INTERVIEW_HOME to a folder that you can write to"
    return DiskError(f"cannot {what} {path}: {error.strerror or error}", hint)


def _is_nothing(folder: Path) -> bool:
    """Whether there is no such folder yet; a link to one that is gone is something."""
    places = (folder, *folder.parents)
    return not any(os.path.lexists(place) and not place.is_dir() for place in places)


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:
        return False  # gone since, or a link that leads nowhere
    except OSError as error:
        if error.errno == errno.ELOOP:
            return False
        raise disk_error("read", path, error) from error
