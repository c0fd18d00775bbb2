"""Files written whole, and a lock so that one process writes at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from interview_cli.core.errors import DiskError
from interview_cli.storage import clock


def replace(path: Path, data: bytes, *, sync: bool = True) -> None:
    """Write *data* to *path* atomically: readers see the whole old file or the whole new one.

    Raises OSError, and then the old file is as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            file.write(data)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def save(path: Path, data: bytes) -> None:
    """Write *data* as ``replace`` does; raises DiskError, and UsageError in a look ahead."""
    clock.require_writable()
    with disk_errors(path, ""):
        replace(path, data)


#: What helps where a file that was named can't be written.
OTHER_FOLDER = "name a file in a folder of yours"


@contextmanager
def disk_errors(name: object, hint: str = OTHER_FOLDER, what: str = "write") -> Iterator[None]:
    """Raise DiskError instead of an OSError; *name* is the file's."""
    try:
        yield
    except OSError as error:
        raise DiskError(f"cannot {what} {name}: {error.strerror or error}", hint) from error


def require_folder(path: Path) -> None:
    """Raise DiskError where there is no folder to write *path* into."""
    if not path.parent.is_dir():
        raise DiskError(f"there is no folder {path.parent}", "create it, or name another")


if sys.platform == "win32":
    import msvcrt
    import time

    #: A byte far beyond the end: Windows forbids others to read what is locked.
    _PLACE = 2**62

    @contextmanager
    def locked(file: int) -> Iterator[None]:
        """Hold the lock on the open descriptor *file*, waiting until it is free."""
        while True:
            os.lseek(file, _PLACE, os.SEEK_SET)
            try:
                msvcrt.locking(file, msvcrt.LK_LOCK, 1)  # tries for ten seconds
                break
            except OSError:
                time.sleep(0.05)
        try:
            yield
        finally:
            os.lseek(file, _PLACE, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    @contextmanager
    def locked(file: int) -> Iterator[None]:
        """Hold the lock on the open descriptor *file*, waiting until it is free."""
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)
