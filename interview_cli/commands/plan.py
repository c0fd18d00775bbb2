"""plan: to be ready on the day of the interview."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from interview_cli.commands import plan_dates as words
from interview_cli.commands.filters import Wanted, wanted
from interview_cli.commands.learner import Learner, complain
from interview_cli.commands.options import Json, Kinds, Levels, Packs, PlainLines, Topics, Tracks
from interview_cli.core.errors import UsageError
from interview_cli.core.journal.records import Planned
from interview_cli.core.planning.daily_choice import Calendar
from interview_cli.core.planning.filters import filter_entries
from interview_cli.core.planning.forecast import forecast
from interview_cli.core.planning.plan import Plan
from interview_cli.core.questions.entry import Entry
from interview_cli.core.study_days import study_day
from interview_cli.packs.library.catalogue import Catalogue
from interview_cli.storage import clock
from interview_cli.terminal.plan import document as plain_value
from interview_cli.terminal.plan import lines
from interview_cli.terminal.rendering.messages import document, plain_wanted


def plan(
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day of the interview.")
    ] = None,
    minutes: Annotated[
        float | None, typer.Option("--minutes", "-m", metavar="MINUTES", help="Each day; else 25.")
    ] = None,
    weekdays: Annotated[
        str | None, typer.Option(metavar="DAYS", help="Study days: mon-fri, or sat,sun.")
    ] = None,
    days_off: Annotated[
        list[str] | None,
        typer.Option(metavar="DATE", help="A day without study, or several: DATE..DATE."),
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(metavar="TEXT|FILE", help='Weights of topics: "fastapi: 3, sql: 2".'),
    ] = None,
    stop: Annotated[bool, typer.Option("--stop", help="Give the plan up.")] = False,
    level: Levels = None,
    topic: Topics = None,
    pack: Packs = None,
    kind: Kinds = None,
    track: Tracks = None,
    plain: PlainLines = False,
    as_json: Json = False,
) -> int:
    """Without --on: the plan as it stands today. What is not said stays as it is in the plan;
    to begin from nothing, --stop it first.
    """

    filtered = any((level, topic, pack, kind, track))
    changes = any(given is not None for given in (on, minutes, weekdays, days_off, profile))
    want = wanted(level, topic, pack, kind, track)
    complain(want.catalogue)
    if want.paths:
        raise UsageError(
            f"a plan can't use {want.paths[0]}: it would not be found on another day",
            "put the pack into packs/ of your own folder, then name it by its id",
        )
    learner = Learner.open(want.catalogue, writing=changes or filtered or stop)
    now = clock.now()
    today = study_day(now).toordinal()
    standing = Plan.read(learner.progress.planned, today)
    if stop and (changes or filtered):
        raise UsageError("--stop gives the plan up: nothing else goes with it", "leave one out")
    if stop:
        return _stop(standing, learner, as_json)
    if standing is None and on is None:
        raise UsageError("there is no plan", "make one: interview plan --on DATE --minutes 25")
    if standing is not None and not changes and not filtered:
        entries = _entries(standing, want.catalogue)
        return _show(standing, entries, learner, today, plain=plain, as_json=as_json)
    made = _made(
        standing,
        want,
        today,
        on=on,
        minutes=minutes,
        weekdays=weekdays,
        days_off=days_off,
        profile=profile,
        filtered=filtered,
    )
    entries = _entries(made, want.catalogue)
    if not entries:
        raise want.nothing(want.catalogue.entries())
    if not any(made.weight(entry.topic) for entry in entries):
        raise UsageError("every question has the weight 0", "give some topic a weight: --profile")
    learner.journal.append([made.record()], at=now)
    return _show(made, entries, learner, today, plain=plain, as_json=as_json)


def _made(
    before: Plan | None,
    want: Wanted,
    today: int,
    *,
    on: str | None,
    minutes: float | None,
    weekdays: str | None,
    days_off: list[str] | None,
    profile: str | None,
    filtered: bool,
) -> Plan:
    """Make a plan from what was asked for, and from the one *before* where nothing was."""

    old = before.calendar if before else None
    weights = before.weights if before else {}
    if profile is not None:
        weights = words.weights(profile, {entry.topic for entry in want.catalogue.entries()})
    calendar = Calendar(
        on=words.interview(on, today) if on or not old else old.on,
        minutes=words.minutes(minutes) if minutes is not None or not old else old.minutes,
        weekdays=words.weekdays(weekdays) if weekdays is not None or not old else old.weekdays,
        days_off=words.days_off(days_off) if days_off or not old else old.days_off,
    )
    if not calendar.days(today):
        raise UsageError(
            "no day is left to study before the interview",
            "see --weekdays and --days-off: they leave out every day",
        )
    return Plan(calendar, weights, want.filters if filtered or not before else before.filters)


def _entries(plan: Plan, catalogue: Catalogue) -> list[Entry]:

    return filter_entries(plan.filters, catalogue.entries(), catalogue.tracks)


def _show(
    plan: Plan, entries: list[Entry], learner: Learner, today: int, *, plain: bool, as_json: bool
) -> int:

    if not entries:
        raise UsageError(
            "no question matches the plan any more", "make a new one: interview plan --on DATE"
        )
    seen = forecast(plan, entries, learner.progress, today)
    if as_json:
        document(plain_value(seen))
    elif plain_wanted(plain):
        print(*lines(seen), sep="\n")
    else:
        from interview_cli.terminal.plan import show  # Rich

        show(seen)
    return 0


def _stop(standing: Plan | None, learner: Learner, as_json: bool) -> int:
    from interview_cli.core.errors import UsageError
    from interview_cli.storage import clock

    if standing is None:
        raise UsageError("there is no plan to give up", "make one: interview plan --on DATE")
    learner.journal.append([Planned(on=None)], at=clock.now())
    if as_json:
        stopped: dict[str, Any] = {"on": None}
        document(stopped)
    else:
        print("The plan is given up; what is due comes first again.")
    return 0
