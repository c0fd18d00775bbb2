"""One writer at a time: a lock on an open file, freed when the process ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

if sys.platform == "win32":
    import msvcrt
    import os
    import time

    #: A byte far beyond the end: Windows forbids others to read what is locked.
    _PLACE = 2**62

    @contextmanager
    def locked(file: int) -> Iterator[None]:
        """Hold the lock on the open descriptor *file*; waits for whoever has it."""
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
        """Hold the lock on the open descriptor *file*; waits for whoever has it."""
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)
