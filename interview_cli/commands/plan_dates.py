"""What is typed about days: dates, weekdays, days off, and the weights of topics."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from pathlib import Path

from interview_cli.core.errors import UsageError
from interview_cli.core.levels import is_within
from interview_cli.core.sentences import like
from interview_cli.packs.library.catalogue import close

#: The minutes of a day where none are said.
MINUTES = 25.0

#: How many days ahead an interview may be.
FARTHEST = 731

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RANGES = {"weekdays": "mon-fri", "weekend": "sat-sun", "all": "mon-sun", "daily": "mon-sun"}


def interview(text: str | None, today: int) -> int:
    """Read the day of the interview, after *today*; both are ordinals."""
    day = _date(text or "")
    ahead = day.toordinal() - today
    if ahead < 1:
        tomorrow = date.fromordinal(today + 1)
        when = "today" if ahead == 0 else "past"
        raise UsageError(f"{day} is {when}", f"the first day to plan for is {tomorrow}")
    if ahead > FARTHEST:
        raise UsageError(f"{day} is more than two years ahead", "take a nearer day")
    return day.toordinal()


def minutes(value: float | None) -> float:
    """Take the minutes of a day, or the usual ones."""
    if value is None:
        return MINUTES
    if not 1 <= value <= 1440:
        raise UsageError(f"{value:g} minutes a day", "it can be 1 to 1440, such as --minutes 25")
    return value


def weekdays(text: str | None) -> tuple[int, ...]:
    """Read days of the week, from 0 for Monday; none means all of them."""
    found: set[int] = set()
    for part in (text or "").lower().replace(",", " ").split():
        first, dash, last = _RANGES.get(part, part).partition("-")
        start, end = _weekday(first), _weekday(last if dash else first)
        found |= {day % 7 for day in range(start, end + 1 + 7 * (end < start))}
    if text is not None and not found:
        raise UsageError("no day of the week is named", "write mon-fri, or sat,sun")
    return tuple(sorted(found)) if len(found) < len(_DAYS) else ()


def days_off(texts: Iterable[str] | None) -> frozenset[int]:
    """Read days off: dates, ``DATE..DATE``, several with commas; as ordinals."""
    found: set[int] = set()
    for part in (part.strip() for text in texts or () for part in text.split(",")):
        first, dots, last = part.partition("..")
        start, end = _date(first), _date(last if dots else first)
        if end < start:
            raise UsageError(f"{part}: {end} is before {start}", "write the earlier day first")
        if end - start > timedelta(days=FARTHEST):
            raise UsageError(f"{part} is more than two years", "take a shorter time")
        found |= set(range(start.toordinal(), end.toordinal() + 1))
    return frozenset(found)


def weights(text: str, topics: Collection[str]) -> dict[str, float]:
    """Read ``fastapi: 3, sql: 2``, or a file that holds it, a line or a comma for each.

    Raises UsageError for what is neither, and for a topic that is not one of *topics* or
    above one.
    """
    where = "the profile"
    if os.path.isfile(text):  # which may have a colon in its name, as C:\\weights.txt
        where = text
        try:
            text = Path(text).read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            raise UsageError(f"{where} is no UTF-8 text", "save it as UTF-8") from None
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
            raise UsageError(f"{where}: there is no topic {name!r}", like(name, {*topics, *above}))
        try:
            found[name] = float(number)
        except ValueError:
            found[name] = -1
        if not 0 <= found[name] <= 100:
            raise UsageError(
                f"{where}: the weight of {name} is {number.strip()!r}",
                "it is a number from 0 (leave out) to 100; 1 is usual",
            )
    if not found:
        raise UsageError(f"{where} names no topic", 'write it as "fastapi: 3, sql: 2"')
    return found


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"{text.strip()!r} is no date", "write it as 2026-12-15") from None


def _weekday(text: str) -> int:
    for number, name in enumerate(_DAYS):
        if len(text) > 2 and name.startswith(text):
            return number
    near = close(text, (*_DAYS, *_RANGES))
    raise UsageError(f"{text!r} is no day of the week", near or "write mon-fri, or sat,sun")
