"""plan: to be ready on the day of the interview."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from interview_cli.commands.elsewhere import warn_of_elsewhere
from interview_cli.commands.filters import select
from interview_cli.commands.learner import Learner
from interview_cli.commands.options import Json, Kinds, Levels, Packs, PlainLines, Topics, Tracks
from interview_cli.core.errors import UsageError
from interview_cli.core.levels import is_within
from interview_cli.core.planning.daily_choice import Calendar
from interview_cli.core.planning.forecast import forecast
from interview_cli.core.planning.plan import Plan
from interview_cli.core.planning.selection import filter_entries
from interview_cli.core.questions.entry import Entry
from interview_cli.core.records import Planned
from interview_cli.core.sentences import suggest
from interview_cli.core.study_days import study_day
from interview_cli.packs.library.catalogue import close
from interview_cli.storage import clock
from interview_cli.terminal.plan import lines, show
from interview_cli.terminal.plan import to_json as plain_value
from interview_cli.terminal.rendering.messages import print_json, wants_plain


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
    the plan has; to start over, delete it first with --stop.
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
    learner = Learner.open(catalogue, writing=changes or filtered or stop)
    now = clock.now()
    today = study_day(now).toordinal()
    standing = Plan.read(learner.progress.planned, today)
    if stop and (changes or filtered):
        raise UsageError("--stop deletes the plan, so nothing else can go with it", "leave one out")
    if stop:
        return _stop(standing, learner, as_json)
    if standing is None and on is None:
        raise UsageError("there is no plan", "make one: interview plan --on DATE --minutes 25")
    if not filtered:
        warn_of_elsewhere(catalogue, learner.progress)
    if standing is not None and not changes and not filtered:
        entries = filter_entries(standing.filters, catalogue.entries(), catalogue.tracks)
        return _show(standing, entries, learner, today, plain=plain, as_json=as_json)
    weights = standing.weights if standing else {}
    if profile is not None:
        weights = parse_weights(profile, {entry.topic for entry in catalogue.entries()})
    old = standing.calendar if standing else None
    calendar = _change_calendar(old, today, on, minutes, weekdays, days_off)
    filters = standing.filters if standing and not filtered else selection.filters
    new = Plan(calendar, weights, filters)
    entries = filter_entries(new.filters, catalogue.entries(), catalogue.tracks)
    if not entries:
        raise selection.no_match()
    if not any(new.weight(entry.topic) for entry in entries):
        raise UsageError(
            "every question has the weight 0", "give at least one topic a weight with --profile"
        )
    learner.journal.append([new.record()], at=now)
    return _show(new, entries, learner, today, plain=plain, as_json=as_json)


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
        days_off=parse_days_off(days_off) if days_off or not old else old.days_off,
    )
    if not calendar.days(today):
        raise UsageError(
            "no day is left to study before the interview",
            "--weekdays and --days-off leave out every day",
        )
    return calendar


def _show(
    plan: Plan, entries: list[Entry], learner: Learner, today: int, *, plain: bool, as_json: bool
) -> int:
    if not entries:
        raise UsageError(
            "no question matches the plan any more", "make a new one: interview plan --on DATE"
        )
    outlook = forecast(plan, entries, learner.progress, today)
    if as_json:
        print_json(plain_value(outlook))
    elif wants_plain(plain):
        print(*lines(outlook), sep="\n")
    else:
        show(outlook)
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


#: How many days ahead an interview may be.
_FARTHEST = 731

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RANGES = {"weekdays": "mon-fri", "weekend": "sat-sun", "all": "mon-sun", "daily": "mon-sun"}


def parse_interview_day(text: str, today: int) -> int:
    """Return the day of the interview, after *today*; both are ordinals."""
    day = _parse_date(text)
    ahead = day.toordinal() - today
    if ahead < 1:
        tomorrow = date.fromordinal(today + 1)
        when = "today" if ahead == 0 else "in the past"
        raise UsageError(f"{day} is {when}", f"the first day to plan for is {tomorrow}")
    if ahead > _FARTHEST:
        raise UsageError(f"{day} is more than two years ahead", "choose an earlier day")
    return day.toordinal()


def check_minutes(value: float) -> float:
    """Return the minutes of a day; raises UsageError unless they are 1 to 1440."""
    if not 1 <= value <= 1440:
        raise UsageError(f"{value:g} minutes a day", "it can be 1 to 1440, such as --minutes 25")
    return value


def parse_weekdays(text: str | None) -> tuple[int, ...]:
    """Return days of the week, from 0 for Monday; none means all of them."""
    found: set[int] = set()
    for part in (text or "").lower().replace(",", " ").split():
        first, dash, last = _RANGES.get(part, part).partition("-")
        start, end = _parse_weekday(first), _parse_weekday(last if dash else first)
        found |= {day % 7 for day in range(start, end + 1 + 7 * (end < start))}
    if text is not None and not found:
        raise UsageError("--weekdays has no day of the week", "write mon-fri, or sat,sun")
    return tuple(sorted(found)) if len(found) < len(_DAYS) else ()


def parse_days_off(texts: Iterable[str] | None) -> frozenset[int]:
    """Return days off as ordinals: dates, ``DATE..DATE``, several with commas."""
    found: set[int] = set()
    for part in (part.strip() for text in texts or () for part in text.split(",")):
        first, dots, last = part.partition("..")
        start, end = _parse_date(first), _parse_date(last if dots else first)
        if end < start:
            raise UsageError(f"{part}: {end} is before {start}", "write the earlier day first")
        if end - start > timedelta(days=_FARTHEST):
            raise UsageError(f"{part} is more than two years", "choose a shorter period")
        found |= set(range(start.toordinal(), end.toordinal() + 1))
    return frozenset(found)


def parse_weights(text: str, topics: Collection[str]) -> dict[str, float]:
    """Return the weights in ``fastapi: 3, sql: 2``, or in a file; raises UsageError."""
    where = "the profile"
    if os.path.isfile(text):  # which may have a colon in its name, as C:\\weights.txt
        where = text
        try:
            text = Path(text).read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            raise UsageError(f"{where} isn't UTF-8 text", "save it as UTF-8") from None
    elif ":" not in text and "=" not in text:
        raise UsageError(
            f"there is no file {text!r}", 'write --profile "fastapi: 3, sql: 2", or name a file'
        )
    found: dict[str, float] = {}
    lines = [line.partition("#")[0] for line in text.splitlines()]
    for part in filter(None, (part.strip() for line in lines for part in line.split(","))):
        name, _, number = part.replace("=", ":").partition(":")
        name = name.strip().strip("\"'/")
        if not any(is_within(topic, name) for topic in topics):
            above = {topic.partition("/")[0] for topic in topics}
            near = suggest(name, {*topics, *above})
            raise UsageError(f"{where}: there is no topic {name!r}", near)
        try:
            found[name] = float(number)
        except ValueError:
            found[name] = -1
        if not 0 <= found[name] <= 100:
            raise UsageError(
                f"{where}: the weight of {name} is {number.strip()!r}",
                "it's a number from 0 (leave out) to 100; the default is 1",
            )
    if not found:
        raise UsageError(f"{where} names no topic", 'write it as "fastapi: 3, sql: 2"')
    return found


def _parse_date(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"{text.strip()!r} isn't a date", "write it like 2026-12-15") from None


def _parse_weekday(text: str) -> int:
    for number, name in enumerate(_DAYS):
        if len(text) > 2 and name.startswith(text):
            return number
    near = close(text, (*_DAYS, *_RANGES))
    raise UsageError(f"{text!r} isn't a day of the week", near or "write mon-fri, or sat,sun")
