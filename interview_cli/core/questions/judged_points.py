"""What an answer is judged by, point for point: key points, or the defects of a review."""

from __future__ import annotations

from interview_cli.core.kinds.behaviour import Behaviour
from interview_cli.core.kinds.design import Design, StagePoint
from interview_cli.core.kinds.review import Review
from interview_cli.core.questions.question import KeyPoint, Question


def list_points(question: Question) -> tuple[KeyPoint, ...]:
    """Return the points by which an answer to *question* is judged.

    A defect of a review is one; the critical ones are essential. Those of a case are the points of
    all its stages. A story is judged by none.
    """
    if isinstance(question.quiz, Behaviour):
        return ()
    if isinstance(question.quiz, Design):
        stages = question.quiz.stages
        return tuple(as_key_point(point) for stage in stages for point in stage.key_points)
    if not isinstance(question.quiz, Review):
        return question.key_points
    return tuple(
        KeyPoint(defect.says, defect.any, essential=defect.severity == "critical")
        for defect in question.quiz.defects
    )


def as_key_point(point: StagePoint) -> KeyPoint:
    """Return the point of a stage as those of other questions are."""
    return KeyPoint(
        point.says, point.any, point.not_, weight=point.weight, essential=point.essential
    )
