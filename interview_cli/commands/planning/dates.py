"""Days as they are typed: the interview's, those of the week, and days off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from interview_cli.core.errors import UsageError
from interview_cli.packs.library.catalogue import close

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
