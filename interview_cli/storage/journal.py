"""The journal: a file of JSON lines for each device, appended to and never rewritten."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any

from interview_cli.core.errors import DiskError, UsageError
from interview_cli.core.progress.lines.line_bytes import LONGEST_LINE, read_json, read_many
from interview_cli.core.progress.lines.line_check import MAX_DEPTH, is_sound, is_too_deep
from interview_cli.core.records import Line, Record, Started, put_line, to_line
from interview_cli.storage.file_lock import locked
from interview_cli.storage.files import make_folder, sync_folder
from interview_cli.storage.journal_files import (
    BEGINNING,
    Piece,
    disk_error,
    list_files,
    read_pieces,
)
from interview_cli.storage.reading.plain_files import WITHOUT_WAITING, require_plain

#: Where systems keep the id of a machine.
_MACHINE_IDS = ("/etc/machine-id", "/var/lib/dbus/machine-id")


def device() -> str:
    """Return 8 hex digits that stay the same for this user on this machine.

    They are a hash, so neither name can be read off them, and no part of the journal's
    folder: one that is copied to another machine does not carry them.
    """
    user = os.environ.get("USERNAME", "") if sys.platform == "win32" else str(os.getuid())
    return sha256(f"interview\0{_identify_machine()}\0{user}".encode()).hexdigest()[:8]


def _identify_machine() -> str:
    if sys.platform == "win32":
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    for path in _MACHINE_IDS:
        try:
            if named := Path(path).read_text(encoding="ascii").strip():
                return named
        except (OSError, ValueError):
            continue
    if sys.platform != "darwin":
        from interview_cli.storage.made_up_machine import read_machine  # containers alone

        if made_up := read_machine():
            return made_up
    # macOS has no such file. Its host name may change with the network, so the
    # hardware address comes first.
    import uuid

    if not (address := uuid.getnode()) >> 40 & 1:
        return f"{address:012x}"
    # A made-up address, another one at each start: here none can be read.
    import platform

    return platform.node()


#: The version of the lines that this program writes, and the newest it understands.
VERSION = 1

#: How much of the end of a file is looked through for the last id at first.
_BLOCK = 1 << 16

#: The year 2200, in milliseconds as ids have them.
_LAST_MS = 7_258_118_400_000


@dataclass(frozen=True, slots=True)
class Damage:
    """A line that can't be read: its file, its place in it in bytes, and what it begins with."""

    path: Path
    offset: int
    text: bytes


