"""Blocks of a pack's text on the screen: prose and code, as light as can be.

Most texts are paragraphs with some code in back-ticks. Those are set here; anything that
looks like more is left to ``markdown``, whose library takes long to import.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from interview_cli.core.kinds.blanks import show_gaps
from interview_cli.core.questions.code_languages import is_written_in_python
from interview_cli.core.safe_text import clean
from interview_cli.core.session.state import Span
from interview_cli.terminal.rendering.layout import STYLES, plain, shows_colours

#: What may be more than prose: signs of Markdown outside of code, a line that may begin
#: a list, a heading, a quote or indented code, a break, an address, other back-ticks.
_MORE = re.compile(
    r"[*_#<>\[\]&~|\\]|^\s*(?:[-+=]|\d+[.)])|^(?: {4}|\t)|  $|``|https?:|www\.", re.MULTILINE
)
_CODE = re.compile(r"`([^`\s](?:[^`\n]*[^`\s])?)`")


def markdown(text: str, *, has_gaps: bool = False) -> RenderableType:
    """Return a pack's Markdown laid out for the screen; *has_gaps* shows ``{{1}}`` as a gap."""
    without_code = _CODE.sub("x", text.strip("\n"))
    if "`" in without_code or _MORE.search(without_code):
        from interview_cli.terminal.rendering.markdown import Shown

        return Shown(text, has_gaps=has_gaps)
    blocks: list[RenderableType] = []
    for paragraph in re.split(r"\n\s*\n", clean(text).strip()):
        joined = " ".join(line.strip() for line in paragraph.splitlines())
        prose = Text(overflow="fold")
        for n, part in enumerate(_CODE.split(show_gaps(joined) if has_gaps else joined)):
            prose.append(f"`{part}`" if n % 2 else part, "bold" if n % 2 else None)
        blocks += [Text(), prose] if blocks else [prose]
    return Group(*blocks)


def with_code(text: str) -> Text:
    """Return a short text with the code in its back-ticks coloured, or as it is without colours."""
    body = plain(text)
    if not shows_colours():
        return body
    coloured = Text(overflow="fold", tab_size=4)
    for n, part in enumerate(_CODE.split(body.plain)):
        coloured.append(part, STYLES["code"] if n % 2 else None)
    return coloured


def highlight(code: str, language: str | None = None) -> Text:
    """Return code with its syntax coloured; long lines are wrapped, not cut.

    Where no *language* is named it's Python, or it isn't coloured.
    """
    if language is None and not is_written_in_python(code):
        return highlight_spans(clean(code), ())
    from interview_cli.terminal.rendering.markdown import highlight

    return highlight(code, language or "python")


def highlight_spans(code: str, spans: Sequence[Span]) -> Text:
    """Return code coloured by *spans*, as ``highlight`` does, without parsing it."""
    text = Text(code, overflow="fold")
    for start, end, kind in spans:
        text.stylize(STYLES[kind], start, end)
    text.rstrip()
    text.expand_tabs(4)
    return text
