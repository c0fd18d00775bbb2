"""Half-written files that a process which was killed left behind, anywhere in the home."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

from interview_cli.core.progress.finding import Finding
from interview_cli.storage.doctor.places import Places

#: What a write that was cut off leaves: see ``files.replace``, and of a pack that was added.
_OF_A_FILE = re.compile(r"\.(.+)\.(\d+)")
_OF_A_PACK = re.compile(r"\.new-(\d+)")

#: After so many seconds nobody writes on, whoever has that number by now.
_LONG_AGO = 24 * 60 * 60


def check_leftovers(places: Places) -> list[Finding]:
    """Return the files that were never finished."""
    found = []
    for path in places.walk_own():
        if match := _OF_A_FILE.fullmatch(path.name):
            says = f"a new {match[1]} that was never finished"
            means = "nothing: the one before it is still in its place"
        elif path.parent == places.home / "packs" and (match := _OF_A_PACK.fullmatch(path.name)):
            says, means = "a pack that was never put in its place", "nothing: it wasn't added"
        elif path.parent == places.home / "packs" and _was_replaced(path):
            says, means, match = (
                "an old pack that wasn't deleted",
                "nothing: the new one counts",
                None,
            )
        else:
            continue
        if match is None or _is_over(path, int(match[match.lastindex or 1])):
            fix = "delete" if path.is_relative_to(places.home / "cache") else "put-aside"
            shown = places.show(path)
            found.append(Finding("left-over", shown, says, means, fix=fix, harmless=True))
    return found


def _was_replaced(path: Path) -> bool:
    """Whether *path* is what a pack was that is in its place again."""
    name = path.name.removeprefix(".old-")
    return name not in ("", path.name) and path.with_name(name).exists()


def _is_over(path: Path, process: int) -> bool:
    """Whether the process that wrote *path* is gone, whatever has its number now."""
    try:
        return not _is_running(process) or path.lstat().st_mtime < time.time() - _LONG_AGO
    except OSError:  # it's gone by now
        return False


def _is_running(process: int) -> bool:
    """Whether a process with that number runs, which may be the one that still writes."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
