"""Play a transcript at a real terminal, and keep what it shows before each key.

A transcript has lines. At a terminal a digit answers at once, typed text ends with Enter,
and each verdict waits for Enter. Nothing here depends on wording or on time: a prompt's
control sequences say when it's ready for a key.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

import pyte
from pyte.screens import Char

from helpers.terminal import Terminal

COLUMNS, ROWS = 80, 26
PROMPT = "$ "
ENTER = "enter"

#: What prompt_toolkit writes when a prompt opens, when it closes, and whenever it draws;
#: the cursor is shown only where text can be typed.
OPENS, CLOSES = "\x1b[?2004h", "\x1b[?2004l"
DRAWN = re.compile(r"\x1b\[\?7l.*?\x1b\[\?7h\x1b\[0m(?:\x1b\[\?12l\x1b\[\?25h)?", re.DOTALL)

Row = tuple[Char, ...]


@dataclass(frozen=True, slots=True)
class Shot:
    """What the terminal shows before a key is pressed.

    ``rows`` is everything printed so far, ``top`` the first row that is still in the window,
    and ``cursor`` the cursor's row and column, if it's visible. ``key`` is the key that comes
    next: a character or ENTER, or nothing at the end.
    """

    rows: tuple[Row, ...]
    top: int
    cursor: tuple[int, int] | None
    key: str

    @property
    def text(self) -> str:
        """Return all the text printed so far."""
        return "\n".join("".join(cell.data for cell in row) for row in self.rows)


def record(transcript: str) -> list[Shot]:
    """Play *transcript*; return a shot for each letter of its command and for each key."""
    command, *printed = transcript.splitlines()
    answers = [line[2:] for line in printed if line.startswith("> ")]
    command = command.removeprefix(PROMPT)
    program, *args = shlex.split(command)
    assert program == "interview"
    terminal = Terminal(args, COLUMNS, ROWS, {})
    try:
        return [*_develop(command, _play(terminal, answers), terminal.raw)]
    finally:
        terminal.child.close(force=True)


def _play(terminal: Terminal, answers: list[str]) -> list[tuple[str, int]]:
    """Give the program all *answers*; return each key, and how often it had drawn by then."""
    keys: list[tuple[str, int]] = []

    def is_open() -> bool:
        _, opens, rest = terminal.raw.rpartition(OPENS)
        return bool(opens) and CLOSES not in rest and DRAWN.search(rest) is not None

    def press(key: str) -> bool:
        """Press *key*; return whether that closed the prompt."""
        drawn, closed = len(DRAWN.findall(terminal.raw)), terminal.raw.count(CLOSES)
        keys.append((key, drawn))
        terminal.press(key)
        terminal.until(
            lambda: (
                terminal.raw.count(CLOSES) > closed
                or (key != ENTER and len(DRAWN.findall(terminal.raw)) > drawn)
            ),
            f"a reaction to {key!r}",
        )
        return terminal.raw.count(CLOSES) > closed

    for answer in answers:
        terminal.until(is_open, "a question")
        closed = [press(key) for key in answer]
        if not closed[-1]:
            press(ENTER)
        terminal.until(is_open, "a verdict")
        press(ENTER)
    terminal.until(is_open, "a summary")
    press(ENTER)
    assert terminal.ends() == 0
    return keys


def _develop(command: str, keys: list[tuple[str, int]], raw: str) -> Iterator[Shot]:
    """Write *command* and then *raw* on a screen; return what it shows before each of *keys*."""
    screen = _Screen(COLUMNS, ROWS, history=1000, ratio=1)
    stream = pyte.Stream(screen)
    stream.feed(PROMPT)
    for letter in command:
        yield _shot(screen, letter)
        stream.feed(letter)
    yield _shot(screen, ENTER)
    stream.feed("\r\n")
    ends, shown = [drawn.end() for drawn in DRAWN.finditer(raw)], 0
    for key, drawn in keys:
        stream.feed(raw[shown : ends[drawn - 1]])
        shown = ends[drawn - 1]
        yield _shot(screen, key)
    stream.feed(f"{raw[shown:]}{PROMPT}")
    yield _shot(screen, "")


class _Screen(pyte.HistoryScreen):
    """A screen that shows faint text as blinking: pyte has no faint, and nothing blinks."""

    def select_graphic_rendition(self, *attrs: int, **_: bool) -> None:
        super().select_graphic_rendition(*(5 if attr == 2 else attr for attr in attrs))


def _shot(screen: pyte.HistoryScreen, key: str) -> Shot:
    above, cursor = len(screen.history.top), screen.cursor
    lines = [*screen.history.top, *(screen.buffer[y] for y in range(screen.lines))]
    rows = [_trimmed(tuple(line[x] for x in range(screen.columns))) for line in lines]
    while rows and not rows[-1]:
        rows.pop()
    seen = None if cursor.hidden else (above + cursor.y, cursor.x)
    return Shot(tuple(rows), above, seen, key)


def _trimmed(row: Row) -> Row:
    """Return *row* without the empty cells at its end."""
    width = len(row)
    while width and row[width - 1].data == " " and not row[width - 1].reverse:
        width -= 1
    return row[:width]
