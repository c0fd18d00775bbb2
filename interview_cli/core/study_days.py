"""Study days: a day begins at four in the morning, where the learner is."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

ROLL_OVER = timedelta(hours=4)
_ROLL_OVER_MINUTES = ROLL_OVER // timedelta(minutes=1)


def study_day(at: datetime) -> date:
    """Return the study day of *at*, a time with an offset from UTC."""
    return (at - ROLL_OVER).date()


def study_day_of(at: str, offset: float) -> int:
    """Return the study day of a line of the journal, as a proleptic ordinal.

    *at* is UTC as the journal writes it, *offset* the minutes from it to the learner.
    Seconds can't change it. A long journal asks this for every line: no ``datetime`` is made.
    """
    if not offset % 60:
        return _day_of_hour(at[:13], offset)  # no minute changes it
    minutes = 60 * int(at[11:13]) + int(at[14:16]) + offset - _ROLL_OVER_MINUTES
    return _ordinal(at[:10]) + int(minutes // (24 * 60))


@lru_cache(maxsize=1 << 10)
def _day_of_hour(hour: str, offset: float) -> int:
    minutes = 60 * int(hour[11:13]) + offset - _ROLL_OVER_MINUTES
    return _ordinal(hour[:10]) + int(minutes // (24 * 60))


@lru_cache(maxsize=1 << 12)
def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def describe_day(day: date, today: date) -> str:
    """Return when *day* was, in words: today, yesterday, on Thursday, on 3 May, on 3 May 2025."""
    days = (today - day).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    if days < 7:
        return f"on {day:%A}"
    return f"on {day.day} {day:%B}" + (f" {day.year}" if day.year != today.year else "")
