"""One answer as it adds up: what the folds of the journal need of its line, and no more."""

from __future__ import annotations

from typing import NamedTuple

from interview_cli.core.levels import BY_POINTS
from interview_cli.core.records import Line, is_right, is_unrated, read_passed, read_weight
from interview_cli.core.study_days import study_day_of

#: No answer counts for more seconds: the learner has gone away.
MAX_SECONDS = 600.0


def cap_seconds(elapsed_ms: float) -> float:
    """Return the seconds that an answer counts for, at most MAX_SECONDS."""
    if 0 <= elapsed_ms <= 1000 * MAX_SECONDS:  # quicker than min and max
        return elapsed_ms / 1000
    return 0.0 if elapsed_ms < 0 else MAX_SECONDS


class Answer(NamedTuple):
    """What adds up of a ``reviewed`` line; a long journal has millions of them.

    ``day`` is the study day, ``passed`` and ``weight`` are as ``records`` reads them.
    """

    session: str | None
    question: str
    fingerprint: str
    mode: str
    kind: str
    score: float | None
    rating: int
    grader: str | None
    attempt: int
    seconds: float
    day: int
    confidence: int | None
    predicted: float | None
    passed: bool | None
    weight: float

    @classmethod
    def from_line(cls, line: Line) -> Answer:
        """Return what adds up of *line*, a sound one."""
        get = line.get
        return cls(
            get("session"),
            line["question"],
            line["fingerprint"],
            line["mode"],
            line["kind"],
            line["score"],
            line["rating"],
            get("grader"),
            line["attempt"],
            cap_seconds(line["elapsed_ms"]),
            study_day_of(line["at"], get("offset") or 0),
            get("confidence"),
            get("predicted"),
            read_passed(line),
            read_weight(line),
        )

    def with_grade(self, grade: Line) -> Answer:
        """Return the answer with what ``regraded`` says in *grade*; see ``records.with_grade``."""
        return self._replace(
            score=grade.get("score"),
            rating=grade["rating"],
            grader=grade.get("grader"),
            passed=read_passed(grade),
        )

    def judge(self) -> tuple[bool, bool, bool | None]:
        """Return whether it was right, whether it's unrated, and whether it went well.

        An answer that is judged point by point went well if it passed. It's None where nobody
        could say.
        """
        score = self.score
        if score is not None and self.kind not in BY_POINTS:  # most of them
            right = score >= 1
            return right, False, right
        if is_unrated(score, self.grader):
            return False, True, None
        right = is_right(score, self.rating)
        well = self.passed if self.kind in BY_POINTS and self.passed is not None else right
        return right, False, well
