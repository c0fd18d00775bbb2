"""The text of a web page, line by line, with the lines of its source that it stands on."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple

_PAGE = re.compile(r"(?i)<!doctype html|<html\b|<body\b")
_TAG = re.compile(r"(?i)</?(?:p|li|ul|ol|div|br|h[1-6]|strong|b|table|tr|td|section)\b[^<>]*>")
_MANY_TAGS = 5

#: What isn't about the job: it's left out with all that's in it.
_LEFT_OUT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "nav",
        "aside",
        "footer",
        "button",
        "select",
        "option",
        "form",
        "iframe",
    ]
)
_BREAKS = frozenset(
    [
        "p",
        "div",
        "br",
        "tr",
        "td",
        "th",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "section",
        "article",
        "main",
        "header",
        "table",
        "blockquote",
        "pre",
        "hr",
    ]
)
_HEADINGS = frozenset(["title", "h1", "h2", "h3", "h4", "h5", "h6"])


#: What's said of a label, with the label that stands before it: <dt>Level</dt><dd>Senior</dd>.
_SAID_OF = {"dd": "dt", "td": "th"}
_LABEL_LENGTH = 30


class PageLine(NamedTuple):
    """A line of a page; ``kind`` is ``text``, ``bullet``, ``heading`` or ``title``."""

    number: int
    text: str
    kind: str


def is_page(text: str) -> bool:
    """Whether *text* is HTML."""
    return bool(_PAGE.search(text[:5000])) or len(_TAG.findall(text)) >= _MANY_TAGS


def read_page(text: str) -> list[PageLine]:
    """Return what a reader sees of the HTML in *text*, without menus, forms and footers."""
    page = _Page(convert_charrefs=True)
    page.feed(text)
    page.close()
    page.end_line()
    titles = [line for line in page.lines if line.kind == "title"]
    return [line for line in page.lines if line not in titles[:-1]]  # <title> says the same as <h1>


class _Page(HTMLParser):
    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.lines: list[PageLine] = []
        self._words: list[str] = []
        self._number = 1
        self._kind = "text"
        self._left_out: list[str] = []
        self._label = ""  # the tag that ended the last line, if that was a label

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LEFT_OUT:
            self.end_line()
            self._left_out.append(tag)
        elif tag in _BREAKS or tag in _HEADINGS or tag == "li":
            self.end_line()
            if self._label and self._label == _SAID_OF.get(tag):
                self._go_on_with_label()
            self._label = ""
            if tag == "li":
                self._kind = "bullet"
            elif tag in _HEADINGS:
                self._kind = "title" if tag in ("title", "h1") else "heading"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self.end_line()

    def handle_endtag(self, tag: str) -> None:
        if tag in self._left_out:
            while self._left_out.pop() != tag:
                pass
        elif tag in _BREAKS or tag in _HEADINGS or tag == "li":
            self.end_line()
            self._label = tag if tag in _SAID_OF.values() else ""

    def _go_on_with_label(self) -> None:
        if (
            self.lines
            and self.lines[-1].kind == "text"
            and len(self.lines[-1].text) < _LABEL_LENGTH
        ):
            label = self.lines.pop()
            self._number = label.number
            self._words = [f"{label.text.rstrip(' :')}: "]

    def handle_data(self, data: str) -> None:
        if self._left_out or not data.strip():
            if not self._left_out and self._words and data:
                self._words.append(" ")
            return
        if not self._words:
            skipped = len(data) - len(data.lstrip())
            self._number = self.getpos()[0] + data[:skipped].count("\n")
        self._words.append(data)

    def end_line(self) -> None:
        """End the line that was begun, if any."""
        if text := " ".join("".join(self._words).split()):
            self.lines.append(PageLine(self._number, text, self._kind))
        self._words = []
        self._kind = "text"
