"""The record of an answer: who graded it, how, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from interview_cli.core.explaining import EXPLAIN, Explain, remembered, ticked
from interview_cli.core.journal.records import GOOD, HARD, Regraded, Reviewed
from interview_cli.core.kinds import Answer
from interview_cli.core.memory.rating import rate
from interview_cli.core.scoring.result import HIT, MISSED, Point, Scored
from interview_cli.core.session import Outcome, Session


def answered(
    session: Session, answer: Answer, elapsed: int, confidence: int | None = None
) -> Reviewed:
    """Grade an *answer* to the current question by rule; None when time ran out.

    *elapsed* is in milliseconds. An explanation that can't be judged has no score: only
    the learner can say.
    """
    quiz, known = session.quiz, session.current.recall
    assert quiz is not None
    scored = quiz.scored(answer) if isinstance(quiz, Explain) else None
    score = scored.score if scored else 0.0 if answer is None else quiz.grade(answer)
    rating, reasons = rate(
        score,
        kind=quiz.kind,
        luck=quiz.luck,
        recall=session.settings.prior if known is None else known,
        hints=session.hints,
        confidence=confidence,
        contradicted=bool(scored and scored.contradicted),
        late=answer is None,
    )
    review = replace(
        _review(session, elapsed, rating, reasons, grader="rule"),
        answer=answer,
        score=score,
        confidence=confidence,
        points=_records(scored) if scored else None,
    )
    if scored and not scored.sure:
        return replace(review, score=None, rating=HARD, reasons=("cannot-tell",))
    return review


def graded(session: Session, rating: int, elapsed: int) -> Reviewed:
    """Take the learner's own grade of the current question."""
    return _review(session, elapsed, rating, ("own-word",), grader="self")


def spoken(session: Session, said: Iterable[int], elapsed: int) -> Reviewed:
    """Take which key points were said aloud, by their places."""
    scored = ticked(session.current.question, session.settings.level, said)
    rating, reasons = rate(scored.score, kind=EXPLAIN, luck=0.0, hints=session.hints)
    review = _review(session, elapsed, rating, ("own-word", *reasons), grader="self")
    return replace(review, score=scored.score, points=_records(scored))


def scored(session: Session, outcome: Outcome) -> Scored:
    """Give the score of an explained question as it stands, with its key points."""
    latest = outcome.regraded or outcome.review
    assert latest is not None
    records = latest.points or (outcome.review.points if outcome.review else None) or ()
    question = session.plan[outcome.place].question
    points = remembered(question, session.settings.level, records)
    return Scored(latest.score or 0.0, points, sure=latest.score is not None)


def turned(session: Session, outcome: Outcome, place: int) -> Regraded:
    """Turn a key point by the learner's word: said, or not."""
    before = scored(session, outcome)
    state = MISSED if before.points[place].state == HIT else HIT
    after = before.turned(place, state)
    rating, _ = rate(
        after.score,
        kind=EXPLAIN,
        luck=0.0,
        hints=outcome.review.hints if outcome.review else 0,
        contradicted=after.contradicted,
    )
    return Regraded(session.ids[outcome.line], after.score, rating, points=_records(after))


def taken(session: Session, outcome: Outcome, points: Iterable[Point], score: float) -> Regraded:
    """Take a model's opinion, on the learner's word."""
    opinion = Scored(score, tuple(points))
    rating, _ = rate(
        score,
        kind=EXPLAIN,
        luck=0.0,
        hints=outcome.review.hints if outcome.review else 0,
        contradicted=opinion.contradicted,
    )
    line = session.ids[outcome.line]
    return Regraded(line, score, rating, points=_records(opinion), grader="model")


def right(session: Session, outcome: Outcome) -> Regraded:
    """Take the learner's word that an answer was right."""
    return Regraded(of=session.ids[outcome.line], score=1.0, rating=GOOD)


def _records(scored: Scored) -> tuple[dict[str, object], ...]:
    return tuple(point.record() for point in scored.points)


def _review(
    session: Session, elapsed: int, rating: int, reasons: tuple[str, ...], *, grader: str
) -> Reviewed:
    asked = session.current
    attempt = 1 + sum(o.place == session.place and o.review is not None for o in session.outcomes)
    return Reviewed(
        question=asked.key,
        fingerprint=asked.question.fingerprint(),
        mode=session.mode.name,
        kind=session.kind,
        answer=None,
        score=None,
        rating=rating,
        reasons=reasons,
        grader=grader,
        attempt=attempt,
        elapsed_ms=elapsed,
        hints=session.hints,
        predicted=asked.recall if attempt == 1 else None,
    )
