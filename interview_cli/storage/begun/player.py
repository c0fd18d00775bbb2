"""Who works at something in another window, as the note in its lock says."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from interview_cli.core.safe_text import line as safe
from interview_cli.core.study_days import describe_day, study_day
from interview_cli.storage import clock
from interview_cli.storage.begun.held_lock import read_note


class Player(NamedTuple):
    """A process, its terminal or "", and since when (ISO 8601)."""

    process: int
    terminal: str
    since: str

    @classmethod
    def here(cls) -> Player:
        """Return this process."""
        terminal = ""
        if os.name == "posix":
            with suppress(OSError, ValueError):  # there may be none
                terminal = os.ttyname(sys.stdin.fileno()).removeprefix("/dev/")
        return cls(os.getpid(), terminal, clock.now().isoformat(timespec="seconds"))

    @classmethod
    def of_lock(cls, name: str) -> Player | None:
        """Return who has the lock *name*; None where that isn't known."""
        try:
            note = json.loads(read_note(name))
            return cls(int(note["process"]), str(note["terminal"]), str(note["since"]))
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
            return None  # it was let go just now, or taken and not written yet

    def to_note(self) -> bytes:
        return json.dumps(self._asdict()).encode()

    def describe(self) -> str:
        """Return where it is, to be read after a colon."""
        words = f"process {self.process}"
        if self.terminal:
            words += f" on {safe(self.terminal)}"
        with suppress(ValueError, TypeError, OverflowError):
            since, now = datetime.fromisoformat(self.since), clock.now()
            day = describe_day(study_day(since), study_day(now))
            words += f", since {since:%H:%M}" + (f" {day}" if day != "today" else "")
        if _is_stopped(self.process):
            words += "; it's stopped there, and fg continues it"
        return words


def _is_stopped(process: int) -> bool:
    """Whether a process is stopped, as by Ctrl-Z, where the system says so in a file."""
    try:
        status = Path(f"/proc/{process}/stat").read_text("utf-8", errors="replace")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[:1] == ["T"]
