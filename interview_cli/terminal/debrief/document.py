"""The debrief as one JSON document, for programs."""

from __future__ import annotations

from typing import Annotated, Any, TypedDict

from interview_cli.core.delivery.feedback import Kind
from interview_cli.core.session.comparison import Comparison
from interview_cli.core.session.debrief import Debrief, DebriefItem
from interview_cli.terminal.case_talk.case_json import judge_stages
from interview_cli.terminal.code_review.review_json import list_alarms, list_defects


class DeliveryRemark(TypedDict):
    """A remark on how an answer was delivered, whatever it says."""

    kind: Annotated[Kind, "What it's about."]
    text: Annotated[str, "The remark."]
    words: Annotated[list[str], "The parts of the answer that show it."]


class TopicChange(TypedDict):
    """A topic that this interview and the one before asked about."""

    topic: Annotated[str, "The topic."]
    before: Annotated[float, "Its mean score then, from 0 to 1."]
    now: Annotated[float, "Its mean score now."]


class PointChange(TypedDict):
    """A key point that this interview and the one before asked for."""

    question: Annotated[str, "The question's full name."]
    says: Annotated[str, "The key point."]
    before: Annotated[str, "Its state then, as in a verdict."]
    now: Annotated[str, "Its state now."]


class Compared(TypedDict):
    """A mock interview beside the last one with the same filters."""

    session: Annotated[str, "The session of the interview before."]
    at: Annotated[str, "When that began."]
    score: Annotated[float, "Its score."]
    topics: Annotated[list[TopicChange], "The topics of both."]
    points: Annotated[list[PointChange], "The key points of both."]


def to_json(debrief: Debrief) -> dict[str, Any]:
    session = debrief.session
    return {
        "session": session.id,
        "mode": session.mode.name,
        "level": debrief.level,
        "minutes": session.settings.minutes,
        "spent_ms": debrief.spent_ms,
        "finished": session.finished is not None,
        "score": debrief.score,
        "passed": debrief.passed,
        "pass_mark": debrief.bar,
        "topics": [{"topic": mean.name, "score": mean.score} for mean in debrief.topics],
        "answers": [_answer(debrief, one) for one in debrief.answers],
        "skipped": [asked.key for asked in debrief.skipped],
        "unrated": [one.asked.key for one in debrief.unrated],
        "compared": compared(debrief.comparison),
    }


def compared(found: Comparison | None) -> Compared | None:
    """Return the comparison with the interview before; None where there was none like it."""
    if found is None:
        return None
    return {
        "session": found.past.id,
        "at": found.past.at,
        "score": found.score,
        "topics": [
            {"topic": name, "before": before, "now": now} for name, before, now in found.topics
        ],
        "points": [
            {"question": p.key, "says": p.says, "before": p.before, "now": p.now}
            for p in found.points
        ],
    }


def _answer(debrief: Debrief, one: DebriefItem) -> dict[str, Any]:
    question, outcome = one.asked.question, one.outcome
    picture = {"alt": question.image.alt} if question.image else {}
    return {
        "n": one.number,
        "review": debrief.session.ids[outcome.line],
        "question": one.asked.key,
        "changed": one.changed,
        "gone": one.gone,
        "ask": None if one.gone else question.ask,
        "code": question.code,
        **picture,
        "answer": one.answer,
        "score": one.score,
        "passed": one.passed,
        "grader": outcome.regraded.grader
        if outcome.regraded
        else outcome.review.grader
        if outcome.review
        else None,
        "points": [
            {
                "says": point.says,
                "state": point.state,
                "words": list(point.words),
                "expected": point.expected,
                "essential": point.essential,
                "before": one.before.get(point.says),
            }
            for point in one.scored.points
        ],
        **_of_its_kind(one),
        "delivery": delivery(one),
        "spoken": question.spoken,
        "model_answer": question.answer or None,
    }


def _of_its_kind(one: DebriefItem) -> dict[str, Any]:
    """Return what only a case, a review, or questions to the interviewer have."""
    if one.assessment:
        defects, alarms = list_defects(one.assessment), list_alarms(one.assessment)
        return {"defects": defects, "false_alarms": alarms}
    if one.asked_back:
        return {"asked_back": [back._asdict() for back in one.asked_back]}
    return {**judge_stages(one.case)}


def delivery(one: DebriefItem) -> list[DeliveryRemark]:
    """Return the remarks on how an answer was delivered."""
    return [{"kind": r.kind, "text": r.text, "words": list(r.words)} for r in one.delivery]
