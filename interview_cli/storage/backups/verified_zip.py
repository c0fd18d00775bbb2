"""A backup: one zip of all that can't be made again, with a checksum of each file in it.

Its last bytes are a checksum of all before them: not one can change without being noticed.
"""

from __future__ import annotations

import json
import os
import re
import stat
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from interview_cli.core.errors import DiskError, UsageError
from interview_cli.storage.backups.home_files import ALWAYS, FOLDER, LeftOut, list_home
from interview_cli.storage.backups.journals import archive_errors
from interview_cli.storage.backups.new_file import new_file
from interview_cli.storage.files import disk_errors, find_free
from interview_cli.storage.paths import LOCKS
from interview_cli.storage.reading.packed_files import LARGEST
from interview_cli.storage.reading.plain_files import open_plain

#: What holds the list of files in the zip: the last one in it, for it has all checksums.
MANIFEST = "manifest.json"
#: The first had no checksum at the end, and no hidden files.
VERSION = 2
#: So many backups are kept in the home.
KEPT = 5

_NAME = re.compile(r"interview-\d{8}T\d{6}Z(-\d+)?\.zip")
_PIECE = 1 << 20
_LARGEST_MANIFEST = 64 << 20

#: The zip's comment, which stands at its very end: 64 hex digits follow.
_SEAL = b"interview backup sha256 "
_DIGITS = 64


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A file in a backup, by its path below the home; ``name`` is the same as the home had it,
    where not every system can have that.
    """

    path: str
    size: int
    sha256: str
    name: str = ""

    @property
    def target(self) -> str:
        """Where it goes, on this system."""
        return self.name if self.name and os.name == "posix" else self.path


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was verified: every file in it is as its checksum says.

    Of one that was just written it's known too what isn't in it, and which links were followed.
    """

    path: Path
    files: tuple[BackedUp, ...]
    left_out: tuple[LeftOut, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many bytes its files have, unpacked."""
        return sum(one.size for one in self.files)


class OfANewerVersion(UsageError):
    """A newer version made this backup: nothing is wrong with it."""


class _Unreadable(Exception):
    """A file of the home can't be read."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(name)
        self.name, self.why = name, why


def has_files(home: Path) -> bool:
    """Whether there's anything in *home* for a backup; raises DiskError."""
    return bool(list_home(home).files)


def back_up(home: Path, at: datetime, to: Path | None = None, *, lenient: bool = False) -> Backup:
    """Write a backup of *home* to *to*, else into the home, and read it again to verify it.

    Of those in the home the oldest are deleted, so that KEPT remain. Raises DiskError, and
    then there is no new backup; that is so where a file can't be read, unless it's *lenient*
    and leaves that out. What can't be read of packs that lie elsewhere is left out anyway.
    """
    path = to or home / FOLDER / f"interview-{at:%Y%m%dT%H%M%SZ}.zip"
    if to is None:
        with disk_errors(path, _NO_ROOM):
            path = find_free(path)
    found = list_home(home)
    names, left_out = found.files, found.left_out
    while True:
        every = (one for one in left_out if one.unreadable)
        unreadable = next((o for o in every if not found.is_of_others(home, o.path)), None)
        if unreadable and not lenient:
            raise DiskError(
                f"cannot back up {home / unreadable.path}: {unreadable.why}",
                "make it readable, or see what can be done: interview progress doctor",
            )
        if not names:
            raise UsageError(
                "there is nothing to back up yet", "answer a question first: interview"
            )
        try:
            written = _write(home, names, left_out, path, at)
            break
        except _Unreadable as error:
            left_out = [*left_out, LeftOut(error.name, error.why, unreadable=True)]
            names = [name for name in names if name != error.name]
    if to is None:
        _forget_old_ones(home)
    return Backup(path, tuple(written), tuple(left_out), tuple(found.links))


def _forget_old_ones(home: Path) -> None:
    """Delete all backups in *home* but the last KEPT, and the one that has most of the journal."""
    every = list_backups(home)
    fullest = max(every[::-1], key=_measure_journal, default=None)
    for old in every[:-KEPT]:
        if old != fullest:
            with suppress(OSError):  # a folder of that name, say: the new one is written
                old.unlink()


def _measure_journal(path: Path) -> int:
    """Return how many bytes of the journal a backup says that it has; 0 where it can't be read."""
    try:
        with archive_errors(path), open_plain(path) as file, zipfile.ZipFile(file) as archive:
            files = _read_manifest(archive, path, sealed=True)
    except (DiskError, UsageError):
        return 0
    return sum(one.size for one in files if one.path.startswith("journal/"))


def _write(
    home: Path, names: list[str], left_out: list[LeftOut], path: Path, at: datetime
) -> list[BackedUp]:
    """Write the files *names* of *home* to a new backup at *path*; raises _Unreadable too."""
    written: list[BackedUp] = []

    def verify(written_to: Path) -> None:
        if open_backup(written_to).files != tuple(written):
            raise DiskError(f"{path} isn't what was written to it", "is the disk all right?")

    with disk_errors(path, _NO_ROOM), new_file(path, verify) as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            taken = {MANIFEST.casefold()}
            for name in names:
                portable = _make_portable(name, taken)
                taken.add(portable.casefold())
                if packed := _pack(archive, home, name, portable, at):
                    written.append(packed)
            manifest = {
                "v": VERSION,
                "made": f"{at:%Y-%m-%dT%H:%M:%SZ}",
                "files": [_to_plain(one) for one in written],
                "left_out": [{"path": one.path, "why": one.why} for one in left_out],
            }
            archive.writestr(_entry(MANIFEST, at), json.dumps(manifest, indent=1).encode())
            archive.comment = _SEAL + b"0" * _DIGITS
        file.flush()
        digest = _hash_all_but_seal(file)
        file.seek(-_DIGITS, os.SEEK_END)
        file.write(digest)
    return written


_NO_ROOM = "name another place: interview progress backup -o FILE; or make room there"


def list_backups(home: Path) -> list[Path]:
    """Return the backups in *home*, the oldest first."""
    try:
        names = os.listdir(home / FOLDER)
    except OSError:
        names = []
    return sorted(
        (home / FOLDER / name for name in names if _NAME.fullmatch(name)),
        key=lambda path: (path.name[:26], len(path.name), path.name),
    )


class Writable(Protocol):
    """What takes the bytes of a file."""

    def write(self, data: bytes, /) -> object: ...


class Taker(Writable, Protocol):
    """What is told, too, where the file ends."""

    def end(self) -> None:
        """Be told that there are no more."""


def open_backup(path: Path, choose: Callable[[BackedUp], Taker | None] | None = None) -> Backup:
    """Return the backup at *path* when every file in it was read and verified.

    What *choose* returns for a file takes its bytes meanwhile. Raises UsageError for another
    zip, DiskError for one that is damaged.
    """
    with archive_errors(path), open_plain(path) as file:
        sealed = _check_seal(file, path)
        with zipfile.ZipFile(file) as archive:
            files = _read_manifest(archive, path, sealed=sealed)
            if sorted(archive.namelist()) != sorted([MANIFEST, *(one.path for one in files)]):
                raise DiskError(f"{path} has other files than its list says", _ANOTHER)
            for one in files:
                taker = choose(one) if choose else None
                read_file(archive, one, taker, path)
                if taker:
                    taker.end()
    return Backup(path, tuple(files))


_ANOTHER = "take another backup"


def read_file(archive: zipfile.ZipFile, one: BackedUp, to: Writable | None, path: Path) -> None:
    """Copy a file of the backup at *path* to an open file; raises DiskError where it's damaged."""
    digest, size = sha256(), 0
    with archive.open(one.path) as stream:
        while piece := stream.read(_PIECE):
            digest.update(piece)
            size += len(piece)
            if to:
                to.write(piece)
    if (size, digest.hexdigest()) != (one.size, one.sha256):
        raise DiskError(f"{path} is damaged: {one.path}", _ANOTHER)


def _check_seal(file: BinaryIO, path: Path) -> bool:
    """Whether the backup has the checksum at its end; raises DiskError where that's another."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _DIGITS - len(_SEAL)))
    end = file.read()
    if not end.startswith(_SEAL):
        return False
    if _hash_all_but_seal(file) != end[-_DIGITS:]:
        raise DiskError(f"{path} is damaged: it isn't as it was written", _ANOTHER)
    return True


def _hash_all_but_seal(file: BinaryIO) -> bytes:
    """Return the checksum of all before the last digits of *file*, in hex digits."""
    digest, left = sha256(), file.seek(0, os.SEEK_END) - _DIGITS
    file.seek(0)
    while left > 0 and (piece := file.read(min(left, _PIECE))):
        digest.update(piece)
        left -= len(piece)
    return digest.hexdigest().encode()


def _read_manifest(archive: zipfile.ZipFile, path: Path, *, sealed: bool) -> list[BackedUp]:
    if MANIFEST not in archive.namelist():
        raise UsageError(
            f"{path} isn't a backup of this program",
            f"if there's a journal in it: interview progress merge {path}",
        )
    broken = DiskError(f"{path} is damaged: {MANIFEST}", _ANOTHER)
    if archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
        raise broken
    try:
        manifest: Any = json.loads(archive.read(MANIFEST))
        version = manifest["v"]
        if type(version) is int and version > VERSION:
            raise OfANewerVersion(f"{path} is from a newer version", "update this program first")
        files = [
            BackedUp(**{name: one[name] for name in _FIELDS if name in one})
            for one in manifest["files"]
        ]
    except (TypeError, KeyError, RecursionError):
        raise broken from None
    known = type(version) is int and (version == 1 or (version == VERSION and sealed))
    sound = known and all(map(_is_sound, files))
    if not sound or len({one.path for one in files} | {MANIFEST}) != len(files) + 1:
        raise broken
    sizes = {info.filename: info.file_size for info in archive.infolist()}
    if any(sizes.get(one.path) != one.size for one in files):
        raise DiskError(f"{path} is damaged", _ANOTHER)
    if sum(one.size for one in files) > LARGEST:
        raise broken
    return files


_FIELDS = ("path", "size", "sha256", "name")


def _to_plain(one: BackedUp) -> dict[str, str | int]:
    plain: dict[str, str | int] = {"path": one.path, "size": one.size, "sha256": one.sha256}
    return plain | ({"name": one.name} if one.name else {})


def _make_portable(name: str, taken: set[str]) -> str:
    """Return *name* as every system can have it, and none of *taken*: what can't be is written
    as in an address.
    """
    portable = re.sub(r"[\\:\udc80-\udcff]", lambda match: f"%{ord(match[0]) & 0xFF:02X}", name)
    free, number = portable, 2
    while free.casefold() in taken:
        free, number = f"{portable}-{number}", number + 1
    return free


def _is_sound(file: BackedUp) -> bool:
    """Whether the file of a backup lies where one of ours would."""
    texts = (file.path, file.sha256, file.name)
    if type(file.size) is not int or file.size < 0 or not all(type(one) is str for one in texts):
        return False
    if re.search(r"[\\:]", file.path):
        return False
    return all(map(_lies_in_home, (file.path, file.name or file.path)))


def _lies_in_home(name: str) -> bool:
    parts = name.split("/")
    inside = all(part not in ("", ".", "..") for part in parts) and "\0" not in name
    return inside and (parts[0] not in ALWAYS or parts[0] == LOCKS)  # which were in older ones


def _pack(
    archive: zipfile.ZipFile, home: Path, name: str, portable: str, at: datetime
) -> BackedUp | None:
    """Write the file *name* of *home* to the zip; None where it's gone in the meantime.

    Of one that others go on writing it's what was there at first.
    """
    digest, size = sha256(), 0
    try:
        source = open_plain(home / name)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _Unreadable(name, f"it can't be read: {error.strerror or error}") from error
    with source, archive.open(_entry(portable, at), "w", force_zip64=True) as file:
        left = os.fstat(source.fileno()).st_size
        while left > 0:
            try:
                piece = source.read(min(left, _PIECE))
            except OSError as error:
                raise _Unreadable(name, f"it can't be read: {error.strerror}") from error
            if not piece:
                break
            digest.update(piece)
            size, left = size + len(piece), left - len(piece)
            file.write(piece)
    return BackedUp(portable, size, digest.hexdigest(), name if name != portable else "")


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, (max(at.year, 1980), *at.timetuple()[1:6]))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = (stat.S_IFREG | 0o600) << 16
    return info
