"""Keeping what is being typed: a program that is killed loses a few seconds of it at most."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asyncio import TimerHandle

    from prompt_toolkit.application import Application

#: A text is kept once nothing was typed for so many seconds, or after so many in any case.
PAUSE_SECONDS = 0.7
LATEST_SECONDS = 3.0


class Drafts:
    """Keeps the text of a prompt's *app* by calling *keep*, if there is one."""

    def __init__(self, app: Application[Any], keep: Callable[[str], None] | None) -> None:
        self._app, self._keep = app, keep
        self._since: float | None = None  # when the first change was made that isn't kept
        self._timer: TimerHandle | None = None

    def touch(self) -> None:
        """Say that the text has changed."""
        if self._keep is None or self._app.loop is None:
            return
        now = time.monotonic()
        self._since = now if self._since is None else self._since
        if self._timer:
            self._timer.cancel()
        wait = min(PAUSE_SECONDS, max(0.0, self._since + LATEST_SECONDS - now))
        self._timer = self._app.loop.call_later(wait, self._pause)

    def save(self) -> None:
        """Keep the text as it is now."""
        if self._timer:
            self._timer.cancel()
        self._since = None
        if self._keep:
            self._keep(self._app.current_buffer.text)

    def _pause(self) -> None:
        if not self._app.is_done:
            self.save()
