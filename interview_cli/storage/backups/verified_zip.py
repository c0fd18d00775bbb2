"""A backup: one zip of all that can't be made again, with a checksum of each file in it.

What was allowed on one computer (``trust.json``, ``agreed.json``) isn't in it, nor what can
be made again, nor what tools keep beside it in hidden files. Links to files are followed,
links to folders only where the home itself has them: a folder may lie where it's synced.
"""

from __future__ import annotations

import json
import os
import re
import stat
import zipfile
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Any

from interview_cli.core.errors import DiskError, UsageError
from interview_cli.storage.backups.journals import LARGEST, archive_errors
from interview_cli.storage.backups.new_file import new_file
from interview_cli.storage.files import disk_errors

#: What holds the list of files in the zip: the last one in it, for it has all checksums.
MANIFEST = "manifest.json"
VERSION = 1
#: So many backups are kept in the home.
KEPT = 5

_FOLDER = "backups"
#: What stays out, of all that lies at the top of the home.
_LEFT_OUT = {"cache", _FOLDER, "trust.json", "agreed.json"}
_NAME = re.compile(r"interview-\d{8}T\d{6}Z(-\d+)?\.zip")
_PIECE = 1 << 20
_LARGEST_MANIFEST = 64 << 20


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A file in a backup, by its path below the home."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was verified: every file in it is as its checksum says."""

    path: Path
    files: tuple[BackedUp, ...]

    @property
    def size(self) -> int:
        """How many bytes its files have, unpacked."""
        return sum(one.size for one in self.files)


def list_files(home: Path) -> list[str]:
    """Return the paths below *home* of what a backup holds; raises DiskError."""
    found = []

    def fail(error: OSError) -> None:
        raise error

    with disk_errors(home, "check that the folder is yours", "read"):
        if not home.exists():
            return []
        for top in sorted(home.iterdir()):
            if top.name in _LEFT_OUT or top.name.startswith("."):
                continue
            if top.is_file():
                found.append(top.name)
            if not top.is_dir():
                continue
            for folder, names, files in os.walk(top, onerror=fail):
                names[:] = sorted(name for name in names if not name.startswith("."))
                for name in sorted(files):
                    path = Path(folder, name)
                    if not name.startswith(".") and path.is_file():
                        found.append(path.relative_to(home).as_posix())
    return found


def back_up(home: Path, at: datetime, to: Path | None = None) -> Backup:
    """Write a backup of *home* to *to*, else into the home, and read it again to verify it.

    Of those in the home the oldest are deleted, so that KEPT remain. Raises DiskError, and
    then there is no new backup.
    """
    folder = home / _FOLDER
    path = to or _free(folder / f"interview-{at:%Y%m%dT%H%M%SZ}.zip")
    names = list_files(home)
    if not names:
        raise UsageError("there is nothing to back up yet", "answer a question first: interview")
    written: list[BackedUp] = []

    def verify(written_to: Path) -> None:
        if open_backup(written_to).files != tuple(written):
            raise DiskError(f"{path} isn't what was written to it", "is the disk all right?")

    with disk_errors(path):
        with (
            new_file(path, verify) as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            for name in names:
                written.append(_pack(archive, home / name, _make_portable(name), at))
            manifest = {
                "v": VERSION,
                "made": f"{at:%Y-%m-%dT%H:%M:%SZ}",
                "files": [{"path": f.path, "size": f.size, "sha256": f.sha256} for f in written],
            }
            archive.writestr(_entry(MANIFEST, at), json.dumps(manifest, indent=1).encode())
        if to is None:
            for old in list_backups(home)[:-KEPT]:
                old.unlink(missing_ok=True)
    return Backup(path, tuple(written))


def list_backups(home: Path) -> list[Path]:
    """Return the backups in *home*, the oldest first."""
    folder = home / _FOLDER
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(
        (path for path in found if _NAME.fullmatch(path.name)),
        key=lambda path: (path.name[:26], len(path.name), path.name),
    )


def open_backup(path: Path) -> Backup:
    """Return the backup at *path* when every file in it was read and verified.

    Raises UsageError for another zip, DiskError for one that is damaged.
    """
    with archive_errors(path), zipfile.ZipFile(path) as archive:
        files = _read_manifest(archive, path)
        if sorted(archive.namelist()) != sorted([MANIFEST, *(one.path for one in files)]):
            raise DiskError(f"{path} has other files than its list says", "take another backup")
        for one in files:
            with archive.open(one.path) as stream:
                digest, size = sha256(), 0
                while piece := stream.read(_PIECE):
                    digest.update(piece)
                    size += len(piece)
            if (size, digest.hexdigest()) != (one.size, one.sha256):
                raise DiskError(f"{path} is damaged: {one.path}", "take another backup")
    return Backup(path, tuple(files))


def read_file(archive: zipfile.ZipFile, name: str, to: IO[bytes]) -> None:
    """Copy the file *name* of a backup to an open file."""
    with archive.open(name) as stream:
        while piece := stream.read(_PIECE):
            to.write(piece)


def _read_manifest(archive: zipfile.ZipFile, path: Path) -> list[BackedUp]:
    if MANIFEST not in archive.namelist():
        raise UsageError(
            f"{path} isn't a backup of this program",
            f"if there's a journal in it: interview progress merge {path}",
        )
    if archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
        raise DiskError(f"{path} is damaged: {MANIFEST}", "take another backup")
    manifest: Any = json.loads(archive.read(MANIFEST))
    try:
        if manifest["v"] != VERSION:
            raise UsageError(f"{path} is from a newer version", "update this program first")
        files = [BackedUp(one["path"], one["size"], one["sha256"]) for one in manifest["files"]]
        sound = all(_is_sound(one) for one in files) and len({one.path for one in files}) == len(
            files
        )
        sound = sound and sum(one.size for one in files) <= LARGEST
    except (TypeError, KeyError):
        sound = False
    if not sound:
        raise DiskError(f"{path} is damaged: {MANIFEST}", "take another backup")
    sizes = {info.filename: info.file_size for info in archive.infolist()}
    if any(sizes.get(one.path) != one.size for one in files):
        raise DiskError(f"{path} is damaged", "take another backup")
    return files


def _make_portable(name: str) -> str:
    """Return *name* as every system can have it: what can't be is written as in an address."""
    return re.sub(r"[\\:\udc80-\udcff]", lambda match: f"%{ord(match[0]) & 0xFF:02X}", name)


def _is_sound(file: BackedUp) -> bool:
    """Whether the file of a backup lies where one of ours would."""
    parts = file.path.split("/")
    usual = all(part and not part.startswith(".") for part in parts)
    odd = re.search(r"[\\:\0]", file.path) or PurePosixPath(file.path).is_absolute()
    return usual and not odd and parts[0] not in _LEFT_OUT and file.size >= 0


def _pack(archive: zipfile.ZipFile, path: Path, name: str, at: datetime) -> BackedUp:
    digest, size = sha256(), 0
    with disk_errors(path, "check that the file is yours and can be read", "read"):
        source = path.open("rb")
    with source, archive.open(_entry(name, at), "w", force_zip64=True) as file:
        while piece := source.read(_PIECE):
            digest.update(piece)
            size += len(piece)
            file.write(piece)
    return BackedUp(name, size, digest.hexdigest())


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, (max(at.year, 1980), *at.timetuple()[1:6]))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = (stat.S_IFREG | 0o600) << 16
    return info


def _free(path: Path) -> Path:
    free, number = path, 2
    while free.exists():
        free, number = path.with_stem(f"{path.stem}-{number}"), number + 1
    return free
