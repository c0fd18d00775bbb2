"""What every command that plays a session does: choose the questions, play, sum up."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from interview_cli.commands.learner import Learner
from interview_cli.core.errors import DONE, STOPPED
from interview_cli.core.modes import Mode
from interview_cli.core.planning.filters import Filters, filter_entries
from interview_cli.core.planning.selection import choose
from interview_cli.core.progress.progress import Progress
from interview_cli.core.questions.entry import Entry
from interview_cli.core.session.state import Settings
from interview_cli.core.study_days import study_day
from interview_cli.packs.library.catalogue import Catalogue
from interview_cli.storage import clock
from interview_cli.terminal.play.play import Stage, play
from interview_cli.terminal.practice_session import PracticeSession
from interview_cli.terminal.rendering.messages import plain_wanted


def start_session(
    mode: Mode,
    entries: Sequence[Entry],
    catalogue: Catalogue,
    learner: Learner,
    *,
    count: int,
    settings: Settings,
    filters: Filters,
    pack_paths: Sequence[str] = (),
    planned: Sequence[str] = (),
) -> PracticeSession:
    """Return a new session of up to *count* of *entries*, those that are best asked now."""
    tracks = catalogue.tracks if filters.tracks else {}
    tracks = {at: track for at, track in tracks.items() if at[1] in filters.tracks}

    def step(entry: Entry) -> int:
        pack = entry.key.partition(":")[0]
        steps = (t.step(entry.level, entry.topic) for at, t in tracks.items() if at[0] == pack)
        return min((n for n in steps if n is not None), default=0)

    at = clock.now()
    chosen = choose(
        entries,
        learner.progress,
        count,
        seed=settings.seed,
        day=study_day(at).toordinal(),
        step=step if tracks else None,
        planned=planned,
        ahead=not mode.returns,
    )
    return PracticeSession.start(
        mode,
        [entry.key for entry in chosen],
        catalogue,
        learner.journal,
        learner.progress,
        at=at,
        settings=settings,
        filters=saved_filters(filters, pack_paths),
    )


def planned_today(
    entries: Sequence[Entry], catalogue: Catalogue, progress: Progress
) -> tuple[str, ...]:
    """Return those of *entries* that the plan to the interview has for today, in its order."""
    if progress.planned is None:
        return ()
    from interview_cli.core.planning.plan import Plan, plan_today  # slow, and few have a plan

    today = study_day(clock.now()).toordinal()
    plan = Plan.read(progress.planned, today)
    if plan is None:
        return ()
    about = filter_entries(plan.filters, catalogue.entries(), catalogue.tracks)
    here = {entry.key for entry in entries}
    found = plan_today(about, progress, today, plan)
    return tuple(key for key in found.planned or () if key in here)


def saved_filters(filters: Filters, pack_paths: Sequence[str]) -> dict[str, Any]:
    """Return the filters as they stand in the journal."""
    lists = {name: list(values) for name, values in asdict(filters).items()}
    return lists | {"paths": list(pack_paths)}


def play_session(
    practice: PracticeSession,
    learner: Learner,
    *,
    plain: bool,
    as_json: bool,
    no_ai: bool = False,
) -> int:
    """Play a session on the stage that fits; return the exit code."""
    gc.freeze()  # see cli.main
    gc.set_threshold(100_000)  # the libraries of the prompt come while it runs
    gc.enable()
    stopped = play(practice, _open_stage(practice, plain=plain, as_json=as_json, no_ai=no_ai))
    if practice.session.outcomes:
        learner.update_progress(practice.catalogue)
    return STOPPED if stopped else DONE


def _open_stage(practice: PracticeSession, *, plain: bool, as_json: bool, no_ai: bool) -> Stage:
    # Each only where it is used: Rich and the prompts take long to import.
    if as_json or plain_wanted(plain):
        if as_json:
            from interview_cli.terminal.play.json_stage import JsonStage

            return JsonStage(practice, sys.stdin)
        from interview_cli.terminal.play.prose_stage import ProseStage

        return ProseStage(practice, sys.stdin)
    from interview_cli.terminal.play.key_stage import KeyStage

    if not practice.session.mode.debrief:
        return KeyStage(practice)
    from interview_cli.commands.consent import open_judge

    return KeyStage(practice, open_judge(no_ai))


def new_seed() -> int:
    """Return a seed for a session that was not given one: short enough to be typed."""
    return int.from_bytes(os.urandom(3), "big") % 1_000_000
