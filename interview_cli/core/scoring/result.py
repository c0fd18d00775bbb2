"""The result of scoring an answer in the learner's own words: values, the formula, and words.

The score is computed from the states of the key points alone, so that overriding one of
them gives the score that the program would have given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import Any, NamedTuple

from interview_cli.core.levels import LEVELS, Level
from interview_cli.core.passing import is_passing
from interview_cli.core.questions.question import KeyPoint

HIT, CLOSE, CONTRADICTED, MISSED = "hit", "close", "contradicted", "missed"

#: What a key point counts in each state. Nearly said is less than half.
CREDIT: Mapping[str, float] = {HIT: 1.0, CLOSE: 0.35, CONTRADICTED: 0.0, MISSED: 0.0}

#: A score with a contradicted point is at most this: less than half, whatever else was said.
#: So is one of an answer that says no point outright.
CONTRADICTED_AT_MOST = 0.49

#: What each contradicted point takes off besides: who is wrong in one thing and right in
#: others by the way knows less than who says only what is right.
CONTRADICTED_COSTS = 0.25

#: What likeness to the model answer beyond ``LIFT_FROM`` adds to the share of the points that
#: was said: 0.26 at most. Alone it is blind to "not", so it adds nothing to nothing.
LIFT, LIFT_FROM = 0.4, 0.35

#: The share of few points that passes, and the factor of √n for many.
ENOUGH_OF_FEW, ENOUGH_OF_MANY = 2 / 3, 4 / 3

#: The words in which a point can be said, and the points that the shortest answer makes.
WORDS_A_POINT, LEAST_POINTS = 10, 0.5


@dataclass(frozen=True, slots=True)
class PointResult:
    """A key point against an answer.

    ``words`` are the parts of the answer that led to ``state``, as they were written, and
    ``spans`` where each begins and ends in it. A point that is not ``expected`` at the
    level asked for is shown, and doesn't count. An ``essential`` one has to be said to pass.
    """

    says: str
    state: str
    words: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    weight: float = 1.0
    expected: bool = True
    essential: bool = False

    def record(self) -> dict[str, Any]:
        """Return what the journal keeps of it."""
        return {"says": self.says, "state": self.state, "words": list(self.words)}


class ScoringResult(NamedTuple):
    """An answer's score from 0 to 1, and why.

    ``overlap`` is how like the model answer it is. ``judged`` is False where the program
    can't judge the answer, so that only the learner can say. ``sure`` is True only where
    verdicts like this one were right in nine of ten cases (``calibration``). ``length`` is the
    number of words. ``note`` says why no point is more than partly said: "These are keywords:
    ...".
    """

    score: float
    points: tuple[PointResult, ...] = ()
    overlap: float = 0.0
    sure: bool = False
    judged: bool = True
    length: int | None = None
    note: str = ""

    @property
    def contradicted(self) -> bool:
        return any(p.expected and p.state == CONTRADICTED for p in self.points)

    @property
    def passed(self) -> bool | None:
        """Whether the answer passed; None where it can't be judged."""
        return decide_passed(self.points, self.score) if self.judged else None

    @property
    def has_essentials(self) -> bool:
        return bool(_essentials(self.points))

    @property
    def coverage(self) -> float:
        """How much of the expected points was said, from 0 to 1."""
        return coverage(self.points)

    def with_state(self, place: int, state: str) -> ScoringResult:
        """Return the score with the point at *place* in *state*, by whoever knows better."""
        points = list(self.points)
        points[place] = replace(points[place], state=state)
        score = compute_score(points, self.overlap, self.length)
        return ScoringResult(score, tuple(points), self.overlap, length=self.length)


def coverage(points: Iterable[PointResult]) -> float:
    """Return the weighted share of the expected points that was said; 0 without any."""
    expected = [point for point in points if point.expected]
    weight = sum(point.weight for point in expected)
    return sum(p.weight * CREDIT[p.state] for p in expected) / weight if weight else 0.0


