"""The session engine: a state machine that knows nothing of files, clocks or terminals.

Which moves there are and where each leads is decided here alone: ``state`` has what can be
read off a session, ``reviews`` what is recorded of an answer. Of a ``Mode`` only its switches
are read, never its name, so a new mode needs no code here. Which question an adaptive
mode asks next is up to ``placing``.

``advance`` takes a move and returns the next session and the records to keep. Their ids
must be put into the session (``Session.kept``) before the next move. ``replay`` makes
a session again from its records, to go on with it::

    ASKING ───Answered─▶ CONFIDING   where confidence is asked before the verdict
    ASKING ───Answered─▶ VERDICT     a ``reviewed``
    ASKING ───RunOut───▶ VERDICT     a ``reviewed``, of what stood there when time ran out
    ASKING ───Continued▶ ASKING      an exercise that was begun in another sitting
    ASKING ───Attempted▶ VERDICT     a ``reviewed``, of an exercise
    ASKING ───Reveal───▶ REVEALED    where the learner grades
    ASKING ───Skip─────▶ next        a ``skipped``
    CONFIDING ─Confide─▶ VERDICT     a ``reviewed``
    ASKING ───Answered─▶ REVEALED    a story, which the learner grades
    ASKING ───Answered─▶ ASKING      a stage of a case; after the last one REVEALED
    ASKING ───Resumed──▶ ASKING      a case that was begun in another sitting
    REVEALED ─GradeStage▶ VERDICT    a ``reviewed``, once the stages are graded or left
    REVEALED ─Grade────▶ next        a ``reviewed``; after the last one VERDICT
    REVEALED ─Tick─────▶ VERDICT     a ``reviewed``, of key points said aloud
    VERDICT ──Next─────▶ next
    VERDICT ──Turn─────▶ VERDICT     a ``regraded``; also in DEBRIEF
    any ──────End──────▶ DEBRIEF     a ``finished``, where there is an answer to look at
    DEBRIEF ──Next─────▶ DONE        a ``finished``, unless ``End`` led there
    any ──────Undo─────▶ ASKING      a ``retracted``; also from DONE
    any ──────Undo─────▶ the same    a ``retracted``, of a flag, note, suspension or override;
                                     DEBRIEF has no other, and DONE goes back to VERDICT
    any ──────Quit─────▶ DONE        can be resumed: see ``replay``

where *next* is ASKING while questions are left, else DONE with a ``finished``. A mode with
a debrief goes to DEBRIEF before that and, where verdicts come only then, straight to *next*
instead of VERDICT.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from interview_cli.core.design_case.conversation import NOTHING_SAID, Conversation
from interview_cli.core.design_case.stage_scores import Case
from interview_cli.core.kinds.kind import Answer
from interview_cli.core.memory.first_attempts import drop_repeats
from interview_cli.core.modes import Mode
from interview_cli.core.questions.question import Question
from interview_cli.core.records import (
    AGAIN,
    Finished,
    Flagged,
    Line,
    Noted,
    Record,
    Regraded,
    Retracted,
    Reviewed,
    Skipped,
    Started,
    Suspended,
    drop_retracted,
    read_passed,
    read_review,
)
from interview_cli.core.scoring.result import HIT, PointResult
from interview_cli.core.session import placing, reviews
from interview_cli.core.session.state import (
    Asked,
    Marking,
    Outcome,
    Override,
    Phase,
    Repeat,
    Session,
    Settings,
    make_task,
)

# --- the moves


class Answered(NamedTuple):
    """An answer; one that comes when the time is over counts as none.

    *first_key_ms* is how long nothing was typed, None where nobody knows.
    """

    at: datetime
    answer: Answer
    first_key_ms: int | None = None


class RunOut(NamedTuple):
    """The time is over; *answer* is what stood there by then, None for nothing."""

    at: datetime
    answer: Answer


class Continued(NamedTuple):
    """An exercise that was begun before goes on: the time it took so far, and its hints."""

    at: datetime
    spent_ms: int
    hints: int


class Attempted(NamedTuple):
    """The end of an attempt at an exercise: what was written, and how much of it is right.

    *share* (0 to 1) is that of the checks that passed; *gave_up* says that the solution was
    asked for.
    """

    at: datetime
    answer: str
    share: float
    gave_up: bool = False


class Confide(NamedTuple):
    """How sure one is, before the verdict: 1 guess, 2 unsure, 3 sure."""

    at: datetime
    confidence: int


class Reveal(NamedTuple):
    """Show the back of a flashcard."""

    at: datetime


class Grade(NamedTuple):
    """One's own grade, from 1 (Again) to 4 (Easy)."""

    at: datetime
    rating: int


