"""Your plan for the interview: at a terminal, as lines, and as a value for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from shlex import quote
from typing import Any

from interview_cli.core.planning.forecast import EXTRA_MINUTES, Forecast, RecallForecast
from interview_cli.core.planning.selection import Filters
from interview_cli.core.planning.simulation import DayLoad
from interview_cli.core.sentences import count, join
from interview_cli.terminal.rendering import due_words, wording
from interview_cli.terminal.rendering.layout import BothEnds, ByWidth, Page, View, columns, plain

SHOWN = 21  # days ahead, one by one
WIDE = 72  # columns of a window that has room for bars
LONGEST = 20  # columns of the longest bar of a day
BAR = 9  # columns of the bar of a topic
MANY = 12  # more topics than this are put together by the first part of their names
LEAST_SHOWN = 0.005  # of what is expected: less rounds to nothing
NAMED = 5  # questions that there is no time for
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def show(forecast: Forecast, now: datetime, last_time: str = "") -> None:
    page = Page()
    page.space()
    head = " · ".join(_interview(forecast))
    page.show(BothEnds(plain(head, "bold"), plain(describe_calendar(forecast), "dim")))
    today = forecast.todays_work.stage == "today"
    known = forecast.expected >= LEAST_SHOWN
    expected = f"{wording.percent(forecast.expected)} {'now' if today else 'on the day'}"
    rows = {
        "Today": today_words(forecast),
        "Mocks": mock_words(forecast),
        "Expected": "" if today and not known else expected,
        "Without": "" if today else without_words(forecast),
        "Too much": "" if today else unseen_words(forecast),
        "More": "" if today else more_words(forecast),
        "Last time": last_time,
        "Night": due_words.night_words(now),
    }
    page.show(columns([(plain(name), plain(text)) for name, text in rows.items() if text]))
    if not today:
        page.show(_parts(forecast.levels), _parts(group_topics(forecast.topics)), _loads(forecast))
    for begin in to_begin(forecast):
        page.show(plain(f"To begin: {begin}", "dim"))


def _parts(parts: Iterable[RecallForecast]) -> View:
    rows = [[plain(text, "dim") for text in ("", "", "on the day", "due dates", "")]]
    rows += [
        [
            plain(part.name),
            plain(wording.draw_bar(part.expected, BAR)),
            plain(f"{wording.percent(part.expected):>10}"),
            plain(f"{wording.percent(part.without):>9}", "dim"),
            plain(count(part.questions, "question"), "dim"),
        ]
        for part in parts
    ]
    narrow = [(name, expected, without) for name, _, expected, without, _ in rows]
    return ByWidth(columns(rows, wraps=0), columns(narrow, wraps=0), WIDE)


def _loads(forecast: Forecast) -> View:
    """Return the days ahead: a bar of minutes, for a mock interview, reviews, and new ones."""
    loads, mocks = forecast.loads, _mocks_ahead(forecast)
    most = max((load.minutes + mocks.get(load.day, 0) for load in loads), default=0.0) or 1.0
    rows = []
    for load in loads[:SHOWN]:
        full = round(LONGEST * load.minutes / most)
        again = round(full * (load.reviews - load.new) / load.reviews) if load.reviews else 0
        bar = wording.draw_bar(again / full, full, "█▒") if full else ""
        mock = mocks.get(load.day, 0)
        bar = "░" * round(LONGEST * mock / most) + bar
        minutes = plain(f"{load.minutes + mock:.0f} min", "dim")
        words = load_words(load, mock)
        rows.append((plain(_name_day(load.day, forecast)), plain(bar), plain(words), minutes))
    later = len(loads) - SHOWN
    narrow = [(day, load, minutes) for day, _, load, minutes in rows]
    days = ByWidth(columns(rows, wraps=2), columns(narrow, wraps=1), WIDE)
    tail = [(plain(f"and {count(later, 'day')} more", "dim"),)] if later > 0 else []
    return columns([(days,), *tail])


def lines(forecast: Forecast, now: datetime, last_time: str = "") -> list[str]:
    today = forecast.todays_work.stage == "today"
    when = "now" if today else "on the day"
    expected = f"Expected: {wording.percent(forecast.expected)} {when}"
    texts = [
        ". ".join(_interview(forecast))
        if today
        else f"{', '.join(_interview(forecast))}: {count(forecast.questions, 'question')}, "
        f"{describe_calendar(forecast)}.",
        f"Today: {today_words(forecast)}.",
        *([f"{expected}."] if today and forecast.expected >= LEAST_SHOWN else []),
        *([] if today else [f"{expected}; {without_words(forecast)}."]),
    ]
    last_time = last_time and f"Last time: {last_time}"
    asides = (last_time,) if today else (unseen_words(forecast), more_words(forecast), last_time)
    texts += [f"{text}." for text in asides if text]
    texts += filter(None, (due_words.night_words(now),))
    if mocks := mock_words(forecast):
        texts.insert(2, f"Mock interviews: {mocks}.")
    for parts in () if today else (forecast.levels, group_topics(forecast.topics)):
        texts.append("")
        texts += [
            f"{part.name}, {count(part.questions, 'question')}: "
            f"{wording.percent(part.expected)} on the day, "
            f"{wording.percent(part.without)} if you only review what is due."
            for part in parts
        ]
    loads = () if today else forecast.loads
    if loads:
        texts.append("")
    ahead = _mocks_ahead(forecast)
    for load in loads:
        mock = ahead.get(load.day, 0)
        texts.append(
            f"{_name_day(load.day, forecast)}: {load_words(load, mock)}, "
            f"{load.minutes + mock:.0f} min."
        )
    begin = to_begin(forecast)
    return [*texts, *([""] * bool(begin)), *(f"To begin: {command}" for command in begin)]


def to_json(forecast: Forecast) -> dict[str, Any]:
    calendar, work = forecast.plan.calendar, forecast.todays_work

    def parts(name: str, every: Iterable[RecallForecast]) -> list[dict[str, Any]]:
        fields = (name, *RecallForecast._fields[1:])
        return [dict(zip(fields, part, strict=True)) for part in every]

    return {
        "on": date.fromordinal(calendar.on).isoformat(),
        "minutes": calendar.minutes,
        "weekdays": list(calendar.weekdays),
        "days_off": [date.fromordinal(day).isoformat() for day in sorted(calendar.days_off)],
        "weights": dict(forecast.plan.weights),
        "stage": work.stage,
        "days": calendar.on - forecast.calendar_day,
        "study_days": forecast.study_days,
        "questions": forecast.questions,
        "today": {
            "questions": list(work.planned or ()),
            "due": len(work.due),
            "new": len(work.new),
            "minutes": work.minutes,
            "mock": work.mock,
            "enough": work.enough,
            "done": work.done,
        },
        "mocks": [
            mock._asdict() | {"day": date.fromordinal(mock.day).isoformat()}
            for mock in forecast.mocks
        ],
        "expected": forecast.expected,
        "without": forecast.without,
        "nothing": forecast.nothing,
        "more": {"minutes": calendar.minutes + EXTRA_MINUTES, "expected": forecast.more},
        "unseen": list(forecast.unseen),
        "load": [
            asdict(load) | {"day": date.fromordinal(load.day).isoformat()}
            for load in forecast.loads
        ],
        "topics": parts("topic", forecast.topics),
        "levels": parts("level", forecast.levels),
    }


def _interview(forecast: Forecast) -> tuple[str, str]:
    """Return its day and how far away it is: ``Interview on Mon 30 Nov``, ``9 days to go``."""
    day = forecast.calendar_day
    on = due_words.day_name(forecast.plan.calendar.on, day)
    if forecast.todays_work.stage == "today":
        return f"It's today, {on}", "Good luck!"
    if forecast.plan.calendar.stage(day) == "tomorrow":
        return "The interview is tomorrow", on
    return f"Interview on {on}", due_words.days_to_go(forecast.plan, day)


def describe_calendar(forecast: Forecast) -> str:
    """Return how much time there is: ``25 min a day, Mon Wed Fri, 2 days off``."""
    calendar = forecast.plan.calendar
    ahead = [day for day in calendar.days_off if forecast.today <= day < calendar.on]
    off = f"{count(len(ahead), 'day')} off" if ahead else ""
    parts = (f"{calendar.minutes:g} min a day", name_weekdays(calendar.weekdays), off)
    return ", ".join(filter(None, parts))


def name_weekdays(days: Sequence[int]) -> str:
    """Return the names of days of the week, from 0 for Monday: ``Mon-Fri``, ``Tue Thu``."""
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{_WEEKDAYS[days[0]]}-{_WEEKDAYS[days[-1]]}"
    return " ".join(_WEEKDAYS[day] for day in days)


def today_words(forecast: Forecast) -> str:
    work = forecast.todays_work
    if work.stage == "today":
        known = "nothing more: you're ready" if forecast.expected else "nothing to warm up with"
        to_do = due_words.describe_work(work) or known
        to_do += ", the weak and important ones first and nothing new" * bool(work.due)
        return f"{to_do} · {work.done} done" if work.done else to_do
    if not work.seconds and not forecast.plan.calendar.minutes_on(forecast.today):
        return "a day off"
    to_do = due_words.describe_work(work) or "nothing more"
    light = work.stage == "tomorrow" and work.seconds and len(forecast.mocks)
    note = "a light day: " * bool(light)
    enough = ": that's enough today" * work.enough
    return f"{note}{to_do}{enough}{f' · {work.done} done' if work.done else ''}"


def mock_words(forecast: Forecast) -> str:
    """Return when the mock interviews are: ``Wed 2 Dec done, Sat 5 Dec: 20 min each``."""
    ahead = [mock for mock in forecast.mocks if mock.done or mock.day >= forecast.today]
    if not ahead:
        return ""
    days = (_name_day(mock.day, forecast) + " done" * mock.done for mock in ahead)
    return f"{', '.join(days)}: {ahead[0].minutes} min{' each' if len(ahead) > 1 else ''}"


def _name_day(day: int, forecast: Forecast) -> str:
    """Return a study day's name; after midnight that of today isn't the calendar's."""
    tonight = day == forecast.today < forecast.calendar_day
    return "Tonight" if tonight else due_words.day_name(day)


