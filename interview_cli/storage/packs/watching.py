"""Notices that packs were saved, by the times and sizes of their files."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from interview_cli.storage.packs.listing import files_of, pack_of, packs_in

#: Seconds between two looks: soon enough after a save, and no load worth naming.
INTERVAL = 0.4

#: For each file its time in nanoseconds, size and number; None where it is not there.
Stamps = dict[Path, tuple[int, int, int] | None]


def stamps(paths: Sequence[Path]) -> Stamps:
    """Say how the files of the packs at *paths* are now; what is not there is None."""
    found: Stamps = {}
    for path in paths:
        packs = packs_in(path) if path.is_dir() else [pack_of(path)]
        for file in [path, *(file for pack in packs for file in files_of(pack))]:
            if file != path or not path.is_dir():
                found[file] = _stamp(file)
    return found


def _stamp(file: Path) -> tuple[int, int, int] | None:
    try:
        known = file.stat()
    except OSError:
        return None
    return known.st_mtime_ns, known.st_size, known.st_ino


def _wait() -> None:
    time.sleep(INTERVAL)


def changes(paths: Sequence[Path], wait: Callable[[], None] = _wait) -> Iterator[list[Path]]:
    """Give the files that were changed, added or removed, each time some were.

    *wait* is called between two looks. An editor may write a file in several steps, so
    a change is given only once a second look finds nothing new. What counts as known is
    how the files were when this was called.
    """
    return _changes(paths, wait, stamps(paths))


def _changes(
    paths: Sequence[Path], wait: Callable[[], None], known: Stamps
) -> Iterator[list[Path]]:
    last = known
    while True:
        wait()
        now = stamps(paths)
        if now == last != known:
            every = {**known, **now}
            changed = [file for file in every if known.get(file) != now.get(file)]
            known = now
            yield sorted(changed)
        last = now