class Tick(NamedTuple):
    """Tick the key points that were said aloud, by their places from 0."""

    at: datetime
    points: tuple[int, ...]


class Turn(NamedTuple):
    """Override a key point of an answer: said, or not.

    ``outcome`` is the answer's place among the session's outcomes, ``point`` that of the
    point; both from 0, and -1 is the last.
    """

    at: datetime
    outcome: int
    point: int


class Take(NamedTuple):
    """Let a model's opinion of an answer count: its points, and the score they give."""

    at: datetime
    outcome: int
    points: tuple[PointResult, ...]
    score: float


class Resumed(NamedTuple):
    """A case that was begun before goes on: what was said so far, and how long each text took."""

    at: datetime
    said: tuple[str, ...]
    spent_ms: tuple[int, ...]


class GradeStage(NamedTuple):
    """One's own grade of the next stage of a case, from 0 to 3; None: no more are given."""

    at: datetime
    grade: int | None


class Next(NamedTuple):
    """Go on from a verdict, or from the debrief."""

    at: datetime


class Hint(NamedTuple):
    """Show the hint."""

    at: datetime


class Skip(NamedTuple):
    """Pass the question over."""

    at: datetime


class Undo(NamedTuple):
    """Undo the last answer, or skip; in the debrief the last override."""

    at: datetime


class Right(NamedTuple):
    """Call an answer right whatever its verdict says: the last, or that at *outcome*."""

    at: datetime
    outcome: int = -1


class Flag(NamedTuple):
    """Mark the question as doubtful; without a text, take back that it is."""

    at: datetime
    text: str = ""


class Note(NamedTuple):
    """Write a note on the question whose answer was seen last, else on the current one."""

    at: datetime
    text: str = ""


class Suspend(NamedTuple):
    """Leave the question whose answer was seen last out of all sessions from now on."""

    at: datetime


class Edited(NamedTuple):
    """The question was edited, since ``began``; None where it stayed as it was.

    What is edited may be a copy in another pack, whose ``folder`` has its picture.
    """

    at: datetime
    began: datetime
    question: Question | None = None
    folder: str = ""


class End(NamedTuple):
    """End an interview before its time; its debrief is about what was answered."""

    at: datetime


class Quit(NamedTuple):
    """Leave; the session can be resumed."""

    at: datetime


#: The moves that consist of nothing but their time.
Simple = Reveal | Next | Hint | Skip | Undo | Right | Flag | Note | Suspend | End | Quit

Move = (
    Answered
    | RunOut
    | Continued
    | Attempted
    | Confide
    | Resumed
    | Grade
    | GradeStage
    | Tick
    | Turn
    | Take
    | Edited
    | Simple
)

#: The session after a move, and the records to be kept of it.
Step = tuple[Session, tuple[Record, ...]]


def start(
    mode: Mode,
    plan: Sequence[Asked],
    settings: Settings,
    *,
    at: datetime,
    filters: dict[str, Any] | None = None,
) -> Step:
    """Return a new session; *filters* is what else ``started`` keeps, to resume from."""
    session = Session(
        mode=mode,
        settings=settings,
        plan=tuple(plan),
        tasks=tuple(make_task(asked, mode, settings) for asked in plan),
        queue=tuple(n for n, asked in enumerate(plan) if asked.follows is None),
        phase=Phase.ASKING if plan else Phase.DONE,
        since=at,
        began=at,
        filters=filters or {},
    )
    session = _choose_next(session)
    keys = tuple(asked.key for asked in plan if asked.follows is None)
    return session, (Started(mode.name, keys, settings.seed, filters or {}),)


