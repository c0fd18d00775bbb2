"""Colours, and room to the side of a block."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style

#: Colours of the terminal's own palette that are readable on dark and on light.
STYLES = {
    "keyword": Style(color="magenta"),
    "decorator": Style(color="cyan"),
    "number": Style(color="cyan"),
    "string": Style(color="green"),
    "comment": Style(dim=True),
}


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
