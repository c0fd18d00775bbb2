"""The loop that carries a session from its first question to its last."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from types import FrameType
from typing import Protocol

from interview_cli.core import engine
from interview_cli.core.journal.records import Record
from interview_cli.core.moves import Move, Quit
from interview_cli.core.session import Session

#: Keeps records on disk and gives their ids; raises DiskError.
Keep = Callable[[Sequence[Record], datetime, Session], list[str]]


class Stage(Protocol):
    """Where a session is played: with keys, with lines, or as events."""

    def begin(self, session: Session) -> None:
        """Say that a session begins, or goes on."""

    def move(self, session: Session) -> Move:
        """Show where *session* stands, if that is new, and wait for a move."""

    def told(self, before: Session, move: Move, after: Session) -> None:
        """Show what *move* brought; what it recorded is on disk by now."""

    def end(self, session: Session, *, stopped: bool) -> Move | None:
        """Show how it went; give a move to go on with after all, such as undo.

        *stopped* says that Ctrl-C or the system ended it: nothing is asked then.
        """


def play(
    session: Session, stage: Stage, keep: Keep, now: Callable[[], datetime]
) -> tuple[Session, bool]:
    """Play *session* to its end; give it, and whether it was stopped by a signal."""

    def make(session: Session, move: Move) -> Session:
        after, records = engine.advance(session, move)
        after = after.kept(keep(records, move.at, after)) if records else after
        stage.told(session, move, after)
        return after

    with interruptible() as stop:
        try:
            with stop.at_a_terminal():
                stage.begin(session)
                move: Move | None = None
                while True:
                    while not session.over:
                        move = stage.move(session)
                        with stop.held():
                            session = make(session, move)
                    move = stage.end(session, stopped=False)
                    if move is None:
                        return session, False
                    with stop.held():
                        session = make(session, move)
        except KeyboardInterrupt:
            with stop.held(for_good=True):
                if engine.can(session, Quit):
                    session = make(session, Quit(now()))
                stage.end(session, stopped=True)
            return session, True


class Stop:
    """Turns SIGINT, SIGTERM and SIGHUP into KeyboardInterrupt, but never in the midst of a step.

    One for the latter two says so: whoever goes on after Ctrl-C does not go on after those.
    """

    def __init__(self) -> None:
        self._holding = False
        self._asked = False
        self._shown_on = [number for number in (1, 2) if os.isatty(number)]

    def __call__(self, number: int, frame: FrameType | None) -> None:
        if number not in (signal.SIGINT, signal.SIGTERM):
            self._gone()
        if self._holding:
            self._asked = True
        else:
            raise KeyboardInterrupt(*([] if number == signal.SIGINT else [str(number)]))

    @contextmanager
    def at_a_terminal(self) -> Iterator[None]:
        """Take an error in reading or writing for a hangup, where the terminal is gone.

        It can come before the signal.
        """
        try:
            yield
        except OSError as error:
            if not self._gone():
                raise
            raise KeyboardInterrupt(str(error)) from error

    def _gone(self) -> bool:
        """Say whether the terminal was closed; what would be shown there then goes nowhere."""
        gone = [number for number in self._shown_on if not os.isatty(number)]
        for number in gone:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, number)
            os.close(nowhere)
        return bool(gone)

    @contextmanager
    def held(self, *, for_good: bool = False) -> Iterator[None]:
        """Put a signal off until the end; *for_good*: pass it over."""
        self._holding = True
        try:
            yield
        finally:
            self._holding = False
        if self._asked and not for_good:
            self._asked = False
            raise KeyboardInterrupt


@contextmanager
def interruptible() -> Iterator[Stop]:
    """Listen to SIGINT, SIGTERM and, unless that is ignored as by nohup, SIGHUP for a while."""
    stop = Stop()
    numbers = [signal.SIGINT, signal.SIGTERM]
    hangup = getattr(signal, "SIGHUP", None)  # Windows has none
    if hangup and signal.getsignal(hangup) is not signal.SIG_IGN:
        numbers.append(hangup)
    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
