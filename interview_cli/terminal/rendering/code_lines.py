"""Code on the screen: long lines broken with a mark, and numbers that can be copied along."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from interview_cli.terminal.rendering.line_numbers import number

#: Stands where a line goes on that didn't fit.
CONTINUED = "↪ "

#: What a line may be broken after; else it is broken where the room ends.
_BREAKS = " ,([{"


@dataclass(frozen=True, slots=True)
class Code:
    """A program, highlighted; what doesn't fit goes on below, after a mark.

    Its numbers stand at the ends of the lines, as comments: what is copied from the screen
    still runs.
    """

    text: Text
    numbered: bool = False
    #: Its language, for the sign of a comment.
    language: str | None = None

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = options.max_width
        lines = self.text.split("\n", allow_blank=True)
        room = width - len(number(len(lines), self.language)) if self.numbered else width
        column = min(max((line.cell_len for line in lines), default=0) + 2, room)
        for n, line in enumerate(lines, 1):
            *rows, last = break_line(line, width)
            yield from rows
            if self.numbered and line.plain.strip() and last.cell_len < column:
                gap = " " * (column - last.cell_len)
                last = Text.assemble(last, gap, (number(n, self.language), "dim"))
            yield last


def break_line(line: Text, width: int) -> list[Text]:
    """Return *line* in rows of at most *width* columns, those after the first with the mark."""
    indent = len(line.plain) - len(line.plain.lstrip())
    hang = " " * min(indent + 2, max(0, width // 2 - len(CONTINUED)))
    rows, start, room = [], 0, width
    while cell_len(line.plain[start:]) > room:
        end = _break(line.plain, start, room)
        rows.append(line[start:end])
        start, room = end, max(1, width - len(hang) - len(CONTINUED))
    rows.append(line[start:])
    first, *others = rows
    return [first, *(Text.assemble(hang, (CONTINUED, "dim"), row) for row in others)]


def _break(text: str, start: int, room: int) -> int:
    """Return where the row that begins at *start* ends: after a sign, or where it's full."""
    end = start
    while end < len(text) and cell_len(text[start : end + 1]) <= room:
        end += 1
    end = max(end, start + 1)
    for place in range(end, start + (end - start) // 2, -1):
        if text[place - 1] in _BREAKS and text[start:place].strip():
            return place
    return end
