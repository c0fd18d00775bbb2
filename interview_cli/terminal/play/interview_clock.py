"""What an interview says of its time: at the start, and below the question while it's open."""

from __future__ import annotations

from datetime import datetime

from interview_cli.core.progress.answer_times import MIN_ANSWERS, median
from interview_cli.core.progress.progress import Progress
from interview_cli.core.scoring.explain import EXPLAIN
from interview_cli.core.sentences import count
from interview_cli.core.session.interview_length import LONG, expected_questions, usual_seconds
from interview_cli.core.session.state import Session
from interview_cli.terminal.rendering.wording import minutes_left


def has_clock(session: Session) -> bool:
    """Whether it's an interview that ends by the clock, and isn't only looked at again."""
    if session.reopened:
        return False
    return session.mode.is_interview and session.settings.minutes is not None


def own_seconds(progress: Progress) -> float | None:
    """Return the median of the learner's own answers in interviews, if there are enough."""
    counts = progress.times.counts.get(EXPLAIN, [])
    return median(counts) if sum(counts) >= MIN_ANSWERS else None


def describe_length(session: Session, now: datetime, own: float | None = None) -> str:
    """Return how much there's time for: ``About 10 questions in 30 minutes, with follow-ups``.

    *own* are the seconds that the learner's answers take, where that's known.
    """
    minutes = count(minutes_left(session, now) or 0, "minute")
    questions, all_ = expected_questions(session, now, own)
    if not questions:
        return f"{minutes} left"
    many = count(questions, "more question" if session.outcomes else "question")
    coming = [session.tasks[place].exercise for place in session.queue]
    more = "".join(f", and {e.minutes:g} for an exercise" for e in coming if e)
    followed = any(asked.follows for asked in session.plan)
    if all_:
        return f"{many}{' with follow-ups' if followed else ''}, in {minutes} at most{more}"
    return f"About {many} in {minutes}{', with follow-ups' if followed else ''}{more}"


def describe_clock(session: Session, now: datetime, own: float | None = None) -> str:
    """Return the time left, and the minutes spent on the question once there are some."""
    minutes = session.settings.minutes
    assert minutes is not None
    left = minutes * 60 - (now - session.began).total_seconds()
    parts = [f"{minutes_left(session, now)} min left"]
    if left < 60:
        parts = ["less than a minute left" if left > 0 else "Time's up: this answer still counts"]
    spent = (now - session.since).total_seconds()
    if spent >= 60:
        parts.append(f"{int(spent // 60)} min on this one")
        if left > 0 and spent > LONG * usual_seconds(session, own):
            parts.append("time to wrap it up")
    return " · ".join(parts)
