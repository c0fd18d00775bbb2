"""What an interviewer asks next: the follow-up that probes what was left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interview_cli.core.journal.records import Reviewed
from interview_cli.core.scoring.result import HIT
from interview_cli.core.session import Asked

#: Words are told apart by so many letters; shorter ones say little.
_LETTERS = 5
_WORD = re.compile(r"[^\W\d_]{4,}")


def probe(plan: Sequence[Asked], place: int, review: Reviewed) -> int | None:
    """Give the place in *plan* of the follow-up to ask after *review*; None for none.

    The one that has most in common with the key points that were missed, else the first.
    Nobody is asked more of what they know nothing of.
    """
    key = plan[place].key
    following = [n for n, asked in enumerate(plan) if asked.follows == key]
    if not following or review.score == 0 or (review.score is None and not review.answer):
        return None
    missed = [point["says"] for point in review.points or () if point["state"] != HIT]
    wanted = _words(missed)

    def shared(n: int) -> int:
        question = plan[n].question
        says = (point.says for point in question.key_points)
        return len(wanted & _words((question.ask, question.answer, *says)))

    return max(following, key=shared)


def _words(texts: Sequence[str]) -> set[str]:
    return {word[:_LETTERS].casefold() for text in texts for word in _WORD.findall(text)}
