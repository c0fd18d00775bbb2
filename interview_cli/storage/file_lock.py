"""A lock on an open file, so that one process writes at a time."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

#: For so many seconds a lock is waited for: whoever of us has it needs a moment of that.
_PATIENCE = 5.0

#: What a disk says that knows no locks, as some network disks do.
_UNKNOWN = {
    getattr(errno, name)
    for name in ("ENOLCK", "ENOSYS", "ENOTSUP", "EOPNOTSUPP")
    if hasattr(errno, name)
}


class NoLocksError(OSError):
    """The disk knows no locks."""


if sys.platform == "win32":
    import msvcrt

    #: A byte far beyond the end: Windows forbids others to read what is locked.
    _PLACE = 2**62

    def try_lock(file: int) -> bool:
        """Lock the open descriptor *file*; False where another has it locked."""
        os.lseek(file, _PLACE, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def unlock(file: int) -> None:
        os.lseek(file, _PLACE, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def try_lock(file: int) -> bool:
        """Lock the open descriptor *file*; False where another has it locked.

        Raises NoLocksError where the disk knows no locks, and OSError.
        """
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno in _UNKNOWN:
                raise NoLocksError(error.errno, error.strerror) from error
            raise
        return True

    def unlock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


@contextmanager
def locked(file: int) -> Iterator[None]:
    """Hold the lock on the open descriptor *file*, waiting until it is free.

    Raises OSError where another program doesn't let go of it. Where the disk knows no locks,
    it's written without one.
    """
    until = time.monotonic() + _PATIENCE
    try:
        while not try_lock(file):
            if time.monotonic() > until:
                raise OSError(errno.EAGAIN, "another program has it locked")
            time.sleep(0.002)
    except NoLocksError:
        yield
        return
    try:
        yield
    finally:
        unlock(file)
