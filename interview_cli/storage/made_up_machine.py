"""What names a machine that has no name of its own: made up once, and kept outside of the home.

A home may be synced to other machines; this stays where it was made.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

from interview_cli.storage.reading.plain_files import read_plain


def read_machine() -> str:
    """Return 32 hex digits that stay the same on this machine; "" where none can be kept."""
    state = os.environ.get("XDG_STATE_HOME", "")
    if not os.path.isabs(state):
        state = os.path.expanduser("~/.local/state")
    path = Path(state, "interview", "machine")
    try:
        return _read(path) or _make(path)
    except (OSError, ValueError):
        return ""


def _read(path: Path) -> str:
    try:
        kept = read_plain(path).decode("ascii").strip()
    except FileNotFoundError:
        return ""
    if not re.fullmatch("[0-9a-f]{32}", kept):
        raise ValueError("it's damaged")
    return kept


def _make(path: Path) -> str:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    try:
        with beside.open("w", encoding="ascii") as file:
            file.write(os.urandom(16).hex())
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):  # another process was quicker: its name counts
            os.link(beside, path)
    finally:
        beside.unlink(missing_ok=True)
    return _read(path)
