"""The debrief as one JSON document, for programs."""

from __future__ import annotations

from typing import Any

from interview_cli.core.session.comparison import Comparison
from interview_cli.core.session.debrief import Debrief, DebriefItem


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


def compared(found: Comparison | None) -> dict[str, Any] | None:
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
    return {
        "n": one.number,
        "review": debrief.session.ids[outcome.line],
        "question": one.asked.key,
        "changed": one.changed,
        "gone": one.gone,
        "ask": None if one.gone else question.ask,
        "code": question.code,
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
        "spoken": question.spoken,
        "model_answer": question.answer or None,
    }
