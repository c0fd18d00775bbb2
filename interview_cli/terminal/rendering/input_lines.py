"""A line of the input, of a length that memory bears."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TextIO

from interview_cli.core.errors import STOPPED
from interview_cli.terminal.rendering.messages import print_stderr

#: The longest line that is taken, in characters.
LONGEST = 1_000_000
#: The longest answer that is taken, in characters; an hour of typing is a tenth of it.
LONGEST_ANSWER = 100_000
TOO_LONG = f"An answer has at most {LONGEST_ANSWER:,} characters."
#: How many times as long a line may be to be passed over; a longer one ends the input.
_PASSED_OVER = 200


def can_ask() -> bool:
    """Whether somebody is at a terminal to answer a question."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def read_line(source: TextIO) -> str:
    """Return the next line of *source* with its end; an empty text at the end of the input.

    A line that is too long is passed over, which is said, and the one after it is read.
    """
    with ending_cleanly():
        return _read_line(source)


@contextmanager
def ending_cleanly() -> Iterator[None]:
    """Raise SystemExit for SIGTERM and SIGHUP, which would end the program on the spot.

    No caller takes that for a Ctrl-C and goes on. In a session they're cared for already.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        raise SystemExit(STOPPED)

    numbers = [getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP")]  # Windows has one
    ours = [n for n in numbers if n and signal.getsignal(n) is signal.SIG_DFL]
    if threading.current_thread() is not threading.main_thread():
        ours = []  # it hears none
    for number in ours:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _read_line(source: TextIO) -> str:
    while True:
        line = source.readline(LONGEST + 1)
        if len(line) <= LONGEST or line.endswith("\n"):
            return line
        for _ in range(_PASSED_OVER):
            piece = source.readline(LONGEST)
            if not piece or piece.endswith("\n"):
                break
        else:
            print_stderr("That line has no end. Nothing more is read.")
            return ""
        print_stderr(f"That line has more than {LONGEST:,} characters. Type a shorter one.")
