"""The loop that carries a session from its first question to its last."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from interview_cli.core.session import engine
from interview_cli.core.session.engine import Move, Quit
from interview_cli.storage import clock
from interview_cli.terminal.play.stage import Stage
from interview_cli.terminal.practice_session import PracticeSession


def play(practice: PracticeSession, stage: Stage) -> bool:
    """Play a session on *stage* to its end; return whether a signal stopped it."""

    def make(move: Move) -> None:
        before = practice.session
        practice.make(move)
        stage.show_result(before, move, practice.session)

    with interruptible() as stop:
        try:
            with stop.at_a_terminal():
                stage.begin(practice.session)
                while True:
                    while not practice.session.over:
                        move = stage.move(practice.session)
                        with stop.held():
                            make(move)
                    last = stage.end(practice.session, stopped=False)
                    if last is None:
                        return False
                    with stop.held():
                        make(last)
        except KeyboardInterrupt:
            with stop.held(for_good=True):
                if engine.can(practice.session, Quit):
                    make(Quit(clock.now()))
                stage.end(practice.session, stopped=True)
            return True


class Stop:
    """Turns SIGINT, SIGTERM and SIGHUP into KeyboardInterrupt, but never in the midst of a step.

    One for the latter two says so: whoever goes on after Ctrl-C does not go on after those.
    """

    def __init__(self) -> None:
        self._holding = False
        self._asked = False
        self._terminals = [number for number in (1, 2) if os.isatty(number)]

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
        """Whether the terminal was closed; what would be shown there then goes nowhere."""
        gone = [number for number in self._terminals if not os.isatty(number)]
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