def can(session: Session, move: type[Move]) -> bool:
    """Whether a move of this type may be made now."""
    if move is Undo:
        if session.phase is Phase.DEBRIEF:
            return bool(session.overrides)
        open_step = session.last_step is not None and not session.over
        talked = session.phase is Phase.ASKING and bool(session.talk.said)
        return session.before is not None or bool(session.pending) or open_step or talked
    if move is Quit:
        return not session.over
    if move is Right:
        return _can_be_called_right(session)
    if move is End and not (session.mode.is_interview and session.answered):
        return False
    if move in (Turn, Take):
        has_points = any(o.review and o.review.points for o in session.outcomes)
        return has_points and session.phase in _OVERRIDABLE
    if (session.phase, move) not in _STEPS:
        return False
    if move is Hint:
        again = bool(session.hint_ladder) and not session.task.exercise
        return again or session.hints < len(session.hint_ladder)
    if move in (Continued, Attempted):
        return session.task.exercise is not None
    if move is RunOut and (session.settings.limit is None or session.task.case):
        return False
    if move is Resumed:
        return session.task.case is not None and not session.talk.said
    if move is Suspend:
        return session.seen is not None and not session.suspends(session.seen)
    if move in (Answered, RunOut, Reveal):
        if session.task.exercise:
            return False
        return (session.task.expects == "grade") == (move is Reveal)
    if move in (Grade, Tick):
        return not session.task.case and bool(session.task.points) == (move is Tick)
    if move is GradeStage:
        return session.task.case is not None
    return True


#: Where an answer's verdict can be seen, and overridden.
_OVERRIDABLE = (Phase.VERDICT, Phase.DEBRIEF)


def _can_be_called_right(session: Session) -> bool:
    if session.mode.answer_by == "recall":
        return False
    if session.phase is Phase.DEBRIEF:
        return any(o.review and not o.right for o in session.outcomes)
    last, asking = session.last, session.phase is Phase.ASKING and not session.silent
    seen = asking or session.phase in (Phase.VERDICT, Phase.DONE)
    if not seen or last is None or last.review is None or last.right:
        return False
    return last.unrated or not session.tasks[last.place].self_graded


def advance(session: Session, move: Move) -> Step:
    """Return the session after *move*; one that ``can`` does not allow is a programming error."""
    if not can(session, type(move)):
        raise ValueError(f"{type(move).__name__} in {session.phase.name}")
    for_any = _ALWAYS.get(type(move))
    return (for_any or _STEPS[session.phase, type(move)])(session, move)


def is_late(session: Session, at: datetime) -> bool:
    """Whether the time for an answer to the current question is over."""
    limit = session.settings.limit
    return (
        limit is not None
        and session.phase is Phase.ASKING
        and session.task.expects not in ("grade", "code")
        and not session.task.case  # its stages have a time of their own
        and _elapsed(session, at) > limit * 1000
    )


def _take_answer(session: Session, move: Answered) -> Step:
    elapsed = _elapsed(session, move.at)
    if session.task.case and isinstance(move.answer, str):
        return _talk_on(session, session.task.case, move.answer, elapsed)
    if is_late(session, move.at):
        return _record_answer(session, None, elapsed, late=True)
    if session.task.self_graded and move.answer is not None and not session.silent:
        return replace(session, phase=Phase.REVEALED, pending=(move.answer, elapsed)), ()
    if session.settings.confidence and move.answer is not None:
        return replace(session, phase=Phase.CONFIDING, pending=(move.answer, elapsed)), ()
    return _record_answer(session, move.answer, elapsed, first_key_ms=move.first_key_ms)


def _talk_on(session: Session, case: Case, text: str, elapsed: int) -> Step:
    """Take what is said of a case now; after the last stage the learner grades each."""
    talk = session.talk.say(case, text, max(0, elapsed - sum(session.talk.spent_ms)))
    if talk.remark(case):
        return replace(session, talk=talk), ()
    return replace(session, phase=Phase.REVEALED, talk=talk, pending=(talk.said, elapsed)), ()


