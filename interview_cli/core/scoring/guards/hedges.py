"""Answers that leave everything open: "it could be 401 or 403, or maybe 404"."""

from __future__ import annotations

from collections.abc import Sequence

HEDGES = frozenset(
    "could may might maybe perhaps possibly either or depends depending whether".split(" ")
)
#: Of none of 2,609 answers that weren't written to win without knowing, more than 1 in 8
#: words is one of these, with 4 of them or more (``tests/core/scoring/answers``).
LEAST, SHARE = 4, 0.125


def leaves_open(words: Sequence[str]) -> bool:
    """Whether an answer of these folded *words* names possibilities, and claims none of them."""
    hedges = sum(word in HEDGES for word in words)
    return hedges >= LEAST and hedges > SHARE * len(words)
