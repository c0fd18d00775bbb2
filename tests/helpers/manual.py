"""The pages of the manual, as the tests read them: fences, links, headings and code in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parent.parent.parent
MANUAL = ROOT / "interview_cli" / "manual"


@dataclass(frozen=True)
class Fence:
    """A fenced block: ``info`` is what stands behind its back-ticks.

    ``first`` and ``last`` are the lines of its body, counted from 0, the last excluded.
    """

    info: str
    body: str
    first: int
    last: int

    @property
    def language(self) -> str:
        return self.info.partition(" ")[0]

    def option(self, name: str) -> str | None:
        """Return VALUE of ``name=VALUE`` in the info; None where it isn't there."""
        pairs = (word.partition("=") for word in self.info.split()[1:])
        return next((value for key, sign, value in pairs if sign and key == name), None)


@dataclass
class Markdown:
    """A Markdown file, taken apart."""

    path: Path
    text: str
    fences: list[Fence] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def stem(self) -> str:
        return self.path.stem


def list_pages() -> list[Path]:
    """Return the pages of the manual."""
    return sorted(MANUAL.glob("*.md"))


@cache
def read_markdown(path: Path) -> Markdown:
    """Return what is in the Markdown file at *path*."""
    text = path.read_text(encoding="utf-8")
    page = Markdown(path, text)
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    for place, token in enumerate(tokens):
        if token.type == "fence" and token.map:
            first, end = token.map
            page.fences.append(Fence(token.info.strip(), token.content, first + 1, end - 1))
        elif token.type == "inline":
            _read_inline(page, token, heading=tokens[place - 1].type == "heading_open")
    return page


def _read_inline(page: Markdown, token: Token, *, heading: bool) -> None:
    children = token.children or []
    page.code += [child.content for child in children if child.type == "code_inline"]
    for child in children:
        address = child.attrGet("href" if child.type == "link_open" else "src")
        if isinstance(address, str):
            page.links.append(address)
    if heading:
        shown = (child.content for child in children if child.type in ("text", "code_inline"))
        page.headings.append("".join(shown))


def find_anchors(page: Markdown) -> set[str]:
    """Return the anchors of a page's headings: those that are the same on GitHub and on the site.

    GitHub makes a hyphen of each space, the site (Python-Markdown) one of several.
    """
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()) for heading in page.headings}
    return {anchor.replace(" ", "-") for anchor in anchors if not re.search(r"[- ]{2}", anchor)}


def find_commands(text: str) -> Iterator[str]:
    """Yield the commands in a ``sh`` fence that are of this program, from ``interview`` on.

    How it is reached (``.venv/bin/interview``, ``uvx --from . interview``), variables before
    it, and what is piped or redirected are left out.
    """
    for line in re.sub(r"\\\n\s*", " ", text).splitlines():
        line = re.sub(r"(^|\s)#.*", "", line)
        for part in re.split(r"\|\||&&|[|;]|\$\(|\)", line):
            part = re.sub(r"\s\d?>+&?\s*\S+|\s<\s*\S+", "", part)
            found = re.match(
                r"\s*(?:\$ )?(?:\w+=\S*\s+)*(?:uvx --from \S+ )?(?:\S*[\\/])?(interview(?:\s.*)?)$",
                part,
            )
            if found:
                yield found[1].strip()
