"""Shuffle things in a way that can be repeated."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256


def rank(seed: int, name: str, text: str = "") -> bytes:
    """Return a sort key that looks random, and is the same wherever it is computed.

    It is SHA-256 of *seed*, *name* (``pack:id``) and *text*, so no version of
    Python and no order of reading can change a shuffle.
    """
    return sha256(f"{seed}\0{name}\0{text}".encode()).digest()


def shuffle(seed: int, name: str, texts: Sequence[str], *, moved: bool = False) -> tuple[str, ...]:
    """Return *texts* shuffled; where they must be *moved*, never in the order they came in."""
    shuffled = tuple(sorted(texts, key=lambda text: rank(seed, name, text)))
    if moved and shuffled == tuple(texts):
        return (*shuffled[1:], shuffled[0])
    return shuffled
