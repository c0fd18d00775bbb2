"""A question to be explained in the learner's own words, and how that is scored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from interview_cli.core.kinds.kind import Answer
from interview_cli.core.levels import EXPLAIN as EXPLAIN
from interview_cli.core.levels import Level
from interview_cli.core.questions.judged_points import list_points
from interview_cli.core.questions.question import FollowUp, Question
from interview_cli.core.questions.variants import fill, template_of
from interview_cli.core.scoring import result
from interview_cli.core.scoring.result import PointResult, ScoringResult

#: Groups of words that mean the same.
Synonyms = tuple[tuple[str, ...], ...]


class Explain(NamedTuple):
    """A question to be explained at a *level*; None for the question's own.

    ``measured`` says that its phrases were measured on answers, as the bundled pack's were.
    """

    question: Question
    level: Level | None = None
    synonyms: Synonyms = ()
    measured: bool = False

    def score(self, answer: Answer) -> ScoringResult:
        """Return the score of *answer*, a text, with the reasons."""
        from interview_cli.core.scoring.scorer import score as score_answer

        return score_answer(
            answer if isinstance(answer, str) else "",
            ask=self.question.ask,
            reference=self.question.answer,
            key_points=self.question.key_points,
            level=self.level,
            own_level=self.question.level,
            synonyms=self.synonyms,
            measured=self.measured,
        )

    def prepare(self) -> None:
        """Fill the caches of scoring while the question is being read.

        The words of the model answer are those that are most likely to come, so they are looked
        up first.
        """
        self.score(self.question.answer)
        self.score("")


def recorded_points(
    question: Question, level: Level | None, records: Iterable[Mapping[str, Any]]
) -> tuple[PointResult, ...]:
    """Return the points of *records*, matched by what they say.

    A point that the question got since then counts as missed.
    """
    by_text = {record["says"]: record for record in records}
    judged = list_points(question)
    counts = result.mark_expected(judged, level, question.level)
    return tuple(
        PointResult(
            point.says,
            (record := by_text.get(point.says, {})).get("state", result.MISSED),
            tuple(record.get("words") or ()),
            weight=point.weight,
            expected=counted,
            essential=point.essential,
        )
        for point, counted in zip(judged, counts, strict=True)
    )


def score_ticks(question: Question, level: Level | None, ticks: Iterable[int]) -> ScoringResult:
    """Return the score of a spoken answer, by the places of the key points that were said."""
    judged = list_points(question)
    ticked = ({"says": judged[place].says, "state": result.HIT} for place in ticks)
    points = recorded_points(question, level, ticked)
    return ScoringResult(result.compute_score(points), points)


def as_question(follow_up: FollowUp, of: Question) -> Question:
    """Return a follow-up as a question of its own, at the level and topic of its parent."""
    template = template_of(of)
    if template is not of:
        # What isn't written in a pack is the talk about an exercise, with the exercise's answer.
        talk = replace(follow_up, answer=template.answer, key_points=template.key_points)
        named = (written for written in template.follow_ups if written.id == follow_up.id)
        return fill(as_question(next(named, talk), template), of.variant)
    return Question(
        id=f"{of.id}/{follow_up.id}",
        ask=follow_up.ask,
        answer=follow_up.answer,
        level=of.level,
        topic=of.topic,
        key_points=follow_up.key_points,
        sources=of.sources,
        vary=of.vary,
    )
