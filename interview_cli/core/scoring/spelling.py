"""Which typed word is meant to be which: slips of the keyboard (rapidfuzz is used only here)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from interview_cli.core.scoring.negation import opposed

SHORTEST = 4  # letters of a word that can be misspelt
SURE_OF = 6  # letters from which a letter may also be another one: list is not last
TWICE = 8  # letters from which two slips are forgiven
#: Likeness of two words that the overlap takes for one: 0.8, and room for how rapidfuzz rounds
#: a cut-off (0.8 itself would leave out "item" and "itemm").
ALIKE = 0.79


@lru_cache(maxsize=1)
def _osa() -> Any:
    from rapidfuzz.distance import OSA

    return OSA


@lru_cache(maxsize=1)
def _extract() -> Any:
    from rapidfuzz import process

    return process.extractOne


@lru_cache(maxsize=16384)
def slip(word: str, typed: str) -> bool:
    """Say whether *typed* is *word* with a slip or two; both folded.

    The optimal string alignment distance (a letter added, left out, changed, or two swapped)
    is at most 1 from four letters, 2 from eight. The first letter must be right: there stand
    the prefixes that turn a word into its opposite, and lock is not block.
    """
    short = min(len(word), len(typed))
    if short < SHORTEST or word[0] != typed[0] or not (word.isalpha() and typed.isalpha()):
        return False
    most = 2 if short >= TWICE else 1
    if abs(len(word) - len(typed)) > most or opposed(word):
        return False
    distance = _osa().distance(word, typed, score_cutoff=most)
    if distance > most:
        return False
    changed = len(word) == len(typed) and sorted(word) != sorted(typed)
    return not (changed and short < SURE_OF)


def alike(word: str, others: Sequence[str]) -> str | None:
    """Give the word among *others* whose likeness to *word* is 0.8 or more, if there is one.

    Likeness is 1 - OSA / length of the longer. Meant for stems; opposites are left to others.
    """
    if len(word) < SHORTEST or not word.isalpha():
        return None
    found = _extract()(word, others, scorer=_osa().normalized_similarity, score_cutoff=ALIKE)
    if found is None or len(found[0]) < SHORTEST or opposed(word) or opposed(found[0]):
        return None
    typed = str(found[0])
    # asynchronous ends in synchronous
    return None if word.endswith(typed) or typed.endswith(word) else typed
