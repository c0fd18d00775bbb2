"""How many questions an interview has time for, and how long is usual for one."""

from __future__ import annotations

from datetime import datetime

from interview_cli.core.session.state import Session

#: Seconds for an answer where the learner's own aren't known yet: some 40 words are read at 200 a
#: minute and thought about for 20 s; then 50 words are typed at 40 a minute, or 80 are said at 130
#: and ticked.
TYPED_SECONDS, SPOKEN_SECONDS = 110.0, 75.0

#: How many questions that have follow-ups lead to one: not those that nobody can answer.
FOLLOWED = 0.75

#: An answer that takes so many times as long as usual is one to bring to its end.
LONG = 2.0


def usual_seconds(session: Session, own: float | None) -> float:
    """Return how long an answer takes; *own* is the learner's median, None where it's unknown."""
    return own or (SPOKEN_SECONDS if session.settings.spoken else TYPED_SECONDS)


def expected_questions(session: Session, now: datetime, own: float | None) -> tuple[int, bool]:
    """Return how many questions are still to come, and whether those are all there are.

    Follow-ups aren't counted, but their time is.
    """
    assert session.settings.minutes is not None
    left = session.settings.minutes * 60 - (now - session.began).total_seconds()
    seconds = usual_seconds(session, own)
    followed = {asked.follows for asked in session.plan}
    coming = [session.plan[place] for place in session.queue]
    questions = 0
    for asked in coming:
        if left <= 0:
            break
        left -= seconds * (1 + FOLLOWED * (asked.key in followed))
        questions += asked.follows is None
    return questions, questions == sum(asked.follows is None for asked in coming)
