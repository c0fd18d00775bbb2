"""Days as they are typed: the interview's, those of the week, and days off.

A day without a year is the next one of that name. In ``12/11`` either number may be the month:
what has two readings is refused, with both of them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from interview_cli.core.errors import UsageError
from interview_cli.core.planning.calendar import FARTHEST, MOST_MINUTES
from interview_cli.core.sentences import join
from interview_cli.packs.library.catalogue import close

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RANGES = {"weekdays": "mon-fri", "weekend": "sat-sun", "all": "mon-sun", "daily": "mon-sun"}
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_NAMED = {"today": 0, "tonight": 0, "tomorrow": 1, "day after tomorrow": 2}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_HOW = 'write it like 2026-12-15, "12 Dec", fri or "in 12 days"'

_AHEAD = re.compile(r"(?:in )?(\w+) (day|week|month)s?(?: from (?:now|today))?")
_DAY_OF_WEEK = re.compile(r"(on |this |next |)([a-z]+)")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]+)\.?(?: (\d{4}))?")
_MONTH_DAY = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?")
_DOTS = re.compile(r"(\d{1,2})\. ?(\d{1,2})\.? ?(\d{4})?")
_EITHER = re.compile(r"(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}))?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_RANGE = re.compile(r"\.\.(?!\.)")  # the last two of the dots in 12.12...14.12.


def parse_day(text: str, today: int) -> int:
    """Return the day that *text* names, seen from *today*; both are ordinals.

    *today* is the date of the calendar: ``tomorrow`` at one in the morning is what the calendar
    calls so. Raises UsageError for what is no day, or could be two.
    """
    words = " ".join(text.lower().replace(",", " ").split()).removeprefix("the ")
    now = date.fromordinal(today)
    found = _count_ahead(words, now)
    if not found and (said := _DAY_OF_WEEK.fullmatch(words)):
        found = _next_weekday(said[2], now, further=said[1] == "next ")
    if not found:
        found = _read_date(text, words, now)
    if not found:
        raise UsageError(f"{text.strip()!r} isn't a date", _HOW)
    return found.toordinal()


def parse_interview_day(text: str, today: int) -> int:
    """Return the day of the interview, after *today*; see ``parse_day``."""
    day = date.fromordinal(parse_day(text, today))
    ahead = day.toordinal() - today
    if ahead < 1:
        tomorrow = date.fromordinal(today + 1)
        when = "today" if ahead == 0 else "in the past"
        raise UsageError(f"{day} is {when}", f"the first day to plan for is {tomorrow}")
    if ahead > FARTHEST:
        raise UsageError(f"{day} is more than two years ahead", "choose an earlier day")
    return day.toordinal()


def check_minutes(value: float) -> float:
    """Return the minutes of a day; raises UsageError unless they are 1 to 1440."""
    if not 1 <= value <= MOST_MINUTES:
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


def parse_days_off(texts: Iterable[str] | None, today: int) -> frozenset[int]:
    """Return days off as ordinals: days, ``DATE..DATE``, several with commas."""
    found: set[int] = set()
    for part in (part.strip() for text in texts or () for part in text.split(",")):
        ends = _RANGE.split(part, maxsplit=1)
        start, end = (date.fromordinal(parse_day(day, today)) for day in (ends[0], ends[-1]))
        if end < start:
            raise UsageError(f"{part}: {end} is before {start}", "write the earlier day first")
        if end - start > timedelta(days=FARTHEST):
            raise UsageError(f"{part} is more than two years", "choose a shorter period")
        found |= set(range(start.toordinal(), end.toordinal() + 1))
    return frozenset(found)


def _count_ahead(words: str, now: date) -> date | None:
    """Return the day of ``tomorrow``, ``in 12 days``, ``in two weeks``, ``in a month``."""
    if words in _NAMED:
        return _move(now, _NAMED[words])
    if not (said := _AHEAD.fullmatch(words)):
        return None
    number, unit = said[1], said[2]
    if number in ("a", "an"):
        many = 1
    elif number in _NUMBERS:
        many = _NUMBERS.index(number)
    elif number.isdecimal() and len(number) < 5:
        many = int(number)
    else:
        return None
    if unit != "month":
        return _move(now, many * (7 if unit == "week" else 1))
    year, month = divmod(now.year * 12 + now.month - 1 + many, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(now.day, monthrange(year, month + 1)[1]))


def _move(now: date, days: int) -> date:
    return date.fromordinal(min(now.toordinal() + days, date.max.toordinal()))


def _next_weekday(name: str, now: date, *, further: bool) -> date | None:
    """Return the next day of that *name* after *now*; the one of next week where *further*."""
    number = _find(name, _DAYS)
    if number is None:
        return None
    if further:
        return _move(now, 7 - now.weekday() + number)
    return _move(now, (number - now.weekday() - 1) % 7 + 1)


def _read_date(text: str, words: str, now: date) -> date | None:
    """Return the date that is written with numbers, or with the name of its month."""
    try:
        return date.fromisoformat(words.upper())
    except ValueError:
        pass
    first, _, rest = words.partition(" ")
    weekday = _find(first.rstrip("."), _DAYS) if rest else None
    rest = words if weekday is None else rest
    found: date | None = None
    if said := _YEAR_FIRST.fullmatch(rest):
        found = _date(int(said[3]), int(said[2]), said[1], now)
    elif said := _DAY_MONTH.fullmatch(rest):
        found = _date(int(said[1]), _month(said[2]), said[3], now)
    elif said := _MONTH_DAY.fullmatch(rest):
        found = _date(int(said[2]), _month(said[1]), said[3], now)
    elif said := _DOTS.fullmatch(rest):
        found = _date(int(said[1]), int(said[2]), said[3], now)
    elif said := _EITHER.fullmatch(rest):
        found = _either_way(text, int(said[1]), int(said[2]), said[3], now)
    if found and weekday is not None and found.weekday() != weekday:
        names = (name.capitalize() for name in (_DAYS[found.weekday()], _DAYS[weekday]))
        raise UsageError(
            f"{text.strip()!r} isn't a date: {found} is a {', not a '.join(names)}",
            f"write {found} if you mean that day",
        )
    return found


def _either_way(text: str, first: int, second: int, year: str | None, now: date) -> date | None:
    readings = {_date(first, second, year, now), _date(second, first, year, now)} - {None}
    if len(readings) < 2:
        return readings.pop() if readings else None
    days = join([str(day) for day in sorted(readings, key=str)], "or")
    raise UsageError(f"{text.strip()!r} isn't clear", f"write {days}")


def _month(name: str) -> int:
    """Return a month's number from 1; 0 where *name* is none."""
    found = _find(name, _MONTHS)
    return 0 if found is None else found + 1


def _date(day: int, month: int, year: str | None, now: date) -> date | None:
    """Return that day; without a *year* the next one from *now* on. None where there is none."""
    years = [int(year)] if year else range(now.year, min(now.year + 9, date.max.year + 1))
    for one in years:  # the next 29 February may be eight years away
        try:
            found = date(one, month, day)
        except ValueError:
            continue
        if year or found >= now:
            return found
    return None


def _find(text: str, names: Sequence[str]) -> int | None:
    """Return the place of the one of *names* that *text* begins, with three letters at least."""
    fitting = (n for n, name in enumerate(names) if len(text) > 2 and name.startswith(text))
    return next(fitting, None)


def _parse_weekday(text: str) -> int:
    number = _find(text, _DAYS)
    if number is None:
        near = close(text, (*_DAYS, *_RANGES))
        raise UsageError(f"{text!r} isn't a day of the week", near or "write mon-fri, or sat,sun")
    return number
