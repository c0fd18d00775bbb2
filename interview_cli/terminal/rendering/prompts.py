"""Prompts that are answered with keys: the only module that knows questionary.

It and prompt_toolkit take long to import, so that is done when the first prompt opens: by
then the question is on the screen. Menus and single keys need prompt_toolkit alone. What a
prompt draws is gone when it ends; the caller prints what is to stay. Ctrl-C raises
KeyboardInterrupt, Ctrl-D EOFError, no time left TimeUp.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from interview_cli.storage import clock
from interview_cli.terminal.rendering.menu import ENTER, Drawn, Footer, Key, Menu, draw_keys

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.layout import AnyContainer, Layout, Window
    from prompt_toolkit.styles import Style


#: What Enter becomes when it is pressed between two prompts, where the terminal reads lines.
_NEWLINE = "c-j"


class TimeUp(Exception):
    """The time for this prompt is over."""


def choose(menu: Menu, footer: Footer) -> str | None:
    """Let the learner choose from *menu*; return the key that ended the prompt instead, if any."""
    from prompt_toolkit.key_binding import KeyBindings

    screen, bind = _Screen(footer), KeyBindings()

    def take(event: KeyPressEvent, n: int) -> None:
        screen.message = ""
        if menu.choose(n):
            event.app.exit(result=None)

    for step, keys in ((1, ("down", "j", "c-n")), (-1, ("up", "k", "c-p"))):
        for key in keys:
            bind.add(key, eager=True)(lambda event, step=step: menu.move(step))

    @bind.add(ENTER, eager=True)
    @bind.add(_NEWLINE, eager=True)
    def _(event: KeyPressEvent) -> None:
        if menu.how != "many":
            take(event, menu.pointed)
        elif len(menu.chosen) >= menu.least:
            event.app.exit(result=None)
        else:
            screen.message = "Choose with Space or a digit first."

    @bind.add("backspace", eager=True)
    def _(event: KeyPressEvent) -> None:
        if menu.placed:
            menu.take_back()

    if menu.how == "many":
        bind.add(" ", eager=True)(lambda event: take(event, menu.pointed))
    for n in range(min(9, len(menu.texts))):
        bind.add(str(n + 1), eager=True)(lambda event, n=n: take(event, n))

    def scroll(window: Window) -> int:
        """Return the first line to show, so that the text pointed at is seen whole."""
        first, last = menu.pointed_lines(screen.width)
        room = window.render_info.window_height if window.render_info else last
        return min(first, max(window.vertical_scroll, last - room))

    ended_by: str | None = screen.ask(
        bind,
        _shown_if(lambda: menu.placed, _window(lambda: menu.so_far(screen.width))),
        _shown_if(lambda: bool(menu.left), _window(lambda: menu.draw(screen.width), scroll)),
        screen.below(menu.keys),
    )
    return ended_by


def press(footer: Footer) -> str:
    """Wait for one of the keys that end a prompt, and return it."""
    from prompt_toolkit.key_binding import KeyBindings

    screen = _Screen(footer)
    key: str = screen.ask(KeyBindings(), screen.below(gap=False))
    return key


def type_text(
    label: str,
    footer: Footer,
    check: Callable[[str], str | None],
    *,
    default: str = "",
    several: bool = False,
    left: Callable[[str], None] | None = None,
) -> str:
    """Return what was typed, once *check* returns no complaint about it.

    If the prompt ends in any other way, *left* is called with the text so far. What was
    typed stays on the screen, unless its last line is a command, with ``:``. *several*
    lines end with one that has only a dot, or with Esc Enter; Ctrl-O opens them in the
    learner's editor.
    """
    import questionary
    from prompt_toolkit.key_binding import KeyBindings

    screen = _Screen(footer)
    bind = KeyBindings()

    def send(event: KeyPressEvent, text: str) -> None:
        screen.message = check(text) or ""
        if not screen.message:
            event.app.erase_when_done = text.rpartition("\n")[2].lstrip().startswith(":")
            event.app.exit(result=text)

    @bind.add(ENTER, eager=True)
    def _(event: KeyPressEvent) -> None:
        document = event.current_buffer.document
        line = document.current_line.strip()
        if several and not (document.on_last_line and (line == "." or line.startswith(":"))):
            event.current_buffer.newline(copy_margin=False)
        else:
            send(event, document.text)

    if several:
        bind.add("c-o", eager=True)(lambda event: event.current_buffer.open_in_editor())

    @bind.add("escape", ENTER, eager=True)
    def _(event: KeyPressEvent) -> None:
        text = event.current_buffer.text
        send(event, f"{text}\n." if several else text)

    app = questionary.text(
        "›",
        default=default,
        qmark=label,
        instruction="",
        multiline=several,
        style=_style(),
        key_bindings=bind,
        output=screen.output,
        prompt_continuation=" " * (len(label) + 3),
    ).application

    def typed(_: object) -> None:
        screen.message = ""  # it was about what stood there before

    app.current_buffer.on_text_changed += typed
    typing = app.layout.current_window
    app.layout = _layout(app.layout.container, screen.below(), focus=typing)
    try:
        text: str = screen.run(app, keep=True)
    except BaseException:
        if left:
            left(app.current_buffer.text)
        raise
    return text


class _Screen:
    """What all prompts share: where they draw, what stands below, and how they end."""

    def __init__(self, footer: Footer) -> None:
        from prompt_toolkit.output import create_output
        from prompt_toolkit.output.vt100 import Vt100_Output

        self.footer, self.message = footer, ""
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

    def end_by(self, bind: KeyBindings) -> None:
        """Bind the keys that end the prompt, Ctrl-C and Ctrl-D."""

        def end(event: KeyPressEvent, key: str) -> None:
            now = time.monotonic()
            quiet, self._last_key = now - self._last_key, now
            if quiet >= self.footer.quiet_seconds:
                event.app.exit(result=key)

        for key in self.footer.ends:
            bind.add(key, eager=True)(lambda event, key=key: end(event, key))
        if ENTER in self.footer.ends:
            bind.add(_NEWLINE, eager=True)(lambda event: end(event, ENTER))
        for key in ("c-c", "<sigint>"):
            bind.add(key, eager=True)(lambda event: event.app.exit(exception=KeyboardInterrupt))
        bind.add("c-d", eager=True)(lambda event: event.app.exit(exception=EOFError))

    def below(
        self, more: Callable[[tuple[Key, ...]], tuple[Key, ...]] = tuple, *, gap: bool = True
    ) -> AnyContainer:
        """Return the footer; *more* can add keys to it, *gap* leaves a line free above it."""

        def draw() -> Drawn:
            keys = more(self.footer.keys)
            if self._until is not None:
                left = max(0, round(self._until - time.monotonic()))
                keys = ((f"{left} s", "left"), *keys)
            return [("", "\n" * gap), *draw_keys(keys, self.message, self.width)]

        return _shown_if(lambda: True, _window(draw))

    def ask(self, bind: KeyBindings, *parts: AnyContainer) -> Any:
        """Show *parts* until a key of *bind*, or one that ends the prompt, is pressed."""
        from prompt_toolkit.application import Application

        self.end_by(bind)
        return self.run(
            Application(_layout(*parts), _style(), key_bindings=bind, output=self.output)
        )

    def run(self, app: Application[Any], *, keep: bool = False) -> Any:
        """Run *app* and return its result; *keep* leaves what it drew, without the footer."""
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
        try:
            return app.run()
        except KeyboardInterrupt:
            app.renderer.erase()  # a signal in the midst of drawing would leave no cursor
            raise


def _window(draw: Callable[[], Drawn], scroll: Callable[[Window], int] | None = None) -> Window:
    from prompt_toolkit.formatted_text import FormattedText
    from prompt_toolkit.layout import FormattedTextControl, Window

    control = FormattedTextControl(lambda: FormattedText(draw()))
    return Window(
        control, dont_extend_height=True, always_hide_cursor=True, get_vertical_scroll=scroll
    )


def _shown_if(condition: Callable[[], bool], window: Window) -> AnyContainer:
    """Show *window* under a condition, and never once the prompt has ended."""
    from prompt_toolkit.filters import Condition, is_done
    from prompt_toolkit.layout import ConditionalContainer

    return ConditionalContainer(window, filter=Condition(condition) & ~is_done)


def _layout(*parts: AnyContainer, focus: Window | None = None) -> Layout:
    from prompt_toolkit.layout import HSplit, Layout, VerticalAlign

    return Layout(HSplit(list(parts), align=VerticalAlign.TOP), focused_element=focus)


def _style() -> Style:
    from prompt_toolkit.styles import Style

    strong = "noinherit" if os.environ.get("NO_COLOR") else "noinherit bold"
    bold = dict.fromkeys(("question", "pointer", "highlighted", "key", "message"), strong)
    return Style.from_dict(dict.fromkeys(("answer", "qmark", "text"), "noinherit") | bold)
