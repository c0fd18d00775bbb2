"""What was worth what in a case: each stage by its key points, the case as their mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from interview_cli.core.kinds.design import Design, Stage
from interview_cli.core.kinds.kind import Answer
from interview_cli.core.questions.judged_points import as_key_point
from interview_cli.core.scoring.result import (
    PointResult,
    ScoringResult,
    compute_score,
)

#: The least scores of grades 2 and 3; a stage with a contradicted point never is a 3.
TWO_FROM, THREE_FROM = 0.5, 0.85


class StageScore(NamedTuple):
    """A stage, what was said at it, and how its points came out.

    ``answer`` and ``probed`` are the two texts; ``own`` is the learner's own grade.
    """

    stage: Stage
    answer: str
    probed: str
    result: ScoringResult
    own: int | None = None
    spent_ms: int | None = None

    @property
    def score(self) -> float:
        return self.result.score

    @property
    def grade(self) -> int:
        """The grade by the points, from 0 to 3: the place of the anchor that describes it."""
        if self.score >= THREE_FROM and not self.result.contradicted:
            return 3
        return 2 if self.score >= TWO_FROM else 1 if self.score > 0 else 0


class CaseScore(NamedTuple):
    """The stages of a case with their scores."""

    stages: tuple[StageScore, ...]

    @property
    def score(self) -> float:
        """The mean of the stages, from 0 to 1."""
        scores = [stage.score for stage in self.stages]
        return sum(scores) / len(scores) if scores else 0.0

    @property
    def result(self) -> ScoringResult:
        """The score with the points of all stages, one after the other."""
        points = tuple(point for stage in self.stages for point in stage.result.points)
        return ScoringResult(self.score, points)

    @property
    def text(self) -> str:
        """All that was said, each text after its stage."""
        said = (
            (stage.stage.title, "\n".join(filter(str.strip, (stage.answer, stage.probed))))
            for stage in self.stages
        )
        return "\n".join(f"{title}: {text}" for title, text in said if text)

    def with_points(self, points: Sequence[PointResult]) -> CaseScore:
        """Return the score with all *points* in the states that they have there."""
        rest = list(points)
        stages = []
        for stage in self.stages:
            own = tuple(rest[: len(stage.result.points)])
            del rest[: len(own)]
            total = compute_score(own, words=stage.result.length)
            result = stage.result._replace(score=total, points=own)
            stages.append(stage._replace(result=result))
        return CaseScore(tuple(stages))


@lru_cache(maxsize=256)
def judge_stage(stage: Stage, text: str) -> ScoringResult:
    """Return the score of *text* at *stage*, all that was said there.

    A list will do, as it does at a whiteboard: no point has to be explained in sentences.
    """
    from interview_cli.core.scoring.scorer import score_points  # only an answer needs it

    return score_points(text, ask=stage.ask, key_points=tuple(map(as_key_point, stage.key_points)))


def score(case: Design, said: Answer) -> CaseScore:
    """Return the score of a whole case; *said* are two texts for each stage, or nothing."""
    texts = said if isinstance(said, tuple) else ()
    pairs = _pair(texts, len(case.stages))
    return CaseScore(
        tuple(
            StageScore(stage, answer, probed, judge_stage(stage, f"{answer}\n{probed}".strip()))
            for stage, (answer, probed) in zip(case.stages, pairs, strict=True)
        )
    )


def _pair(texts: Iterable[str], stages: int) -> list[tuple[str, str]]:
    """Return two texts for each of so many stages, "" where there are none."""
    filled = [*texts, *[""] * (2 * stages)]
    return [(filled[2 * n], filled[2 * n + 1]) for n in range(stages)]
