"""Files written whole.

What is damaged in one of the learner's own is never written over.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from interview_cli.core.errors import DiskError, UsageError
from interview_cli.storage import clock, paths
from interview_cli.storage.reading.kept_files import add_checksum
from interview_cli.storage.reading.plain_files import FULL, read_plain, require_no_other


def replace(path: Path, data: bytes, *, sync: bool = True, private: bool = False) -> None:
    """Write *data* to *path* atomically: readers see the whole old file or the whole new one.

    The modes stay as they were; a new file in the learner's own folder, and a *private* one
    anywhere, is for nobody else. Raises OSError, and then the old file is as it was.
    """
    make_folder(path.parent)
    mode = _find_mode(path, private=private)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with open(beside, "wb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            if mode != _ANYONES and os.name == "posix":
                os.fchmod(file.fileno(), mode)
            file.write(data)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    if sync:
        with suppress(OSError):  # it's there; some file systems can't be asked for more
            sync_folder(path.parent)


#: Of what is written anywhere else, the umask of the learner's shell decides.
_ANYONES = 0o666


def keep(path: Path, data: bytes, *, most: int | None = None, sync: bool = False) -> None:
    """Write *data* to *path* in the cache, where ``read_kept`` returns it; raises OSError.

    Of the files with that ending beside it the newest *most* stay. With *sync* it's on the disk
    afterwards: it took long to work out.
    """
    replace(path, add_checksum(data), sync=sync)
    if most is not None:
        remove_oldest(path, most)


def remove_oldest(path: Path, most: int) -> None:
    """Remove all but the newest *most* of the files beside *path* that end as it does."""
    others = [one for one in path.parent.iterdir() if one.suffix == path.suffix]
    for other in sorted(others, key=_read_time)[: max(0, len(others) - most)]:
        with suppress(OSError):
            other.unlink()


def _read_time(path: Path) -> float:
    try:
        return path.lstat().st_mtime
    except OSError:  # gone since
        return 0


def _find_mode(path: Path, *, private: bool) -> int:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return 0o600 if private or is_own(path) else _ANYONES


def is_own(path: Path) -> bool:
    """Whether *path* is the learner's own folder, or in it."""
    try:
        home = paths.find_home()
    except UsageError:  # INTERVIEW_HOME makes no sense: whoever needs it says so
        return False
    name = os.path.abspath(path)
    return name == home or name.startswith(os.path.join(home, ""))


def make_folder(path: Path, *, private: bool = False) -> None:
    """Make a folder, and those above it; the learner's own and *private* ones are for nobody else.

    Raises OSError, with words where something else lies in the place of one.
    """
    missing = []
    require_no_other(path)
    while not path.is_dir() and path != path.parent:
        missing.append(path)
        path = path.parent
    for folder in reversed(missing):
        folder.mkdir(mode=0o700 if private or is_own(folder) else 0o777, exist_ok=True)


def sync_folder(folder: Path) -> None:
    """Write the names in *folder* to the disk, where the system has a way; raises OSError."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def save(path: Path, data: bytes) -> None:
    """Write *data* as ``replace`` does; raises DiskError, and UsageError in a look ahead."""
    clock.require_writable()
    with disk_errors(path, MAKE_ROOM):
        replace(path, data)


#: What helps where one of the learner's own files can't be written.
MAKE_ROOM = "free some space, or make its folder one that you can write to; it is as it was"

#: What helps where a file that was named can't be written.
OTHER_FOLDER = "name a file in a folder of yours"


@contextmanager
def disk_errors(name: object, hint: str = OTHER_FOLDER, what: str = "write") -> Iterator[None]:
    """Raise DiskError instead of an OSError; *name* is the file's."""
    try:
        yield
    except OSError as error:
        if what != "read":
            hint = _advise_on_room(name, error, hint)
        raise DiskError(f"cannot {what} {name}: {error.strerror or error}", hint) from error


def _advise_on_room(name: object, error: OSError, hint: str) -> str:
    """Return *hint* with what helps where the disk is full, or nobody has named the file."""
    if hint == OTHER_FOLDER and isinstance(name, Path) and is_own(name):
        return MAKE_ROOM
    if error.errno not in FULL or "room" in hint or "space" in hint:
        return hint
    another = hint == OTHER_FOLDER or hint.startswith("set ")
    return f"free some space{', or' if another else ';'} {hint}"


#: More than twenty sessions of the longest answers have: the largest object that is read.
_LARGEST_OBJECT = 1 << 25


def read_object(path: Path) -> dict[str, Any]:
    """Return the object in *path*, empty where there is none; raises DiskError."""
    try:
        data = read_plain(path, _LARGEST_OBJECT)
    except FileNotFoundError:
        return {}
    except OSError as error:
        from interview_cli.storage.reading.owners import advise_on  # for errors alone

        hint = advise_on(path)
        raise DiskError(f"cannot read {path}: {error.strerror}", hint) from error
    try:
        value = json.loads(data.removeprefix(b"\xef\xbb\xbf")) if data.strip() else {}
    except RecursionError:
        raise damaged(path, "it's nested too deeply") from None
    except ValueError as error:
        raise damaged(path, str(error)) from None
    if not isinstance(value, dict):
        raise damaged(path, "it isn't a JSON object")
    return value


def damaged(path: Path, why: str) -> DiskError:
    """Return the error that says why *path* isn't written."""
    return DiskError(
        f"{path} is damaged: {why}",
        "nothing was written over it; fix it, or move it away to begin a new one",
    )


def find_free(path: Path) -> Path:
    """Return *path*, or one with a number behind its stem where something is there already."""
    free, number = path, 2
    while os.path.lexists(free):
        free, number = path.with_stem(f"{path.stem}-{number}"), number + 1
    return free


def require_free(path: Path, name: str) -> None:
    """Raise UsageError where *path*, called *name*, is there; DiskError where it can't be made."""
    if os.path.lexists(path):
        raise UsageError(f"{name} already exists", "name another file, or move that one away")
    from tempfile import TemporaryFile  # takes long, and few commands write such a file

    require_folder(path)
    with disk_errors(path.parent, what="write in"), TemporaryFile(dir=path.parent):
        pass


def save_new(path: Path, data: bytes, hint: str = OTHER_FOLDER) -> Path:
    """Write *data* to a new file, for nobody else, and return its path.

    Raises DiskError with *hint*.

    A file that came there in the meantime stays as it is: then the name gets a number.
    """
    free, number = path, 2
    while os.path.lexists(free):
        free, number = path.with_stem(f"{path.stem}-{number}"), number + 1
    with disk_errors(free, hint):
        replace(free, data, private=True)
    return free


def require_folder(path: Path) -> None:
    """Raise DiskError where there is no folder to write *path* into."""
    if not path.parent.is_dir():
        raise DiskError(f"there is no folder {path.parent}", "create it, or name another")
