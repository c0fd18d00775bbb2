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
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_cli.core.safe_text import drop_controls
from interview_cli.storage import clock
from interview_cli.terminal.rendering.menu import (
    ENTER,
    SPACE,
    Drawn,
    Footer,
    Key,
    Menu,
    draw_keys,
)

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.layout import AnyContainer, Layout, Window
    from prompt_toolkit.styles import Style


#: What Enter becomes when it is pressed between two prompts, where the terminal reads lines.
_NEWLINE = "c-j"


#: What ends a prompt for a gap in place of a key, when several lines were pasted.
PASTE = "paste"

#: Seconds in which the key that ended a prompt does nothing in the next one: nobody reads
#: faster, so it was pressed twice by mistake.
BOUNCE_SECONDS = 0.35

#: Keys that lead on and are pressed many times in a row.
_REPEATED = ("up", "down")

#: The key that ended the last prompt, until the next one has opened.
_ended_by: str | None = None


class TimeUp(Exception):
    """The time for this prompt is over."""


def choose(menu: Menu, footer: Footer) -> str | None:
    """Let the learner choose from *menu*; return the key that ended the prompt instead, if any."""
    from prompt_toolkit.key_binding import KeyBindings

    screen, bind = _Screen(footer), KeyBindings()

    def take(event: KeyPressEvent, n: int, key: str) -> None:
        screen.message = ""
        if menu.choose(n):
            screen.end(event, key, None)

    for step, keys in ((1, ("down", "j", "c-n")), (-1, ("up", "k", "c-p"))):
        for key in keys:
            bind.add(key, eager=True)(lambda event, step=step: menu.move(step))

    @bind.add(ENTER, eager=True)
    @bind.add(_NEWLINE, eager=True)
    def _(event: KeyPressEvent) -> None:
        if menu.how != "many":
            take(event, menu.pointed, ENTER)
        elif len(menu.chosen) >= menu.least:
            screen.end(event, ENTER, None)
        else:
            screen.message = "Choose with Space or a digit first."

    @bind.add("backspace", eager=True)
    def _(event: KeyPressEvent) -> None:
        if menu.placed:
            menu.take_back()

    if menu.how == "many":
        bind.add(" ", eager=True)(lambda event: take(event, menu.pointed, SPACE))
    for n in range(min(9, len(menu.texts))):
        bind.add(str(n + 1), eager=True)(lambda event, n=n: take(event, n, str(n + 1)))

    def rooms() -> tuple[int, int]:
        """Return how many lines the steps placed and the texts left have above the footer."""
        footer = "".join(text for _, text in screen.draw_footer(menu.keys))
        return menu.rooms(screen.width, max(1, screen.height - 2 - footer.count("\n")))

    ended_by: str | None = screen.ask(
        bind,
        _shown_if(lambda: menu.placed, _window(lambda: menu.so_far(screen.width, rooms()[0]))),
        _shown_if(lambda: bool(menu.left), _window(lambda: menu.draw(screen.width, rooms()[1]))),
        screen.below(menu.keys, lambda: menu.hidden(screen.width, rooms()[1])),
    )
    return ended_by


def press(footer: Footer) -> str:
    """Wait for one of the keys that end a prompt, and return it."""
    from prompt_toolkit.key_binding import KeyBindings

    screen = _Screen(footer)
    key: str = screen.ask(KeyBindings(), screen.below(above=None))
    return key


class Typed(NamedTuple):
    """What was typed into a prompt, and what ended it: a key, or ``PASTE``."""

    text: str
    ended_by: str


def type_text(
    label: str,
    footer: Footer,
    check: Callable[[str], str | None],
    *,
    is_command: Callable[[str], bool],
    default: str = "",
    message: str = "",
    takes: str = "line",
    left: Callable[[str], None] | None = None,
) -> Typed:
    """Return what was typed, once *check* returns no complaint about it.

    If the prompt ends in any other way, *left* is called with the text so far. What was
    typed stays on the screen, unless its last line *is_command*. What it *takes* is a
    ``line``; or ``lines``, which end with one that has only a dot, or with Esc Enter, and
    which Ctrl-O opens in the learner's editor; or ``gaps``: a line too, but several lines
    pasted at once end the prompt, since the other gaps are to be filled with them.
    """
    import questionary
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.keys import Keys
    from prompt_toolkit.layout.processors import TabsProcessor

    screen, several = _Screen(footer), takes == "lines"
    bind = KeyBindings()

    def send(event: KeyPressEvent, text: str) -> None:
        screen.message = check(text) or ""
        if not screen.message:
            event.app.erase_when_done = is_command(text.rpartition("\n")[2])
            screen.end(event, ENTER, Typed(text, ENTER))

    @bind.add(ENTER, eager=True)
    def _(event: KeyPressEvent) -> None:
        document = event.current_buffer.document
        line = document.current_line
        ends = document.on_last_line and (line.strip() == "." or is_command(line))
        if several and not ends:
            event.current_buffer.newline(copy_margin=False)
        else:
            send(event, document.text)

    @bind.add("escape", ENTER, eager=True)
    def _(event: KeyPressEvent) -> None:
        text = event.current_buffer.text
        send(event, f"{text}\n." if several else text)

    @bind.add(Keys.BracketedPaste, eager=True)
    def _(event: KeyPressEvent) -> None:
        buffer, pasted = event.current_buffer, read_paste(event.data, takes)
        buffer.insert_text(pasted)
        if takes == "gaps" and "\n" in pasted:
            text = buffer.text
            buffer.text = text.partition("\n")[0]
            screen.end(event, None, Typed(text, PASTE))

    for key in footer.ends:  # they lead to another gap, whose prompt takes the place of this one

        @bind.add(key, eager=True)
        def _(event: KeyPressEvent, key: str = key) -> None:
            event.app.erase_when_done = True
            screen.end(event, None, Typed(event.current_buffer.text, key))

    # They would search in a history, insert a control character, or send without a check.
    for key in ("c-q", "c-r", "c-s", *([] if several else ["c-o"])):
        bind.add(key, eager=True)(lambda event: None)
    if several:
        bind.add("c-o", eager=True)(lambda event: event.current_buffer.open_in_editor())
        bind.add("tab", eager=True)(lambda event: event.current_buffer.insert_text("\t"))

    app = questionary.text(
        "›",
        default=default,
        qmark=label,
        instruction="",
        multiline=several,
        style=_style(),
        key_bindings=bind,
        output=screen.output,
        input_processors=[TabsProcessor(char1=" ", char2=" ")],
        prompt_continuation=" " * (len(label) + 3),
    ).application

    def typed(_: object) -> None:
        screen.message = ""  # it was about what stood there before

    screen.message = message
    app.current_buffer.on_text_changed += typed
    app.current_buffer.accept_handler = lambda _: True  # by keys that nobody means: no answer
    typing = app.layout.current_window
    app.layout = _layout(app.layout.container, screen.below(), focus=typing)
    try:
        text: Typed = screen.run(app, bind, keep=True)
    except BaseException:
        if left:
            left(app.current_buffer.text)
        raise
    return text


