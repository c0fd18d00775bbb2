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
    REVEALED ─Tick─────▶ VERDICT     a ``reviewed``, of key points said aloud
    VERDICT ──Next─────▶ next
    VERDICT ──Turn─────▶ VERDICT     a ``regraded``; also in DEBRIEF
    DEBRIEF ──Next─────▶ DONE        a ``finished``
    any ──────Undo─────▶ ASKING      a ``retracted``; also from DONE
    DEBRIEF ──Undo─────▶ DEBRIEF     a ``retracted``, of the last word said there
    any ──────Quit─────▶ DONE        can be resumed: ``resume`` takes the records back

where *next* is ASKING while questions are left, else DONE with a ``finished``. A mode that
explains goes to DEBRIEF before that, and, where it is silent, straight to *next* instead
of VERDICT.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from interview_cli.core import own_words, reviewing
from interview_cli.core.counting import counted
from interview_cli.core.journal.records import (
    Finished,
    Flagged,
    Record,
    Retracted,
    Reviewed,
    Skipped,
    Started,
)
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
    Take,
    Tick,
    Turn,
    Undo,
)
from interview_cli.core.session import Asked, Phase, Session, Settings

Step = tuple[Session, tuple[Record, ...]]


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
        queue=tuple(n for n, asked in enumerate(plan) if asked.follows is None),
        phase=Phase.ASKING if plan else Phase.DONE,
        since=at,
        began=at,
        filters=filters or {},
    )
    keys = tuple(asked.key for asked in plan if asked.follows is None)
    return session, (Started(mode.name, keys, settings.seed, filters or {}),)


def can(session: Session, move: type[Move]) -> bool:
    """Say whether a move of this type may be made now."""
    if move is Undo:
        return session.can_undo
    if move is Quit:
        return not session.over
    if move is Right:
        return _can_be_called_right(session)
    if move in (Turn, Take) and session.mode.explains and session.phase in _TOLD:
        return any(o.review and o.review.points for o in session.outcomes)
    if (session.phase, move) not in _STEPS:
        return False
    if move is Hint:
        return bool(session.current.question.hint)
    if move in (Answered, Reveal):
        return (session.quiz is None) == (move is Reveal)
    if move in (Grade, Tick):
        ticks = session.mode.explains and bool(session.current.question.key_points)
        return ticks == (move is Tick)
    return True


#: Where an answer's verdict can be seen, and the word of the learner on it can be heard.
_TOLD = (Phase.VERDICT, Phase.DEBRIEF)


def _can_be_called_right(session: Session) -> bool:
    if session.mode.recall:
        return False
    if session.phase is Phase.DEBRIEF:
        return any(o.review and (o.untold or not o.right) for o in session.outcomes)
    last, told = session.last, session.phase in (Phase.VERDICT, Phase.DONE)
    told = told or (session.phase is Phase.ASKING and not session.silent)
    answered = last is not None and last.review is not None
    return told and answered and last is not None and (last.untold or not last.right)


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
    review = reviewing.answered(session, answer, elapsed, confidence)
    return _told(counted(session, review), session.since + timedelta(milliseconds=elapsed), review)


def _told(session: Session, at: datetime, review: Reviewed) -> Step:
    """Wait at the verdict, or go on where that is told at the end."""
    if session.silent:
        return _go_on(session, at, review)
    return replace(session, phase=Phase.VERDICT), (review,)


def _reveal(session: Session, move: Reveal) -> Step:
    return replace(session, phase=Phase.REVEALED), ()


def _grade(session: Session, move: Grade) -> Step:
    review = reviewing.graded(session, move.rating, _elapsed(session, move.at))
    graded = counted(session, review)
    if not graded.queue and not session.mode.explains:
        # The last one: it can still be taken back before the end.
        return replace(graded, phase=Phase.VERDICT), (review,)
    return _go_on(graded, move.at, review)


def _tick(session: Session, move: Tick) -> Step:
    review = reviewing.spoken(session, move.said, _elapsed(session, move.at))
    return _told(counted(session, review), move.at, review)


def _skip(session: Session, move: Skip) -> Step:
    return _go_on(counted(session, None), move.at, Skipped(session.current.key))


def _next(session: Session, move: Next) -> Step:
    return _go_on(session, move.at)


def _turn(session: Session, move: Turn) -> Step:
    outcome = session.outcomes[move.outcome]
    return own_words.said(session, outcome, reviewing.turned(session, outcome, move.point))


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
    if session.phase is Phase.DEBRIEF:
        return own_words.unsaid(session)
    if session.phase is Phase.CONFIDING:  # the answer was not counted yet
        return replace(session, phase=Phase.ASKING, pending=None), ()
    before = session.before
    assert before is not None
    lines = [session.outcomes[-1].line]
    if session.finished is not None:
        lines.insert(0, session.finished)
    # What was said of earlier answers since then still counts.
    earlier = session.outcomes[: len(before.outcomes)]
    back = replace(before, ids=session.ids, since=move.at, plan=session.plan, outcomes=earlier)
    return back, tuple(Retracted(of=session.ids[line]) for line in lines)


def _take(session: Session, move: Take) -> Step:
    outcome = session.outcomes[move.outcome]
    opinion = reviewing.taken(session, outcome, move.points, move.score)
    return own_words.said(session, outcome, opinion)


def _i_was_right(session: Session, move: Right) -> Step:
    outcome = session.outcomes[move.outcome]
    return own_words.said(session, outcome, reviewing.right(session, outcome))


def _quit(session: Session, move: Quit) -> Step:
    said: tuple[Record, ...] = ()
    if session.pending:  # the answer was given, so it counts
        session, said = _reviewed(session, *session.pending)
    if not session.queue or session.phase is Phase.DEBRIEF:
        return _finish(session, *said)
    return replace(session, phase=Phase.DONE), said


def _elapsed(session: Session, at: datetime) -> int:
    return max(0, round((at - session.since) / timedelta(milliseconds=1)))


def _go_on(session: Session, at: datetime, *said: Record) -> Step:
    minutes = session.settings.minutes
    late = minutes is not None and at - session.began >= timedelta(minutes=minutes)
    if session.phase is Phase.DEBRIEF:
        return _finish(session, *said)
    if session.queue and not late:
        return replace(session, phase=Phase.ASKING, since=at), said
    if session.mode.explains and session.answered:
        return replace(session, phase=Phase.DEBRIEF), said
    return _finish(session, *said)


def _finish(session: Session, *said: Record) -> Step:
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
    (Phase.REVEALED, Tick): _tick,
    (Phase.VERDICT, Turn): _turn,
    (Phase.DEBRIEF, Turn): _turn,
    (Phase.DEBRIEF, Take): _take,
    (Phase.DEBRIEF, Next): _next,
    (Phase.VERDICT, Next): _next,
    **{(phase, Flag): _flag for phase in Phase if phase not in (Phase.DEBRIEF, Phase.DONE)},
    **{(phase, Edited): _edited for phase in Phase if phase not in (Phase.DEBRIEF, Phase.DONE)},
}
