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

from interview_cli.core.errors import DiskError
from interview_cli.core.records import Line, Record, Started, is_valid, to_line
from interview_cli.storage.files import locked


def device() -> str:
    """Return 8 hex digits that stay the same for this user on this machine.

    They are a hash, so neither name can be read off them, and they are computed
    again each time: a folder that is copied to another machine does not carry them.
    """
    user = os.environ.get("USERNAME", "") if sys.platform == "win32" else str(os.getuid())
    return sha256(f"interview\0{_identify_machine()}\0{user}".encode()).hexdigest()[:8]


def _identify_machine() -> str:
    if sys.platform == "win32":
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    for path in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        try:
            if named := Path(path).read_text(encoding="ascii").strip():
                return named
        except (OSError, ValueError):
            continue
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


@dataclass(frozen=True, slots=True)
class Damage:
    """A line that cannot be read: its file, and its place in it in bytes."""

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
        self._last = (-1, "")  # our file's size after our last line, and that line's id

    def files(self) -> list[Path]:
        """Return every device's file, in a fixed order."""
        try:
            return sorted(self.folder.glob("*.jsonl"))
        except OSError as error:
            raise _disk_error("read", self.folder, error) from error

    def check(self) -> None:
        """Raise DiskError if lines can't be written, before anybody answers anything."""
        if self.writing:
            os.close(self._open())

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
        file = self._open()
        try:
            with locked(file):
                return self._write(file, records, at, session)
        except OSError as error:
            raise _disk_error("write", self.path, error) from error
        finally:
            os.close(file)

    def _write(
        self, file: int, records: list[Record], at: datetime, session: str | None
    ) -> list[str]:
        size = os.fstat(file).st_size
        end = _read_end(file, size)
        last = self._last[1] if self._last[0] == size else _find_last_id(end)
        at = _not_before(at, last)
        ids = _make_ids(at, last, len(records))
        data = b"" if not end or end.endswith(b"\n") else b"\n"
        for id_, record in zip(ids, records, strict=True):
            if isinstance(record, Started):
                session = id_
            data += encode(self._line(id_, at, session, record))
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
            self.folder.mkdir(parents=True, exist_ok=True)
            new = not self.path.exists()
            flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
            file = os.open(self.path, flags, 0o600)
            if new:
                _sync_folder(self.folder)
        except OSError as error:
            raise _disk_error("write", self.path, error) from error
        return file

    def read(self) -> tuple[list[Line], list[Damage]]:
        """Return all lines that this version understands, in order, and the damaged ones."""
        lines: dict[str, Line] = {}
        damage: list[Damage] = []
        for path in self.files():
            data = read_from(path, 0)
            for offset, line in parse(data):
                if isinstance(line, bytes):
                    damage.append(Damage(path, offset, line))
                else:
                    lines[line["id"]] = line
        return sorted(lines.values(), key=lambda line: (line["at"], line["id"])), damage


def read_from(path: Path, offset: int) -> bytes:
    """Read a journal file from *offset* bytes on; raises DiskError."""
    try:
        with path.open("rb") as file:
            file.seek(offset)
            return file.read()
    except OSError as error:
        raise _disk_error("read", path, error) from error


def parse(data: bytes) -> Iterator[tuple[int, Line | bytes]]:
    """Yield each line with its place in *data*: read, or as bytes where damaged.

    Lines of a newer version are passed over. A line at the end that has no newline
    yet is one that is being written, or torn: it is read if it is whole.
    """
    raw = data.split(b"\n")
    filled = [line for line in raw if line.strip()]
    try:
        # One call for all of them is several times quicker than one for each. A comma
        # inside a damaged line could make two of one, hence the count.
        values = json.loads(b"[" + b",".join(filled) + b"]")
        whole = len(values) == len(filled)
    except ValueError:
        whole = False
    read = iter(values if whole else map(_parse_line, filled))
    offset = 0
    for line in raw:
        if line.strip():
            value = next(read)
            if not (isinstance(value, dict) and _has_names(value)):
                yield offset, line
            elif value.get("v") == VERSION:
                yield offset, value if is_valid(value) else line
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
    id_, at, of = line.get("id"), line.get("at"), line.get("type")
    return isinstance(id_, str) and isinstance(at, str) and isinstance(of, str)


def _parse_line(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
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


def _read_end(file: int, size: int) -> bytes:
    want = min(size, 1 << 16)
    os.lseek(file, size - want, os.SEEK_SET)
    return os.read(file, want)


def _find_last_id(end: bytes) -> str:
    for raw in reversed(end.split(b"\n")):
        line = _parse_line(raw)
        if isinstance(line, dict) and isinstance(line.get("id"), str):
            return str(line["id"])
    return ""


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _disk_error(what: str, path: Path, error: OSError) -> DiskError:
    if what == "read":
        hint = "check that the file is yours and can be read"
    elif error.errno in (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)):
        hint = "free some space; earlier answers are saved: interview resume"
    else:
        hint = "set INTERVIEW_HOME to a folder that you can write to"
    return DiskError(f"cannot {what} {path}: {error.strerror or error}", hint)
