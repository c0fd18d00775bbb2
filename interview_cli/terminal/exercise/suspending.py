"""Ctrl-Z while an exercise is run: nothing of it goes on while this program doesn't."""

from __future__ import annotations

import signal
from collections.abc import Callable
from typing import TypeVar

Ran = TypeVar("Ran")


class _Suspended(BaseException):
    """Ctrl-Z was pressed."""


def run_awake(run: Callable[[], Ran]) -> Ran:
    """Return what *run* returns, which ends all that it began when it's interrupted.

    Ctrl-Z does so first, and only then stops this program; later it's run again.
    """
    if not hasattr(signal, "SIGTSTP"):
        return run()
    while True:
        before = signal.signal(signal.SIGTSTP, _suspend)
        try:
            return run()
        except _Suspended:
            pass
        finally:
            signal.signal(signal.SIGTSTP, before)
        signal.raise_signal(signal.SIGTSTP)


def _suspend(*_: object) -> None:
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)  # a second one would come while it ends
    raise _Suspended
