"""What ends the program, while another one runs for it and its folders are to be cleared."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_came: list[int] = []


@contextmanager
def stoppable() -> Iterator[None]:
    """Keep SIGINT, SIGTERM and SIGHUP for ``check``, and for the end: KeyboardInterrupt then.

    So that none of them comes between the start of a process and the care for it, or while
    a folder is being cleared. Signals that somebody ignores (nohup) stay ignored.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are not for other threads
        return
    before = {}
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) not in (signal.SIG_IGN, None):
            before[number] = signal.signal(number, lambda number, _: _came.append(number))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        came = bool(_came)
        _came.clear()
        if came:
            # Whatever failed, failed for it, or doesn't matter any more.
            raise KeyboardInterrupt


def check() -> None:
    """Raise KeyboardInterrupt where a signal came."""
    if _came:
        raise KeyboardInterrupt
