"""Answers that leave everything open: "it could be 401 or 403, or maybe 404"."""

from __future__ import annotations

from collections.abc import Iterable

from interview_cli.core.scoring.tokens import Word, word_set

HEDGES = word_set("""
    could may might maybe perhaps possibly either or depends depending whether
""")
#: Of none of 2,609 answers that weren't written to win without knowing, more than 1 in 8
#: words is one of these, with 4 of them or more (``tests/core/scoring/answers``).
LEAST, SHARE = 4, 0.125


def leaves_open(words: Iterable[Word]) -> bool:
    """Whether an answer of these *words* names possibilities, and claims none of them."""
    texts = [word.text for word in words]
    hedges = sum(text in HEDGES for text in texts)
    return hedges >= LEAST and hedges > SHARE * len(texts)
