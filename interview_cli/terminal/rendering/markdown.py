"""Markdown and code of a pack on the screen: nothing in it vanishes or is obeyed.

Rich would leave raw HTML out, draw an image as a picture sign, and pass a direction
mark on that was written as an entity. Here all of it is seen as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import CodeBlock, Heading, Markdown, TableElement
from rich.segment import Segment
from rich.syntax import ANSISyntaxTheme, Syntax
from rich.table import Table
from rich.text import Text

from interview_cli.core.kinds.blanks import show_gaps
from interview_cli.core.safe_text import clean
from interview_cli.packs.library.highlighting import find_spans
from interview_cli.terminal.rendering.code_lines import Code
from interview_cli.terminal.rendering.html_page import html_code
from interview_cli.terminal.rendering.layout import STYLES, Indented


def highlight(code: str, lexer: str = "python") -> Text:
    """Return code with its syntax coloured; long lines are wrapped, not cut."""
    syntax = Syntax("", lexer, theme=_THEME, word_wrap=True)
    text = syntax.highlight(clean(code).rstrip().expandtabs(4))
    text.style, text.overflow = "", "fold"
    text.rstrip()
    return text


class _Code(CodeBlock):
    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Indented(Code(highlight(str(self.text), self.lexer_name)), left=2)


class _Heading(Heading):
    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        text = self.text.copy()
        text.justify = "left"
        yield text


class _Table(TableElement):
    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for table in super().__rich_console__(console, options):
            assert isinstance(table, Table)
            table.show_edge = False
            for column in table.columns:
                column.overflow = "fold"
            yield table


class Shown(Markdown):
    """A pack's Markdown, with nothing left out and nothing obeyed."""

    elements = Markdown.elements | {
        "fence": _Code,
        "code_block": _Code,
        "heading_open": _Heading,
        "table_open": _Table,
    }

    def __init__(self, text: str, *, has_gaps: bool = False) -> None:
        super().__init__(clean(text), hyperlinks=False)
        self.parsed = list(_blocks(self.parsed))
        if has_gaps:
            for token in self.parsed:
                for part in (token, *(token.children or ())):
                    part.content = show_gaps(part.content)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        begun = False  # a list would begin with an empty line
        for part in super().__rich_console__(console, options):
            begun = begun or not (isinstance(part, Segment) and not part.text.strip())
            if begun:
                yield part


class ManualPage(Shown):
    """A page of the manual: a link to another page is shown as what to type to read it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        for token in self.parsed:
            if token.children:
                token.children = list(_page_links(token.children))


def html(text: str, *, inline: bool = False) -> str:
    """Return Markdown as HTML: raw HTML, links, images and entities stay text.

    *inline* returns what can be inside a heading.
    """
    reader = MarkdownIt("commonmark", {"html": False, "highlight": _html_block})
    reader.disable(["link", "image", "autolink", "reference", "entity"])
    render = reader.renderInline if inline else reader.render
    return str(render(clean(text).strip()))


def _html_block(code: str, language: str, _: str) -> str:
    """Return the code of a fenced block as HTML, coloured where its language is known."""
    return html_code(code, find_spans(code, language.partition(" ")[0] or None))


def _blocks(tokens: Sequence[Token]) -> Iterator[Token]:
    at = 0
    while at < len(tokens):
        token = tokens[at]
        kinds = [following.type for following in tokens[at + 1 : at + 4]]
        if token.type == "html_block":
            yield from _paragraph(token.content.rstrip("\n"))
        elif kinds[:2] == ["list_item_open", "list_item_close"] and kinds[2:] == [
            token.type.replace("_open", "_close")
        ]:  # an answer such as "429." isn't an empty list
            yield from _paragraph(f"{tokens[at + 1].info}{token.markup}")
            at += 3
        else:
            if token.children:
                token.children = list(_inlines(token.children))
            yield token
        at += 1


def _paragraph(text: str) -> Iterator[Token]:
    children: list[Token] = []
    for line in text.split("\n"):
        children += [Token("hardbreak", "br", 0), _text(line)]
    yield Token("paragraph_open", "p", 1)
    yield Token("inline", "", 0, children=children[1:])
    yield Token("paragraph_close", "p", -1)


def _inlines(tokens: list[Token]) -> Iterator[Token]:
    plain_link = False
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "image":
            alt = "".join(child.content for child in token.children or ())
            yield _text(f"{alt} ({token.attrs.get('src', '')})".lstrip())
        elif token.type == "link_open":
            token.attrs["href"] = clean(str(token.attrs.get("href", "")))
            plain_link = following is not None and following.content == token.attrs["href"]
            if not plain_link:
                yield token
        elif token.type in ("text", "html_inline"):
            yield _text(token.content)
        elif token.type != "link_close" or not plain_link:
            if token.type == "code_inline":
                token.content = f"`{clean(token.content)}`"
            yield token


def _page_links(tokens: Sequence[Token]) -> Iterator[Token]:
    end: Token | None = None  # what stands for the end of the link
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "link_close":
            yield end or token
        elif token.type == "link_open":
            href = str(token.attrs.get("href", ""))
            page, is_page, _ = href.partition("#")[0].partition(".md")
            end = None
            if href.startswith("#"):
                token = end = _text("")
            elif following is not None and following.content == page:
                token = Token("strong_open", "strong", 1)
                end = Token("strong_close", "strong", -1)
            elif is_page and "/" not in page:
                token.attrs["href"] = f"interview help {page}"
            yield token
        else:
            yield token


def _text(content: str) -> Token:
    """Return a token of plain text; entities have become characters by now."""
    return Token("text", "", 0, content=clean(content))


_THEME = ANSISyntaxTheme(
    {
        ("Keyword",): STYLES["keyword"],
        ("Name", "Tag"): STYLES["keyword"],
        ("Operator", "Word"): STYLES["keyword"],
        ("Name", "Decorator"): STYLES["decorator"],
        ("Literal", "Number"): STYLES["number"],
        ("Literal", "String"): STYLES["string"],
        ("Comment",): STYLES["comment"],
    }
)
