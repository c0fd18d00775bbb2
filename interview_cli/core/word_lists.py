"""Lists of words, as they're written down in code."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list that is written down as text."""
    return frozenset(text.split())