def decide_passed(points: Iterable[PointResult], score: float) -> bool:
    """Whether an answer with these *points* and this *score* passed.

    Every essential point was said; where none is essential, the score is a half or more. A
    contradicted point never passes, whatever else was said, nor does a score of 0.
    """
    points = [point for point in points if point.expected]
    if any(point.state == CONTRADICTED for point in points):
        return False
    if essentials := _essentials(points):
        return score > 0 and all(point.state == HIT for point in essentials)
    return is_passing(score)


def _essentials(points: Iterable[PointResult]) -> list[PointResult]:
    return [point for point in points if point.expected and point.essential]


def compute_score(
    points: Iterable[PointResult], overlap: float = 0.0, words: int | None = None
) -> float:
    """Return the score, from 0 to 1, of an answer of so many *words* (None: long enough).

    It is 0.5 where the share of the points that was said is the share needed, 0 where nothing
    was, 1 where everything was, and in a straight line between these. *overlap* with the model
    answer adds a little where something was said and nothing contradicted. Contradicted points
    take ``CONTRADICTED_COSTS`` off each.

    The constants are those with which 994 answers, written blind, were told apart best
    (``tests/core/scoring/answers``): half of them to questions with 2 to 4 phrases a point.
    """
    expected = [point for point in points if point.expected]
    share = coverage(expected)
    against = sum(point.state == CONTRADICTED for point in expected)
    if share and not against:
        share = min(1.0, share + LIFT * max(0.0, overlap - LIFT_FROM))
    needed = share_needed([point.weight for point in expected], words)
    score = share / needed / 2 if share < needed else 1 - (1 - share) / (1 - needed) / 2
    if against or not any(point.state == HIT for point in expected):
        score = min(score - CONTRADICTED_COSTS * against, CONTRADICTED_AT_MOST)
    return max(0.0, score)


def share_needed(weights: Sequence[float], words: int | None = None) -> float:
    """Return the share of points of these *weights* that makes half of the score.

    Of n points two thirds, but of more than four 4/3 √n: nobody says all that
    there is to say. An answer of few *words* has room for fewer: one point in ten words.
    """
    total = sum(weights)
    if not total:
        return 0.5
    count = total**2 / sum(weight**2 for weight in weights)  # as many of the same weight
    needed = min(ENOUGH_OF_FEW * count, ENOUGH_OF_MANY * sqrt(count))
    if words is not None:
        needed = min(needed, max(LEAST_POINTS, words / WORDS_A_POINT))
    return needed / count


def mark_expected(points: Sequence[KeyPoint], level: Level | None, own: Level) -> list[bool]:
    """Return which key points count at *level*, None for the question's *own*.

    Those from a higher level don't; where none would, those of the lowest there is do.
    """
    levels = [LEVELS.index(point.from_ or own) for point in points]
    top = max(LEVELS.index(level or own), min(levels, default=0))
    return [level <= top for level in levels]


#: What came of a key point, by its state.
WORDS = {HIT: "Said", CLOSE: "Partly said", CONTRADICTED: "Contradicted", MISSED: "Not said"}


def one_paragraph(says: str) -> str:
    """Return what a point says without the line ends that its pack has for lack of room."""
    return " ".join(says.split())


def name_point(point: PointResult) -> str:
    """Return what a key point says, and whether it's essential."""
    essential = " [essential]" if point.essential and point.expected else ""
    return f"{one_paragraph(point.says)}{essential}"


def describe_point(point: PointResult, why: str) -> str:
    """Return what came of a key point: ``Said: what it holds (the words it was found by)``."""
    return f"{WORDS[point.state]}: {name_point(point)}{f' ({why})' if why else ''}"


def quote_evidence(point: PointResult) -> str:
    """Return the learner's words that led to a point's state; "" if none did."""
    if not point.words or point.state == MISSED:  # it was turned away, or never found
        return ""
    quoted = " … ".join(f'"{" ".join(word.split())}"' for word in point.words)
    return f"you wrote {quoted}" if point.state == CONTRADICTED else quoted
