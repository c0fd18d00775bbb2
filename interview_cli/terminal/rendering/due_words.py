"""Words for what lies ahead: what is due, and the plan in a line. `interview due` needs no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from interview_cli.core.planning.plan import Plan, TodaysWork
from interview_cli.core.sentences import count
from interview_cli.core.study_days import study_day


def day_name(day: int, today: int | None = None) -> str:
    """Return a day's name, by its ordinal: ``Mon 30 Nov``, with the year if not *today*'s."""
    at = date.fromordinal(day)
    other = today is not None and date.fromordinal(today).year != at.year
    return f"{at:%a} {at.day} {at:%b}{f' {at.year}' if other else ''}"


def describe_return(until: str, today: int) -> str:
    """Return how long a question is suspended: *until* is an ISO 8601 date, or "" for no end."""
    if not until:
        return "until you unsuspend it"
    return f"until {day_name(date.fromisoformat(until).toordinal(), today)}"


def describe_work(todays_work: TodaysWork) -> str:
    """Return what there is to do: ``12 due, about 9 min``, in a plan ``12 reviews, 5 new, …``.

    A plan reviews much before it's due.
    """
    due, new = len(todays_work.due), len(todays_work.new)
    again = f"{due} due" if todays_work.planned is None else count(due, "review")
    if todays_work.stage == "today":
        due, new, again = due + new, 0, f"{due + new} to warm up"
    parts = [again * bool(due), f"{new} new" * bool(new)]
    if todays_work.seconds:
        parts.append(f"about {todays_work.minutes} min")
    questions = ", ".join(filter(None, parts))
    mock = f"a mock interview of {todays_work.mock} min" if todays_work.mock else ""
    exercises = count_exercises(todays_work.exercises)
    return ", then ".join(filter(None, (mock, questions, exercises)))


def count_exercises(kinds: Sequence[str]) -> str:
    """Return how many exercises are due; "" for none."""
    return f"{count(len(kinds), 'exercise')} due" if kinds else ""


def describe_exercises(kinds: Sequence[str]) -> str:
    """Return how many exercises are due, behind a semicolon, and how to have them; "" for none."""
    options = "".join(f" -k {kind}" for kind in sorted({*kinds}))
    return f"; {count_exercises(kinds)}: interview quiz{options}" if kinds else ""


def days_to_go(plan: Plan, calendar_day: int) -> str:
    """Return how far away the interview is on that date of the calendar."""
    stage = plan.calendar.stage(calendar_day)
    if stage == "ahead":
        return f"{plan.calendar.on - calendar_day} days to go"
    return {
        "tomorrow": "the interview is tomorrow",
        "today": "the interview is today: good luck!",
        "after": f"how did the interview on {day_name(plan.calendar.on)} go?",
        "none": "",
    }[stage]


def night_words(now: datetime) -> str:
    """Return why what is done *now* counts for the day before; "" where it doesn't."""
    day = study_day(now)
    if day == now.date():
        return ""
    return f"Until 4 o'clock in the morning, what you do counts for {day_name(day.toordinal())}."


def due_line(
    todays_work: TodaysWork, plan: Plan | None, today: int, calendar_day: int | None = None
) -> str:
    """Return in one line what there is to do today, or when there is something again.

    *calendar_day* is the date of the calendar, where that may differ from the study day.
    """
    stage, exercises = todays_work.stage, describe_exercises(todays_work.exercises)
    todays_work = replace(todays_work, exercises=())
    if plan is not None and stage not in ("after", "none"):
        nothing = "warmed up" if stage == "today" and todays_work.done else "nothing more today"
        to_do = describe_work(todays_work) or nothing
        done = f" ({todays_work.done} done)" if todays_work.done else ""
        return f"{to_do}{done}{exercises}; {days_to_go(plan, calendar_day or today)}"
    asked = f"; {days_to_go(plan, calendar_day or today)}" if plan and stage == "after" else ""
    if todays_work.due:
        return f"{len(todays_work.due)} due, about {todays_work.minutes} min{exercises}{asked}"
    fresh = f"; {len(todays_work.new)} new" if todays_work.new else ""
    if exercises:
        return f"{exercises.removeprefix('; ')}{asked}"
    return f"nothing due{describe_next_due(todays_work, today)}{fresh}{asked}"


def describe_next_due(todays_work: TodaysWork, today: int) -> str:
    """Return when something is due next: ``, 3 tomorrow``; "" if nothing was ever asked."""
    if todays_work.next is None:
        return ""
    day, due = todays_work.next
    ahead = day - today
    soon = "tomorrow" if ahead == 1 else f"on {date.fromordinal(day):%A}"
    return f", {due} {soon if ahead < 7 else f'in {ahead} days'}"
