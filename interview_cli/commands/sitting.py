"""What every command that plays a session does: open, play, keep, sum up."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from shutil import get_terminal_size
from typing import Any

from interview_cli.commands.desk import Desk
from interview_cli.commands.telling import complain, warn
from interview_cli.core import engine
from interview_cli.core.debrief import Debrief, debrief
from interview_cli.core.explaining import as_question
from interview_cli.core.foresight import Foresight
from interview_cli.core.journal.records import Record
from interview_cli.core.modes import Mode
from interview_cli.core.planning.filters import Filters
from interview_cli.core.planning.selection import choose
from interview_cli.core.progress.progress import Progress
from interview_cli.core.questions.entry import Entry
from interview_cli.core.questions.question import Question
from interview_cli.core.session import Asked, Session, Settings
from interview_cli.core.study_days import study_day
from interview_cli.core.summary import Summary, summarise
from interview_cli.errors import DONE, STOPPED
from interview_cli.storage import clock, paths
from interview_cli.storage.catalogue import Catalogue
from interview_cli.storage.unsent_answers import UnsentAnswers


def begin(
    mode: Mode,
    entries: Sequence[Entry],
    catalogue: Catalogue,
    desk: Desk,
    *,
    count: int,
    settings: Settings,
    filters: Filters,
    pack_paths: Sequence[str] = (),
    planned: Sequence[str] = (),
) -> Session:
    """Choose the questions of a new session and begin it, its first line kept."""
    tracks = catalogue.tracks if filters.tracks else {}
    tracks = {at: track for at, track in tracks.items() if at[1] in filters.tracks}

    def step(entry: Entry) -> int:
        pack = entry.key.partition(":")[0]
        steps = (t.step(entry.level, entry.topic) for at, t in tracks.items() if at[0] == pack)
        return min((n for n in steps if n is not None), default=0)

    at = clock.now()
    chosen = choose(
        entries,
        desk.progress,
        count,
        seed=settings.seed,
        day=study_day(at).toordinal(),
        step=step if tracks else None,
        planned=planned,
        ahead=not mode.returns,
    )
    keys = [entry.key for entry in chosen]
    return open_session(
        mode,
        keys,
        catalogue,
        desk,
        at=at,
        settings=settings,
        filters=filters,
        pack_paths=pack_paths,
    )


def open_session(
    mode: Mode,
    keys: Sequence[str],
    catalogue: Catalogue,
    desk: Desk,
    *,
    at: datetime,
    settings: Settings,
    filters: Filters,
    pack_paths: Sequence[str] = (),
) -> Session:
    """Begin a session of the questions named by *keys*, its first line kept."""
    session, records = engine.start(
        mode,
        laid_out(keys, mode, catalogue, desk.progress, at),
        settings,
        at=at,
        filters=kept_filters(filters) | {"paths": list(pack_paths), "settings": asdict(settings)},
    )
    return session.kept(desk.journal.append(records, at=at))


def laid_out(
    keys: Sequence[str], mode: Mode, catalogue: Catalogue, progress: Progress, at: datetime
) -> list[Asked]:
    """Give the questions of a session that begins *at*, and their follow-ups if it has them."""
    plan: list[Asked] = []
    for key in keys:
        plan.append(asked(key, catalogue, progress, at))
        question = plan[-1].question
        for follow_up in question.follow_ups if mode.explains else ():
            name = f"{key}/{follow_up.id}"
            plan.append(Asked(name, as_question(follow_up, question), follows=key))
    if mode.explains:
        return [one._replace(synonyms=catalogue.synonyms(one.key)) for one in plan]
    return plan


def planned_today(
    entries: Sequence[Entry], catalogue: Catalogue, progress: Progress
) -> tuple[str, ...]:
    """Give those of *entries* that the plan to the interview has for today, in its order."""
    if progress.planned is None:
        return ()
    from interview_cli.core.planning.filters import matching
    from interview_cli.core.planning.plan import Plan, agenda

    today = study_day(clock.now()).toordinal()
    plan = Plan.read(progress.planned, today)
    if plan is None:
        return ()
    about = matching(plan.filters, catalogue.entries(), catalogue.tracks)
    here = {entry.key for entry in entries}
    found = agenda(about, progress, today, plan)
    return tuple(key for key in found.planned or () if key in here)


def asked(key: str, catalogue: Catalogue, progress: Progress, at: datetime) -> Asked:
    """Give the question for a session that begins *at*, with what the journal knows of it."""
    (question, spans), known = catalogue.with_syntax(key), progress.known.get(key)
    if known is None:
        return Asked(key, question, spans=spans)
    return Asked(
        key,
        question,
        recall=progress.recall(key, study_day(at).toordinal()),
        changed=known.fingerprint != question.fingerprint(),
        spans=spans,
        memory=known.memory,
        due=progress.scheduler.curve.due(known.memory),
    )


def kept_filters(filters: Filters) -> dict[str, Any]:
    """Give the filters as they stand in the journal."""
    return {name: list(values) for name, values in asdict(filters).items()}


def sit(
    session: Session,
    catalogue: Catalogue,
    desk: Desk,
    *,
    plain: bool,
    as_json: bool,
    then: Callable[[Session], None] | None = None,
    no_ai: bool = False,
) -> int:
    """Play *session* where it is to be played, *then* do more; give the exit code."""
    gc.freeze()  # see cli.main
    gc.set_threshold(100_000)  # the libraries of the prompt come while it runs
    gc.enable()
    from interview_cli.terminal.choice import plain_wanted
    from interview_cli.terminal.play import Stage, play

    def keep(records: Sequence[Record], at: datetime, session: Session) -> list[str]:
        return desk.journal.append(records, at=at, session=session.id)

    def edit(key: str) -> Question | None:
        parent, _, name = key.partition("/")
        question = edited(catalogue, parent)
        if question is None or not name:
            return question
        follow_ups = (f for f in question.follow_ups if f.id == name)
        return next((as_question(f, question) for f in follow_ups), None)

    def foresee() -> Foresight:
        return Foresight(desk.progress.scheduler, study_day(clock.now()).toordinal())

    def sum_up(session: Session) -> Summary:
        name, filters = session.mode.name, session.filters
        return summarise(session, desk.progress.last(name, filters, before=session.id))

    def look_back(session: Session) -> Debrief:
        return debrief(session, desk.progress.sittings.values())

    drafts = UnsentAnswers(None if clock.pretended() else paths.home() / "drafts.json")
    stage: Stage
    if as_json or plain_wanted(plain):
        from interview_cli.terminal.lines import Lines, Voice

        voice: Voice
        if as_json:
            from interview_cli.terminal.events import Events

            voice = Events(foresee)
        else:
            from interview_cli.terminal.plain import Plain

            columns = (lambda: get_terminal_size().columns) if sys.stdout.isatty() else None
            voice = Plain(clock.now, foresee, echo=not sys.stdin.isatty(), width=columns)
        stage = Lines(voice, sys.stdin, clock.now, edit, sum_up, look_back, drafts)
    else:
        from interview_cli.terminal.keys import Keys

        other = None
        if session.mode.explains:
            from interview_cli.commands.second import second

            other = second(no_ai)
        stage = Keys(clock.now, edit, sum_up, foresee, look_back, drafts, other)
    session, stopped = play(session, stage, keep, clock.now)
    if session.outcomes:
        desk.fold(catalogue)
    if then:
        then(session)
    return STOPPED if stopped else DONE


def fresh_seed() -> int:
    """Give a seed for a session that was not given one: short enough to be typed."""
    return int.from_bytes(os.urandom(3), "big") % 1_000_000


def edited(catalogue: Catalogue, key: str) -> Question | None:
    """Open the question in the learner's editor; give it as it is then, None if unsound."""
    from interview_cli.terminal.editor import open_at

    path, row = catalogue.place(key)
    open_at(path, row)
    catalogue.complaints.clear()
    catalogue.reload(key.partition(":")[0])
    complain(catalogue)
    if not catalogue.has(key):
        warn(f"{key} can't be used as it is now; the question stays as it was")
        return None
    return catalogue.question(key)
