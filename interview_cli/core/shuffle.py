"""Shuffle things in a way that can be repeated."""

from __future__ import annotations

from hashlib import sha256


def rank(seed: int, name: str, text: str = "") -> bytes:
    """Return a sort key that looks random, and is the same wherever it is computed.

    It is SHA-256 of *seed*, *name* (``pack:id``) and *text*, so no version of
    Python and no order of reading can change a shuffle.
    """
    return sha256(f"{seed}\0{name}\0{text}".encode()).digest()
