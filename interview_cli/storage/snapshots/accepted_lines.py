"""The lines that the learner knows are gone, and doesn't want to hear of again.

They may be in a backup for years. Of each there's a checksum, as of those that are known.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from interview_cli.storage import files
from interview_cli.storage.reading.kept_files import read_kept

_NAME = "accepted-lines.ids"


def read_accepted(folder: Path) -> set[int]:
    """Return the marks of what was accepted, kept in *folder*; none where that can't be read."""
    try:
        marks = json.loads(read_kept(folder / _NAME))
    except (OSError, ValueError, RecursionError):
        return set()
    return {*marks} if isinstance(marks, list) and all(type(x) is int for x in marks) else set()


def accept(folder: Path, marks: Iterable[int]) -> None:
    """Add *marks* to what was accepted; raises OSError."""
    known = read_accepted(folder)
    if not known.issuperset(wanted := {*marks}):
        files.keep(folder / _NAME, json.dumps(sorted(known | wanted)).encode())
