"""The learner's words on answers in a debrief, which can be taken back one by one."""

from __future__ import annotations

from dataclasses import replace

from interview_cli.core.counting import regraded
from interview_cli.core.journal.records import Regraded, Retracted
from interview_cli.core.session import Outcome, Phase, Session, Word


def said(session: Session, outcome: Outcome, word: Regraded) -> tuple[Session, tuple[Regraded]]:
    """Let a *word* on an answer count, and remember it in the debrief, for undo."""
    after = regraded(session, outcome.line, word)
    if session.phase is Phase.DEBRIEF:
        place = session.outcomes.index(outcome)
        kept = Word(place, len(session.ids), outcome.regraded)
        after = replace(after, words=(*session.words, kept), about=place)
    return after, (word,)


def unsaid(session: Session) -> tuple[Session, tuple[Retracted]]:
    """Take the last word that was said in the debrief back: what counted before counts."""
    *words, last = session.words
    outcomes = list(session.outcomes)
    outcomes[last.outcome] = outcomes[last.outcome]._replace(regraded=last.before)
    back = replace(session, outcomes=tuple(outcomes), words=tuple(words), about=last.outcome)
    return back, (Retracted(of=session.ids[last.line]),)
