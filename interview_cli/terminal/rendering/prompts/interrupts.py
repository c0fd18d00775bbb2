"""A Ctrl-C that comes while a prompt opens or closes: the terminal sends it as a signal then.

What that raises could get lost in the midst of what prompt_toolkit sets up or tidies up, so it
waits until the prompt is open, or closed. A second one has the first as its context.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from prompt_toolkit.application import Application

#: The signals that wait.
_came: list[int] = []


@contextmanager
def put_off() -> Iterator[None]:
    """Let Ctrl-C wait, from before a prompt is built until it has closed."""
    _came.clear()
    before = signal.signal(signal.SIGINT, lambda number, _: _came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if _came:
            raise KeyboardInterrupt


def end(app: Application[Any]) -> None:
    """End *app*, which has just opened, if Ctrl-C came before it did."""
    if _came:
        _came.clear()
        app.exit(exception=KeyboardInterrupt)
