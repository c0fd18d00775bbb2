"""The manual's pages, and the section of the pack format that a word leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple

INDEX = "index"
#: The page whose headings and fields are topics of their own.
FORMAT = "format"

_FENCE = re.compile(r"^(?:```|~~~)")
_HEADING = re.compile(r"^(#{2,4}) (.+)$")
#: Above a heading: what else leads to its section.
_WORDS = re.compile(r"^<!-- words: (.+) -->$")
_FIELD = re.compile(r"^- `([\w-]+)` \(")


class Section(NamedTuple):
    """A part of a page, with its title and in Markdown."""

    title: str
    markdown: str


def list_pages() -> list[str]:
    """Return the topics of all pages, in the order of the alphabet."""
    names = (file.name for file in (files("interview_cli") / "manual").iterdir())
    return sorted(name.removesuffix(".md") for name in names if name.endswith(".md"))


def read_page(topic: str) -> str:
    """Return a page of the manual as Markdown, without its HTML comments."""
    return _without_comments(_read(topic))


def find_section(page: str, word: str) -> Section | None:
    """Return the section of *page* that *word* leads to, else the fields that it names.

    None where there is neither.
    """
    wanted = _fold(word)
    lines = _read(page).split("\n")
    headings = [*_headings(lines)]
    for place, depth, title, words in headings:
        if wanted in map(_fold, (title, *words)):
            ends = (at for at, level, *_ in headings if at > place and level <= depth)
            return Section(title, _finish(page, lines[place : next(ends, len(lines))]))
    return _find_field(page, word.replace("-", "_"), lines, headings)


def find_by_word(word: str) -> Section | None:
    """Return the section of any page that names *word* among its words; None where none does."""
    wanted = _fold(word)
    for page in list_pages():
        for line in _read(page).split("\n"):
            found = _WORDS.match(line)
            if found and wanted in map(_fold, found[1].split(", ")):
                return find_section(page, word)
    return None


def _find_field(
    page: str, name: str, lines: list[str], headings: list[tuple[int, int, str, list[str]]]
) -> Section | None:
    """Return all entries of the field *name*, each below its heading."""
    found: list[str] = []
    for place, line in enumerate(lines):
        entry = _FIELD.match(line)
        if entry is None or entry[1] != name:
            continue
        title = next((title for at, _, title, _ in reversed(headings) if at < place), "")
        of = next(
            (one for one in reversed(lines[:place]) if one.startswith(("Fields of", "#"))), ""
        )
        found += ["", f"## {title}", "", *([of, ""] if of.startswith("Fields") else []), line]
        for more in lines[place + 1 :]:
            if not more.startswith("  "):
                break
            found.append(more)
    title = f"`{name}` in a pack"
    return Section(title, _finish(page, [f"# {title}", *found])) if found else None


def _finish(page: str, lines: list[str]) -> str:
    while lines and _WORDS.match(lines[-1]):  # those of the next section
        lines = lines[:-1]
    text = _without_comments("\n".join(lines))
    first, _, rest = text.partition("\n")
    return f"# {first.lstrip('#').strip()}\n{rest}\nThe whole page: `interview help {page}`.\n"


def _headings(lines: list[str]) -> Iterator[tuple[int, int, str, list[str]]]:
    """Yield each heading outside code: its line, its depth, its title, and other words for it."""
    fenced = False
    for n, line in enumerate(lines):
        fenced ^= bool(_FENCE.match(line))
        if not fenced and (found := _HEADING.match(line)):
            words = _WORDS.match(lines[n - 1])
            yield n, len(found[1]), found[2], words[1].split(", ") if words else []


def _fold(text: str) -> str:
    """Return *text* as it is compared: "Key points" and ``key_point`` are one."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-").removesuffix("s")


def _read(topic: str) -> str:
    return (files("interview_cli") / "manual" / f"{topic}.md").read_text(encoding="utf-8")


def _without_comments(text: str) -> str:
    text = _outside_code(r"^<!--.*?-->\n?", "", text)
    return _outside_code(r"\n{3,}", "\n\n", text).strip() + "\n"


def _outside_code(pattern: str, new: str, text: str) -> str:
    """Return *text* with *new* for each match of *pattern* that is in no fence."""
    fence_or = re.compile(rf"(^```.*?^```$)|{pattern}", re.DOTALL | re.MULTILINE)
    return fence_or.sub(lambda found: found[1] or new, text)
