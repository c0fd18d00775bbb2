"""Code in Markdown: fenced blocks and code in ticks, where they are and what is left without."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_FENCE = re.compile(r"^(?P<indent>[ \t]*)(?P<marks>`{3,}|~{3,})[ \t]*(?P<info>.*?)[ \t]*$", re.M)
_CODE = re.compile(
    r"^[ \t]*(?P<fence>`{3,}|~{3,}).*?(?:^[ \t]*(?P=fence)[ \t]*$|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: ``marks`` are its fence, ``info`` is the text after that.

    ``start`` and ``end`` are those of the whole block, ``body`` those of its lines.
    """

    indent: str
    marks: str
    info: str
    start: int
    body: slice
    end: int
    closed: bool


def find_blocks(text: str) -> Iterator[Block]:
    """Yield the fenced blocks of *text*; the last one may not be closed."""
    opening: re.Match[str] | None = None
    for fence in _FENCE.finditer(text):
        if opening is None:
            opening = fence
        elif fence["marks"].startswith(opening["marks"]) and not fence["info"]:
            yield _block(opening, fence.start(), fence.end(), closed=True)
            opening = None
    if opening is not None:
        yield _block(opening, len(text), len(text), closed=False)


def _block(opening: re.Match[str], body_end: int, end: int, *, closed: bool) -> Block:
    body = slice(min(opening.end() + 1, body_end), body_end)
    indent, marks, info = opening.groups()
    return Block(indent, marks, info, opening.start(), body, end, closed)


def remove_blocks(text: str) -> str:
    """Return *text* with a space in place of each fenced block."""
    for block in reversed(list(find_blocks(text))):
        text = f"{text[: block.start]} {text[block.end :]}"
    return text


def relabel(text: str, label: Callable[[str], str]) -> str:
    """Return *text* with each block's info replaced by what *label* returns for it."""
    for block in reversed(list(find_blocks(text))):
        if (new := label(block.info)) != block.info:
            _, newline, rest = text[block.start :].partition("\n")
            fence = f"{block.indent}{block.marks}{new}"
            text = f"{text[: block.start]}{fence}{newline}{rest}"
    return text


def fence(text: str, info: str = "text") -> str:
    """Return *text* as a fenced block; its fence is longer than any in it."""
    longest = max(map(len, re.findall("`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{info}\n{text}\n{fence}"


def find_code(text: str) -> list[str]:
    """Return the code in *text*, blocks and spans, with its backticks."""
    if "`" not in text and "~~~" not in text:
        return []
    return [found[0] for found in _CODE.finditer(text)]


def blank_code(text: str) -> str:
    """Return *text* with as many spaces in place of code, so that offsets stay."""
    if "`" not in text and "~~~" not in text:  # most have none, and are blanked again and again
        return text
    return _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
