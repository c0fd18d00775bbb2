"""Prompts that are answered with keys; the only module that knows questionary.

questionary takes longer to import than everything else, so it is imported when the first
prompt opens: by then the question is on the screen. What a prompt draws is gone when it
ends; whoever asked prints what is to stay. Ctrl-C raises KeyboardInterrupt, Ctrl-D
EOFError, and a prompt whose time is up TimeUp.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from interview_cli.terminal.safe import clean
from interview_cli.terminal.views import MARGIN, wrapped

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.layout import AnyContainer, Window
    from questionary import Question
    from questionary.prompts.common import InquirerControl

#: A key as the footer shows it, and what it does.
Key = tuple[str, str]

ENTER, SPACE = "enter", " "


class TimeUp(Exception):
    """The time for this prompt is over."""


@dataclass(frozen=True, slots=True)
class Footer:
    """What stands below a prompt: its keys, those that end it, and the time left.

    ``ends`` holds the keys that end the prompt: characters, or ENTER. All others do
    nothing. After ``hush`` seconds without a key the first one counts.
    """

    keys: tuple[Key, ...]
    ends: tuple[str, ...] = ()
    seconds: float | None = None
    hush: float = 0.0


@dataclass(slots=True)
class Menu:
    """Texts with numbers to choose from; it remembers where one was when asked again.

    ``how`` is ``one``, ``many`` or ``order``, as a question expects it.
    """

    texts: tuple[str, ...]
    how: str = "one"
    pointed: int = 0
    chosen: list[int] = field(default_factory=list)

    def ask(self, footer: Footer) -> tuple[int, ...] | str:
        """Give the places of what was chosen, from 0, or the key that ended the prompt."""
        import questionary
        from prompt_toolkit.layout import ConditionalContainer
        from questionary.prompts.common import InquirerControl

        screen = _Screen(footer)
        choices = [questionary.Choice(str(n), value=n) for n in self._left()]
        kind = questionary.checkbox if self.how == "many" else questionary.select
        question = kind("", choices, pointer="›", style=_style(), output=screen.output)
        app = question.application
        control = next(
            window.content
            for window in app.layout.find_all_windows()
            if isinstance(window.content, InquirerControl)
        )
        if self.how == "many":
            control.use_indicator = False
            control.selected_options = self.chosen
        control.pointed_at = min(self.pointed, len(choices) - 1)
        app.before_render += lambda _: self._draw(control, screen.width())
        bind = _keys_of(question)
        self._bind(bind, control, screen)
        screen.ends_by(bind)

        placed = _window(lambda: self._placed(screen.width()))
        app.layout = _layout(
            ConditionalContainer(placed, lambda: bool(self.how == "order" and self.chosen)),
            self._options(control),
            screen.below(self._keys),
        )
        answer = screen.run(question)
        self.pointed = control.pointed_at
        return answer if isinstance(answer, str) else tuple(self.chosen)

    def _left(self) -> list[int]:
        taken = self.chosen if self.how == "order" else ()
        return [n for n in range(len(self.texts)) if n not in taken]

    def _keys(self, keys: tuple[Key, ...]) -> tuple[Key, ...]:
        back = (("Backspace", "take one back"),) if self.how == "order" and self.chosen else ()
        return (*keys[:1], *back, *keys[1:])

    def _options(self, control: InquirerControl) -> Window:
        """Show the options, scrolled so that the one pointed at is seen whole."""
        from prompt_toolkit.layout import ScrollOffsets, Window

        def below() -> int:
            return sum(text.count("\n") for _, text in control.get_pointed_at().title)

        return Window(
            control,
            dont_extend_height=True,
            always_hide_cursor=True,
            scroll_offsets=ScrollOffsets(top=0, bottom=below),
        )

    def _draw(self, control: InquirerControl, width: int) -> None:
        """Fit the options to the window as it is now."""
        for place, choice in enumerate(control.choices):
            style = "class:highlighted" if place == control.pointed_at else ""
            choice.title = [(style, self._title(choice.value, width))]

    def _title(self, n: int, width: int) -> str:
        tick = ("[x] " if n in self.chosen else "[ ] ") if self.how == "many" else ""
        start = f"{n + 1}  {tick}"
        indent = " " * (3 + len(start))
        lines = wrapped(clean(self.texts[n]), width - len(indent) - MARGIN)
        return start + f"\n{indent}".join(lines)

    def _placed(self, width: int) -> list[tuple[str, str]]:
        lines = "".join(f"   {self._title(n, width)}\n" for n in self.chosen)
        return [("", f" So far\n{lines}\n Next")]

    def _bind(self, bind: KeyBindings, control: InquirerControl, screen: _Screen) -> None:
        """Bind what questionary does not: digits, and Enter where it means more."""

        def choose(event: KeyPressEvent, n: int) -> None:
            control.pointed_at = [c.value for c in control.choices].index(n)
            if self.how == "many":
                self.chosen.remove(n) if n in self.chosen else self.chosen.append(n)
                return
            self.chosen.append(n)
            if self.how == "order":
                del control.choices[control.pointed_at]
                control.pointed_at = 0
            if self.how == "one" or not control.choices:
                control.choices = control.choices or [_spent()]
                event.app.exit(result=())

        def enter(event: KeyPressEvent) -> None:
            if self.how != "many":
                choose(event, control.get_pointed_at().value)
            elif self.chosen:
                event.app.exit(result=())
            else:
                screen.message = "Choose with Space or a digit first."

        def back(event: KeyPressEvent) -> None:
            if self.how == "order" and self.chosen:
                import questionary

                n = self.chosen.pop()
                control.choices.append(questionary.Choice(str(n), value=n))
                control.choices.sort(key=lambda choice: choice.value)
                control.pointed_at = [c.value for c in control.choices].index(n)

        bind.add(ENTER, eager=True)(enter)
        bind.add("backspace", eager=True)(back)
        for n in range(min(9, len(self.texts))):

            def digit(event: KeyPressEvent, n: int = n) -> None:
                if any(choice.value == n for choice in control.choices):
                    choose(event, n)

            bind.add(str(n + 1), eager=True)(digit)
        for key in ("a", "i"):  # questionary's "all" and "the others": not keys of ours
            bind.add(key, eager=True)(_nothing)


def press(footer: Footer, *, lead: str = "") -> str:
    """Wait for one of the footer's keys and give it; *lead* stands above the keys."""
    from prompt_toolkit.application import Application
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.layout import Layout
    from questionary import Question

    screen = _Screen(footer)
    bind = KeyBindings()
    screen.ends_by(bind)
    app: Application[str] = Application(
        layout=_layout(screen.below(lead=lead)), key_bindings=bind, style=_style(),
        output=screen.output,
    )
    assert isinstance(app.layout, Layout)
    answer: str = screen.run(Question(app))
    return answer


