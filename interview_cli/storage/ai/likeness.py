"""Whether two questions ask the same, by their words."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: From this share of common words on, two questions are taken for one.
SAME = 0.6

_WORD = re.compile(r"[^\W_]+(?:_[^\W_]+)*")
_COMMON = frozenset(
    _WORD.findall(
        "a an and are as at be by can could do does for from give has have how if in is it its "
        "of on one or should that the there this to use used using was what when where which "
        "why will with would you your explain describe between difference happen python"
    )
)


def words(text: str) -> frozenset[str]:
    """Give the words of *text* that tell one question from another, by their stems."""
    found = (word.casefold() for word in _WORD.findall(text))
    return frozenset(_stem(word) for word in found if word not in _COMMON)


def nearest(text: str, others: Iterable[tuple[str, frozenset[str]]]) -> str | None:
    """Give the name of the one among *others* that asks the same as *text*; None: it is new."""
    mine = words(text)
    best, name = 0.0, None
    for other, theirs in others:
        both = len(mine & theirs)
        share = both / len(mine | theirs) if both else 0.0
        if share > best:
            best, name = share, other
    if not mine:
        return None
    return name if best >= SAME else None


def _stem(word: str) -> str:
    if len(word) > 4 and word.isalpha():
        if word.endswith("ies"):
            return f"{word[:-3]}y"
        for ending in ("ing", "ed", "es", "s"):
            if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
                return word[: -len(ending)].rstrip("e")
    return word.rstrip("e") if len(word) > 4 else word
