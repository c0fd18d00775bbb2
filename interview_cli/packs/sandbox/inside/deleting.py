"""The end of a run's folder, whatever an answer made of it."""

from __future__ import annotations

import os
import time
from itertools import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: From so many empty folders on they're deleted by so many threads: a file system such as ext4
#: takes its time for each, and as long for several at once.
_MANY, _THREADS = 64, 16


def delete_folder(folder: str) -> None:
    """Delete *folder*, whatever an answer made of it.

    Its folders may lie in each other deeper than a path can name, and without any rights: so
    what's in one is moved up before it goes. What can't be deleted is left to the system.
    """
    names = count()
    failures = 0
    while os.path.lexists(folder) and failures < 5:
        _works(lambda: os.chmod(folder, 0o700))
        changed = _empty(folder, names)
        if not _list(folder) and _works(lambda: os.rmdir(folder)):
            return
        if changed:
            failures = 0
        else:
            failures += 1
            time.sleep(0.01 * failures)  # Windows needs a moment when a process has just ended


def _empty(folder: str, names: Iterator[int]) -> bool:
    """Delete what is in *folder*; whether anything changed."""
    todo, empty, changed = _list(folder), [], False
    while todo:
        path = todo.pop()
        if os.path.islink(path) or not os.path.isdir(path):
            changed = _works(lambda path=path: _delete_file(path)) or changed  # type: ignore[misc]
            continue
        _works(lambda path=path: os.chmod(path, 0o700))  # type: ignore[misc]
        for inner in _list(path):
            moved = os.path.join(folder, f"{next(names)}-moved")
            try:
                if os.path.isdir(inner) and not os.path.islink(inner):
                    os.chmod(inner, 0o700)  # to be moved, a folder must be writable
                os.rename(inner, moved)
            except OSError:
                continue
            changed = True
            todo.append(moved)
        empty.append(path)
    return _delete_empty(empty) or changed


def _delete_file(path: str) -> None:
    if not os.path.islink(path):
        os.chmod(path, 0o600)  # Windows deletes nothing that is read-only
    os.unlink(path)


def _delete_empty(folders: list[str]) -> bool:
    deleted: list[bool] = []

    def delete(some: list[str]) -> None:
        for path in some:
            deleted.append(_works(lambda path=path: os.rmdir(path)))  # type: ignore[misc]

    if len(folders) < _MANY:
        delete(folders)
        return any(deleted)
    from threading import Thread  # few answers make so many

    threads = [Thread(target=delete, args=(folders[n::_THREADS],)) for n in range(_THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return any(deleted)


def _works(step: Callable[[], object]) -> bool:
    try:
        step()
    except OSError:
        return False
    return True


def _list(folder: str) -> list[str]:
    try:
        return [os.path.join(folder, name) for name in os.listdir(folder)]
    except OSError:
        return []
