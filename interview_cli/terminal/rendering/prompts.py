"""Prompts that are answered with keys; all that knows questionary.

questionary takes long to import, so that is done when the first prompt opens: by then the
question is on the screen. What a prompt draws is gone when it ends; whoever asked prints
what is to stay. Ctrl-C raises KeyboardInterrupt, Ctrl-D EOFError, no time left TimeUp.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from interview_cli.storage import clock
from interview_cli.terminal.rendering.menu import (
    ENTER,
    Drawn,
    Footer,
    Key,
    Menu,
    attributes,
    draw_keys,
)

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.layout import AnyContainer, Layout, Window
    from prompt_toolkit.styles import Style
    from questionary import Question
    from questionary.prompts.common import InquirerControl


class TimeUp(Exception):
    """The time for this prompt is over."""


def choose(menu: Menu, footer: Footer) -> str | None:
    """Let the learner choose from *menu*; give the key that ended the prompt instead."""
    import questionary
    from prompt_toolkit.key_binding import KeyBindings
    from questionary.prompts.common import InquirerControl

    screen = _Screen(footer)
    kind = questionary.checkbox if menu.how == "many" else questionary.select
    question = kind("", ["to come"], pointer="›", style=_style(), output=screen.output)
    app, bind = question.application, question.application.key_bindings
    assert isinstance(bind, KeyBindings)
    control = next(
        window.content
        for window in app.layout.find_all_windows()
        if isinstance(window.content, InquirerControl)
    )
    control.use_indicator = False

    def show(_: object = None) -> None:
        """Show what is left of the menu, fitted to the window as it is now."""
        control.selected_options = []
        control.choices = [questionary.Choice(str(n), value=n) for n in menu.left]
        for place, choice in enumerate(control.choices):
            style = "class:highlighted" if place == control.pointed_at else ""
            choice.title = [(style, menu.title(menu.left[place], screen.width))]

    def point() -> None:
        control.pointed_at = menu.left.index(menu.pointed) if menu.pointed in menu.left else 0
        show()

    def take(event: KeyPressEvent, n: int) -> None:
        screen.message = ""
        if menu.choose(n):
            event.app.exit(result=None)
        point()

    @bind.add(ENTER, eager=True)
    def _(event: KeyPressEvent) -> None:
        if menu.how != "many":
            take(event, menu.left[control.pointed_at])
        elif len(menu.chosen) >= menu.least:
            event.app.exit(result=None)
        else:
            screen.message = "Choose with Space or a digit first."

    @bind.add("backspace", eager=True)
    def _(event: KeyPressEvent) -> None:
        if menu.placed:
            menu.take_back()
            point()

    if menu.how == "many":
        bind.add(" ", eager=True)(lambda event: take(event, menu.left[control.pointed_at]))
        for other in ("a", "i"):  # questionary's "all" and "the others": no keys of ours
            bind.add(other, eager=True)(lambda event: None)
    for n in range(min(9, len(menu.texts))):
        bind.add(str(n + 1), eager=True)(lambda event, n=n: take(event, n))
    screen.end_by(bind)

    point()
    app.before_render += show
    app.layout = _layout(
        _shown_if(lambda: menu.placed, _window(lambda: menu.so_far(screen.width))),
        _shown_if(lambda: bool(menu.left), _options(control, menu, lambda: screen.width)),
        screen.below(menu.keys),
    )
    try:
        key: str | None = screen.run(question)
    finally:
        if menu.left:
            menu.pointed = menu.left[control.pointed_at]
    return key


def press(footer: Footer) -> str:
    """Wait for one of the keys that end a prompt, and give it."""
    from prompt_toolkit.application import Application
    from prompt_toolkit.key_binding import KeyBindings
    from questionary import Question

    screen = _Screen(footer)
    bind = KeyBindings()
    screen.end_by(bind)
    layout = _layout(screen.below(gap=False))
    app: Application[str] = Application(layout, _style(), key_bindings=bind, output=screen.output)
    key: str = screen.run(Question(app))
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
    """Give what was typed, once *check* has nothing to say against it.

    Where it ends in any other way, *left* is told what stood there.

    What was typed stays on the screen, unless its last line is a command, with ``:``.
    *several* lines end with one that has only a dot, or with Esc Enter; Ctrl-O opens them in
    the learner's editor.
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

    question = questionary.text(
        "›",
        default=default,
        qmark=label,
        instruction="",
        multiline=several,
        style=_style(),
        key_bindings=bind,
        output=screen.output,
        prompt_continuation=" " * (len(label) + 3),
    )
    app = question.application

    def typed(_: object) -> None:
        screen.message = ""  # it was about what stood there before

    app.current_buffer.on_text_changed += typed
    typing = app.layout.current_window
    app.layout = _layout(app.layout.container, screen.below(), focus=typing)
    try:
        text: str = screen.run(question, keep=True)
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
            if quiet >= self.footer.hush:
                event.app.exit(result=key)

        for key in self.footer.ends:
            bind.add(key, eager=True)(lambda event, key=key: end(event, key))
        for key in ("c-c", "<sigint>"):
            bind.add(key, eager=True)(lambda event: event.app.exit(exception=KeyboardInterrupt))
        bind.add("c-d", eager=True)(lambda event: event.app.exit(exception=EOFError))

    def below(
        self, more: Callable[[tuple[Key, ...]], tuple[Key, ...]] = tuple, *, gap: bool = True
    ) -> AnyContainer:
        """Give the footer; *more* can add keys to it, *gap* leaves a line free above it."""

        def draw() -> Drawn:
            keys = more(self.footer.keys)
            if self._until is not None:
                left = max(0, round(self._until - time.monotonic()))
                keys = ((f"{left} s", "left"), *keys)
            return [("", "\n" * gap), *draw_keys(keys, self.message, self.width)]

        return _shown_if(lambda: True, _window(draw))

    def run(self, question: Question, *, keep: bool = False) -> Any:
        """Ask; *keep* says that what the prompt drew stays, without the footer."""
        app = question.application
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
            return question.unsafe_ask()
        except KeyboardInterrupt:
            app.renderer.erase()  # a signal in the midst of drawing would leave no cursor
            raise


def _options(control: InquirerControl, menu: Menu, width: Callable[[], int]) -> Window:
    """Show a menu's options, scrolled so that the one pointed at is seen whole."""
    from prompt_toolkit.layout import Window

    def scroll(window: Window) -> int:
        first, last = menu.lines_of(control.pointed_at, width())
        room = window.render_info.window_height if window.render_info else last
        return min(first, max(window.vertical_scroll, last - room))

    return Window(
        control, dont_extend_height=True, always_hide_cursor=True, get_vertical_scroll=scroll
    )


def _window(draw: Callable[[], Drawn]) -> Window:
    from prompt_toolkit.formatted_text import FormattedText
    from prompt_toolkit.layout import FormattedTextControl, Window

    control = FormattedTextControl(lambda: FormattedText(draw()))
    return Window(control, dont_extend_height=True, always_hide_cursor=True)


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

    return Style(attributes(plain=bool(os.environ.get("NO_COLOR"))))
