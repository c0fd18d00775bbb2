"""The prose of a Markdown text: what is left of it without code."""

from __future__ import annotations

import re
from functools import lru_cache

from interview_cli.core.scoring.words import STOP, stem

_CODE = re.compile(
    r"^[ \t]*(?P<fence>`{3,}|~{3,}).*?(?:^[ \t]*(?P=fence)[ \t]*$|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)",
    re.MULTILINE | re.DOTALL,
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def masked(text: str) -> str:
    """Put spaces in place of code, one for one, so that places stay what they are."""
    return _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def prose(text: str) -> str:
    """Give *text* without code, in one line."""
    return " ".join(masked(text).split())


def flat(text: str) -> str:
    """Give *text* in one line, with code and without the signs of Markdown around it."""
    return " ".join(re.sub(r"[`*]", "", text).split())


def words(text: str) -> list[str]:
    """Give the words of the prose of *text*, folded."""
    return [word.casefold() for word in _WORD.findall(masked(text))]


def spans(text: str) -> list[str]:
    """Give the code in *text*, with its ticks."""
    return [found[0] for found in _CODE.finditer(text)]


def has_code(text: str) -> bool:
    return bool(_CODE.search(text))


@lru_cache(maxsize=4096)
def content(text: str) -> frozenset[str]:
    """Give the stems of the words in the prose of *text* that carry content."""
    return frozenset(stem(word) for word in words(text) if word not in STOP and len(word) > 2)