class Journal:
    """The files of one folder; *writing* False keeps nothing, and gives ids all the same."""

    def __init__(self, folder: Path, *, writing: bool = True) -> None:
        self.folder = folder
        self.writing = writing
        self.device = device()
        self.path = folder / f"{self.device}.jsonl"
        self.restored = False  # whether lines were gone, of which ours were written again
        self._begun = 0  # our file's size when it was checked
        self._ours = b""  # the lines that this process has written
        self._last = (-1, "")  # our file's size after our last line, and that line's id

    def files(self) -> list[Path]:
        """Return every device's file, in a fixed order; raises DiskError where one is no file."""
        return list_files(self.folder).require_plain()

    def list_in_cloud(self) -> list[str]:
        """Return the names of the files that a sync tool has, and hasn't fetched yet."""
        return list_files(self.folder).in_cloud

    def check(self) -> None:
        """Raise DiskError if lines can't be written, before anybody answers anything."""
        if self.writing:
            file = self._open()
            self._begun = os.fstat(file).st_size
            os.close(file)

    def is_locked(self) -> bool:
        """Whether this device's file is there, and nothing can be added to it."""
        return self.path.exists() and not os.access(self.path, os.W_OK)

    def append(
        self, records: Iterable[Record], *, at: datetime, session: str | None = None
    ) -> list[str]:
        """Write *records* and wait for the disk; return their ids.

        A ``started`` record begins a session, named by that line's own id. Raises
        DiskError when they could not be written; then none of them counts.
        """
        records = list(records)
        if not records:
            return []
        if not self.writing:
            ids = _make_ids(at, self._last[1], len(records))
            self._last = (-1, ids[-1])
            return ids
        while True:
            file = self._open()
            try:
                with locked(file):
                    if self._is_ours(file):
                        return self._write(file, records, at, session)
            except OSError as error:
                raise disk_error("write", self.path, error) from error
            finally:
                os.close(file)

    def _is_ours(self, file: int) -> bool:
        """Whether the open *file* is still the one of that name: the doctor may replace it."""
        try:
            return os.name != "posix" or os.path.samestat(os.fstat(file), self.path.stat())
        except FileNotFoundError:
            return False

    def _write(
        self, file: int, records: list[Record], at: datetime, session: str | None
    ) -> list[str]:
        size = os.fstat(file).st_size
        last = self._last[1] if self._last[0] == size else _find_last_id(file, size)
        lost = self._ours if size < self._last[0] else b""  # emptied or deleted in the meantime
        last = max(last, self._last[1]) if lost else last
        at = _not_before(at, last)
        ids = _make_ids(at, last, len(records))
        torn = b"\n" if _ends_torn(file, size) else b""
        data = b""
        for id_, record in zip(ids, records, strict=True):
            if isinstance(record, Started):
                session = id_
            line = encode(self._line(id_, at, session, record))
            if len(line) > LONGEST_LINE:
                raise UsageError("that's too long to be kept: over 1 MB", "make it shorter")
            data += line
        new, data = data, torn + lost + data
        try:
            written = os.write(file, data)
            if written != len(data):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(file)
        except OSError:
            # Ours alone under the lock, and not said to be kept: take it away again.
            with suppress(OSError):
                os.truncate(file if os.name == "posix" else self.path, size)
            raise
        self._last = (size + len(data), ids[-1])
        self._ours += new
        self.restored |= bool(lost) or size < self._begun
        self._begun = 0
        return ids

    def _line(self, id_: str, at: datetime, session: str | None, record: Record) -> Line:
        offset = at.utcoffset() or timedelta()
        return {
            "v": VERSION,
            "id": id_,
            "at": format_time(at),
            "offset": round(offset.total_seconds() / 60),
            "device": self.device,
            "session": session,
            **to_line(record),
        }

    def _open(self) -> int:
        try:
            make_folder(self.folder)
            new = not os.path.lexists(self.path)
            if not new:
                require_plain(self.path)
            flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
            file = os.open(self.path, flags | WITHOUT_WAITING, 0o600)
            if new:
                sync_folder(self.folder)
            else:
                _require_lines(file, self.path)
        except OSError as error:
            raise disk_error("write", self.path, error) from error
        return file

    def read(self) -> tuple[list[Line], list[Damage]]:
        """Return all lines that this version understands, in order, and the damaged ones."""
        lines: dict[str, Line] = {}
        damage: list[Damage] = []
        for path in self.files():
            for piece in read_pieces(path):
                for offset, line in parse_piece(piece):
                    if isinstance(line, bytes):
                        damage.append(Damage(path, offset, line))
                    else:
                        put_line(lines, line)
        return sorted(lines.values(), key=lambda line: (line["at"], line["id"])), damage


def parse_piece(piece: Piece) -> Iterator[tuple[int, Line | bytes]]:
    """Yield each line of *piece* with its place in the file, as ``parse`` does."""
    return iter([(piece.start, piece.data)]) if piece.long else parse(piece.data, piece.start)


def parse(data: bytes, start: int = 0) -> Iterator[tuple[int, Line | bytes]]:
    """Yield each line with its place: read, or what it begins with where it's damaged.

    Lines of a newer version are passed over. A line at the end that has no newline
    yet is one that is being written, or torn: it is read if it is whole. The first byte of
    *data* is at *start*.
    """
    raw = data.split(b"\n")
    filled = [line for line in raw if 0 < len(line) <= LONGEST_LINE and not line.isspace()]
    try:
        values = read_many(filled)
    except (ValueError, RecursionError):
        values = list(map(_parse_line, filled))
    read = iter(values)
    offset = start
    for line in raw:
        if len(line) > LONGEST_LINE:
            yield offset, line[:BEGINNING]
        elif line and not line.isspace():
            value = next(read)
            if not (isinstance(value, dict) and _has_names(value)):
                yield offset, line[:BEGINNING]
            elif value.get("v") == VERSION:
                value.setdefault("session", None)
                deep = line.count(b"[") + line.count(b"{") > MAX_DEPTH and is_too_deep(value)
                yield offset, line[:BEGINNING] if deep or not is_sound(value) else value
        offset += len(line) + 1