def type_text(
    label: str,
    footer: Footer,
    check: Callable[[str], str | None],
    *,
    default: str = "",
    several: bool = False,
) -> str:
    """Give what was typed, once *check* has nothing against it.

    What was typed stays on the screen, unless it is a command, with ``:`` before its
    last line. *several* lines end with one that has only a dot, or with Esc Enter.
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
        last = document.current_line.strip()
        if several and not (document.on_last_line and (last == "." or last[:1] == ":")):
            event.current_buffer.newline(copy_margin=False)
        else:
            send(event, document.text)

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
        enable_suspend=False,
    )
    app = question.application
    app.layout = _layout(app.layout.container, screen.below(), focus=app.layout.current_window)
    app.current_buffer.on_text_changed += lambda _: screen.quieten()
    answer: str = screen.run(question, keep=True)
    return answer


class _Screen:
    """What all prompts share: where they draw, their footer, and how they end."""

    def __init__(self, footer: Footer) -> None:
        from prompt_toolkit.output import create_output
        from prompt_toolkit.output.vt100 import Vt100_Output

        self.footer, self.message = footer, ""
        self.until = None if footer.seconds is None else time.monotonic() + footer.seconds
        self._last_key = time.monotonic()
        self.output = create_output(stdout=sys.stdout)
        if isinstance(self.output, Vt100_Output):
            # Asking the terminal where the cursor is would make it type the answer.
            self.output.enable_cpr = False

    def width(self) -> int:
        return self.output.get_size().columns

    def quieten(self) -> None:
        """Take the message away that what was typed before called for."""
        self.message = ""

    def ends_by(self, bind: KeyBindings) -> None:
        """Bind the keys that end the prompt, Ctrl-C and Ctrl-D."""

        def end(event: KeyPressEvent, key: str) -> None:
            now = time.monotonic()
            quiet, self._last_key = now - self._last_key, now
            if quiet >= self.footer.hush:
                event.app.exit(result=key)

        for key in self.footer.ends:
            bind.add(key, eager=True)(lambda event, key=key: end(event, key))
        for key, exception in (
            ("c-c", KeyboardInterrupt),
            ("<sigint>", KeyboardInterrupt),
            ("c-d", EOFError),
        ):
            bind.add(key, eager=True)(
                lambda event, exception=exception: event.app.exit(exception=exception)
            )

    def below(
        self,
        change: Callable[[tuple[Key, ...]], tuple[Key, ...]] = lambda keys: keys,
        *,
        lead: str = "",
    ) -> AnyContainer:
        """Show the message, if there is one, and the keys that are valid now."""
        from prompt_toolkit.application import get_app
        from prompt_toolkit.layout import ConditionalContainer

        def draw() -> list[tuple[str, str]]:
            keys = change(self.footer.keys)
            if self.until is not None:
                left = max(0, round(self.until - time.monotonic()))
                keys = ((f"{left} s", "left"), *keys)
            drawn = [("", f" {lead}\n\n")] if lead else [("", "\n")] if change is not None else []
            if self.message:
                lines = wrapped(clean(self.message), self.width() - 2 * MARGIN)
                drawn += [("class:message", f" {line}\n") for line in lines]
            for row in rows(keys, self.width() - 2 * MARGIN):
                for place, (key, does) in enumerate(row):
                    drawn += [("", "   " if place else " "), ("class:key", key)]
                    drawn.append(("", f" {does}" if does else ""))
                drawn.append(("", "\n"))
            return drawn[:-1]

        return ConditionalContainer(_window(draw), lambda: not get_app().is_done)

    def run(self, question: Question, *, keep: bool = False) -> Any:
        """Ask; *keep* what the prompt drew."""
        import asyncio

        app = question.application
        app.erase_when_done = not keep
        if self.until is not None:
            left, app.refresh_interval = self.until - time.monotonic(), 0.5

            def late() -> None:
                if not app.is_done:
                    app.exit(exception=TimeUp())

            app.pre_run_callables.append(
                lambda: asyncio.get_running_loop().call_later(max(0.0, left), late) and None
            )
        sys.stdout.flush()
        return question.unsafe_ask()


def rows(keys: Sequence[Key], width: int) -> list[list[Key]]:
    """Break the keys of a footer into rows of at most *width* columns."""
    broken: list[list[Key]] = [[]]
    used = 0
    for key, does in keys:
        size = len(key) + bool(does) + len(does)
        if broken[-1] and used + 3 + size > width:
            broken.append([])
            used = 0
        used += size + (3 if broken[-1] else 0)
        broken[-1].append((key, does))
    return broken


def _layout(*parts: AnyContainer, focus: Any = None) -> Any:
    from prompt_toolkit.layout import HSplit, Layout, VerticalAlign

    return Layout(HSplit(list(parts), align=VerticalAlign.TOP), focused_element=focus)


def _window(draw: Callable[[], list[tuple[str, str]]]) -> Window:
    from prompt_toolkit.layout import FormattedTextControl, Window

    return Window(FormattedTextControl(draw), dont_extend_height=True, always_hide_cursor=True)


def _keys_of(question: Question) -> KeyBindings:
    from prompt_toolkit.key_binding import KeyBindings

    bind = question.application.key_bindings
    assert isinstance(bind, KeyBindings)
    return bind


def _nothing(event: KeyPressEvent) -> None:
    """Swallow a key."""


def _spent() -> Any:
    """Stand for the options when none is left: a menu can't be drawn without one."""
    import questionary

    return questionary.Choice("", value=-1)


def _style() -> Any:
    """Give the few attributes that prompts use; none with NO_COLOR."""
    from prompt_toolkit.styles import Style

    plain = bool(os.environ.get("NO_COLOR"))
    bold = "noinherit" if plain else "noinherit bold"
    return Style(
        [
            ("qmark", "noinherit"),
            ("question", bold),
            ("answer", "noinherit"),
            ("selected", "noinherit"),
            ("pointer", bold),
            ("highlighted", bold),
            ("key", bold),
            ("message", bold),
        ]
    )
