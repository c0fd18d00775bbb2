"""Compare typed text: folded, and with typos."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable


def fold(text: str, *, case: bool = False) -> str:
    """Return *text* for comparing: NFC, one space between words, casefolded unless *case*."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    return text if case else text.casefold()


def is_one_typo_off(answer: str, accepted: str) -> bool:
    """Whether *answer* is *accepted* but for one typo.

    Both are folded. One letter added, left out, changed or swapped with its
    neighbour is forgiven in one word of six letters or more. Not in a word with
    digits or signs, which is taken for code; and not in the first letter, where
    prefixes turn a word into its opposite (a-synchronous).
    """
    ours, theirs = accepted.split(), answer.split()
    different = [(a, b) for a, b in zip(ours, theirs, strict=False) if a != b]
    if len(ours) != len(theirs) or len(different) != 1:
        return False
    [(word, typed)] = different
    return len(word) >= 6 and word.isalpha() and _is_one_edit_off(word, typed)


def _is_one_edit_off(word: str, typed: str) -> bool:
    """Whether one edit after the first letter turns *word* into *typed*."""
    if word[:1] != typed[:1] or abs(len(word) - len(typed)) > 1:
        return False
    start = 0
    while start < min(len(word), len(typed)) and word[start] == typed[start]:
        start += 1
    a, b = word[start:], typed[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[1::-1] + a[2:] == b)


def all_among(texts: Iterable[str], known: Iterable[str], *, case: bool = False) -> bool:
    """Whether each of *texts* is one of the *known*, or one typo off."""
    folded = [fold(text, case=case) for text in known]
    return all(
        any(text == other or (not case and is_one_typo_off(text, other)) for other in folded)
        for text in (fold(text, case=case) for text in texts)
    )
