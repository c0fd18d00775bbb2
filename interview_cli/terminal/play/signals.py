"""Ctrl-C, termination and hangup, made one exception that never comes in the midst of a step."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class SignalGuard:
    """Turns SIGINT, SIGTERM and SIGHUP into KeyboardInterrupt, but never in the midst of a step.

    For the latter two it has an argument: after those, a caller must not go on.
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
        """Raise KeyboardInterrupt for an error in reading or writing if the terminal is gone.

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
def interruptible() -> Iterator[SignalGuard]:
    """Listen to SIGINT, SIGTERM and, unless that is ignored as by nohup, SIGHUP for a while."""
    stop = SignalGuard()
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
