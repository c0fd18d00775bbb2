"""Reading questions with their answers, one after the other, a windowful at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from shutil import get_terminal_size
from typing import Any, NamedTuple

from interview_cli.core.questions.question import Question
from interview_cli.terminal.pictures.question_picture import Picture
from interview_cli.terminal.question_page import views
from interview_cli.terminal.rendering import prompts
from interview_cli.terminal.rendering.echo import echo_off
from interview_cli.terminal.rendering.layout import BothEnds, Page, plain
from interview_cli.terminal.rendering.menu import ENTER, SPACE, Footer

#: Lines of the window that the footer needs.
_FOOTER = 3


class Readable(NamedTuple):
    """A question to read: its name, itself, the learner's notes on it, and its pack's folder."""

    key: str
    question: Question
    notes: Sequence[dict[str, Any]]
    folder: str


def read_through(
    count: int, get: Callable[[int], Readable], write_note: Callable[[str, str], None]
) -> None:
    """Show *count* questions, those that *get* returns by their place from 0, until q is pressed.

    What is typed as a note is given to *write_note* with the name of the question.
    """
    with echo_off():
        _read_through(count, get, write_note)


def _read_through(
    count: int, get: Callable[[int], Readable], write_note: Callable[[str, str], None]
) -> None:
    page, place = Page(), 0
    while 0 <= place < count:
        one = get(place)
        page.space()
        page.show(BothEnds(plain(""), plain(f"{place + 1} of {count}", "dim")))
        lines = page.render(*views(one.key, one.question, one.notes)).splitlines()
        step = _show(lines, place, count, page, one)
        if step is None:
            _ask_note(one.key, write_note)
        else:
            place = count if step == _QUIT else max(0, place + step)


_QUIT = 1_000_000


def _show(lines: list[str], place: int, count: int, page: Page, one: Readable) -> int | None:
    """Show a question and return how many places to go from it; None to write a note."""
    while lines:
        room = max(4, get_terminal_size().lines - _FOOTER)
        print(*lines[:room], sep="\n")
        del lines[:room]
        last = place + 1 == count
        on = "more" if lines else "end" if last else "next"
        keys = [("Space", on), *([("←", "back")] if place else [])]
        keys += [("i", "picture")] if one.question.image else []
        ends = (SPACE, ENTER, "right", "left", "n", "q", *(["i"] if one.question.image else []))
        footer = Footer((*keys, ("n", "note"), ("q", "quit")), ends)
        try:
            while (key := prompts.press(footer)) == "i":
                page.show(plain(_open_picture(one)))
        except EOFError:
            return _QUIT
        if key == "q":
            return _QUIT
        if key == "left":
            return -1
        if key == "n":
            return None
        if key == "right":
            break
    return 1


def _open_picture(one: Readable) -> str:
    from interview_cli.terminal.pictures.picture_viewer import open_picture  # few have one

    assert one.question.image is not None
    return open_picture(Picture(one.folder, one.question.image))


def _ask_note(key: str, write_note: Callable[[str, str], None]) -> None:
    footer = Footer((("Enter", "keep the note"), ("nothing", "no note")))
    try:
        typed = prompts.type_text("Note", footer, lambda _: None, is_command=lambda _: False)
    except (EOFError, KeyboardInterrupt):
        return
    if text := typed.text.strip():
        write_note(key, text)
