"""What there is to do today in one line, without Typer: every prompt of a shell asks for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from interview_cli.commands.learner import Learner
from interview_cli.core.planning.plan import Plan, find_due_exercises, plan_today
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
    now = clock.now()
    today, calendar_day = study_day(now).toordinal(), now.date().toordinal()
    entries = progress.without_suspended(catalogue.entries(), today)
    exercises = find_due_exercises(entries, progress, today)
    plan = Plan.read(progress.planned, today)
    if plan:
        entries = filter_entries(plan.filters, entries, catalogue.tracks)
    new_left = learner.new_left(today)
    found = plan_today(entries, progress, today, plan, calendar_day=calendar_day, new_left=new_left)
    found = replace(found, new=found.new[:new_left], exercises=exercises)
    if as_json:
        print_json(
            {
                "due": len(found.due),
                "new": len(found.new),
                "minutes": found.minutes,
                "done": found.done,
                "planned": found.planned is not None,
                "stage": found.stage,
                "mock": found.mock,
                "exercises": len(found.exercises),
                "next": date.fromordinal(found.next[0]).isoformat() if found.next else None,
            }
        )
    else:
        line = due_line(found, plan, today, calendar_day)
        if made_from:  # both days together: the line changes at midnight, and at four
            write_line(line, today + calendar_day, made_from)
        print(line)
    return 0