def encode(line: Line) -> bytes:
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def format_time(at: datetime) -> str:
    """Write a moment as the journal does: UTC, milliseconds, ``Z``."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def to_local_time(line: Line) -> datetime:
    """Return the moment of a line, where the learner was."""
    at = datetime.fromisoformat(line["at"])
    return at.astimezone(timezone(timedelta(minutes=line.get("offset") or 0)))


def _has_names(line: Line) -> bool:
    get = line.get
    return type(get("id")) is type(get("at")) is type(get("type")) is str


def _parse_line(line: bytes) -> Any:
    try:
        return read_json(line)
    except (ValueError, RecursionError):
        return None


def _make_ids(at: datetime, last: str, count: int) -> list[str]:
    """Return *count* UUIDs of version 7 (RFC 9562) that grow and are above *last*."""
    ids: list[str] = []
    ms = int(at.timestamp() * 1000)
    for _ in range(count):
        new = _make_uuid7(ms)
        if new <= last:
            ms = max(ms, _read_ms(last)) + 1
            new = _make_uuid7(ms)
        ids.append(new)
        last = new
    return ids


def _not_before(at: datetime, last: str) -> datetime:
    """Return *at*, or the moment of the *last* id where a clock went back by less than a minute.

    What was done later is then later in the journal too.
    """
    if not last:
        return at
    back = _read_ms(last) - int(at.timestamp() * 1000)
    return at + timedelta(milliseconds=back) if 0 < back < 60_000 else at


def _read_ms(id_: str) -> int:
    """Return the milliseconds that an id of ours begins with; 0 for another's."""
    try:
        return int(id_[:8] + id_[9:13], 16)
    except ValueError:
        return 0


def _make_uuid7(ms: int) -> str:
    random = int.from_bytes(os.urandom(10), "big")
    value = ms << 80 | 0x7 << 76 | (random >> 68) << 64 | 0b10 << 62 | random & (2**62 - 1)
    digits = f"{value:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _ends_torn(file: int, size: int) -> bool:
    """Whether the last line has no end."""
    if not size:
        return False
    os.lseek(file, size - 1, os.SEEK_SET)
    return os.read(file, 1) != b"\n"


def _require_lines(file: int, path: Path) -> None:
    """Raise DiskError where the open *file* isn't in UTF-8: what follows would be lost in it."""
    beginning = os.read(file, 4)
    os.lseek(file, 0, os.SEEK_SET)
    if beginning.isascii() and b"\0" not in beginning and beginning[:1] != b"\x1f":
        return  # as nearly always
    from interview_cli.storage.reading.other_encodings import describe, find_encoding

    if (encoding := find_encoding(beginning)) not in ("", "JSON"):
        os.close(file)
        message = f"cannot write {path}: it's {describe(encoding)}"
        raise DiskError(message, "to have it as lines again: interview progress doctor --fix")


def _find_last_id(file: int, size: int) -> str:
    """Return the id of the last line that has one of ours, however far from the end; or ""."""
    end, behind, long = size, b"", False  # what is behind `end` of a line that begins before it
    while end:
        start = max(0, end - _BLOCK)
        os.lseek(file, start, os.SEEK_SET)
        first, *lines = (_read_all(file, end - start) + behind).split(b"\n")
        if lines and long:
            lines.pop()
            long = False
        for raw in reversed(lines if start else [first, *lines]):
            line = _parse_line(raw) if b'"id"' in raw else None
            if isinstance(line, dict) and _is_id(line.get("id")):
                return str(line["id"])
        long = long or len(first) > LONGEST_LINE
        end, behind = start, b"" if long else first
    return ""


def _read_all(file: int, size: int) -> bytes:
    parts = []
    while size > 0 and (part := os.read(file, size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _is_id(value: object) -> bool:
    """Whether *value* is an id as we make them, of a time that greater ones can follow."""
    return isinstance(value, str) and len(value) == 36 and 0 < _read_ms(value) < _LAST_MS
