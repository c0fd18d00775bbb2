"""One window at a time: who works at something is named to others, who wait for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import NamedTuple

from interview_cli.core.errors import DiskError, UsageError
from interview_cli.storage import clock, paths
from interview_cli.storage.begun.held_lock import HeldLock
from interview_cli.storage.begun.player import Player
from interview_cli.storage.file_lock import NoLocksError
from interview_cli.terminal.rendering.echo import echo_on
from interview_cli.terminal.rendering.input_lines import can_ask, read_line
from interview_cli.terminal.rendering.messages import print_stderr, warn


class _Work(NamedTuple):
    """What is worked at: the name of its lock, and how it's called."""

    lock: str
    title: str
    being: str

    def describe(self) -> str:
        """Return that another window has it, and which one."""
        player = Player.of_lock(self.lock)
        told = f"{self.title} is being {self.being} in another window"
        return told + (f": {player.describe()}" if player else "")

    def advise(self) -> str:
        player = Player.of_lock(self.lock)
        hint = "continue it there, or leave it there with q first"
        if player and os.name == "posix":
            hint += f"; or end it, which loses no answer: kill -9 {player.process}"
        return hint


def _session(session: str) -> _Work:
    return _Work(f"session {session}", "that session", "played")


def _exercise(key: str) -> _Work:
    return _Work(f"exercise {key}", f"the exercise {key}", "solved")


def take_session(session: str, *, ask: bool = False) -> HeldLock | None:
    """Return the lock of a session, so that it's played in one window at a time.

    None where nothing is written, or the disk knows no locks, which is said once. Where another
    window plays it, who sits at a terminal is asked to leave it there if they may be asked, and
    others get a UsageError. Raises DiskError where there can be no lock.
    """
    return _take(_session(session), ask=ask)


def take_exercise(key: str, *, ask: bool = False) -> HeldLock | None:
    """Return the lock of an exercise's files, as ``take_session`` does for a session.

    Two sessions with one exercise would write over each other's file.
    """
    return _take(_exercise(key), ask=ask)


@contextmanager
def hold_sessions(sessions: Iterable[str]) -> Iterator[None]:
    """Hold the locks of all *sessions*; raises UsageError where one is being played."""
    with ExitStack() as held:
        for session in dict.fromkeys(sessions):
            if lock := take_session(session):
                held.callback(lock.release)
        yield


def require_session(lock: HeldLock | None, session: str) -> None:
    """Raise UsageError where another window has taken the session that *lock* was for.

    That's possible when somebody deleted the lock's file, or renamed it.
    """
    if lock and not _is_held(lock):
        work = _session(session)
        raise UsageError(f"{work.describe()}; what you did here last wasn't kept", work.advise())


def has_session(lock: HeldLock | None) -> bool:
    """Whether the session that *lock* was for is still this window's; never an error."""
    try:
        return not lock or lock.is_held()
    except OSError:
        return True


def require_exercise(lock: HeldLock | None, key: str) -> None:
    """Raise UsageError where another window has taken the exercise that *lock* was for."""
    if lock and not _is_held(lock):
        work = _exercise(key)
        raise UsageError(f"{work.describe()}; its file is left to that window", work.advise())


def _is_held(lock: HeldLock) -> bool:
    try:
        return lock.is_held()
    except NoLocksError:
        return True
    except OSError as error:
        raise _no_lock(error) from error


def _take(work: _Work, *, ask: bool) -> HeldLock | None:
    if clock.is_pretended():
        return None
    while True:
        try:
            lock = HeldLock.take(work.lock, Player.here().to_note())
        except NoLocksError:
            _warn_of_no_locks()
            return None
        except OSError as error:
            raise _no_lock(error) from error
        if lock:
            return lock
        told, hint = work.describe(), work.advise()
        if not (ask and can_ask()):
            raise UsageError(told, hint)
        if not _waits(told):
            raise UsageError(f"{work.title} stays in the other window", hint)


def _no_lock(error: OSError) -> DiskError:
    place = error.filename or paths.locks()
    return DiskError(
        f"cannot lock {place}: {error.strerror or error}",
        "if something else lies there, move it away: interview progress doctor says what it is",
    )


@cache
def _warn_of_no_locks() -> None:
    """Say that nothing keeps two windows apart: once, for it's a cached function."""
    warn(
        f"the disk of {paths.home()} knows no locks, so nothing keeps two windows apart: "
        "play a session in one at a time"
    )


def _waits(told: str) -> bool:
    """Whether the learner, who is *told* of the other window, has left it there."""
    print_stderr(f"{told[:1].upper()}{told[1:]}.")
    print("Leave it there with q, then press Enter here; q gives up: ", end="", file=sys.stderr)
    sys.stderr.flush()
    with echo_on():
        typed = read_line(sys.stdin)
    return typed.strip().lower() == "" and typed.endswith("\n")
