"""The one folder that an answer may write to: made for a run, gone after it."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from errno import ENAMETOOLONG
from functools import cache
from math import inf
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from interview_cli.packs.sandbox.inside.deleting import delete_folder

_PREFIX = "interview-run-"
tempfile.gettempdir()  # found out here, once: it takes the same lock as mkdtemp, see below
#: Seconds after which a folder may be swept whose owner's process is gone. One of that number
#: may be another's by now, and then no run takes as long as the second.
_OLD, _VERY_OLD = 3600, 24 * 3600


@contextmanager
def make_folder(files: Mapping[str, str]) -> Iterator[str]:
    """Give the path of a new folder with *files* in it, and delete it at the end."""
    sweep_folders(tempfile.gettempdir())
    folder = _make_new(os.path.realpath(tempfile.gettempdir()))
    try:
        for name, text in files.items():
            if Path(name).name == name:  # a pack's checks refuse other names
                Path(folder, name).write_bytes(text.encode("utf-8", "surrogatepass"))
        yield folder
    finally:
        delete_folder(folder)


def begin_name(where: str) -> str:
    """Return how the paths of all folders begin that this process makes in *where*."""
    return os.path.join(where, f"{_PREFIX}{os.getpid()}-")


def _make_new(where: str) -> str:
    # Not by mkdtemp, which takes a lock: a Ctrl-C just then would leave it taken, and the run in
    # another thread would wait for it for ever.
    while True:
        folder = f"{begin_name(where)}{os.urandom(8).hex()}"
        with suppress(FileExistsError):
            os.mkdir(folder, 0o700)
            return folder


@cache
def sweep_folders(where: str) -> None:
    """Delete what runs left in *where* that were killed with their parent; once is enough."""
    for name in os.listdir(where):
        path = os.path.join(where, name)
        if name.startswith(_PREFIX) and _is_left(path, name):
            delete_folder(path)


def _is_left(path: str, name: str) -> bool:
    try:
        found = os.lstat(path)
    except OSError:
        return False
    if not S_ISDIR(found.st_mode) or (os.name == "posix" and found.st_uid != os.getuid()):
        return False
    age = time.time() - found.st_mtime
    owner = name.removeprefix(_PREFIX).partition("-")[0]
    return age > _VERY_OLD or (age > _OLD and owner.isdigit() and _is_gone(int(owner)))


def _is_gone(pid: int) -> bool:
    if os.name != "posix":
        return False  # there a signal of any number ends a process
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


#: More files or folders than these are as bad as too many bytes: they take as long to delete.
MOST_FILES, MOST_FOLDERS = 5000, 500


def measure_folder(folder: str) -> float:
    """Return how many bytes lie in *folder*, and infinity where there are too many files.

    It's infinity too where folders lie in each other deeper than a path can name.
    """
    size, todo = 0, [folder]
    files, folders = MOST_FILES, MOST_FOLDERS
    while todo:
        try:
            with os.scandir(todo.pop()) as entries:
                for entry in entries:
                    with suppress(OSError):
                        if entry.is_dir(follow_symlinks=False):
                            folders -= 1
                            todo.append(entry.path)
                        else:
                            files -= 1
                            size += entry.stat(follow_symlinks=False).st_size
                    if files < 0 or folders < 0:
                        return inf
        except OSError as error:
            if error.errno == ENAMETOOLONG:
                return inf
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
