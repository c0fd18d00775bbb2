"""The plan to the interview: at a terminal, as lines, and as a value for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from interview_cli.core.planning.forecast import EXTRA_MINUTES, DayLoad, Forecast, RecallForecast
from interview_cli.core.sentences import count, join
from interview_cli.terminal.rendering import due_words, wording
from interview_cli.terminal.rendering.layout import BothEnds, ByWidth, Page, View, columns, plain

#: The days ahead that are shown one by one.
SHOWN = 21

#: The longest bar of a day, in columns.
LONGEST = 24

#: The bar of a topic, in columns.
BAR = 9

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

#: More topics than this are put together by the first part of their names.
MANY = 12

#: How many questions are named that there is no time for.
NAMED = 5


def show(forecast: Forecast) -> None:
    """Print the plan."""
    page = Page()
    page.space()
    head = " · ".join(_interview(forecast))
    page.show(BothEnds(plain(head, "bold"), plain(describe_calendar(forecast), "dim")))
    rows = [
        ("Today", today_words(forecast)),
        ("Expected", f"{wording.percent(forecast.expected)} on the day"),
        ("Without", without_words(forecast)),
    ]
    if unseen := unseen_words(forecast):
        rows.append(("Too much", unseen))
    rows.append(("More", more_words(forecast)))
    page.show(columns([(plain(name), plain(said)) for name, said in rows]))
    page.show(
        _parts(forecast.levels), _parts(group_topics(forecast.topics)), _loads(forecast.loads)
    )
    if forecast.todays_work.seconds:
        page.show(plain("To begin: interview flashcards", "dim"))


def _parts(parts: Iterable[RecallForecast]) -> View:
    """Return the recall on the day, with a bar where there is room."""
    parts = list(parts)
    head: list[View] = [plain(text, "dim") for text in ("", "", "on the day", "due dates", "")]
    rows: list[list[View]] = [
        [
            plain(part.name),
            plain(wording.draw_bar(part.expected, BAR)),
            plain(f"{wording.percent(part.expected):>10}"),
            plain(f"{wording.percent(part.without):>9}", "dim"),
            plain(count(part.questions, "question"), "dim"),
        ]
        for part in parts
    ]
    wide = [head, *rows]
    return ByWidth(
        columns(wide, wraps=0), columns([(row[0], row[2], row[3]) for row in wide], wraps=0)
    )


def _loads(loads: Iterable[DayLoad]) -> View:
    """Return the days ahead: a bar of minutes, its first part for what is seen again."""
    loads = list(loads)
    most = max((load.minutes for load in loads), default=0.0) or 1.0
    rows = []
    for load in loads[:SHOWN]:
        full = round(LONGEST * load.minutes / most)
        again = round(full * (load.reviews - load.new) / load.reviews) if load.reviews else 0
        rows.append(
            (
                plain(due_words.day_name(load.day)),
                plain(wording.draw_bar(again / full, full, "█▒") if full else ""),
                plain(load_words(load)),
                plain(f"{load.minutes:.0f} min", "dim"),
            )
        )
    later = len(loads) - SHOWN
    narrow = [(row[0], row[2], row[3]) for row in rows]
    days = ByWidth(columns(rows, wraps=2), columns(narrow, wraps=1))
    tail = [(plain(f"and {count(later, 'day')} more", "dim"),)] if later > 0 else []
    return columns([(days,), *tail])


def lines(forecast: Forecast) -> list[str]:
    """Return all of it, a line for each thing."""
    said = [
        f"{', '.join(_interview(forecast))}: {count(forecast.questions, 'question')}, "
        f"{describe_calendar(forecast)}.",
        f"Today: {today_words(forecast)}.",
        f"Expected: {wording.percent(forecast.expected)} on the day; {without_words(forecast)}.",
    ]
    said += [f"{text}." for text in (unseen_words(forecast), more_words(forecast)) if text]
    for parts in (forecast.levels, group_topics(forecast.topics)):
        said.append("")
        said += [
            f"{part.name}, {count(part.questions, 'question')}: "
            f"{wording.percent(part.expected)} on the day, "
            f"{wording.percent(part.without)} with plain due dates."
            for part in parts
        ]
    said.append("")
    for load in forecast.loads:
        said.append(f"{due_words.day_name(load.day)}: {load_words(load)}, {load.minutes:.0f} min.")
    return said


def to_json(forecast: Forecast) -> dict[str, Any]:
    """Return all of it as plain values."""
    calendar, found = forecast.plan.calendar, forecast.todays_work

    def parts(name: str, every: Iterable[RecallForecast]) -> list[dict[str, Any]]:
        return [{name: part.name, **part._asdict()} for part in every]

    topics, levels = parts("topic", forecast.topics), parts("level", forecast.levels)
    for row in (*topics, *levels):
        del row["name"]
    return {
        "on": date.fromordinal(calendar.on).isoformat(),
        "minutes": calendar.minutes,
        "weekdays": list(calendar.weekdays),
        "days_off": [date.fromordinal(day).isoformat() for day in sorted(calendar.days_off)],
        "weights": dict(forecast.plan.weights),
        "days": calendar.on - forecast.today,
        "study_days": forecast.study_days,
        "questions": forecast.questions,
        "today": {
            "questions": list(found.planned or ()),
            "due": len(found.due),
            "new": len(found.new),
            "minutes": found.minutes,
            "done": found.done,
        },
        "expected": forecast.expected,
        "without": forecast.without,
        "nothing": forecast.nothing,
        "more": {"minutes": calendar.minutes + EXTRA_MINUTES, "expected": forecast.more},
        "unseen": list(forecast.unseen),
        "load": [
            asdict(load) | {"day": date.fromordinal(load.day).isoformat()}
            for load in forecast.loads
        ],
        "topics": topics,
        "levels": levels,
    }


def _interview(forecast: Forecast) -> tuple[str, str]:
    """Return its day and how far away it is: ``Interview on Mon 30 Nov``, ``9 days to go``."""
    on = due_words.day_name(forecast.plan.calendar.on, forecast.today)
    return f"Interview on {on}", due_words.days_to_go(forecast.plan, forecast.today)


def describe_calendar(forecast: Forecast) -> str:
    """Return how much time there is: ``25 min a day, Mon Wed Fri, 2 days off``."""
    calendar = forecast.plan.calendar
    parts = [f"{calendar.minutes:g} min a day"]
    if calendar.weekdays:
        parts.append(name_weekdays(calendar.weekdays))
    ahead = [day for day in calendar.days_off if forecast.today <= day < calendar.on]
    if ahead:
        parts.append(f"{count(len(ahead), 'day')} off")
    return ", ".join(parts)


def name_weekdays(days: Sequence[int]) -> str:
    """Return the names of days of the week, from 0 for Monday: ``Mon-Fri``, ``Tue Thu``."""
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{_WEEKDAYS[days[0]]}-{_WEEKDAYS[days[-1]]}"
    return " ".join(_WEEKDAYS[day] for day in days)


def today_words(forecast: Forecast) -> str:
    """Return what there is to do today."""
    found = forecast.todays_work
    done = f"{found.done} done" if found.done else ""
    if found.seconds:
        return " · ".join(filter(None, (due_words.describe_work(found), done)))
    if not forecast.plan.calendar.minutes_on(forecast.today):
        return "a day off"
    return " · ".join(filter(None, ("nothing more", done)))


def without_words(forecast: Forecast) -> str:
    """Return what would be known on the day without the plan."""
    without, nothing = wording.percent(forecast.without), wording.percent(forecast.nothing)
    return f"{without} with plain due dates, {nothing} if you stop now"


def unseen_words(forecast: Forecast) -> str:
    """Return what does not fit; nothing where all does."""
    if not forecast.unseen:
        return ""
    names = [wording.question_id(key) for key in forecast.unseen[:NAMED]]
    more = len(forecast.unseen) - len(names)
    told = [*names, f"{more} more"] if more else names
    return f"{count(len(forecast.unseen), 'question')} will stay unseen: {join(told)}"


def more_words(forecast: Forecast) -> str:
    """Return what more minutes would bring."""
    gain = round(forecast.more * 100) - round(forecast.expected * 100)
    if gain <= 0:
        return f"{EXTRA_MINUTES} more minutes a day would bring next to nothing"
    return f"{EXTRA_MINUTES} more minutes a day would bring {wording.percent(forecast.more)}"


def group_topics(parts: Iterable[RecallForecast]) -> list[RecallForecast]:
    """Return topics put together by the first part of their names, where there are many."""
    parts = list(parts)
    if len(parts) <= MANY:
        return parts
    by: dict[str, list[RecallForecast]] = {}
    for part in parts:
        by.setdefault(part.name.partition("/")[0], []).append(part)
    return [_whole(name, of) for name, of in by.items()]


def _whole(name: str, of: Iterable[RecallForecast]) -> RecallForecast:
    of = list(of)
    size = sum(part.questions for part in of)
    recalls = ("expected", "without", "nothing")
    means = [sum(part.questions * getattr(part, name) for part in of) / size for name in recalls]
    return RecallForecast(name, size, *means)


def load_words(load: DayLoad) -> str:
    """Return what a day holds: ``12 again, 5 new``."""
    new = round(load.new)
    again = round(load.reviews) - new
    parts = [f"{again} again"] if again else []
    return ", ".join([*parts, f"{new} new"] if new else parts) or "nothing"
