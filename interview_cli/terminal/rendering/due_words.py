"""Words for what lies ahead: what is due, and the plan in a line. `interview due` needs no more."""

from __future__ import annotations

from datetime import date

from interview_cli.core.planning.plan import Plan, TodaysWork


def day_name(day: int, today: int | None = None) -> str:
    """Return a day's name, by its ordinal: ``Mon 30 Nov``, with the year if not *today*'s."""
    at = date.fromordinal(day)
    other = today is not None and date.fromordinal(today).year != at.year
    return f"{at:%a} {at.day} {at:%b}{f' {at.year}' if other else ''}"


def describe_work(todays_work: TodaysWork) -> str:
    """Return what there is to do: ``12 due, 5 new, about 18 min``."""
    due, new = len(todays_work.due), len(todays_work.new)
    parts = [f"{due} due" * bool(due), f"{new} new" * bool(new)]
    if todays_work.seconds:
        parts.append(f"about {todays_work.minutes} min")
    return ", ".join(filter(None, parts))


def days_to_go(plan: Plan, today: int) -> str:
    days = plan.calendar.on - today
    return "the interview is tomorrow" if days == 1 else f"{days} days to go"


def due_line(todays_work: TodaysWork, plan: Plan | None, today: int) -> str:
    """Return in one line what there is to do today, or when there is something again."""
    if plan is not None:
        to_do = describe_work(todays_work) or "nothing more today"
        done = f" ({todays_work.done} done)" if todays_work.done else ""
        return f"{to_do}{done}; {days_to_go(plan, today)}"
    if todays_work.due:
        return f"{len(todays_work.due)} due, about {todays_work.minutes} min"
    fresh = f"; {len(todays_work.new)} new" if todays_work.new else ""
    return f"nothing due{describe_next_due(todays_work, today)}{fresh}"


def describe_next_due(todays_work: TodaysWork, today: int) -> str:
    """Return when something is due next: ``, 3 tomorrow``; "" if nothing was ever asked."""
    if todays_work.next is None:
        return ""
    day, due = todays_work.next
    ahead = day - today
    soon = "tomorrow" if ahead == 1 else f"on {date.fromordinal(day):%A}"
    return f", {due} {soon if ahead < 7 else f'in {ahead} days'}"
