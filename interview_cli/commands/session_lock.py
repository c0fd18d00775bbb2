"""A session is played in one window at a time: who plays it is told, and waited for."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from interview_cli.commands.consent import can_ask
from interview_cli.core.errors import UsageError
from interview_cli.core.safe_text import line as safe
from interview_cli.core.study_days import describe_day, study_day
from interview_cli.storage import clock, paths
from interview_cli.storage.files import SessionLock
from interview_cli.terminal.rendering.echo import echo_on
from interview_cli.terminal.rendering.input_lines import read_line
from interview_cli.terminal.rendering.messages import print_stderr


class Player(NamedTuple):
    """Who plays a session: a process, its terminal or "", and since when (ISO 8601)."""

    process: int
    terminal: str
    since: str

    def describe(self) -> str:
        """Return where it's being played, to be read after a colon."""
        words = f"process {self.process}"
        if self.terminal:
            words += f" on {safe(self.terminal)}"
        with suppress(ValueError):
            since, now = datetime.fromisoformat(self.since), clock.now()
            day = describe_day(study_day(since), study_day(now))
            words += f", since {since:%H:%M}" + (f" {day}" if day != "today" else "")
        if _is_stopped(self.process):
            words += "; it's stopped there, and fg continues it"
        return words


def take_session(session: str, *, ask: bool = False) -> SessionLock | None:
    """Return the lock of a session, so that it's played in one window at a time.

    None where nothing is written, or no lock can be. Where another window plays it, who sits
    at a terminal is asked to leave it there if they may be asked, and others get a UsageError.
    """
    if clock.is_pretended():
        return None
    folder = paths.cache() / "playing"
    while True:
        try:
            lock = SessionLock.take(folder, session, _make_note())
        except OSError:
            return None  # on a disk that knows no locks
        if lock:
            return lock
        player = _read_player(folder, session)
        told = "that session is being played in another window"
        if player:
            told += f": {player.describe()}"
        hint = "continue it there, or leave it there with q first"
        if player and os.name == "posix":
            hint += f"; or end it, which loses no answer: kill -9 {player.process}"
        if not (ask and can_ask()):
            raise UsageError(told, hint)
        if not _waits(told):
            raise UsageError("that session stays in the other window", hint)


@contextmanager
def hold_sessions(sessions: Iterable[str]) -> Iterator[None]:
    """Hold the locks of all *sessions*; raises UsageError where one is being played."""
    with ExitStack() as held:
        for session in dict.fromkeys(sessions):
            if lock := take_session(session):
                held.callback(lock.release)
        yield


def _waits(told: str) -> bool:
    """Whether the learner, who is *told* of the other window, has left it there."""
    print_stderr(f"{told[:1].upper()}{told[1:]}.")
    print("Leave it there with q, then press Enter here; q gives up: ", end="", file=sys.stderr)
    sys.stderr.flush()
    with echo_on():
        typed = read_line(sys.stdin)
    return typed.strip().lower() == "" and typed.endswith("\n")


def _make_note() -> bytes:
    terminal = ""
    if os.name == "posix":
        with suppress(OSError, ValueError):  # there may be none
            terminal = os.ttyname(sys.stdin.fileno()).removeprefix("/dev/")
    since = clock.now().isoformat(timespec="seconds")
    return json.dumps(Player(os.getpid(), terminal, since)._asdict()).encode()


def _read_player(folder: Path, session: str) -> Player | None:
    """Return who plays *session*; None where that isn't known."""
    try:
        note = json.loads(SessionLock.read_note(folder, session))
        return Player(int(note["process"]), str(note["terminal"]), str(note["since"]))
    except (ValueError, KeyError, TypeError):
        return None  # it was let go just now, or taken and not written yet


def _is_stopped(process: int) -> bool:
    """Whether a process is stopped, as by Ctrl-Z, where the system says so in a file."""
    try:
        status = Path(f"/proc/{process}/stat").read_text("utf-8", errors="replace")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[:1] == ["T"]
