"""What is typed, against what a pack accepts and what it calls wrong.

Imported when there is an answer: the start of a session shouldn't wait for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from interview_cli.core.equal_answers.characters import drop_ticks, is_in_ticks, tidy
from interview_cli.core.equal_answers.same_answer import (
    DIFFERENT,
    SAME,
    Comparison,
    Verdict,
    compare_answers,
    compare_with_any,
    compare_with_number,
)
from interview_cli.core.kinds.kind import WrongAnswer

__all__ = ["compare_typed", "compare_with_number", "still_accepts"]


def compare_typed(
    typed: str,
    accept: Iterable[str],
    wrong: Iterable[WrongAnswer],
    *,
    case: bool,
    asked: str,
    units: tuple[str, ...] = (),
) -> tuple[Comparison, str]:
    """Return how *typed* compares with what is accepted, and what to say of it.

    What is listed in so many words is what the list says; only then is anything forgiven.
    A typical wrong answer isn't nearly right.
    """
    accept, wrong = tuple(accept), tuple(wrong)
    if any(_is_literally(typed, text, case=case) for text in accept):
        return SAME, ""
    known = [w for w in wrong if _is_literally(typed, w.text, case=case)]
    best = compare_with_any(typed, accept, case=case, asked=asked, units=units)
    if best.verdict is Verdict.SAME and not known:
        return best, ""
    if not known and wrong:
        alike = [compare_answers(typed, w.text, case=case, asked=asked, units=units) for w in wrong]
        known = [w for w, one in zip(wrong, alike, strict=True) if one == SAME]
        if best.verdict is Verdict.DIFFERENT:  # with a typo it's the same mistake
            nearly = zip(wrong, alike, strict=True)
            known = known or [w for w, one in nearly if one.verdict is Verdict.NEARLY]
    if known:
        return DIFFERENT, known[0].why or ""
    if best.verdict is Verdict.NEARLY:
        return best, f"Nearly: {best.differs}."
    return best, f"{best.differs[:1].upper()}{best.differs[1:]}." if best.differs else ""


def _is_literally(typed: str, text: str, *, case: bool) -> bool:
    one, other = drop_ticks(tidy(typed)), drop_ticks(tidy(text))
    return one == other or (not (case or is_in_ticks(text)) and one.casefold() == other.casefold())


def still_accepts(accept: Iterable[str], texts: Iterable[str], *, case: bool) -> bool:
    """Whether each of *texts* is right, or nearly, by what is accepted now."""
    accept = tuple(accept)
    found = (compare_with_any(text, accept, case=case) for text in texts)
    return all(comparison.verdict is not Verdict.DIFFERENT for comparison in found)
