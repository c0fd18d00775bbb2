"""stats: charts and figures of the learner's practice."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from interview_cli.commands.elsewhere import warn_of_elsewhere
from interview_cli.commands.filters import select
from interview_cli.commands.learner import Learner
from interview_cli.commands.options import Json, Kinds, Levels, Packs, PlainLines, Topics, Tracks
from interview_cli.core.errors import UsageError
from interview_cli.core.planning.plan import Plan, plan_today
from interview_cli.core.planning.selection import filter_entries
from interview_cli.core.progress.report import Goal, Outlook, Report, build_report
from interview_cli.core.progress.statistics import Statistics
from interview_cli.core.questions.entry import Entry
from interview_cli.core.safe_text import line as safe
from interview_cli.core.study_days import study_day
from interview_cli.packs.library.catalogue import Catalogue
from interview_cli.storage import clock, files
from interview_cli.storage.snapshots.progress_cache import load_statistics
from interview_cli.terminal.rendering import messages
from interview_cli.terminal.rendering.due_words import night_words
from interview_cli.terminal.rendering.messages import wants_plain
from interview_cli.terminal.stats.page import MARK, page
from interview_cli.terminal.stats.words import lines, to_json


def stats(
    level: Levels = None,
    topic: Topics = None,
    pack: Packs = None,
    kind: Kinds = None,
    track: Tracks = None,
    html: Annotated[
        str | None,
        typer.Option("--html", metavar="FILE", help="Write a page for your browser instead."),
    ] = None,
    details: Annotated[
        bool,
        typer.Option("--details", help="Every topic, and how good the predictions were."),
    ] = False,
    plain: PlainLines = False,
    as_json: Json = False,
) -> int:
    target = _check_target(html) if html is not None else None
    selection = select(level, topic, pack, kind, track)
    filtered = any((level, topic, pack, kind, track))
    learner = Learner.open(selection.catalogue, writing=False)
    report = _report(selection.entries(), selection.catalogue, learner, filtered=filtered)
    night = night_words(clock.now())
    if target:
        with files.disk_errors(target):
            files.replace(target, page(report, night).encode(), private=True)
        print(f"Written: {safe(str(target))}", file=sys.stderr, flush=True)
    if as_json:
        messages.print_json(to_json(report))
    elif not target and wants_plain(plain):
        print(*lines(report, details=details, night=night), sep="\n")
    elif not target:
        from interview_cli.terminal.stats.views import show  # Rich

        show(report, details=details, night=night)
    if not filtered:
        sys.stdout.flush()
        warn_of_elsewhere(selection.catalogue, learner.progress)
    return 0


def _report(
    entries: list[Entry], catalogue: Catalogue, learner: Learner, *, filtered: bool
) -> Report:
    """Return the report on all practice; with *filtered*, on these entries alone."""
    today = study_day(clock.now())
    if filtered:
        only = {entry.key for entry in entries}
        only |= {old for old, new in catalogue.renames.items() if new in only}
        statistics = Statistics()
        lines, _ = learner.journal.read()  # Learner.open printed what is damaged
        statistics.add(lines, only=frozenset(only))
        return build_report(entries, learner.progress, statistics, today)
    outlook, goal = _look_ahead(catalogue, learner, today)
    statistics = load_statistics(learner.journal)
    return build_report(entries, learner.progress, statistics, today, outlook=outlook, goal=goal)


def _look_ahead(
    catalogue: Catalogue, learner: Learner, today: date
) -> tuple[Outlook | None, Goal | None]:
    """Return what the plan expects on its day, and how much of today's part is done."""
    now, progress = today.toordinal(), learner.progress
    plan = Plan.read(progress.planned, now)
    if plan is None or plan.calendar.stage(now) in ("after", "none"):
        return None, None
    entries = filter_entries(plan.filters, catalogue.entries(), catalogue.tracks)
    entries = progress.without_suspended(entries, now)
    if not entries:
        return None, None
    from interview_cli.core.planning.forecast import predict_recall  # slow, and few have a plan

    work = plan_today(entries, progress, now, plan)
    on = date.fromordinal(plan.calendar.on)
    outlook = Outlook(on, *predict_recall(plan, entries, progress, now))
    every = work.done + len(work.planned or ())
    return outlook, Goal(work.done, every) if every else None


def _check_target(html: str) -> Path:
    """Return the file to write; raises UsageError where there is one that isn't ours."""
    path = Path(html)
    with files.disk_errors(html):
        path = path.resolve()
        if path.exists() and not path.is_file():
            raise UsageError(f"{html} isn't a file", "name the page to write: --html stats.html")
        if path.is_file():
            with path.open("rb") as file:
                start = file.read(200)
            if start and MARK.encode() not in start:
                raise UsageError(
                    f"{html} already exists, and isn't a page from interview stats",
                    "name another file, or move that one away",
                )
        files.require_folder(path)
    return path
