"""What there is to do today in one line, without Typer: every prompt of a shell asks for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from interview_cli.commands.learner import Learner
from interview_cli.core.planning.plan import Plan, plan_today
from interview_cli.core.planning.selection import filter_entries
from interview_cli.core.study_days import study_day
from interview_cli.packs.library.catalogue import open_catalogue
from interview_cli.storage import clock, paths
from interview_cli.storage.due_line import read_stamps, write_line
from interview_cli.terminal.rendering.due_words import due_line
from interview_cli.terminal.rendering.messages import print_json


def print_due(*, as_json: bool = False) -> int:
    # Before anything is read: what changes in the meantime has another stamp.
    folders = (paths.bundled(), paths.own_packs(), paths.journal(), paths.config())
    made_from = {} if as_json or clock.is_pretended() else read_stamps(map(str, folders))
    catalogue, _ = open_catalogue()
    learner = Learner.open(catalogue, writing=False)
    progress = learner.progress
    today = study_day(clock.now()).toordinal()
    entries = progress.without_suspended(catalogue.entries(), today)
    plan = Plan.read(progress.planned, today)
    if plan:
        entries = filter_entries(plan.filters, entries, catalogue.tracks)
    found = plan_today(entries, progress, today, plan)
    found = replace(found, new=found.new[: learner.new_left(today)])
    if as_json:
        print_json(
            {
                "due": len(found.due),
                "new": len(found.new),
                "minutes": found.minutes,
                "done": found.done,
                "planned": plan is not None,
                "next": date.fromordinal(found.next[0]).isoformat() if found.next else None,
            }
        )
    else:
        line = due_line(found, plan, today)
        if made_from:
            write_line(line, today, made_from)
        print(line)
    return 0
