"""What came with format 1.1: a program that knows format 1 alone takes it for a mistake."""

from __future__ import annotations

from collections.abc import Iterator

from interview_cli.core.kinds.blanks import Blanks
from interview_cli.core.kinds.choice import Choice
from interview_cli.core.kinds.short import Short
from interview_cli.core.questions.question import FollowUp, PackInfo, Question

_KINDS = ("code", "match", "sql", "review", "design", "ask-back", "behaviour")
_OF_QUESTIONS = ("spoken", "language", "image", "files", "vary")
_OF_PACKS = ("sets", "terms", "topics", "lint", "strict")
_WEIGHT = FollowUp.__dataclass_fields__["weight"].default


def find_newer(question: Question) -> Iterator[str]:
    """Yield the fields and the kind of *question* that format 1 doesn't have."""
    quiz = question.quiz
    yield from (name for name in _OF_QUESTIONS if getattr(question, name))
    if question.kind in _KINDS:
        yield question.kind
    if isinstance(quiz, Choice) and any(option.mark is not None for option in quiz.options):
        yield "mark"
    if isinstance(quiz, Short) and quiz.unit:
        yield "unit"
    if isinstance(quiz, Short | Blanks) and quiz.wrong:
        yield "wrong"
    points = [*question.key_points, *(p for f in question.follow_ups for p in f.key_points)]
    if any(point.essential for point in points):
        yield "essential"
    if any(follow_up.weight != _WEIGHT for follow_up in question.follow_ups):
        yield "weight"


def find_newer_of_pack(info: PackInfo) -> Iterator[str]:
    """Yield the fields that a pack says of itself and that format 1 doesn't have."""
    yield from (name for name in _OF_PACKS if getattr(info, name))
    if any(step.kinds for track in info.tracks for step in track.steps):
        yield "kinds"
