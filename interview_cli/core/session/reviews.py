"""The record of an answer: who graded it, how, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from interview_cli.core.code_review.assessment import turn
from interview_cli.core.design_case.stage_scores import Case, CaseScore, find_case
from interview_cli.core.design_case.stage_scores import score as score_case
from interview_cli.core.exercises.exercise_rating import rate_exercise
from interview_cli.core.kinds.kind import Answer
from interview_cli.core.kinds.review import Review
from interview_cli.core.memory.rating import PARTIAL, rate
from interview_cli.core.records import GOOD, HARD, Regraded, Reviewed
from interview_cli.core.scoring.explain import Explain, recorded_points, score_ticks
from interview_cli.core.scoring.result import HIT, MISSED, PointResult, ScoringResult
from interview_cli.core.session import placing
from interview_cli.core.session.state import Outcome, Session


def review_answer(
    session: Session,
    answer: Answer,
    elapsed: int,
    confidence: int | None = None,
    *,
    late: bool = False,
) -> Reviewed:
    """Return the record of an *answer* to the current question by rule.

    *elapsed* is in milliseconds. A *late* answer is what stood there when time ran out,
    None for nothing. An explanation that can't be judged has no score: only
    the learner can say.
    """
    task, known = session.task, session.current.recall
    unseen = placing.expect_known(session) if session.mode.adaptive else session.settings.prior
    scored = task.score(answer)
    free = task.has_points
    rating, reasons = rate(
        scored.score,
        luck=task.quiz.luck if task.quiz else 0.0,
        partial=task.quiz.partial if task.quiz else PARTIAL,
        recall=unseen if known is None else known,
        hints=session.hints,
        confidence=confidence,
        contradicted=bool(scored.points) and scored.contradicted,
        late=late,
        passed=scored.passed if free else None,
        essential=scored.has_essentials and not task.review,
    )
    review = replace(
        _review(session, elapsed, rating, reasons, grader="rule"),
        answer=answer,
        score=scored.score,
        confidence=confidence,
        points=_records(scored) if free else None,
        passed=scored.passed,
        stages=session.talk.record(task.case) if task.case and session.talk.said else None,
    )
    if not scored.judged:
        return replace(review, score=None, rating=HARD, reasons=("cannot-tell",))
    return review


def review_attempt(
    session: Session, answer: str, share: float, elapsed: int, *, gave_up: bool
) -> Reviewed:
    """Return the record of an attempt at the current exercise, which is over.

    *share* (0 to 1) is that of the checks that passed, *elapsed* is in milliseconds.
    """
    exercise = session.task.exercise
    assert exercise is not None
    rating, reasons = rate_exercise(
        share,
        gave_up=gave_up,
        hints=session.hints,
        minutes=elapsed / 60_000,
        meant=exercise.minutes,
    )
    review = _review(session, elapsed, rating, reasons, grader="rule")
    return replace(review, answer=answer, score=share, passed=share >= 1 and not gave_up)


def review_grade(session: Session, rating: int, elapsed: int, answer: Answer = None) -> Reviewed:
    """Return the record of the learner's own grade of the current question, or a story told."""
    review = _review(session, elapsed, rating, ("own-word",), grader="self")
    return replace(review, answer=answer)


def review_ticks(session: Session, ticks: Iterable[int], elapsed: int) -> Reviewed:
    """Return the record of a spoken answer, by the places of the key points that were said."""
    scored = score_ticks(session.current.question, session.settings.level, ticks)
    if case := find_case(session.current.question):
        scored = score_case(case, None).with_points(scored.points).result
    rating, reasons = _rate_points(scored, session.hints)
    review = _review(session, elapsed, rating, ("own-word", *reasons), grader="self")
    return replace(review, score=scored.score, points=_records(scored), passed=scored.passed)


def current_score(session: Session, outcome: Outcome) -> ScoringResult:
    """Return the score of an explained question as it stands, with its key points."""
    latest = outcome.regraded or outcome.review
    assert latest is not None
    if session.tasks[outcome.place].exercise:
        return ScoringResult(latest.score or 0.0)
    records = latest.points or (outcome.review.points if outcome.review else None) or ()
    question = session.plan[outcome.place].question
    points = recorded_points(question, session.settings.level, records)
    return ScoringResult(latest.score or 0.0, points, judged=latest.score is not None)


