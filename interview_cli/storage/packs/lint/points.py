"""Key points against answers, for the rules that look at both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from interview_cli.core.questions.question import KeyPoint
from interview_cli.core.scoring import score
from interview_cli.storage.packs.lint.spots import Spot
from interview_cli.storage.packs.nodes import Map


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that is asked: the question itself or a follow-up, with its key points."""

    ask: str
    answer: str
    points: list[tuple[KeyPoint, Map]]


def asked_in(spot: Spot) -> Iterator[Asked]:
    """Give all that *spot* asks and that has key points."""
    question = spot.question
    parts = [(question.ask, question.answer, question.key_points, spot.part)]
    for follow_up, part in zip(question.follow_ups, spot.part.get("follow_ups", ()), strict=False):
        parts.append((follow_up.ask, follow_up.answer, follow_up.key_points, part))
    for ask, answer, points, part in parts:
        nodes = part.get("key_points")
        if points and nodes and len(nodes) == len(points):
            yield Asked(ask, answer, list(zip(points, nodes, strict=True)))


def states_of(
    asked: Asked, points: Iterable[KeyPoint], answer: str, *, without_not: bool = False
) -> list[str]:
    """Say what the scorer makes of each point in *answer*: hit, close, contradicted or missed."""
    plain = tuple(
        replace(point, from_=None, not_=() if without_not else point.not_) for point in points
    )
    return _states(asked.ask, asked.answer, plain, answer)


@lru_cache(maxsize=4096)
def _states(ask: str, reference: str, points: tuple[KeyPoint, ...], answer: str) -> list[str]:
    scored = score(answer, ask=ask, reference=reference, key_points=points)
    return [point.state for point in scored.points]
