"""Whole files: written beside, synced, and put in place at once."""

from __future__ import annotations

import os
from pathlib import Path


def replace(path: Path, data: bytes, *, sync: bool = True) -> None:
    """Put *data* at *path*: whoever reads sees the old file or the new, whole.

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
