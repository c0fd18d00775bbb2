"""The line that ``due`` printed last, used again while nothing it was made from has changed.

Every prompt of a shell asks for it: reading it needs neither the packs nor the journal,
and next to nothing is imported. It is a cache, which may be deleted at any time.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from time import time_ns

from interview_cli import __version__
from interview_cli.storage.paths import find_home
from interview_cli.storage.reading.kept_files import read_kept
from interview_cli.storage.stamps import read_stamp, was_changed_lately

#: Raised when the same packs and journal would give another line.
SCHEMA = 4


def read_line(day: int) -> str | None:
    """Return the line of this *day*; None where it has to be made again."""
    try:
        kept = read_kept(_place()).decode(errors="surrogateescape")
        head, *made_from, line = kept.split("\0")
        pairs = [*zip(made_from[::2], made_from[1::2], strict=True)]
    except (OSError, ValueError):
        return None
    if head != _head(day):
        return None
    return line if all(read_stamp(path) == stamp for path, stamp in pairs) else None


def read_stamps(folders: Iterable[str]) -> dict[str, str]:
    """Return what *folders* hold now: each file and folder in them with its stamp."""
    return {path: read_stamp(path) for folder in folders for path in _walk(folder)}


def write_line(line: str, day: int, made_from: dict[str, str]) -> None:
    """Write the *line* of this *day*; *made_from* are stamps from before it was made.

    A line made from a file that changed just now isn't written: the file could change again
    without another stamp.
    """
    now = time_ns()
    if any(was_changed_lately(stamp, now) for stamp in made_from.values()):
        return
    parts = [_head(day), *(part for pair in made_from.items() for part in pair), line]
    from pathlib import Path  # reading the line does without

    from interview_cli.storage import files

    data = "\0".join(parts).encode(errors="surrogateescape")
    try:
        files.keep(Path(_place()), data)
    except OSError:
        return  # it will be made again, and that is all


def _place() -> str:
    return os.path.join(find_home(), "cache", "due-line")


def _head(day: int) -> str:
    # The home is in it because a copy of one has the line of the original, and names its files.
    return f"{SCHEMA} {__version__} {day} {os.path.abspath(find_home())}"


def _walk(folder: str) -> Iterator[str]:
    """Yield *folder* and all in it that is not hidden; links to packs are followed."""
    yield folder
    try:
        names = os.listdir(folder)
    except OSError:
        return
    for name in names:
        path = os.path.join(folder, name)
        if name.startswith("."):
            continue
        if not os.path.isdir(path):
            yield path
        for where, folders, files in os.walk(path):
            folders[:] = (name for name in folders if not name.startswith("."))
            yield where
            yield from (os.path.join(where, name) for name in files if not name.startswith("."))