def _resume_talk(session: Session, move: Resumed) -> Step:
    since = move.at - timedelta(milliseconds=sum(move.spent_ms))
    return replace(session, since=since, talk=Conversation(move.said, move.spent_ms)), ()


def _grade_stage(session: Session, move: GradeStage) -> Step:
    case, pending = session.task.case, session.pending
    assert case is not None
    assert pending is not None
    graded = replace(session, talk=session.talk.grade(move.grade))
    return _record_answer(graded, *pending) if graded.talk.is_graded(case) else (graded, ())


def _run_out(session: Session, move: RunOut) -> Step:
    return _record_answer(session, move.answer, _elapsed(session, move.at), late=True)


def _continue(session: Session, move: Continued) -> Step:
    since = move.at - timedelta(milliseconds=move.spent_ms)
    return replace(session, since=since, hints=move.hints), ()


def _attempt(session: Session, move: Attempted) -> Step:
    elapsed = _elapsed(session, move.at)
    review = reviews.review_attempt(session, move.answer, move.share, elapsed, gave_up=move.gave_up)
    # An exercise has a time of its own, which isn't taken from the rest of an interview.
    began = session.began + timedelta(milliseconds=elapsed)
    return _show_verdict(replace(_count(session, review), began=began), move.at, review)


def _confide(session: Session, move: Confide) -> Step:
    assert session.pending is not None
    return _record_answer(session, *session.pending, confidence=move.confidence)


def _record_answer(
    session: Session,
    answer: Answer,
    elapsed: int,
    confidence: int | None = None,
    *,
    late: bool = False,
    first_key_ms: int | None = None,
) -> Step:
    review = reviews.review_answer(session, answer, elapsed, confidence, late=late)
    review = replace(review, first_key_ms=first_key_ms)
    at = session.since + timedelta(milliseconds=elapsed)
    return _show_verdict(_count(session, review), at, review)


def _show_verdict(session: Session, at: datetime, review: Reviewed) -> Step:
    """Wait at the verdict, or go on where that is given at the end."""
    if session.silent:
        return _go_on(session, at, review)
    return replace(session, phase=Phase.VERDICT), (review,)


def _grade(session: Session, move: Grade) -> Step:
    answer, elapsed = session.pending or (None, _elapsed(session, move.at))
    review = reviews.review_grade(session, move.rating, elapsed, answer)
    graded = _count(session, review)
    if not graded.queue and not session.mode.debrief:
        # The last one: it can still be taken back before the end.
        return replace(graded, phase=Phase.VERDICT), (review,)
    return _go_on(graded, move.at, review)


def _tick(session: Session, move: Tick) -> Step:
    review = reviews.review_ticks(session, move.points, _elapsed(session, move.at))
    return _show_verdict(_count(session, review), move.at, review)


def _skip(session: Session, move: Skip) -> Step:
    return _go_on(_count(session, None), move.at, Skipped(session.current.key))


def _flag(session: Session, move: Flag) -> Step:
    """Flag the current question; where it is flagged already, take that back."""
    asked = session.current
    standing = () if move.text else session.flags(asked)
    if not standing:
        return _mark(session, Flagged(asked.key, move.text))
    plan = list(session.plan)
    plan[session.place] = asked._replace(flags=())
    others = (m for m in session.markings if session.ids[m.line] not in standing)
    back = replace(session, plan=tuple(plan), markings=tuple(others))
    return back, tuple(Retracted(of=id_) for id_ in standing)


def _note(session: Session, move: Note) -> Step:
    return _mark(session, Noted(session.subject.key, move.text))


def _suspend(session: Session, move: Suspend) -> Step:
    """Suspend the question; what was to come back in this session doesn't."""
    asked = session.seen
    assert asked is not None
    here, *rest = session.queue or (None,)
    left = (n for n in rest if session.plan[n].main_key != asked.main_key)
    queue = () if here is None else (here, *left)
    return _mark(replace(session, queue=queue), Suspended(asked.main_key))


def _mark(session: Session, record: Flagged | Noted | Suspended) -> Step:
    marking = Marking(len(session.ids), record)
    return replace(session, markings=(*session.markings, marking)), (record,)


