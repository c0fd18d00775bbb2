"""How an answer changes what is still to be asked."""

from __future__ import annotations

from dataclasses import replace

from interview_cli.core.journal.records import AGAIN, Regraded, Reviewed
from interview_cli.core.probing import probe
from interview_cli.core.session import Outcome, Phase, Session

#: Where time decides, a missed question comes back after so many others.
RETURNS_AFTER = 6


def counted(session: Session, review: Reviewed | None) -> Session:
    """Count the current question as answered or, without a review, as skipped."""
    here, *rest = session.queue
    if session.mode.explains and review:
        following = probe(session.plan, here, review)
        rest[:0] = [following] if following is not None else []
    if session.mode.returns and review and review.rating == AGAIN:
        # Where time decides, the queue is longer than anybody gets: not at its end.
        rest.insert(len(rest) if session.settings.minutes is None else RETURNS_AFTER, here)
    return replace(
        session,
        queue=tuple(rest),
        pending=None,
        hints=0,
        outcomes=(*session.outcomes, Outcome(here, len(session.ids), review)),
        before=replace(session, phase=Phase.ASKING, pending=None, hints=0),
    )


def regraded(session: Session, line: int, word: Regraded) -> Session:
    """Let *word* count for the answer whose record stands at *line*.

    Without points of its own it leaves those that were turned before.
    """

    def told(outcome: Outcome) -> Outcome:
        before = outcome.regraded.points if outcome.regraded else None
        return outcome._replace(regraded=replace(word, points=word.points or before))

    outcomes = (told(o) if o.line == line else o for o in session.outcomes)
    return replace(session, outcomes=tuple(outcomes))
