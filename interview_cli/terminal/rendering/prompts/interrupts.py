"""Signals that end a prompt: Ctrl-C where it comes as one, SIGTERM and SIGHUP.

What they raise could get lost in the midst of what prompt_toolkit sets up, draws or tidies up, or
leave a terminal without echo and cursor. So each waits until the prompt is open and can be
ended as by a key, or has closed, and is raised then. A second one has the first as its context.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any

from interview_cli.core.errors import STOPPED
from interview_cli.terminal.rendering.echo import end_programs

if TYPE_CHECKING:
    from prompt_toolkit.application import Application

#: What is to be raised.
_came: list[BaseException] = []
#: The prompt that is open.
_open: list[Application[Any]] = []


@contextmanager
def put_off() -> Iterator[None]:
    """Let signals wait, from before a prompt is built until it has closed.

    What would end the program at once raises SystemExit: no caller takes it for a Ctrl-C and
    goes on. In a session SIGTERM and SIGHUP are cared for already, and raise what they do there.
    """
    _came.clear()
    numbers = [getattr(signal, name, None) for name in ("SIGINT", "SIGTERM", "SIGHUP")]
    handlers = {number: signal.getsignal(number) for number in numbers if number is not None}

    def wait(number: int, frame: FrameType | None) -> None:
        handler = handlers[signal.Signals(number)]
        error: BaseException = SystemExit(STOPPED)
        if number == signal.SIGINT:
            error = KeyboardInterrupt()
        if number != signal.SIGINT and callable(handler):
            try:
                handler(number, frame)
            except (KeyboardInterrupt, SystemExit) as raised:
                error = raised
        _came.append(error)
        if number != signal.SIGINT:
            end_programs()  # such as an editor: till it has ended, the prompt can't
        for app in _open:
            if app.loop is not None and app.loop.is_running():
                app.loop.call_soon_threadsafe(end, app)

    ours = {
        number: handler or signal.SIG_DFL
        for number, handler in handlers.items()
        if number == signal.SIGINT or handler not in (signal.SIG_IGN, None)
    }
    for number in ours:
        signal.signal(number, wait)
    try:
        yield
    finally:
        _open.clear()
        for number, handler in ours.items():
            signal.signal(number, handler)
        if _came:
            raise _came[0]


def end(app: Application[Any]) -> None:
    """End *app*, which is open from now on, if a signal came."""
    _open[:] = [app]
    if _came and not app.is_done:
        app.exit(exception=KeyboardInterrupt)
