"""A page: where views are printed, and the shapes that they are laid out in.

Everything printed stays in the scrollback. Whatever comes from a pack goes through
``clean`` and is plain text or Markdown, never Rich's own markup.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from interview_cli.core.safe_text import clean

View = RenderableType

MARGIN = 1  # columns left free at each side
WIDEST = 100  # columns of a line, however wide the window is: longer ones are hard to read
NARROW = 58  # columns below which things are put below each other instead of side by side
_GAP = 3  # columns between two columns of text
_BESIDE = 36  # columns that a text beside its label has at least

#: Colours of the terminal's own palette that are readable on dark and on light.
STYLES = {
    "keyword": Style(color="magenta"),
    "decorator": Style(color="cyan"),
    "number": Style(color="cyan"),
    "string": Style(color="green"),
    "comment": Style(dim=True),
    "code": Style(color="cyan", bold=True),
}


def shows_colours() -> bool:
    """Whether colours may be used."""
    return not os.environ.get("NO_COLOR")


class Page:
    """Where views are printed: standard output, in the terminal's own colours."""

    def __init__(self) -> None:
        self._console = Console(
            color_system="auto" if shows_colours() else None,
            theme=_THEME,
            markup=False,
            emoji=False,
            highlight=False,
        )

    def show(self, *views: View, widest: int = WIDEST) -> None:
        """Print each of *views* with an empty line after it, on *widest* columns at most."""
        for view in views:
            self.put(view, widest)
            self.space()

    def put(self, view: View, widest: int = WIDEST) -> None:
        """Print *view*; what follows comes right below it."""
        width = min(self._console.width, widest)
        self._console.print(Indented(view, MARGIN, MARGIN), width=width)

    def render(self, *views: View) -> str:
        """Return what ``show`` prints."""
        with self._console.capture() as captured:
            self.show(*views)
        return captured.get()

    def space(self) -> None:
        self._console.print()


@dataclass(frozen=True, slots=True)
class Indented:
    """Something with room to its sides, and no spaces at the ends of its lines."""

    body: RenderableType
    left: int = 1
    right: int = 0

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(1, options.max_width - self.left - self.right)
        inner = options.update(width=width, height=None)
        for line in console.render_lines(self.body, inner, pad=False):
            while line and not line[-1].text.strip():
                line.pop()
            if line:
                last = line.pop()
                yield Segment(" " * self.left)
                yield from line
                yield Segment(last.text.rstrip(), last.style)
            yield Segment.line()


@dataclass(frozen=True, slots=True)
class BothEnds:
    """Two texts at the ends of a line, or below each other where they don't fit."""

    left: Text
    right: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        room = options.max_width - self.left.cell_len - self.right.cell_len
        if room >= 2 and "\n" not in self.left.plain:
            yield Text.assemble(self.left, " " * room, self.right)
        else:
            yield from (text for text in (self.left, self.right) if text)


@dataclass(frozen=True, slots=True)
class ByWidth:
    """One view for windows with so many columns, another for narrower ones."""

    wide: View
    narrow: View
    columns: int = NARROW

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield self.wide if options.max_width >= self.columns else self.narrow


def plain(text: str, style: str = "") -> Text:
    """Return text as it is written; what does not fit is wrapped, never cut."""
    return Text(clean(text).rstrip("\n"), style=style, overflow="fold", tab_size=4)


def columns(cells: Iterable[Sequence[View]], *, gap: int = _GAP, wraps: int = -1) -> View:
    """Return rows of cells below each other; only the column *wraps* is broken to fit."""
    rows = list(cells)
    width = len(rows[0]) if rows else 0
    table = Table.grid(padding=(0, gap, 0, 0), pad_edge=False)
    for column in range(width):
        table.add_column(no_wrap=column != wraps % width, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table


def with_label(label: str, body: View) -> View:
    """Return something with a label to its left; above it where that leaves too little room."""
    head = plain(label, "bold")
    beside, least = columns([(head, body)], gap=_GAP), head.cell_len + _GAP + _BESIDE
    return ByWidth(beside, with_heading(label, body), max(NARROW, least))


def with_heading(label: str, body: View) -> View:
    """Return something with a label above it."""
    return Group(plain(label, "bold"), Indented(body, 2))


def wrap(text: str, width: int) -> list[str]:
    """Return plain text in lines of at most *width* columns; its own breaks stay."""
    lines = plain(text).wrap(_MEASURE, max(width, 8))
    return [line.plain for line in lines] or [""]


_MEASURE = Console(width=80, color_system=None)
_PLAIN = ("block_quote", "code_block", "item.bullet", "item.number", "link", "link_url")
_BOLD = ("code", "h1", "h2", "h3", "h4", "h5", "h6", "table.header")
_THEME = Theme(
    {f"markdown.{name}": "none" for name in _PLAIN}
    | {f"markdown.{name}": "bold" for name in _BOLD}
    | {"markdown.hr": "dim", "markdown.table.border": "dim", "markdown.h2": "bold underline"}
)
