"""Study days: a day begins at four in the morning, where the learner is."""

from __future__ import annotations

from datetime import date, datetime, timedelta

ROLL_OVER = timedelta(hours=4)


def study_day(at: datetime) -> date:
    """Give the study day of *at*, which knows its offset from UTC."""
    return (at - ROLL_OVER).date()


def study_day_of(at: str, offset: float) -> int:
    """Give the study day of a line of the journal, as a proleptic ordinal.

    *at* is UTC as the journal writes it, *offset* the minutes from it to the learner.
    """
    return (datetime.fromisoformat(at) + timedelta(minutes=offset) - ROLL_OVER).toordinal()


def ago(day: date, today: date) -> str:
    """Say when *day* was: today, yesterday, on Thursday, on 3 May, on 3 May 2025."""
    days = (today - day).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    if days < 7:
        return f"on {day:%A}"
    return f"on {day.day} {day:%B}" + (f" {day.year}" if day.year != today.year else "")
