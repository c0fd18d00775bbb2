"""What every command that plays a session does: open, play, keep, sum up."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from shutil import get_terminal_size
from typing import Any

from interview_cli.commands.desk import Desk
from interview_cli.commands.telling import complain, warn
from interview_cli.core import engine
from interview_cli.core.days import study_day
from interview_cli.core.entry import Entry
from interview_cli.core.foresight import Foresight
from interview_cli.core.modes import Mode
from interview_cli.core.progress import Progress
from interview_cli.core.question import Question
from interview_cli.core.records import Record
from interview_cli.core.selection import Filters, choose
from interview_cli.core.session import Asked, Session, Settings
from interview_cli.core.summary import Summary, summarise
from interview_cli.errors import DONE, STOPPED
from interview_cli.storage import clock
from interview_cli.storage.catalogue import Catalogue


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
    plan = [asked(entry.key, catalogue, desk.progress, at) for entry in chosen]
    session, records = engine.start(
        mode,
        plan,
        settings,
        at=at,
        filters=kept_filters(filters) | {"paths": list(pack_paths), "settings": asdict(settings)},
    )
    return session.kept(desk.journal.append(records, at=at))


def planned_today(
    entries: Sequence[Entry], catalogue: Catalogue, progress: Progress
) -> tuple[str, ...]:
    """Give those of *entries* that the plan to the interview has for today, in its order."""
    if progress.planned is None:
        return ()
    from interview_cli.core.agenda import Plan, agenda
    from interview_cli.core.selection import matching

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


def sit(session: Session, catalogue: Catalogue, desk: Desk, *, plain: bool, as_json: bool) -> int:
    """Play *session* where it is to be played; give the exit code."""
    gc.enable()  # see cli.main
    from interview_cli.terminal.choice import plain_wanted
    from interview_cli.terminal.play import Stage, play

    def keep(records: Sequence[Record], at: datetime, session: Session) -> list[str]:
        return desk.journal.append(records, at=at, session=session.id)

    def edit(key: str) -> Question | None:
        return edited(catalogue, key)

    def foresee() -> Foresight:
        return Foresight(desk.progress.scheduler, study_day(clock.now()).toordinal())

    def sum_up(session: Session) -> Summary:
        name, filters = session.mode.name, session.filters
        return summarise(session, desk.progress.last(name, filters, before=session.id))

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
        stage = Lines(voice, sys.stdin, clock.now, edit, sum_up)
    else:
        from interview_cli.terminal.keys import Keys

        stage = Keys(clock.now, edit, sum_up, foresee)
    session, stopped = play(session, stage, keep, clock.now)
    if session.outcomes:
        desk.fold(catalogue)
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
