"""A key that ended one prompt, and was pressed twice by mistake, does nothing in the next."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from interview_cli.storage import clock
from interview_cli.terminal.rendering.menu import ENTER

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

#: What Enter becomes when it is pressed between two prompts, where the terminal reads lines.
NEWLINE = "c-j"

#: Seconds in which the key does nothing: nobody reads faster.
BOUNCE_SECONDS = 0.35

#: Keys that lead on and are pressed many times in a row.
_REPEATED = ("up", "down")

#: The key that ended the last prompt, until the next one has opened.
_ended_by: str | None = None


def remember(key: str | None) -> None:
    """Say that *key* ended a prompt; None for what isn't a single key."""
    global _ended_by
    _ended_by = None if key in _REPEATED else key


def catch(app: Application[Any], bind: KeyBindings) -> None:
    """Pass over the key that ended the last prompt, until another one or a moment comes.

    Where the clock stands still, only what was pressed before this prompt was drawn.
    """
    global _ended_by
    key, _ended_by = _ended_by, None
    if key is None:
        return
    from prompt_toolkit.filters import Condition

    over = caught = False
    since = time.monotonic()

    @Condition
    def bounces() -> bool:
        if app.render_counter == 0:
            return not over
        quick = time.monotonic() - since < BOUNCE_SECONDS
        return not over and quick and not clock.is_still()

    def pass_over(event: KeyPressEvent) -> None:
        nonlocal caught, since
        caught, since = True, time.monotonic()

    def settle(_: object) -> None:
        nonlocal over, caught
        over, caught = not caught, False

    for name in (ENTER, NEWLINE) if key == ENTER else (key,):
        bind.add(name, eager=True, filter=bounces)(pass_over)
    app.key_processor.after_key_press += settle
