"""What is wrong with a pack, as a value: where, what, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from interview_cli.core.characters import UNSAFE


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, at a place that an editor can go to."""

    path: Path
    line: int  # from 1
    column: int  # from 1, in characters: a tab or an emoji is one
    length: int  # how many characters the caret underlines, at least 1
    message: str  # one line: what is wrong, and what to write instead
    rule: str
    source: str  # that line of the file, safe to print

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message} [{self.rule}]"


def visible(text: str) -> str:
    """Put a picture in place of each unsafe character, one for one."""
    return UNSAFE.sub(lambda found: _picture(found[0]), text)


def _picture(char: str) -> str:
    if char < "\x20":
        return chr(0x2400 + ord(char))
    return "\u2421" if char == "\x7f" else "\ufffd"


def brief(text: str, most: int = 60) -> str:
    """Make *text* fit into one line of a message."""
    first, more, _ = text.strip().partition("\n")
    if len(first) > most:
        return visible(first[: most - 1].rstrip()) + "…"
    return visible(first.rstrip()) + ("…" if more else "")


def one_of(names: list[str] | tuple[str, ...]) -> str:
    """List *names* as a sentence does: ``a, b or c``."""
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def a(noun: str) -> str:
    """Put the article before *noun*."""
    return f"an {noun}" if noun[0] in "aeio" else f"a {noun}"


def count(number: int, noun: str) -> str:
    """Say how many, in the right number: ``1 file``, ``2 files``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def quoted(text: str, most: int = 60) -> str:
    """Write *text* in the quotes that it needs least escapes in, shortened if long."""
    text = brief(text, most)
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"
