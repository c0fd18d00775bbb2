"""Charts made of characters: each is readable without colour, in a window of any width."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rich.console import Console, ConsoleOptions, Group, RenderResult
from rich.table import Table
from rich.text import Text

ACCENT = "cyan"  # the one colour of all charts, of the terminal's own palette
SHADES = "·░▒▓█"  # no answers on a day, then the four steps of the scale
WEEKS = 53  # of a year, the current one too
_EIGHTHS = " ▁▂▃▄▅▆▇█"  # a column's last cell, filled from below


def draw_bar(share: float | None, width: int) -> Text:
    """Draw a share from 0 to 1; None as an empty one."""
    full = round(width * (share or 0.0))
    return Text.assemble(("━" * full, ACCENT), ("─" * (width - full), "dim"))


def draw_length(share: float, width: int) -> Text:
    """Draw a length: a share from 0 to 1 of *width*, to half a column."""
    halves = max(1, round(2 * width * share))
    return Text("━" * (halves // 2) + "╸" * (halves % 2), ACCENT)


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A year of days: weeks from left to right, Monday to Sunday from above.

    ``lows`` are the least answers of the four steps of the scale, ``words`` say them,
    and ``first`` is the first day that is known of. The scale stands at the right, or
    below where there is no room; then the oldest weeks go away.
    """

    answers: Mapping[date, int]
    first: date
    today: date
    lows: Sequence[int]
    words: Sequence[str]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        weeks = min(WEEKS, max(1, options.max_width - 5))
        monday = self.today - timedelta(days=self.today.weekday(), weeks=weeks - 1)
        rows = [Text("     ").append(_months(monday, weeks), "dim")]
        for weekday in range(7):
            days = (monday + timedelta(days=weekday, weeks=week) for week in range(weeks))
            label = f"{monday + timedelta(days=weekday):%a}  "
            rows.append(Text.assemble((label, "dim"), *map(self._cell, days)))
        legend = [
            Text.assemble((shade, ACCENT if n else "dim"), f" {words}")
            for n, (shade, words) in enumerate(zip(SHADES, ("none", *self.words), strict=True))
        ]
        if options.max_width >= 5 + weeks + 4 + max(text.cell_len for text in legend):
            for row, text in zip(rows[2:], legend, strict=False):
                row.append("    ").append_text(text)
        else:
            rows += [Text(), Text("   ").join(legend)]
        yield Group(*rows)

    def _cell(self, day: date) -> tuple[str, str]:
        if not self.first <= day <= self.today:
            return " ", ""
        answers = self.answers.get(day, 0)
        step = sum(answers >= low for low in self.lows)
        return SHADES[step], ACCENT if step else "dim"


def _months(monday: date, weeks: int) -> str:
    """Return the name of each month above the week that its first day is in."""
    line = ""
    for week in range(weeks):
        sunday = monday + timedelta(weeks=week, days=6)
        if sunday.day <= 7 and len(line) <= week and week + 3 <= weeks:
            line = f"{line:{week}}{sunday:%b} "
    return line


@dataclass(frozen=True, slots=True)
class Columns:
    """Counts as columns of whole numbers, each with two lines of label below."""

    counts: Sequence[int]
    labels: Sequence[tuple[str, str]]
    height: int = 4

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        wide = max(4, min(5, options.max_width // len(self.counts)))
        counts = self.counts[: max(1, options.max_width // wide)]
        top = max(*counts, 1)
        eighths = [-(-count * self.height * 8 // top) for count in counts]
        # A row more than the height: the number stands on top of its column.
        for row in range(self.height, -1, -1):
            line = Text()
            for count, filled in zip(counts, eighths, strict=True):
                above = -(-filled // 8)
                here = min(max(filled - 8 * row, 0), 8)
                if row == above:
                    label = f"{count // 1000}k" if count >= 1000 else str(count or "·")
                    line.append(f"{label:^3}".ljust(wide), "" if count else "dim")
                else:
                    line.append((_EIGHTHS[here] * 3).ljust(wide), ACCENT)
            yield line
        for place in range(2):
            names = (f"{label[place]:^3}" for label in self.labels[: len(counts)])
            yield Text((" " * (wide - 3)).join(names), "dim")


@dataclass(frozen=True, slots=True)
class DotPlot:
    """Two shares on one scale from 0 to 1, a row each: what was expected, what happened.

    A row is its label, the two shares, and what is said at its end.
    """

    rows: Sequence[tuple[str, float, float, str]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        labels, _, _, ends = zip(*self.rows, strict=True)
        width = min(51, options.max_width - max(map(len, labels)) - max(map(len, ends)) - 6)
        table = Table.grid(padding=(0, 3, 0, 0), pad_edge=False)
        if width >= 21:
            table.add_row("", Text(f"0 %{'50 %':^{width - 8}}100 %", "dim"), "")
        for label, expected, happened, end in self.rows:
            drawn = [_track(expected, happened, width)] if width >= 11 else []
            table.add_row(Text(label), *drawn, Text(end))
        yield table


def _track(expected: float, happened: float, width: int) -> Text:
    """Draw ``○`` where it was expected and ``●`` where it came to be."""
    places = [round(share * (width - 1)) for share in (expected, happened)]
    low, high = sorted(places)
    line = Text("·" * low + "─" * (high - low + 1) + "·" * (width - 1 - high), "dim")
    for place, mark, style in zip(places, "○●", ("", ACCENT), strict=True):
        line = Text.assemble(line[:place], (mark, style), line[place + 1 :])
    return line
