"""What all prompts share: where they draw, what's shown below, and how they end."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from interview_cli.storage import clock
from interview_cli.terminal.rendering.menu import ENTER, HAPPENED, Drawn, Footer, Key, draw_keys
from interview_cli.terminal.rendering.prompts import bounces, interrupts
from interview_cli.terminal.rendering.prompts.bounces import NEWLINE
from interview_cli.terminal.rendering.prompts.parts import layout, shown_if, style, window

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.layout import AnyContainer


#: How often a clock is looked at.
TICK_SECONDS = 1.0

#: How often it's looked at whether something has happened that a prompt waits for.
LOOK_SECONDS = 0.2


class TimeUp(Exception):
    """The time for this prompt is over."""


class Screen:
    """What all prompts share: where they draw, what's shown below, and how they end."""

    def __init__(self, footer: Footer) -> None:
        from prompt_toolkit.output import create_output
        from prompt_toolkit.output.vt100 import Vt100_Output

        self.footer, self.message = footer, ""
        self._clock = ""  # as it was drawn last
        self._last_key = time.monotonic()
        self._until = None if footer.seconds is None else time.monotonic() + footer.seconds
        self.output = create_output(stdout=sys.stdout)
        if isinstance(self.output, Vt100_Output):
            # Where the cursor is need not be known, and a terminal that is asked types
            # its answer, sometimes into the shell.
            self.output.enable_cpr = False

    @property
    def width(self) -> int:
        return self.output.get_size().columns

    @property
    def height(self) -> int:
        return self.output.get_size().rows

    def end(self, event: KeyPressEvent, key: str | None, result: object) -> None:
        """End the prompt; *key* does nothing for a moment in the next one."""
        bounces.remember(key)
        event.app.exit(result=result)

    def end_by(self, bind: KeyBindings) -> None:
        """Bind the keys that end the prompt, Ctrl-C and Ctrl-D."""

        def end(event: KeyPressEvent, key: str) -> None:
            now = time.monotonic()
            quiet, self._last_key = now - self._last_key, now
            if quiet >= self.footer.quiet_seconds:
                self.end(event, key, key)

        for key in self.footer.ends:
            bind.add(key, eager=True)(lambda event, key=key: end(event, key))
        if ENTER in self.footer.ends:
            bind.add(NEWLINE, eager=True)(lambda event: end(event, ENTER))
        for key in ("c-c", "<sigint>"):
            bind.add(key, eager=True)(lambda event: event.app.exit(exception=KeyboardInterrupt))
        bind.add("c-d", eager=True)(lambda event: event.app.exit(exception=EOFError))

    def below(
        self,
        more: Callable[[tuple[Key, ...]], tuple[Key, ...]] = tuple,
        above: Callable[[], str] | None = lambda: "",
    ) -> AnyContainer:
        """Return the footer; *more* can add keys to it, *above* says what the line above holds.

        Without *above* there is none.
        """

        def draw() -> Drawn:
            line = [("class:more", f"{above()}\n")] if above else []
            return [*line, *self.draw_footer(more)]

        return shown_if(lambda: True, window(draw))

    def draw_footer(self, more: Callable[[tuple[Key, ...]], tuple[Key, ...]] = tuple) -> Drawn:
        """Draw the keys and the message, without the line above them."""
        keys = more(self.footer.keys)
        self._clock = self.footer.clock() if self.footer.clock else ""
        if self._until is not None:
            left = max(0, round(self._until - time.monotonic()))
            keys = ((f"{left} s", "left"), *keys)
        above = [("", f" {self._clock}\n")] if self._clock else []
        return [*above, *draw_keys(keys, self.message, self.width)]

    def ask(self, bind: KeyBindings, *parts: AnyContainer) -> Any:
        """Show *parts* until a key of *bind*, or one that ends the prompt, is pressed."""
        from prompt_toolkit.application import Application

        self.end_by(bind)
        app: Application[Any] = Application(
            layout(*parts), style(), key_bindings=bind, output=self.output
        )
        return self.run(app, bind)

    def run(self, app: Application[Any], bind: KeyBindings, *, keep: bool = False) -> Any:
        """Run *app*, with the keys of *bind*, and return its result.

        *keep* leaves what it drew, without the footer.
        """
        bind.add("c-z", eager=True)(_stop)
        bounces.catch(app, bind)
        app.erase_when_done = not keep
        if self._until is not None and not clock.is_still():
            left, app.refresh_interval = self._until - time.monotonic(), 0.5

            def late() -> None:
                if not app.is_done:
                    app.exit(exception=TimeUp())

            def watch() -> None:
                assert app.loop is not None
                app.loop.call_later(max(0.0, left), late)

            app.pre_run_callables.append(watch)
        if self.footer.clock is not None and not clock.is_still():
            app.pre_run_callables.append(lambda: self._tick(app))
        if self.footer.happened is not None:
            app.pre_run_callables.append(lambda: self._wait(app))
        app.pre_run_callables.append(lambda: interrupts.end(app))
        return app.run()

    def shows(self, app: Application[Any]) -> bool:
        """Whether the window has room for all of *app*."""
        wanted = app.layout.container.preferred_height(self.width, self.height).preferred
        return wanted <= self.height

    def _wait(self, app: Application[Any]) -> None:
        """Look again and again whether what is waited for has happened."""
        if app.is_done or app.loop is None or self.footer.happened is None:
            return
        if self.footer.happened():
            app.exit(result=HAPPENED)
        else:
            app.loop.call_later(LOOK_SECONDS, lambda: self._wait(app))

    def _tick(self, app: Application[Any]) -> None:
        """Draw again once the clock says something else: till then nothing is sent."""
        if app.is_done or app.loop is None or self.footer.clock is None:
            return
        if self.footer.clock() != self._clock:
            app.invalidate()
        app.loop.call_later(TICK_SECONDS, lambda: self._tick(app))


def _stop(event: KeyPressEvent) -> None:
    """Stop the program as Ctrl-Z does elsewhere, where a shell can continue it."""
    if sys.platform == "win32":
        return
    terminal = event.app.input.fileno()
    if os.isatty(terminal) and os.tcgetpgrp(terminal) == os.getpgrp():
        event.app.suspend_to_background()
