"""From a score to the rating that updates the memory.

Guessing is corrected for as in Bayesian knowledge tracing (Corbett and Anderson, 1995,
https://doi.org/10.1007/BF01099821): of those who would be right, by knowing or by luck,
the share who know is ``R / (R + (1 - R) g)``, where R is the chance that the learner
knows it and g the chance of a blind guess.
"""

from __future__ import annotations

from interview_cli.core.records import AGAIN, GOOD, HARD

#: R for a question that was never asked, until the learner's own rate is known.
NEW_RECALL = 0.35

#: A right choice is Good from this chance on that it was known.
KNOWN_FROM = 0.85

#: Confidence: what a learner can say before the verdict.
GUESS, UNSURE, SURE = 1, 2, 3

#: The scores below 1 from which an answer is good, and hard, unless a kind has others. An
#: answer in the learner's own words that passed is good from the first on.
PARTIAL = 0.75, 0.5


def estimate_known(recall: float, luck: float) -> float:
    """Return the chance (0 to 1) that a right answer was known and not guessed."""
    return recall / (recall + (1 - recall) * luck) if recall else 0.0


def rate(
    score: float,
    *,
    luck: float,
    partial: tuple[float, float] = PARTIAL,
    recall: float = NEW_RECALL,
    hints: int = 0,
    confidence: int | None = None,
    contradicted: bool = False,
    late: bool = False,
    passed: bool | None = None,
    essential: bool = False,
) -> tuple[int, tuple[str, ...]]:
    """Return the rating, from 1 to 4, of a *score* from 0 to 1, and the reasons for it.

    *luck* is the chance that a blind guess is right, *partial* the scores below 1 that are
    good and hard at least, *recall* the chance expected before the answer that the learner
    knows it. A *late* answer, which stood there when time ran out, is hard at most. Easy is
    left to the learner's own key.

    An answer in the learner's own words goes by whether it *passed*, None for all others:
    hard at least then, and good if it had *essential* points to say.
    """
    if late and not score:
        return AGAIN, ("time-out",)
    right = ["right" if score >= 1 else "partly" if score else "wrong"]
    if passed is not None:
        well = essential or score >= PARTIAL[0]
        rating = AGAIN if not passed else GOOD if well else HARD
        reasons = [*right, "passed" if passed else "not-passed"]
    elif score >= 1:
        lucky = luck > 0 and estimate_known(recall, luck) <= KNOWN_FROM
        rating, reasons = (HARD, [*right, "could-be-luck"]) if lucky else (GOOD, right)
    else:
        good, hard = partial
        rating = GOOD if score >= good else HARD if score >= hard else AGAIN
        reasons = right
    if hints and rating > HARD:
        rating = HARD
        reasons.append("hint")
    if late:
        rating = min(rating, HARD)
        reasons.append("time-out")
    if contradicted:
        rating = AGAIN
        reasons.append("contradicted")
    if confidence == GUESS:
        rating = AGAIN
        reasons.append("guessed")
    return rating, tuple(reasons)
