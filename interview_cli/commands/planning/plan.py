"""plan: to be ready on the day of the interview."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from shlex import quote
from typing import Annotated, Any

import typer

from interview_cli.commands.elsewhere import warn_of_elsewhere
from interview_cli.commands.filters import select
from interview_cli.commands.learner import Learner, open_past
from interview_cli.commands.options import Json, Kinds, Levels, Packs, PlainLines, Topics, Tracks
from interview_cli.commands.planning import outcome
from interview_cli.commands.planning.dates import (
    check_minutes,
    parse_days_off,
    parse_interview_day,
    parse_weekdays,
)
from interview_cli.commands.planning.job import narrow, read_job, remind_of_job, show_job
from interview_cli.commands.planning.weights import parse_weights
from interview_cli.core.errors import UsageError
from interview_cli.core.job_posting.kept import merge_weights, own_weights
from interview_cli.core.planning.calendar import Calendar
from interview_cli.core.planning.forecast import forecast
from interview_cli.core.planning.plan import Plan
from interview_cli.core.planning.preparation import Preparation
from interview_cli.core.planning.selection import filter_entries
from interview_cli.core.questions.entry import Entry
from interview_cli.core.records import Planned
from interview_cli.core.study_days import study_day
from interview_cli.storage import clock
from interview_cli.storage.settings import load_new_per_day
from interview_cli.terminal.plan import lines, show
from interview_cli.terminal.plan import to_json as plain_value
from interview_cli.terminal.rendering.messages import print_json, print_text, wants_plain


def plan(
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day of the interview.")
    ] = None,
    minutes: Annotated[
        float | None,
        typer.Option(
            "--minutes", "-m", metavar="MINUTES", help="How long to study each day; 25 by default."
        ),
    ] = None,
    weekdays: Annotated[
        str | None,
        typer.Option(metavar="DAYS", help="The days you study on, such as mon-fri or sat,sun."),
    ] = None,
    days_off: Annotated[
        list[str] | None,
        typer.Option(metavar="DATE", help="A day off, or several: DATE..DATE."),
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT|FILE", help='How much topics matter, as in "fastapi: 3, sql: 2".'
        ),
    ] = None,
    job: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Weigh topics by a job posting; - reads it from standard input."
        ),
    ] = None,
    went: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help='How the interview went: "well, they asked about sql".'),
    ] = None,
    stop: Annotated[bool, typer.Option("--stop", help="Delete the plan.")] = False,
    level: Levels = None,
    topic: Topics = None,
    pack: Packs = None,
    kind: Kinds = None,
    track: Tracks = None,
    plain: PlainLines = False,
    as_json: Json = False,
) -> int:
    """Without --on, you see the plan as it stands today. Options that you leave out keep what
    the plan has; to start over, delete it first with --stop. --job without a plan shows what was
    read in the posting. After the interview, --went ends the plan; with --on too, it continues to
    the next one.
    """
    filtered = any((level, topic, pack, kind, track))
    changes = any(option is not None for option in (on, minutes, weekdays, days_off, profile))
    selection = select(level, topic, pack, kind, track)
    if selection.paths:
        raise UsageError(
            f"a plan can't use {selection.paths[0]}: it wouldn't be found on another day",
            f"add the pack, then name it by its id: interview pack add {quote(selection.paths[0])}",
        )
    catalogue = selection.catalogue
    learner = Learner.open(catalogue, writing=changes or filtered or stop or went is not None)
    now = clock.now()
    today = study_day(now).toordinal()
    standing = Plan.read(learner.progress.planned, today)
    if stop and (changes or filtered or job is not None or went is not None):
        raise UsageError("--stop deletes the plan, so nothing else can go with it", "leave one out")
    if stop:
        return _stop(standing, learner, as_json)
    if went is not None:
        said = outcome.read(went, on, standing, catalogue, now)
        return outcome.keep(said, standing, learner, now, plain=plain, as_json=as_json)
    posting = None if job is None else read_job(job, catalogue)
    if posting is not None and standing is None and on is None and not (changes or filtered):
        if as_json:
            print_json({"on": None, "job": posting})
        else:
            show_job(posting, None, plain=plain)
        return 0
    if standing is None and on is None:
        raise UsageError("there is no plan", "make one: interview plan --on DATE --minutes 25")
    over = standing is not None and standing.calendar.stage(now.date().toordinal()) == "after"
    if standing is not None and over and not (changes or filtered or posting):
        return outcome.ask(standing, catalogue, learner, now, plain=plain, as_json=as_json)
    asks_more = changes or filtered or posting is not None
    if standing is not None and on is None and today >= standing.calendar.on and asks_more:
        raise UsageError(
            f"the interview was on {date.fromordinal(standing.calendar.on)}",
            "say how it went: interview plan --went well; or set a new day: --on DATE",
        )
    if not filtered:
        warn_of_elsewhere(catalogue, learner.progress)
    unknown = posting is None or not posting["areas"]
    if posting is not None and unknown and not as_json:
        show_job(posting, None, plain=plain)
    if standing is not None and not changes and not filtered and unknown:
        entries = filter_entries(standing.filters, catalogue.entries(), catalogue.tracks)
        return _show(standing, entries, learner, now, posting, plain=plain, as_json=as_json)
    base = standing or _read_waiting(learner, today)
    read = posting if not unknown else base.job if base else None
    weights = own_weights(base.weights, base.job) if base else {}
    if profile is not None:
        weights = parse_weights(profile, {entry.topic for entry in catalogue.entries()})
    weights = merge_weights(read["weights"] if read else {}, weights)
    old = base.calendar if base else None
    calendar = _change_calendar(old, now.date().toordinal(), on, minutes, weekdays, days_off)
    filters = base.filters if base and not filtered else selection.filters
    if posting is not None and not unknown and not level:
        filters = narrow(filters, posting, base.job if base else None, catalogue)
    since = standing.since if standing and standing.calendar.on == calendar.on else today
    new = Plan(calendar, weights, filters, read, since)
    entries = filter_entries(new.filters, catalogue.entries(), catalogue.tracks)
    if not entries:
        raise selection.no_match()
    if not any(new.weight(entry.topic) for entry in entries):
        raise UsageError(
            "every question has the weight 0", "give at least one topic a weight with --profile"
        )
    learner.journal.append([new.record()], at=now)
    if posting is not None and not unknown and not as_json:
        show_job(posting, new.weights, plain=plain)
    return _show(new, entries, learner, now, posting, plain=plain, as_json=as_json)


def _read_waiting(learner: Learner, today: int) -> Plan | None:
    """Return what was said of an interview without a day, as a plan to be given one."""
    waiting = Preparation.read_waiting(open_past(learner.journal).said())
    return waiting.plan(today) if waiting else None


def _change_calendar(
    old: Calendar | None,
    today: int,
    on: str | None,
    minutes: float | None,
    weekdays: str | None,
    days_off: list[str] | None,
) -> Calendar:
    """Return the calendar of the options; where one is left out, as in the *old* one."""
    calendar = Calendar(
        on=parse_interview_day(on or "", today) if on or not old else old.on,
        minutes=check_minutes(minutes) if minutes is not None else old.minutes if old else 25.0,
        weekdays=parse_weekdays(weekdays) if weekdays is not None or not old else old.weekdays,
        days_off=parse_days_off(days_off, today) if days_off or not old else old.days_off,
    )
    if not calendar.days(today):
        raise UsageError(
            "no day is left to study before the interview",
            "--weekdays and --days-off leave out every day",
        )
    return calendar


def _show(
    plan: Plan,
    entries: list[Entry],
    learner: Learner,
    now: datetime,
    posting: Mapping[str, Any] | None,
    *,
    plain: bool,
    as_json: bool,
) -> int:
    """Show the plan; *posting* is what was read just now, and shown but in JSON."""
    today = study_day(now).toordinal()
    entries = learner.progress.without_suspended(entries, today)
    if not entries:
        raise UsageError(
            "no question matches the plan any more", "make a new one: interview plan --on DATE"
        )
    outlook = forecast(
        plan,
        entries,
        learner.progress,
        today,
        calendar_day=now.date().toordinal(),
        new_left=learner.new_left(today),
        new_per_day=load_new_per_day(),
    )
    last_time = outcome.describe_last(learner.progress)
    if as_json:
        print_json(plain_value(outlook) | {"job": plan.job if posting is None else posting})
    elif wants_plain(plain):
        texts = [*([] if posting is None else [""]), *lines(outlook, now, last_time)]
        print_text("\n".join(texts))
    else:
        show(outlook, now, last_time)
    if plan.job and posting is None and not as_json:
        remind_of_job(plan.job, plan.weights, plain=plain)
    return 0


def _stop(standing: Plan | None, learner: Learner, as_json: bool) -> int:
    if standing is None:
        raise UsageError("there is no plan to delete", "make one: interview plan --on DATE")
    learner.journal.append([Planned(on=None)], at=clock.now())
    if as_json:
        print_json({"on": None})
    else:
        print("The plan is deleted; what's due comes first again.")
    return 0
