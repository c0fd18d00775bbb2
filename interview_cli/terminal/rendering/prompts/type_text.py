"""Typing: a line, several lines, or a gap, with what is pasted into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from interview_cli.core.errors import InterviewError
from interview_cli.core.safe_text import drop_controls
from interview_cli.terminal.rendering.input_lines import LONGEST_ANSWER, TOO_LONG
from interview_cli.terminal.rendering.menu import ENTER, Footer
from interview_cli.terminal.rendering.prompts import interrupts
from interview_cli.terminal.rendering.prompts.drafts import Drafts
from interview_cli.terminal.rendering.prompts.parts import layout, style, watch_hidden_lines
from interview_cli.terminal.rendering.prompts.screen import Screen
from interview_cli.terminal.rendering.prompts.wrapping import word_wrapper
from interview_cli.terminal.rendering.wording import NOTHING_TYPED

if TYPE_CHECKING:
    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.key_binding import KeyPressEvent

#: What ends a prompt for a gap in place of a key, when several lines were pasted.
PASTE = "paste"

#: What ended a prompt for lines, in place of a key, where the window had no room for all of them:
#: they aren't on the screen then.
TOO_HIGH = "too high"


#: The spaces of a level of code.
INDENT = 4


class Typed(NamedTuple):
    """What was typed into a prompt, and what ended it: a key, ``PASTE`` or ``TOO_HIGH``."""

    text: str
    ended_by: str


@interrupts.put_off()
def type_text(
    label: str,
    footer: Footer,
    check: Callable[[str], str | None],
    *,
    is_command: Callable[[str], bool],
    default: str = "",
    message: str = "",
    takes: str = "line",
    keep: Callable[[str], None] | None = None,
    changed: Callable[[], None] | None = None,
    edit: Callable[[str], str] | None = None,
    stays: bool = True,
) -> Typed:
    """Return what was typed, once *check* returns no complaint about it.

    *changed* is called whenever the text changes, *keep* with the text so far when the learner
    pauses then, and if the prompt ends in any other way. What was typed stays on the screen,
    unless its last line *is_command*, or Ctrl-C came and it *stays* only as an answer. What it
    *takes* is a ``line``; or ``lines``,
    which end with one that has only a dot, with Ctrl-D, or with Alt-Enter, and which Ctrl-O
    gives to *edit*; or ``code``: such lines, each indented as the one before it; or ``gaps``: a
    line too, but several lines pasted at once end the prompt, since the other gaps are to be
    filled with them.
    """
    import questionary
    from prompt_toolkit.application import run_in_terminal
    from prompt_toolkit.document import Document
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.keys import Keys
    from prompt_toolkit.layout.processors import TabsProcessor

    screen, several = Screen(footer), takes in ("lines", "code")
    bind = KeyBindings()

    def send(event: KeyPressEvent, text: str, key: str = ENTER) -> None:
        text = drop_controls(text)
        screen.message = check(text) or ""
        if not screen.message:
            command = is_command(text.rpartition("\n")[2])
            high = several and not screen.shows(event.app)
            event.app.erase_when_done = command or high
            screen.end(event, key, Typed(text, TOO_HIGH if high and not command else ENTER))

    def is_ended(text: str) -> bool:
        last = text.rpartition("\n")[2]
        return last.strip() == "." or is_command(last)

    def send_lines(event: KeyPressEvent, key: str) -> None:
        text = event.current_buffer.text
        send(event, text if is_ended(text) or not several else f"{text}\n.", key)

    @bind.add(ENTER, eager=True)
    def _(event: KeyPressEvent) -> None:
        document = event.current_buffer.document
        ends = document.on_last_line and is_ended(document.text)
        if several and not ends:
            indent = indent_after(document.current_line_before_cursor) if takes == "code" else ""
            event.current_buffer.insert_text(f"\n{indent}")
        else:
            send(event, document.text)

    @bind.add("escape", ENTER, eager=True)
    def _(event: KeyPressEvent) -> None:
        send_lines(event, ENTER)

    @bind.add(Keys.BracketedPaste, eager=True)
    def _(event: KeyPressEvent) -> None:
        buffer, pasted = event.current_buffer, read_paste(event.data, takes)
        if len(buffer.text) + len(pasted) > LONGEST_ANSWER:
            screen.message = f"{TOO_LONG} What was pasted isn't taken."
            return
        buffer.insert_text(pasted)
        if takes == "gaps" and "\n" in pasted:
            text = buffer.text
            buffer.text = text.partition("\n")[0]
            screen.end(event, None, Typed(text, PASTE))

    for key in footer.ends:  # they lead to another gap, whose prompt takes the place of this one

        @bind.add(key, eager=True)
        def _(event: KeyPressEvent, key: str = key) -> None:
            event.app.erase_when_done = True
            screen.end(event, None, Typed(drop_controls(event.current_buffer.text), key))

    # They would search in a history, insert a control character, or send without a check.
    for key in ("c-q", "c-r", "c-s", *([] if several else ["c-o"])):
        bind.add(key, eager=True)(lambda event: None)
    if several:
        tab = " " * INDENT if takes == "code" else "\t"
        bind.add("tab", eager=True)(lambda event: event.current_buffer.insert_text(tab))

        if takes == "code":
            bind.add("backspace", eager=True)(lambda event: _delete(event.current_buffer))

        @bind.add("c-d", eager=True)
        def _(event: KeyPressEvent) -> None:
            if event.current_buffer.text.strip():
                send_lines(event, "c-d")
            else:  # pressed twice, it must not end the session
                screen.message = NOTHING_TYPED

        @bind.add("c-o", eager=True)
        def _(event: KeyPressEvent) -> None:
            drafts.save()
            run_in_terminal(lambda: open_editor(event.current_buffer))

    if not stays:
        for key in ("c-c", "<sigint>"):

            @bind.add(key, eager=True)
            def _(event: KeyPressEvent) -> None:
                event.app.erase_when_done = True
                event.app.exit(exception=KeyboardInterrupt)

    def open_editor(buffer: Buffer) -> None:
        try:
            text = edit(buffer.text) if edit else buffer.text
        except InterviewError as error:
            screen.message = f"{error.message}: {error.hint}"
        else:
            text, message = read_edited(text, takes)
            buffer.document = Document(text)
            screen.message = message
        screen.output.write_raw("\r")  # what was typed ahead may stand before the cursor
        screen.output.erase_end_of_line()
        screen.output.flush()

    margin = len(label) + 3
    app = questionary.text(
        "›",
        default=default,
        qmark=label,
        instruction="",
        multiline=several,
        style=style(),
        key_bindings=bind,
        output=screen.output,
        input_processors=[TabsProcessor(char1=" ", char2=" "), word_wrapper(margin)],
        prompt_continuation=" " * margin,
    ).application
    drafts = Drafts(app, keep)

    def typed(_: object) -> None:
        screen.message = ""  # it was about what stood there before
        drafts.touch()
        if changed:
            changed()

    screen.message = message
    app.current_buffer.on_text_changed += typed
    app.current_buffer.accept_handler = lambda _: True  # by keys that nobody means: no answer
    typing = app.layout.current_window
    hidden = watch_hidden_lines(app, typing)
    app.layout = layout(app.layout.container, screen.below(above=hidden), focus=typing)
    try:
        text: Typed = screen.run(app, bind, keep=True)
    except BaseException:
        drafts.save()
        raise
    return text


def _delete(buffer: Buffer) -> None:
    """Delete the character before the cursor, or a level of indentation."""
    before = buffer.document.current_line_before_cursor
    buffer.delete_before_cursor(1 if before.strip(" ") or not before else _last_level(before))


def _last_level(spaces: str) -> int:
    return (len(spaces) - 1) % INDENT + 1


def indent_after(line: str) -> str:
    """Return the spaces that a line of code begins with which follows *line*."""
    deeper = INDENT if line.rstrip().endswith(":") else 0
    return " " * (len(line) - len(line.lstrip(" ")) + deeper)


def read_edited(text: str, takes: str) -> tuple[str, str]:
    """Return what an editor saved, and what to say of it: "" unless it was too long, and cut."""
    text = read_paste(text, takes)
    cut = f"{TOO_LONG} What the editor saved was cut there."
    return text[:LONGEST_ANSWER], cut if len(text) > LONGEST_ANSWER else ""


def read_paste(text: str, takes: str) -> str:
    """Return what a paste types: without controls, and in a prompt for a line as one line.

    For gaps its lines stay. Of several lines a dot that ends them needs no newline.
    """
    text = drop_controls(text.replace("\r\n", "\n").replace("\r", "\n"))
    if takes in ("lines", "code"):
        stripped = text.rstrip()
        return stripped if stripped.rpartition("\n")[2].strip() == "." else text
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < 2 and "\n" not in text:
        return text  # a part of a line, with its spaces
    return ("\n" if takes == "gaps" else " ").join(lines)