def _mocks_ahead(forecast: Forecast) -> dict[int, int]:
    """Return the minutes of the mock interviews by their days, with one that's due today."""
    ahead = {m.day: m.minutes for m in forecast.mocks if m.day > forecast.today}
    return {forecast.today: forecast.todays_work.mock, **ahead}


def to_begin(forecast: Forecast) -> list[str]:
    """Return the commands for what there is to do today."""
    work = forecast.todays_work
    commands = []
    if work.mock:
        commands.append(mock_command(work.mock, forecast.plan.filters))
    if work.seconds:
        commands.append("interview flashcards")
    return commands


def mock_command(minutes: int, filters: Filters) -> str:
    """Return the command for a mock interview of a plan."""
    return f"interview mock --minutes {minutes}{options(filters)}"


def options(filters: Filters) -> str:
    """Return *filters* as they're typed, each with a space before it."""
    return "".join(f" {quote(part)}" for part in list_options(filters))


def list_options(filters: Filters) -> list[str]:
    """Return *filters* as arguments of a command."""
    names = {"level": "levels", "topic": "topics", "pack": "packs", "kind": "kinds"}
    names["track"] = "tracks"
    every = ((name, value) for name, of in names.items() for value in getattr(filters, of))
    return [part for name, value in every for part in (f"--{name}", value)]


