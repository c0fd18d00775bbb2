"""The session engine: a state machine that knows nothing of files, clocks or terminals.

Rule 1: everything that decides what happens next is in this file.

Rule 2: this file does not know which mode it is running. It reads the switches of
a ``Mode`` and never asks for its name, so a new mode needs no code here.

``advance`` takes a move and gives the next session and the records to be kept.
Whoever keeps them tells the session so (``Session.kept``) before the next move::

    ASKING ───Answered─▶ CONFIDING   where confidence is asked before the verdict
    ASKING ───Answered─▶ VERDICT     a ``reviewed``
    ASKING ───Reveal───▶ REVEALED    where the learner grades
    ASKING ───Skip─────▶ next        a ``skipped``
    CONFIDING ─Confide─▶ VERDICT     a ``reviewed``
    REVEALED ─Grade────▶ next        a ``reviewed``; after the last one VERDICT
    VERDICT ──Next─────▶ next
    any ──────Undo─────▶ ASKING      a ``retracted``; also from DONE
    any ──────Quit─────▶ DONE        can be resumed: ``resume`` takes the records back

where *next* is ASKING while questions are left, else DONE with a ``finished``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from interview_cli.core.kinds import Answer
from interview_cli.core.modes import Mode
from interview_cli.core.moves import (
    Answered,
    Confide,
    Edited,
    Flag,
    Grade,
    Hint,
    Move,
    Next,
    Quit,
    Reveal,
    Right,
    Skip,
    Undo,
)
from interview_cli.core.rating import rate
from interview_cli.core.records import (
    AGAIN,
    GOOD,
    Finished,
    Flagged,
    Record,
    Regraded,
    Retracted,
    Reviewed,
    Skipped,
    Started,
)
from interview_cli.core.session import Asked, Outcome, Phase, Session, Settings

Step = tuple[Session, tuple[Record, ...]]

#: Where time decides, a missed question comes back after so many others.
RETURNS_AFTER = 6


def start(
    mode: Mode,
    plan: Sequence[Asked],
    settings: Settings,
    *,
    at: datetime,
    filters: dict[str, Any] | None = None,
) -> Step:
    """Begin a session; *filters* is what ``started`` keeps besides, to resume from."""
    session = Session(
        mode=mode,
        settings=settings,
        plan=tuple(plan),
        queue=tuple(range(len(plan))),
        phase=Phase.ASKING if plan else Phase.DONE,
        since=at,
        began=at,
        filters=filters or {},
    )
    keys = tuple(asked.key for asked in plan)
    return session, (Started(mode.name, keys, settings.seed, filters or {}),)


def can(session: Session, move: type[Move]) -> bool:
    """Say whether a move of this type may be made now."""
    if move is Undo:
        return session.before is not None or session.phase is Phase.CONFIDING
    if move is Quit:
        return not session.over
    if move is Right:
        last = session.last
        told = session.phase in (Phase.ASKING, Phase.VERDICT, Phase.DONE)
        mine = session.mode.recall or last is None or last.review is None
        return told and not mine and last is not None and not last.right
    if (session.phase, move) not in _STEPS:
        return False
    if move is Hint:
        return bool(session.current.question.hint)
    if move in (Answered, Reveal):
        return (session.quiz is None) == (move is Reveal)
    return True


def advance(session: Session, move: Move) -> Step:
    """Make *move*; one that ``can`` does not allow is a programming error."""
    if not can(session, type(move)):
        raise ValueError(f"{type(move).__name__} in {session.phase.name}")
    for_any = _ALWAYS.get(type(move))
    return (for_any or _STEPS[session.phase, type(move)])(session, move)


def _answered(session: Session, move: Answered) -> Step:
    elapsed = _elapsed(session, move.at)
    limit = session.settings.limit
    if limit is not None and elapsed > limit * 1000:
        return _reviewed(session, None, elapsed)
    if session.settings.confidence and move.answer is not None:
        return replace(session, phase=Phase.CONFIDING, pending=(move.answer, elapsed)), ()
    return _reviewed(session, move.answer, elapsed)


def _confide(session: Session, move: Confide) -> Step:
    assert session.pending is not None
    return _reviewed(session, *session.pending, confidence=move.confidence)


def _reviewed(
    session: Session, answer: Answer, elapsed: int, confidence: int | None = None
) -> Step:
    quiz, known = session.quiz, session.current.recall
    assert quiz is not None
    score = 0.0 if answer is None else quiz.grade(answer)
    rating, reasons = rate(
        score,
        kind=quiz.kind,
        luck=quiz.luck,
        recall=session.settings.prior if known is None else known,
        hints=session.hints,
        confidence=confidence,
        late=answer is None,
    )
    review = replace(
        _review(session, elapsed, rating, reasons, grader="rule"),
        answer=answer,
        score=score,
        confidence=confidence,
    )
    return replace(counted(session, review), phase=Phase.VERDICT), (review,)


def _reveal(session: Session, move: Reveal) -> Step:
    return replace(session, phase=Phase.REVEALED), ()


def _grade(session: Session, move: Grade) -> Step:
    elapsed = _elapsed(session, move.at)
    review = _review(session, elapsed, move.rating, ("own-word",), grader="self")
    graded = counted(session, review)
    if not graded.queue:  # the last one: it can still be taken back before the end
        return replace(graded, phase=Phase.VERDICT), (review,)
    return _go_on(graded, move.at, review)


def _skip(session: Session, move: Skip) -> Step:
    return _go_on(counted(session, None), move.at, Skipped(session.current.key))


def _next(session: Session, move: Next) -> Step:
    return _go_on(session, move.at)


def _hint(session: Session, move: Hint) -> Step:
    return replace(session, hints=session.hints + 1), ()


def _flag(session: Session, move: Flag) -> Step:
    return session, (Flagged(session.current.key, move.text),)


def _edited(session: Session, move: Edited) -> Step:
    """Take the edited question; the time that editing took does not count."""
    plan = list(session.plan)
    if move.question:
        plan[session.place] = session.current._replace(question=move.question, spans=())
    since = session.since + (move.at - move.began)
    return replace(session, plan=tuple(plan), since=since), ()


def _undo(session: Session, move: Undo) -> Step:
    if session.phase is Phase.CONFIDING:  # the answer was not counted yet
        return replace(session, phase=Phase.ASKING, pending=None), ()
    before = session.before
    assert before is not None
    lines = [session.outcomes[-1].line]
    if session.finished is not None:
        lines.insert(0, session.finished)
    back = replace(before, ids=session.ids, since=move.at, plan=session.plan)
    return back, tuple(Retracted(of=session.ids[line]) for line in lines)


def _i_was_right(session: Session, move: Right) -> Step:
    line = session.outcomes[-1].line
    word = Regraded(of=session.ids[line], score=1.0, rating=GOOD)
    return regraded(session, line, word), (word,)


def _quit(session: Session, move: Quit) -> Step:
    said: tuple[Record, ...] = ()
    if session.pending:  # the answer was given, so it counts
        session, said = _reviewed(session, *session.pending)
    if not session.queue:
        return _go_on(session, move.at, *said)
    return replace(session, phase=Phase.DONE), said


def _elapsed(session: Session, at: datetime) -> int:
    return max(0, round((at - session.since) / timedelta(milliseconds=1)))


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


def counted(session: Session, review: Reviewed | None) -> Session:
    """Count the current question as answered or, without a review, as skipped."""
    here, *rest = session.queue
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
    """Let *word* count for the answer whose record stands at *line*."""
    outcomes = (o._replace(regraded=word) if o.line == line else o for o in session.outcomes)
    return replace(session, outcomes=tuple(outcomes))


def _go_on(session: Session, at: datetime, *said: Record) -> Step:
    minutes = session.settings.minutes
    late = minutes is not None and at - session.began >= timedelta(minutes=minutes)
    if session.queue and not late:
        return replace(session, phase=Phase.ASKING, since=at), said
    finished = len(session.ids) + len(said)
    return replace(session, phase=Phase.DONE, finished=finished), (
        *said,
        Finished(session.answered),
    )


_ALWAYS: dict[type[Move], Callable[[Session, Any], Step]] = {
    Undo: _undo,
    Right: _i_was_right,
    Quit: _quit,
}

_STEPS: dict[tuple[Phase, type[Move]], Callable[[Session, Any], Step]] = {
    (Phase.ASKING, Answered): _answered,
    (Phase.ASKING, Reveal): _reveal,
    (Phase.ASKING, Skip): _skip,
    (Phase.ASKING, Hint): _hint,
    (Phase.CONFIDING, Confide): _confide,
    (Phase.REVEALED, Grade): _grade,
    (Phase.VERDICT, Next): _next,
    **{(phase, Flag): _flag for phase in Phase if phase is not Phase.DONE},
    **{(phase, Edited): _edited for phase in Phase if phase is not Phase.DONE},
}
