"""Typing: a line, several lines, or a gap, with what is pasted into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from interview_cli.core.safe_text import drop_controls
from interview_cli.terminal.rendering.menu import ENTER, Footer
from interview_cli.terminal.rendering.prompts.parts import layout, style
from interview_cli.terminal.rendering.prompts.screen import Screen

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyPressEvent

#: What ends a prompt for a gap in place of a key, when several lines were pasted.
PASTE = "paste"


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

    screen, several = Screen(footer), takes == "lines"
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
        style=style(),
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
    app.layout = layout(app.layout.container, screen.below(), focus=typing)
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
