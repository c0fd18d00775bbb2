"""The lock on what a window works at: a session, an exercise, or a file that is changed.

Each is a file in ``.locks`` in the learner's folder, locked as long as its process lives. Its
name may be taken from it meanwhile, by whoever deletes or renames it; so ``is_held`` looks again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from interview_cli.storage import clock, paths
from interview_cli.storage.file_lock import locked, try_lock, unlock
from interview_cli.storage.files import make_folder

_ENDING = ".lock"

#: A lock is taken for a moment to see whether it's stale: it's tried as often as this.
_TRIES = 10

_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class HeldLock:
    """A lock that is held; the system lets go of it when the process ends."""

    def __init__(self, file: int, name: str, note: bytes) -> None:
        self.name = name
        self._file, self._note = file, note

    @classmethod
    def take(cls, name: str, note: bytes = b"") -> HeldLock | None:
        """Take the lock *name*; None where another process has it.

        The *note* says who has it. Raises NoLocksError where the disk knows no locks, and OSError.
        """
        path = _path_of(name)
        make_folder(path.parent)
        tries = _TRIES
        while True:
            file = _open_locked(path)
            if file is not None:
                break
            tries -= 1
            if not tries:
                return None
            time.sleep(0.002)
        try:
            os.ftruncate(file, 0)
            os.write(file, note)
        except OSError:  # a full disk: it's locked all the same
            pass
        _remove_stale(path.parent)
        return cls(file, name, note)

    def is_held(self) -> bool:
        """Whether the lock is still ours; where its file is gone, it's taken again.

        Raises OSError where that can't be.
        """
        if self._file < 0:
            return False
        if _is_at(self._file, _path_of(self.name)):
            return True
        again = HeldLock.take(self.name, self._note)
        if again is None:
            return False
        self._file, again._file = again._file, self._file
        os.close(again._file)
        return True

    def release(self) -> None:
        """Let go of it; again does nothing."""
        file, self._file = self._file, -1
        if file >= 0:
            _let_go(file, _path_of(self.name))


def read_note(name: str) -> bytes:
    """Return the note of whoever has the lock *name*; nothing where it can't be read."""
    try:
        return _path_of(name).read_bytes()
    except OSError:
        return b""


@contextmanager
def alone(name: str) -> Iterator[None]:
    """Hold the lock *name* while a file is read and written again, waiting until it's free.

    Where there can be no lock, or nobody lets go of it, there is none: it's meant for a moment
    only, and what is written is whole in any case.
    """
    path = _path_of(name)
    while True:
        if clock.is_pretended() or not path.parent.parent.is_dir():  # nothing is there to be lost
            yield
            return
        with ExitStack() as held:
            with suppress(OSError):
                make_folder(path.parent)
                file = os.open(path, _FLAGS, 0o600)
                held.callback(os.close, file)
                held.enter_context(locked(file))
                if not _is_at(file, path):
                    continue  # whoever had it has removed it since: take the new one
                held.callback(_remove, path)
            yield
            return


def _path_of(name: str) -> Path:
    kind = name.partition(" ")[0]
    return (
        paths.locks() / f"{kind}-{sha256(name.encode(errors='replace')).hexdigest()[:16]}{_ENDING}"
    )


def _open_locked(path: Path) -> int | None:
    """Return the descriptor of the locked file at *path*; None where another has it locked."""
    while True:
        file = os.open(path, _FLAGS, 0o600)
        try:
            taken = try_lock(file)
        except OSError:
            os.close(file)
            raise
        if _is_at(file, path):
            if taken:
                return file
            os.close(file)
            return None
        os.close(file)  # whoever had it has removed it since: try the new one


def _is_at(file: int, path: Path) -> bool:
    """Whether the open *file* is still the one at *path*."""
    if os.name != "posix":
        return True  # an open file can't be removed or renamed there
    try:
        return os.path.samestat(os.fstat(file), path.lstat())
    except OSError:
        return False


def _let_go(file: int, path: Path) -> None:
    if os.name == "posix" and _is_at(file, path):
        _remove(path)
    unlock(file)
    os.close(file)
    if os.name != "posix":  # an open file can't be removed there
        _remove(path)


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _remove_stale(folder: Path) -> None:
    """Remove the files of locks whose processes have ended without letting go of them."""
    for path in folder.glob(f"*{_ENDING}"):
        if path.is_symlink() or not path.is_file():
            continue
        with suppress(OSError):
            file = os.open(path, _FLAGS & ~os.O_CREAT)
            try:
                stale = try_lock(file)
            except OSError:
                stale = False
            if stale and _is_at(file, path):
                _let_go(file, path)
            else:
                os.close(file)
