"""Compare the texts of packs: folded, and with typos. For answers: ``equal_answers``."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from interview_cli.core.equal_answers.slips import describe_slip


def fold(text: str, *, case: bool = False) -> str:
    """Return *text* for comparing: NFC, one space between words, casefolded unless *case*."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    return text if case else text.casefold()


def all_among(texts: Iterable[str], known: Iterable[str], *, case: bool = False) -> bool:
    """Whether each of *texts* is one of the *known*, or one typo off."""
    folded = [fold(text, case=case) for text in known]
    return all(
        any(text == other or (not case and describe_slip(text, other)) for other in folded)
        for text in (fold(text, case=case) for text in texts)
    )
