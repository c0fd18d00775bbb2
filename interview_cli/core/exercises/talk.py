"""The talk about an exercise in an interview: what was written, and what it costs."""

from __future__ import annotations

from interview_cli.core.exercises.exercise import find_exercise
from interview_cli.core.questions.question import FollowUp, Question

#: The talk's name, as that of a follow-up.
TALK = "walk-through"

_ASKS = {
    "write": "Walk me through your solution: how does it work, and what does it cost?",
    "fix": "Walk me through the bug: what went wrong, and why does your fix hold?",
    "catch": "Walk me through your tests: which bugs do they catch, and how?",
    "sql": "Walk me through your query: how does it get these rows?",
}


def list_follow_ups(question: Question, *, interview: bool = True) -> tuple[FollowUp, ...]:
    """Return what is asked next; of an exercise in an *interview* the talk about it first."""
    exercise = find_exercise(question) if interview else None
    if exercise is None or any(follow.id == TALK for follow in question.follow_ups):
        return question.follow_ups
    talk = FollowUp(TALK, _ASKS[exercise.form], question.answer, question.key_points)
    return (talk, *question.follow_ups)