def _ask_edited(session: Session, move: Edited) -> Step:
    """Ask the edited question; the time that editing took does not count."""
    session = replace(session, since=session.since + (move.at - move.began))
    if move.question is None:
        return session, ()
    plan, tasks, place = list(session.plan), list(session.tasks), session.place
    folder = move.folder or session.current.folder
    plan[place] = session.current._replace(question=move.question, spans=(), folder=folder)
    tasks[place] = make_task(plan[place], session.mode, session.settings)
    return replace(session, plan=tuple(plan), tasks=tuple(tasks)), ()


def _undo(session: Session, move: Undo) -> Step:
    if session.phase is Phase.DEBRIEF:
        return _undo_override(session, session.overrides[-1])
    if session.pending and not session.task.case:  # the answer was not counted yet
        return replace(session, phase=Phase.ASKING, pending=None), ()
    match session.last_step:
        case Override() as override if not session.over or not session.mode.debrief:
            return _undo_override(session, override)
        case Marking() as marking if not session.over:
            others = tuple(other for other in session.markings if other is not marking)
            return replace(session, markings=others), (Retracted(of=session.ids[marking.line]),)
    if session.talk.said and (case := session.task.case):
        graded = bool(session.talk.own)
        back = replace(session, talk=session.talk.back(case))
        return (back if graded else replace(back, phase=Phase.ASKING, pending=None)), ()
    before = session.before
    assert before is not None
    lines = [session.outcomes[-1].line]
    if session.finished is not None:
        # An adaptive mode wrote down what it found, just before.
        lines[:0] = [session.finished, *([session.finished - 1] if session.mode.adaptive else [])]
    back = replace(
        before,
        ids=session.ids,
        since=move.at,
        plan=session.plan,
        tasks=session.tasks,
        outcomes=session.outcomes[: len(before.outcomes)],  # with overrides since then
        markings=session.markings,
        repeats=session.repeats,
    )
    # Else one of another computer, which didn't count, would count instead.
    alike = _find_repeats(session, session.outcomes[-1])
    back = replace(back, repeats=tuple(one for one in session.repeats if one not in alike))
    of = (*(session.ids[line] for line in lines), *(one.id for one in alike))
    return back, tuple(map(Retracted, of))


def _find_repeats(session: Session, outcome: Outcome) -> list[Repeat]:
    """Return the lines that would come in the place of *outcome*: as early a one, or later."""
    key = session.plan[outcome.place].key
    attempt = outcome.review.attempt if outcome.review else 0
    return [
        one
        for one in session.repeats
        if one.key == key and (one.attempt >= attempt or not one.attempt)
    ]


def _quit(session: Session, move: Quit) -> Step:
    records: tuple[Record, ...] = ()
    if session.pending:  # the answer was given, so it counts
        session, records = _record_answer(session, *session.pending)
    if not session.queue or session.phase is Phase.DEBRIEF:
        return _finish(session, *records)
    return replace(session, phase=Phase.DONE), records


def _end(session: Session, move: End) -> Step:
    """Finish at once: an interview that is cut in this debrief asks nothing more."""
    done, records = _finish(session)
    return replace(done, phase=Phase.DEBRIEF, overrides=()), records


def _elapsed(session: Session, at: datetime) -> int:
    return max(0, round((at - session.since) / timedelta(milliseconds=1)))


def _go_on(session: Session, at: datetime, *records: Record) -> Step:
    minutes = session.settings.minutes
    late = minutes is not None and at - session.began >= timedelta(minutes=minutes)
    if session.queue and not late:
        return replace(session, phase=Phase.ASKING, since=at), records
    if session.mode.debrief and session.answered:
        return replace(session, phase=Phase.DEBRIEF, overrides=()), records
    return _finish(session, *records)


def _finish(session: Session, *records: Record) -> Step:
    if session.reopened or session.finished is not None:  # said already, or can be resumed
        return replace(session, phase=Phase.DONE), records
    if session.mode.adaptive and session.answered:
        records = (*records, placing.record(session))
    done = replace(session, phase=Phase.DONE, finished=len(session.ids) + len(records))
    return done, (*records, Finished(session.answered))


# --- the queue: how an answer changes what is still to be asked

