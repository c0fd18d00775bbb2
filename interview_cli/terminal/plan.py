"""The plan to the interview: at a terminal, as lines, and as a value for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from interview_cli.core.planning.forecast import EXTRA_MINUTES, DayLoad, Forecast, RecallForecast
from interview_cli.core.sentences import listed
from interview_cli.terminal.rendering.due_words import counted, day_name, days_to_go, work
from interview_cli.terminal.rendering.page import Ends, Fitting, Page, View, columns, plain
from interview_cli.terminal.rendering.wording import bar, local_id, percent

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


def show(seen: Forecast) -> None:
    """Print the plan."""
    calendar = seen.plan.calendar
    page = Page()
    page.space()
    head = f"Interview on {day_name(calendar.on, seen.today)} · {days_to_go(seen.plan, seen.today)}"
    page.show(Ends(plain(head, "bold"), plain(rhythm(seen), "dim")))
    rows = [
        ("Today", today_words(seen)),
        ("Expected", expected_words(seen)),
        ("Without", without_words(seen)),
    ]
    if unseen := unseen_words(seen):
        rows.append(("Too much", unseen))
    rows.append(("More", more_words(seen)))
    page.show(columns([(plain(name), plain(said)) for name, said in rows]))
    page.show(_parts(seen.levels), _parts(together(seen.topics)), _loads(seen.loads))
    if seen.todays_work.seconds:
        page.show(plain("To begin: interview flashcards", "dim"))


def _parts(parts: Iterable[RecallForecast]) -> View:
    """Return the recall on the day, with a bar where there is room."""
    parts = list(parts)
    head: list[View] = [plain(text, "dim") for text in ("", "", "on the day", "due dates", "")]
    rows: list[list[View]] = [
        [
            plain(part.name),
            plain(bar(part.expected, BAR)),
            plain(f"{percent(part.expected):>10}"),
            plain(f"{percent(part.without):>9}", "dim"),
            plain(counted(part.questions, "question"), "dim"),
        ]
        for part in parts
    ]
    wide = [head, *rows]
    return Fitting(
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
                plain(day_name(load.day)),
                plain(bar(again / full, full, "█▒") if full else ""),
                plain(load_words(load)),
                plain(f"{load.minutes:.0f} min", "dim"),
            )
        )
    later = len(loads) - SHOWN
    narrow = [(row[0], row[2], row[3]) for row in rows]
    days = Fitting(columns(rows, wraps=2), columns(narrow, wraps=1))
    tail = [(plain(f"and {counted(later, 'day')} more", "dim"),)] if later > 0 else []
    return columns([(days,), *tail])


def lines(seen: Forecast) -> list[str]:
    """Return all of it, a line for each thing."""
    calendar = seen.plan.calendar
    said = [
        f"Interview on {day_name(calendar.on, seen.today)}, {days_to_go(seen.plan, seen.today)}: "
        f"{counted(seen.questions, 'question')}, {rhythm(seen)}.",
        f"Today: {today_words(seen)}.",
        f"Expected: {expected_words(seen)}; {without_words(seen)}.",
    ]
    said += [f"{text}." for text in (unseen_words(seen), more_words(seen)) if text]
    for parts in (seen.levels, together(seen.topics)):
        said.append("")
        said += [
            f"{part.name}, {counted(part.questions, 'question')}: {percent(part.expected)} on "
            f"the day, {percent(part.without)} with plain due dates."
            for part in parts
        ]
    said.append("")
    for load in seen.loads:
        said.append(f"{day_name(load.day)}: {load_words(load)}, {load.minutes:.0f} min.")
    return said


def document(seen: Forecast) -> dict[str, Any]:
    """Return all of it as plain values."""
    calendar, found = seen.plan.calendar, seen.todays_work

    def parts(name: str, every: Iterable[RecallForecast]) -> list[dict[str, Any]]:
        return [{name: part.name, **part._asdict()} for part in every]

    topics, levels = parts("topic", seen.topics), parts("level", seen.levels)
    for row in (*topics, *levels):
        del row["name"]
    return {
        "on": date.fromordinal(calendar.on).isoformat(),
        "minutes": calendar.minutes,
        "weekdays": list(calendar.weekdays),
        "days_off": [date.fromordinal(day).isoformat() for day in sorted(calendar.days_off)],
        "weights": dict(seen.plan.weights),
        "days": calendar.on - seen.today,
        "study_days": seen.study_days,
        "questions": seen.questions,
        "today": {
            "questions": list(found.planned or ()),
            "due": len(found.due),
            "new": len(found.new),
            "minutes": found.minutes,
            "done": found.done,
        },
        "expected": seen.expected,
        "without": seen.without,
        "nothing": seen.nothing,
        "more": {"minutes": calendar.minutes + EXTRA_MINUTES, "expected": seen.more},
        "unseen": list(seen.unseen),
        "load": [
            {
                "day": date.fromordinal(load.day).isoformat(),
                "reviews": load.reviews,
                "new": load.new,
                "minutes": load.minutes,
            }
            for load in seen.loads
        ],
        "topics": topics,
        "levels": levels,
    }


def rhythm(seen: Forecast) -> str:
    """Return how much time there is: ``25 min a day, Mon Wed Fri, 2 days off``."""
    calendar = seen.plan.calendar
    parts = [f"{calendar.minutes:g} min a day"]
    if calendar.weekdays:
        parts.append(weekday_words(calendar.weekdays))
    ahead = [day for day in calendar.days_off if seen.today <= day < calendar.on]
    if ahead:
        parts.append(f"{counted(len(ahead), 'day')} off")
    return ", ".join(parts)


def weekday_words(days: Sequence[int]) -> str:
    """Return the names of days of the week, from 0 for Monday: ``Mon-Fri``, ``Tue Thu``."""
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{_WEEKDAYS[days[0]]}-{_WEEKDAYS[days[-1]]}"
    return " ".join(_WEEKDAYS[day] for day in days)


def today_words(seen: Forecast) -> str:
    """Return what there is to do today."""
    found = seen.todays_work
    done = f"{found.done} done" if found.done else ""
    if found.seconds:
        return " · ".join(filter(None, (work(found), done)))
    if not seen.plan.calendar.minutes_on(seen.today):
        return "a day off"
    return " · ".join(filter(None, ("nothing more", done)))


def expected_words(seen: Forecast) -> str:
    """Return what will be known on the day."""
    return f"{percent(seen.expected)} on the day"


def without_words(seen: Forecast) -> str:
    """Return what would be known on the day without the plan."""
    return f"{percent(seen.without)} with plain due dates, {percent(seen.nothing)} if you stop now"


def unseen_words(seen: Forecast) -> str:
    """Return what does not fit; nothing where all does."""
    if not seen.unseen:
        return ""
    names = [local_id(key) for key in seen.unseen[:NAMED]]
    more = len(seen.unseen) - len(names)
    told = [*names, f"{more} more"] if more else names
    return f"{counted(len(seen.unseen), 'question')} will stay unseen: {listed(told)}"


def more_words(seen: Forecast) -> str:
    """Return what more minutes would bring."""
    gain = round(seen.more * 100) - round(seen.expected * 100)
    if gain <= 0:
        return f"{EXTRA_MINUTES} more minutes a day would bring next to nothing"
    return f"{EXTRA_MINUTES} more minutes a day would bring {percent(seen.more)}"


def together(parts: Iterable[RecallForecast]) -> list[RecallForecast]:
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