def turn_point(session: Session, outcome: Outcome, place: int) -> Regraded:
    """Return the grade with a key point turned by the learner: said, or not."""
    before = current_score(session, outcome)
    if code := session.tasks[outcome.place].review:
        return _turn_defect(session, outcome, code, before, place)
    if case := session.tasks[outcome.place].case:
        return _turn_stage_point(session, outcome, case, before, place)
    if outcome.review and isinstance(outcome.review.answer, str):
        first = _score_again(session, outcome, outcome.review.answer)
        before = before._replace(overlap=first.overlap, length=first.length)
    state = MISSED if before.points[place].state == HIT else HIT
    return _regrade(session, outcome, before.with_state(place, state), "self")


def _turn_defect(
    session: Session, outcome: Outcome, code: Review, before: ScoringResult, place: int
) -> Regraded:
    """Return the grade with a defect turned by the learner: found, or not."""
    points = list(before.points)
    state = MISSED if points[place].state == HIT else HIT
    points[place] = replace(points[place], state=state)
    answer = outcome.review.answer if outcome.review else None
    scored = turn(code, answer if isinstance(answer, str) else "", points)
    return _regrade(session, outcome, scored, "self")


def _turn_stage_point(
    session: Session, outcome: Outcome, case: Case, before: ScoringResult, place: int
) -> Regraded:
    """Return the grade with a point of a case turned by the learner: said, or not."""
    points = list(before.points)
    state = MISSED if points[place].state == HIT else HIT
    points[place] = replace(points[place], state=state)
    answer = outcome.review.answer if outcome.review else None
    return _regrade(session, outcome, score_case(case, answer).with_points(points).result, "self")


def case_score(session: Session, outcome: Outcome) -> CaseScore | None:
    """Return the stages of a case as they count now, with the learner's own grades.

    None where *outcome* isn't the answer to a case, which was talked about stage by stage.
    """
    case, review = find_case(session.plan[outcome.place].question), outcome.review
    if case is None or review is None or not isinstance(review.answer, tuple):
        return None
    found = score_case(case, review.answer)
    found = found.with_points(current_score(session, outcome).points)
    kept = {stage["id"]: stage for stage in review.stages or ()}
    return CaseScore(
        tuple(
            one._replace(own=known.get("own"), spent_ms=known.get("ms"))
            for one in found.stages
            for known in [kept.get(one.stage.id, {})]
        )
    )


def _score_again(session: Session, outcome: Outcome, answer: str) -> ScoringResult:
    asked = session.plan[outcome.place]
    return Explain(asked.question, session.settings.level, asked.synonyms).score(answer)


def take_opinion(
    session: Session, outcome: Outcome, points: Iterable[PointResult], score: float
) -> Regraded:
    """Return the grade of a model's opinion, which the learner took."""
    return _regrade(session, outcome, ScoringResult(score, tuple(points)), "model")


def _regrade(session: Session, outcome: Outcome, scored: ScoringResult, grader: str) -> Regraded:
    hints = outcome.review.hints if outcome.review else 0
    whole = session.tasks[outcome.place].review is None
    rating, _ = _rate_points(scored, hints, essentials_alone=whole)
    return Regraded(
        session.ids[outcome.line],
        scored.score,
        rating,
        _records(scored),
        grader,
        passed=scored.passed,
    )


def call_right(session: Session, outcome: Outcome) -> Regraded:
    """Return the grade of an answer that the learner calls right; a story has no score."""
    if session.tasks[outcome.place].self_graded:
        return Regraded(of=session.ids[outcome.line], score=None, rating=GOOD)
    return Regraded(of=session.ids[outcome.line], score=1.0, rating=GOOD, passed=True)


def _rate_points(
    scored: ScoringResult, hints: int, *, essentials_alone: bool = True
) -> tuple[int, tuple[str, ...]]:
    return rate(
        scored.score,
        luck=0.0,
        hints=hints,
        contradicted=scored.contradicted,
        passed=scored.passed,
        essential=scored.has_essentials and essentials_alone,
    )


def _records(scored: ScoringResult) -> tuple[dict[str, object], ...]:
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
        kind=session.task.kind,
        answer=None,
        score=None,
        rating=rating,
        reasons=reasons,
        grader=grader,
        attempt=attempt,
        elapsed_ms=elapsed,
        hints=session.hints,
        predicted=asked.recall if attempt == 1 else None,
        weight=asked.weight,
        variant=asked.question.variant,
    )