#: Where time decides, a missed question comes back after so many others.
RETURNS_AFTER = 6


def _count(session: Session, review: Reviewed | None) -> Session:
    """Count the current question as answered or, without a review, as skipped."""
    here, *rest = session.queue
    if session.mode.follow_ups and review:
        following = probe(session.plan, here, review)
        rest[:0] = [following] if following is not None else []
    suspended = session.suspends(session.plan[here])
    if session.mode.returns and review and review.rating == AGAIN and not suspended:
        # Where time decides, the queue is longer than anybody gets: not at its end.
        rest.insert(len(rest) if session.settings.minutes is None else RETURNS_AFTER, here)
    counted = replace(
        session,
        queue=tuple(rest),
        pending=None,
        talk=NOTHING_SAID,
        hints=0,
        outcomes=(*session.outcomes, Outcome(here, len(session.ids), review)),
        before=replace(
            session,
            phase=Phase.ASKING,
            pending=None,
            talk=session.talk.before_end(session.task.case) if review else session.talk,
            hints=0,
        ),
    )
    return _choose_next(counted)


def _choose_next(session: Session) -> Session:
    """Put what an adaptive mode asks next first; nothing is left once enough is known."""
    if not session.mode.adaptive:
        return session
    return replace(session, queue=placing.queue(session))


#: Words are compared by their first letters; shorter ones say little.
_LETTERS = 5
_WORD = re.compile(r"[^\W\d_]{4,}")


def probe(plan: Sequence[Asked], place: int, review: Reviewed) -> int | None:
    """Return the place in *plan* of the follow-up to ask after *review*; None for none.

    The one that has most in common with the key points that were missed, else the first.
    Nobody is asked more of what they know nothing of.
    """
    key = plan[place].key
    following = [n for n, asked in enumerate(plan) if asked.follows == key]
    if not following or review.score == 0 or (review.score is None and not review.answer):
        return None
    missed = _stems(point["says"] for point in review.points or () if point["state"] != HIT)

    def overlap(n: int) -> int:
        question = plan[n].question
        says = (point.says for point in question.key_points)
        return len(missed & _stems((question.ask, question.answer, *says)))

    return max(following, key=overlap)


def _stems(texts: Iterable[str]) -> set[str]:
    return {word[:_LETTERS].casefold() for text in texts for word in _WORD.findall(text)}


# --- overrides: the learner's word on an answer, which can be taken back


def _override(session: Session, move: Turn | Take | Right) -> Step:
    """Let another grade of an answer count, and remember it for undo."""
    outcome = session.outcomes[move.outcome]
    match move:
        case Turn():
            regraded = reviews.turn_point(session, outcome, move.point)
        case Take():
            regraded = reviews.take_opinion(session, outcome, move.points, move.score)
        case Right():
            regraded = reviews.call_right(session, outcome)
    place = session.outcomes.index(outcome)
    override = Override(place, len(session.ids), outcome.regraded)
    about = place if session.phase is Phase.DEBRIEF else session.about
    after = _regrade(session, outcome.line, regraded)
    return replace(after, overrides=(*session.overrides, override), about=about), (regraded,)


def _undo_override(session: Session, last: Override) -> Step:
    """Take the *last* override back: what counted before counts again.

    After the end the session waits at that verdict again.
    """
    outcomes = list(session.outcomes)
    outcomes[last.outcome] = outcomes[last.outcome]._replace(regraded=last.before)
    back = replace(session, outcomes=(*outcomes,), overrides=session.overrides[:-1])
    lines = [last.line]
    if session.phase is Phase.DEBRIEF:
        back = replace(back, about=last.outcome)
    elif session.over:
        lines += [] if session.finished is None else [session.finished]
        back = replace(back, phase=Phase.VERDICT, finished=None)
    return back, tuple(Retracted(of=session.ids[line]) for line in lines)


def _regrade(session: Session, line: int, regraded: Regraded) -> Session:
    """Let *regraded* count for the answer whose record is at *line*.

    Without points of its own it leaves those that were turned before.
    """
    outcomes = list(session.outcomes)
    for n, outcome in enumerate(outcomes):
        if outcome.line == line:
            points = regraded.points or (outcome.regraded.points if outcome.regraded else None)
            outcomes[n] = outcome._replace(regraded=replace(regraded, points=points))
    return replace(session, outcomes=tuple(outcomes))


