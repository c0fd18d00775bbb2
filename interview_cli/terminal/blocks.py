"""Blocks of a pack's text on the screen: prose and code, as light as can be.

Most texts are paragraphs with some code in back-ticks. Those are set here; whatever
looks like more is left to ``markdown``, whose library takes long to import.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from interview_cli.core.session import Span
from interview_cli.terminal.safe import clean

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


#: What may be more than prose: signs of Markdown outside of code, a line that may begin
#: a list, a heading, a quote or indented code, a break, an address, other back-ticks.
_MORE = re.compile(
    r"[*_#<>\[\]&~|\\]|^\s*(?:[-+=]|\d+[.)])|^(?: {4}|\t)|  $|``|https?:|www\.", re.MULTILINE
)
_CODE = re.compile(r"`([^`\s](?:[^`\n]*[^`\s])?)`")


def markdown(text: str) -> RenderableType:
    """Show a pack's Markdown."""
    without_code = _CODE.sub("x", text.strip("\n"))
    if "`" in without_code or _MORE.search(without_code):
        from interview_cli.terminal.markdown import Shown

        return Shown(text)
    paragraphs = re.split(r"\n\s*\n", clean(text).strip())
    shown: list[RenderableType] = []
    for paragraph in paragraphs:
        joined = " ".join(line.strip() for line in paragraph.splitlines())
        prose = Text(overflow="fold")
        for n, part in enumerate(_CODE.split(joined)):
            prose.append(f"`{part}`" if n % 2 else part, "bold" if n % 2 else None)
        shown += [Text(), prose] if shown else [prose]
    return Group(*shown)


def highlighted(code: str) -> Text:
    """Show Python as it is written; long lines are wrapped, not cut."""
    from interview_cli.terminal.markdown import highlighted

    return highlighted(code)


def spanned(code: str, spans: Sequence[Span]) -> Text:
    """Show Python whose syntax is known, as ``highlighted`` does, without looking for it."""
    text = Text(code, overflow="fold")
    for start, end, kind in spans:
        text.stylize(STYLES[kind], start, end)
    text.rstrip()
    text.expand_tabs(4)
    return text
