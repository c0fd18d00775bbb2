"""How well an exercise went: by its tests, the hints that were read, and the time it took."""

from __future__ import annotations

from interview_cli.core.records import AGAIN, GOOD, HARD

#: Who needs more than this times the minutes that were meant for it found it hard.
SLOW = 2.0


def rate_exercise(
    share: float, *, gave_up: bool, hints: int, minutes: float, meant: float
) -> tuple[int, tuple[str, ...]]:
    """Return the rating, from 1 to 4, and the reasons for it.

    *share* (0 to 1) is that of the tests that passed, *gave_up* whether the solution was read
    before, *minutes* the time it took and *meant* the time that the author gives it. Easy is
    left to the learner's own key, as everywhere.
    """
    if gave_up or share < 1:
        reasons = ["partly" if share else "wrong"]
        return AGAIN, (*reasons, "gave-up") if gave_up else tuple(reasons)
    slow = minutes > SLOW * meant
    reasons = ["right", *(["hint"] if hints else []), *(["slow"] if slow else [])]
    return (HARD if hints or slow else GOOD), tuple(reasons)