# --- the tables: which moves there are in each phase, and what each does

Handler = Callable[[Session, Any], Step]

_ALWAYS: dict[type[Move], Handler] = {Undo: _undo, Right: _override, Quit: _quit}

_MARKINGS: dict[type[Move], Handler] = {
    Flag: _flag,
    Note: _note,
    Suspend: _suspend,
    Edited: _ask_edited,
}

_STEPS: dict[tuple[Phase, type[Move]], Handler] = {
    (Phase.ASKING, Answered): _take_answer,
    (Phase.ASKING, RunOut): _run_out,
    (Phase.ASKING, Continued): _continue,
    (Phase.ASKING, Attempted): _attempt,
    (Phase.ASKING, Reveal): lambda session, _: (replace(session, phase=Phase.REVEALED), ()),
    (Phase.ASKING, Skip): _skip,
    (Phase.ASKING, Hint): lambda session, _: (replace(session, hints=session.hints + 1), ()),
    (Phase.CONFIDING, Confide): _confide,
    (Phase.REVEALED, Grade): _grade,
    (Phase.REVEALED, Tick): _tick,
    (Phase.REVEALED, GradeStage): _grade_stage,
    (Phase.ASKING, Resumed): _resume_talk,
    (Phase.VERDICT, Turn): _override,
    (Phase.DEBRIEF, Turn): _override,
    (Phase.DEBRIEF, Take): _override,
    (Phase.VERDICT, Next): lambda session, move: _go_on(session, move.at),
    (Phase.DEBRIEF, Next): lambda session, _: _finish(session),
    **{(phase, End): _end for phase in (Phase.ASKING, Phase.REVEALED, Phase.VERDICT)},
    **{
        (phase, move): handler
        for phase in Phase
        if phase not in (Phase.DEBRIEF, Phase.DONE)
        for move, handler in _MARKINGS.items()
    },
}


# --- replay: a session made again from its records


def replay(session: Session, lines: Iterable[Line], *, at: datetime) -> Session:
    """Return *session* after the journal's *lines* of it, to go on with it at *at*.

    *session* is one that ``start`` returned, with its ``started`` line kept. Retracted
    lines don't count, unknown ones are skipped. Of several answers, of several windows or
    computers, that say they're the first, the first one counts. Where nothing is left to ask,
    the session waits at its last verdict, so that it still comes to its end.
    """
    standing = drop_retracted(list(lines))
    counting = {line["id"] for line in drop_repeats(standing)}
    for line in standing:
        if line["type"] in (Reviewed.type, Skipped.type):
            left = placing.unasked(session) if session.mode.adaptive else session.queue
            places = [i for i in left if session.plan[i].key == line["question"]]
            if not places or line["id"] not in counting:
                one = Repeat(line["question"], line.get("attempt", 0), line["id"])
                session = replace(session, repeats=(*session.repeats, one))
            else:
                rest = [i for i in left if i != places[0]]
                session = replace(session, queue=(places[0], *rest))
                review = read_review(line) if line["type"] == Reviewed.type else None
                session = _count(session, review).add_ids([line["id"]])
        elif line["type"] == Regraded.type and line["of"] in session.ids:
            points = tuple(line["points"]) if line.get("points") else None
            regraded = Regraded(
                line["of"],
                line["score"],
                line["rating"],
                points,
                line["grader"],
                passed=read_passed(line),
            )
            session = _regrade(session, session.ids.index(line["of"]), regraded)
            session = session.add_ids([line["id"]])
    spent = sum(
        o.review.elapsed_ms
        for o in session.outcomes
        if o.review and not session.tasks[o.place].exercise
    )
    last = Phase.DEBRIEF if session.mode.debrief else Phase.VERDICT
    over = last if session.outcomes else Phase.DONE
    phase = Phase.ASKING if session.queue else over
    return replace(session, phase=phase, since=at, began=at - timedelta(milliseconds=spent))
