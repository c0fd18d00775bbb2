"""A file that is written in pieces, whole or not at all, and for its owner alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from interview_cli.storage.files import make_folder, sync_folder


@contextmanager
def new_file(path: Path, verify: Callable[[Path], None] | None = None) -> Iterator[BinaryIO]:
    """Yield a file to write to; at the end it's on the disk at *path*, and its folder too.

    *verify* looks at what was written before it gets its name, and raises where it's wrong.
    Raises OSError, and then there is no new file.
    """
    make_folder(path.parent, private=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(beside, flags, 0o600), "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if verify:
            verify(beside)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
