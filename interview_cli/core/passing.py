"""Which scores pass: a rule of ours for records and for scoring alike."""

from __future__ import annotations

#: The score from which an answer passes, unless essential points decide.
PASSING_SCORE = 0.5
_ROUNDING = 1e-9  # half of three points that weigh 0.1, 0.2 and 0.3 is a hair less than half


def is_passing(score: float) -> bool:
    """Whether *score* is enough to pass where no key point is essential."""
    return score > PASSING_SCORE - _ROUNDING
