"""What tells that a file or folder is as it was, for caches that are asked at every start.

Next to nothing is imported here.
"""

from __future__ import annotations

import os

#: Two changes within this time, in nanoseconds, may leave the same time stamp on a file.
TICK_NS = 2_000_000_000


def read_stamp(path: str) -> str:
    """Return the stamp of a file, or of a folder, whose own changes with the names in it.

    That is "" where there is none.
    """
    try:
        at = os.stat(path)
    except OSError:
        return ""
    return f"{at.st_mtime_ns} {at.st_ctime_ns} {at.st_size} {at.st_ino}"


def was_changed_lately(stamp: str, now: int) -> bool:
    """Whether what has *stamp* could change again without another one, at *now* in nanoseconds."""
    return max(map(int, stamp.split()[:2]), default=0) > now - TICK_NS


def has_grown(then: str, now: str) -> bool:
    """Whether a file that had one stamp and has another is the same one, and longer."""
    before, after = then.split()[2:], now.split()[2:]
    return before[1:] == after[1:] and len(before) == 2 and int(after[0]) > int(before[0])
