"""What an answer is judged by, point for point: key points, or the defects of a review."""

from __future__ import annotations

from interview_cli.core.kinds.behaviour import Behaviour
from interview_cli.core.kinds.review import Review
from interview_cli.core.questions.question import KeyPoint, Question


def list_points(question: Question) -> tuple[KeyPoint, ...]:
    """Return the points by which an answer to *question* is judged.

    A defect of a review is one; the critical ones are essential. A story is judged by none.
    """
    if isinstance(question.quiz, Behaviour):
        return ()
    if not isinstance(question.quiz, Review):
        return question.key_points
    return tuple(
        KeyPoint(defect.says, defect.any, essential=defect.severity == "critical")
        for defect in question.quiz.defects
    )
