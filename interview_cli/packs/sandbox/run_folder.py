"""The one folder that an answer may write to: made for a run, gone after it."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import count
from math import inf
from pathlib import Path
from stat import S_ISREG


@contextmanager
def make_folder(files: Mapping[str, str]) -> Iterator[str]:
    """Give the path of a new folder with *files* in it, and delete it at the end."""
    folder = os.path.realpath(tempfile.mkdtemp(prefix="interview-run-"))
    try:
        for name, text in files.items():
            if Path(name).name == name:  # a pack's checks refuse other names
                Path(folder, name).write_bytes(text.encode("utf-8", "surrogatepass"))
        yield folder
    finally:
        delete_folder(folder)


#: More files than this are as bad as too many bytes: they take as long to delete.
MOST_FILES = 5000


def measure_folder(folder: str) -> float:
    """Return how many bytes lie in *folder*, and infinity where there are too many files."""
    size, todo, left = 0, [folder], MOST_FILES
    while todo:
        with suppress(OSError), os.scandir(todo.pop()) as entries:
            for entry in entries:
                left -= 1
                if left < 0:
                    return inf
                with suppress(OSError):
                    if entry.is_dir(follow_symlinks=False):
                        todo.append(entry.path)
                    else:
                        size += entry.stat(follow_symlinks=False).st_size
    return size


def measure_deleted(processes: Iterable[int]) -> int:
    """Return how many bytes the files have that *processes* deleted and hold open, on Linux."""
    sizes: dict[tuple[int, int], int] = {}
    for pid in processes:
        with suppress(OSError):
            for name in os.listdir(f"/proc/{pid}/fd"):
                with suppress(OSError):
                    found = os.stat(f"/proc/{pid}/fd/{name}")
                    if S_ISREG(found.st_mode) and not found.st_nlink:
                        sizes[found.st_dev, found.st_ino] = found.st_size
    return sum(sizes.values())


def delete_folder(folder: str) -> None:
    """Delete *folder*, whatever an answer made of it.

    Its folders may lie in each other deeper than a path can name, and without any rights: so
    what's in one is moved up before it goes. What can't be deleted is left to the system.
    """
    names = count()
    failures = 0
    while os.path.lexists(folder) and failures < 5:
        with suppress(OSError):
            os.chmod(folder, 0o700)
        if _empty_one_level(folder, names):
            failures = 0
        else:
            failures += 1
            time.sleep(0.01 * failures)  # Windows needs a moment when a process has just ended
        if not _list(folder):
            with suppress(OSError):
                os.rmdir(folder)


def _empty_one_level(folder: str, names: Iterator[int]) -> bool:
    """Delete the files of *folder*, and put what is in its folders in their place."""
    changed = False
    for path in _list(folder):
        try:
            if os.path.islink(path) or not os.path.isdir(path):
                if not os.path.islink(path):
                    os.chmod(path, 0o600)  # Windows deletes nothing that is read-only
                os.unlink(path)
            else:
                os.chmod(path, 0o700)
                for inner in _list(path):
                    if os.path.isdir(inner) and not os.path.islink(inner):
                        os.chmod(inner, 0o700)  # to be moved, a folder must be writable
                    os.rename(inner, os.path.join(folder, f"{next(names)}-moved"))
                os.rmdir(path)
            changed = True
        except OSError:
            continue
    return changed


def _list(folder: str) -> list[str]:
    try:
        return [os.path.join(folder, name) for name in os.listdir(folder)]
    except OSError:
        return []
