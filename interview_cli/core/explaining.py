"""A question that is answered in one's own words: how it is put, and how it is scored.

``Explain`` takes the place of a question's quiz, so that the engine asks it the same
things. It is no kind that a pack can name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from interview_cli.core.kinds import Answer, Expects
from interview_cli.core.levels import Level
from interview_cli.core.questions.question import FollowUp, Question
from interview_cli.core.scoring.result import HIT, MISSED, Point, Scored, expected, score_of

#: How a question that is explained is named in a record.
EXPLAIN = "explain"

#: Groups of words that mean the same.
Synonyms = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Explain:
    """A question to be explained at a *level*; None for the question's own."""

    PARTS: ClassVar[Mapping[str, Callable[[Any], Any]]] = {}

    question: Question
    level: Level | None = None
    synonyms: Synonyms = ()
    kind: str = EXPLAIN
    stem: str | None = None
    why: str | None = None
    expects: Expects = "lines"
    offers: tuple[str, ...] = ()
    markdown: bool = False
    keeps_order: bool = True
    gaps: int = 0
    right: tuple[str, ...] = ()
    luck: float = 0.0

    @property
    def whys(self) -> Mapping[str, str]:
        return {}

    def grade(self, answer: Answer) -> float:
        return self.scored(answer).score

    def get_ready(self) -> None:
        """Do what the first answer needs, while the question is being read.

        Phrases are parsed and the model answer is cut into words once: two thirds of what
        scoring that answer would cost (``tests/bench/scoring.py``).
        """
        self.scored("")

    def scored(self, answer: Answer) -> Scored:
        """Score *answer*, a text, with the reasons."""
        from interview_cli.core.scoring.scorer import score

        return score(
            answer if isinstance(answer, str) else "",
            ask=self.question.ask,
            reference=self.question.answer,
            key_points=self.question.key_points,
            level=self.level,
            own_level=self.question.level,
            synonyms=self.synonyms,
        )


def remembered(
    question: Question, level: Level | None, records: Iterable[Mapping[str, Any]]
) -> tuple[Point, ...]:
    """Take the points that a record keeps again, by what they say.

    A point that was added to the question since then counts as missed.
    """
    kept = {record["says"]: record for record in records}
    counts = expected(question.key_points, level, question.level)
    points = []
    for key_point, counted in zip(question.key_points, counts, strict=True):
        record = kept.get(key_point.says, {})
        points.append(
            Point(
                key_point.says,
                record.get("state", MISSED),
                tuple(record.get("words") or ()),
                weight=key_point.weight,
                expected=counted,
            )
        )
    return tuple(points)


def ticked(question: Question, level: Level | None, said: Iterable[int]) -> Scored:
    """Score an answer that was spoken, by the places of the key points that were said."""
    said = set(said)
    points = tuple(
        Point(p.says, HIT if n in said else MISSED, weight=p.weight, expected=counts)
        for n, (p, counts) in enumerate(
            zip(
                question.key_points,
                expected(question.key_points, level, question.level),
                strict=True,
            )
        )
    )
    return Scored(score_of(points), points)


def as_question(follow_up: FollowUp, of: Question) -> Question:
    """Give a follow-up as a question of its own, at the level and topic of its parent."""
    return Question(
        id=f"{of.id}/{follow_up.id}",
        ask=follow_up.ask,
        answer=follow_up.answer,
        level=of.level,
        topic=of.topic,
        key_points=follow_up.key_points,
        sources=of.sources,
    )
