"""What a review is worth: its findings against the defects that there are.

A finding finds a defect that it names at its line; one line up or down will do. One that names
no line finds what it names, wherever that is. A finding that names a defect nearly, at its
line, is neither right nor wrong. All others are false alarms: what isn't a defect, and what is
one elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from interview_cli.core.code_review.findings import Finding, read_findings
from interview_cli.core.code_review.shown_code import read_shown, same_file
from interview_cli.core.compare import fold
from interview_cli.core.kinds.review import Defect, Review
from interview_cli.core.questions.question import KeyPoint
from interview_cli.core.scoring.result import CLOSE, HIT, MISSED, PointResult, ScoringResult

#: How many lines beside a defect are still its place.
REACH = 1

#: What a false alarm takes off, where a defect that is found counts 1.
ALARM_COSTS = 0.5


class JudgedDefect(NamedTuple):
    """A defect, what was said of it, and by which findings, from 0."""

    defect: Defect
    state: str
    by: tuple[int, ...] = ()


class Assessment(NamedTuple):
    """A review: ``alarms`` are the places of the findings that are false alarms.

    ``elsewhere`` are those among them that name a defect, but not at its line: each with the
    place of that defect.
    """

    findings: tuple[Finding, ...]
    defects: tuple[JudgedDefect, ...]
    alarms: tuple[int, ...]
    elsewhere: tuple[tuple[int, int], ...] = ()

    @property
    def found(self) -> int:
        return sum(one.state == HIT for one in self.defects)

    @property
    def score(self) -> float:
        return compute_score(self.found, len(self.alarms), len(self.defects))

    @property
    def lineless(self) -> tuple[Finding, ...]:
        """The findings that name no line."""
        return tuple(one for one in self.findings if not one.lines)

    @property
    def result(self) -> ScoringResult:
        """The score with the defects as points, so that it's kept and shown as others are."""
        return ScoringResult(self.score, tuple(self._point(one) for one in self.defects))

    def _point(self, one: JudgedDefect) -> PointResult:
        words = tuple(self.findings[n].text for n in one.by)
        essential = one.defect.severity == "critical"
        return PointResult(one.defect.says, one.state, words, essential=essential)


def compute_score(found: int, alarms: int, defects: int) -> float:
    """Return the score, from 0 to 1, of a review with so many *alarms* that are false."""
    return max(0.0, found - ALARM_COSTS * alarms) / defects if defects else 0.0


@lru_cache(maxsize=64)
def assess(review: Review, answer: str) -> Assessment:
    """Return what the findings in *answer* are worth."""
    shown = read_shown(review)
    findings = read_findings(answer, shown)
    only = len(shown) == 1
    states = [_judge_says(review.defects, one.says) for one in findings]
    judged, hits, near = [], set(), set()
    elsewhere: dict[int, int] = {}
    for n, defect in enumerate(review.defects):
        by: dict[str, list[int]] = {HIT: [], CLOSE: []}
        for place, finding in enumerate(findings):
            state = states[place][n]
            if state not in by:
                continue
            if _is_at(finding, defect, only=only):
                by[state].append(place)
            elif state == HIT:
                elsewhere.setdefault(place, n)
        hits.update(by[HIT])
        near.update(by[CLOSE])
        state = HIT if by[HIT] else CLOSE if by[CLOSE] else MISSED
        judged.append(JudgedDefect(defect, state, tuple(by.get(state, ()))))
    alarms = tuple(n for n in range(len(findings)) if n not in hits | near)
    wrong_place = tuple((n, at) for n, at in elsewhere.items() if n in alarms)
    return Assessment(findings, tuple(judged), alarms, wrong_place)


def turn(review: Review, answer: str, points: Sequence[PointResult]) -> ScoringResult:
    """Return the score of *answer* with *points* as the learner corrected them.

    Whoever says that a defect was found had a finding for it, which then is no false alarm.
    """
    own = assess(review, answer)
    added = sum(
        point.state == HIT and one.state == MISSED
        for point, one in zip(points, own.defects, strict=False)
    )
    alarms = max(0, len(own.alarms) - added)
    found = sum(point.state == HIT for point in points)
    return ScoringResult(compute_score(found, alarms, len(points)), tuple(points))


def _judge_says(defects: Iterable[Defect], says: str) -> list[str]:
    """Return how well *says* names each defect, wherever it is."""
    from interview_cli.core.scoring.scorer import judge_points  # only an answer needs it

    points = [KeyPoint(defect.says, defect.any) for defect in defects]
    states = judge_points(says, ask="", reference="", key_points=points, explained=False)
    # "compare with None" is no sentence of an answer, but a finding all the same.
    return [
        HIT if _bare(says) == _bare(point.says) else state
        for point, state in zip(points, states, strict=True)
    ]


def _bare(text: str) -> str:
    return fold(text.strip(" ."))


def _is_at(finding: Finding, defect: Defect, *, only: bool) -> bool:
    """Whether a finding is about the place of *defect*, as far as it names one."""
    if finding.file and defect.file and not only and not same_file(finding.file, defect.file):
        return False
    return not finding.lines or any(
        first <= end + REACH and begin - REACH <= last
        for first, last in finding.lines
        for begin, end in defect.ranges
    )