def without_words(forecast: Forecast) -> str:
    without, nothing = wording.percent(forecast.without), wording.percent(forecast.nothing)
    return f"{without} if you only review what is due, {nothing} if you stop today"


def unseen_words(forecast: Forecast) -> str:
    """Return what does not fit; nothing where all does."""
    if not forecast.unseen:
        return ""
    names = [wording.question_id(key) for key in forecast.unseen[:NAMED]]
    if more := len(forecast.unseen) - len(names):
        names.append(f"{more} more")
    return f"{count(len(forecast.unseen), 'question')} will stay unseen: {join(names)}"


def more_words(forecast: Forecast) -> str:
    gain = round(forecast.more * 100) - round(forecast.expected * 100)
    if gain <= 0:
        return f"{EXTRA_MINUTES} more minutes a day would hardly help"
    return f"{EXTRA_MINUTES} more minutes a day would bring {wording.percent(forecast.more)}"


def group_topics(parts: Sequence[RecallForecast]) -> Sequence[RecallForecast]:
    """Return topics put together by the first part of their names, where there are many."""
    if len(parts) <= MANY:
        return parts
    by_area: dict[str, list[RecallForecast]] = {}
    for part in parts:
        by_area.setdefault(part.name.partition("/")[0], []).append(part)
    return [_combine(name, of) for name, of in by_area.items()]


def _combine(name: str, of: Sequence[RecallForecast]) -> RecallForecast:
    size = sum(part.questions for part in of)
    recalls = ("expected", "without", "nothing")
    means = [sum(part.questions * getattr(part, name) for part in of) / size for name in recalls]
    return RecallForecast(name, size, *means)


def load_words(load: DayLoad, mock: int = 0) -> str:
    """Return what a day holds: ``12 reviews, 5 new``, ``mock interview, 3 reviews``."""
    new = round(load.new)
    reviews = round(load.reviews) - new
    parts = ["mock interview"] if mock else []
    parts += [count(reviews, "review")] if reviews else []
    parts += [f"{new} new"] if new else []
    return ", ".join(parts) or "nothing"
