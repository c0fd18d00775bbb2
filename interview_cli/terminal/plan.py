"""Your plan for the interview: at a terminal, as lines, and as a value for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from interview_cli.core.planning.forecast import EXTRA_MINUTES, DayLoad, Forecast, RecallForecast
from interview_cli.core.sentences import count, join
from interview_cli.terminal.rendering import due_words, wording
from interview_cli.terminal.rendering.layout import BothEnds, ByWidth, Page, View, columns, plain

SHOWN = 21  # days ahead, one by one
LONGEST = 24  # columns of the longest bar of a day
BAR = 9  # columns of the bar of a topic
MANY = 12  # more topics than this are put together by the first part of their names
NAMED = 5  # questions that there is no time for
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def show(forecast: Forecast) -> None:
    page = Page()
    page.space()
    head = " · ".join(_interview(forecast))
    page.show(BothEnds(plain(head, "bold"), plain(describe_calendar(forecast), "dim")))
    rows = {
        "Today": today_words(forecast),
        "Expected": f"{wording.percent(forecast.expected)} on the day",
        "Without": without_words(forecast),
        "Too much": unseen_words(forecast),
        "More": more_words(forecast),
    }
    page.show(
        columns([(plain(name), plain(text)) for name, text in rows.items() if text]),
        _parts(forecast.levels),
        _parts(group_topics(forecast.topics)),
        _loads(forecast.loads),
    )
    if forecast.todays_work.seconds:
        page.show(plain("To begin: interview flashcards", "dim"))


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
    return ByWidth(columns(rows, wraps=0), columns(narrow, wraps=0))


def _loads(loads: Sequence[DayLoad]) -> View:
    """Return the days ahead: a bar of minutes, its first part for what is seen again."""
    most = max((load.minutes for load in loads), default=0.0) or 1.0
    rows = []
    for load in loads[:SHOWN]:
        full = round(LONGEST * load.minutes / most)
        again = round(full * (load.reviews - load.new) / load.reviews) if load.reviews else 0
        bar = wording.draw_bar(again / full, full, "█▒") if full else ""
        minutes = plain(f"{load.minutes:.0f} min", "dim")
        rows.append(
            (plain(due_words.day_name(load.day)), plain(bar), plain(load_words(load)), minutes)
        )
    later = len(loads) - SHOWN
    narrow = [(day, load, minutes) for day, _, load, minutes in rows]
    days = ByWidth(columns(rows, wraps=2), columns(narrow, wraps=1))
    tail = [(plain(f"and {count(later, 'day')} more", "dim"),)] if later > 0 else []
    return columns([(days,), *tail])


def lines(forecast: Forecast) -> list[str]:
    texts = [
        f"{', '.join(_interview(forecast))}: {count(forecast.questions, 'question')}, "
        f"{describe_calendar(forecast)}.",
        f"Today: {today_words(forecast)}.",
        f"Expected: {wording.percent(forecast.expected)} on the day; {without_words(forecast)}.",
    ]
    texts += [f"{text}." for text in (unseen_words(forecast), more_words(forecast)) if text]
    for parts in (forecast.levels, group_topics(forecast.topics)):
        texts.append("")
        texts += [
            f"{part.name}, {count(part.questions, 'question')}: "
            f"{wording.percent(part.expected)} on the day, "
            f"{wording.percent(part.without)} if you only review what is due."
            for part in parts
        ]
    texts.append("")
    for load in forecast.loads:
        texts.append(f"{due_words.day_name(load.day)}: {load_words(load)}, {load.minutes:.0f} min.")
    return texts


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
        "days": calendar.on - forecast.today,
        "study_days": forecast.study_days,
        "questions": forecast.questions,
        "today": {
            "questions": list(work.planned or ()),
            "due": len(work.due),
            "new": len(work.new),
            "minutes": work.minutes,
            "done": work.done,
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
        "topics": parts("topic", forecast.topics),
        "levels": parts("level", forecast.levels),
    }


def _interview(forecast: Forecast) -> tuple[str, str]:
    """Return its day and how far away it is: ``Interview on Mon 30 Nov``, ``9 days to go``."""
    on = due_words.day_name(forecast.plan.calendar.on, forecast.today)
    return f"Interview on {on}", due_words.days_to_go(forecast.plan, forecast.today)


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
    if not work.seconds and not forecast.plan.calendar.minutes_on(forecast.today):
        return "a day off"
    to_do = due_words.describe_work(work) if work.seconds else "nothing more"
    return f"{to_do} · {work.done} done" if work.done else to_do


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


def load_words(load: DayLoad) -> str:
    """Return what a day holds: ``12 again, 5 new``."""
    new = round(load.new)
    counts = {"again": round(load.reviews) - new, "new": new}
    return ", ".join(f"{number} {what}" for what, number in counts.items() if number) or "nothing"