def read_paste(text: str, takes: str) -> str:
    """Return what a paste types: without controls, and in a prompt for a line as one line.

    For gaps its lines stay. Of several lines a dot that ends them needs no newline.
    """
    text = drop_controls(text.replace("\r\n", "\n").replace("\r", "\n"))
    if takes == "lines":
        stripped = text.rstrip()
        return stripped if stripped.rpartition("\n")[2].strip() == "." else text
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < 2 and "\n" not in text:
        return text  # a part of a line, with its spaces
    return ("\n" if takes == "gaps" else " ").join(lines)


class _Screen:
    """What all prompts share: where they draw, what stands below, and how they end."""

    def __init__(self, footer: Footer) -> None:
        from prompt_toolkit.output import create_output
        from prompt_toolkit.output.vt100 import Vt100_Output

        self.footer, self.message = footer, ""
        self._last_key = self._opened = time.monotonic()
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
        global _ended_by
        _ended_by = None if key in _REPEATED else key
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
            bind.add(_NEWLINE, eager=True)(lambda event: end(event, ENTER))
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

        return _shown_if(lambda: True, _window(draw))

    def draw_footer(self, more: Callable[[tuple[Key, ...]], tuple[Key, ...]] = tuple) -> Drawn:
        """Draw the keys and the message, without the line above them."""
        keys = more(self.footer.keys)
        if self._until is not None:
            left = max(0, round(self._until - time.monotonic()))
            keys = ((f"{left} s", "left"), *keys)
        return draw_keys(keys, self.message, self.width)

    def ask(self, bind: KeyBindings, *parts: AnyContainer) -> Any:
        """Show *parts* until a key of *bind*, or one that ends the prompt, is pressed."""
        from prompt_toolkit.application import Application

        self.end_by(bind)
        app: Application[Any] = Application(
            _layout(*parts), _style(), key_bindings=bind, output=self.output
        )
        return self.run(app, bind)

    def run(self, app: Application[Any], bind: KeyBindings, *, keep: bool = False) -> Any:
        """Run *app*, with the keys of *bind*, and return its result.

        *keep* leaves what it drew, without the footer.
        """
        global _ended_by
        bind.add("c-z", eager=True)(_stop)
        if _ended_by is not None:
            self._catch_bounces(app, bind, _ended_by)
        _ended_by = None
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
            self._opened = time.monotonic()
            return app.run()
        except KeyboardInterrupt:
            app.renderer.erase()  # a signal in the midst of drawing would leave no cursor
            raise

    def _catch_bounces(self, app: Application[Any], bind: KeyBindings, key: str) -> None:
        """Pass over *key*, which ended the last prompt, until another one or a moment comes.

        Where the clock stands still, only what was pressed before this prompt was drawn.
        """
        from prompt_toolkit.filters import Condition

        state = {"over": False, "caught": False}

        @Condition
        def bounces() -> bool:
            if app.render_counter == 0:
                return not state["over"]
            quick = time.monotonic() - self._opened < BOUNCE_SECONDS
            return not state["over"] and quick and not clock.is_still()

        def catch(event: KeyPressEvent) -> None:
            state["caught"] = True
            self._opened = time.monotonic()

        def settle(_: object) -> None:
            state["over"], state["caught"] = not state["caught"], False

        for name in (ENTER, _NEWLINE) if key == ENTER else (key,):
            bind.add(name, eager=True, filter=bounces)(catch)
        app.key_processor.after_key_press += settle


def _stop(event: KeyPressEvent) -> None:
    """Stop the program as Ctrl-Z does elsewhere, where a shell can go on with it."""
    if sys.platform == "win32":
        return
    terminal = event.app.input.fileno()
    if os.isatty(terminal) and os.tcgetpgrp(terminal) == os.getpgrp():
        event.app.suspend_to_background()


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

    strong = "noinherit" if os.environ.get("NO_COLOR") else "noinherit bold"
    bold = dict.fromkeys(("question", "pointer", "highlighted", "key", "message"), strong)
    return Style.from_dict(dict.fromkeys(("answer", "qmark", "text"), "noinherit") | bold)
