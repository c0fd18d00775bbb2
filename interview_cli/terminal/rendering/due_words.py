"""Words for what lies ahead: what is due, and the plan in a line. `interview due` needs no more."""

from __future__ import annotations

from datetime import date

from interview_cli.core.planning.plan import Plan, TodaysWork
from interview_cli.core.sentences import count

#: For those who ask for it here.
counted = count


def day_name(day: int, today: int | None = None) -> str:
    """Return a day's name, by its ordinal: ``Mon 30 Nov``, with the year if not *today*'s."""
    at = date.fromordinal(day)
    other = today is not None and date.fromordinal(today).year != at.year
    return f"{at:%a} {at.day} {at:%b}{f' {at.year}' if other else ''}"


def work(found: TodaysWork) -> str:
    """Return what there is to do: ``12 due, 5 new, about 18 min``."""
    parts = [f"{len(found.due)} due"] if found.due else []
    if found.new:
        parts.append(f"{len(found.new)} new")
    return ", ".join([*parts, f"about {found.minutes} min"]) if found.seconds else ", ".join(parts)


def days_to_go(plan: Plan, today: int) -> str:
    days = plan.calendar.on - today
    return "the interview is tomorrow" if days == 1 else f"{days} days to go"


def due_line(found: TodaysWork, plan: Plan | None, today: int) -> str:
    """Return in one line what there is to do today, or when there is something again."""
    if plan is not None:
        to_do = work(found) or "nothing more today"
        done = f" ({found.done} done)" if found.done else ""
        return f"{to_do}{done}; {days_to_go(plan, today)}"
    if found.due:
        return f"{len(found.due)} due, about {found.minutes} min"
    fresh = f"; {len(found.new)} new" if found.new else ""
    return f"nothing due{coming(found, today)}{fresh}"


def coming(found: TodaysWork, today: int) -> str:
    """Return when something is due next: ``, 3 tomorrow``; nothing where nothing was asked."""
    if found.next is None:
        return ""
    day, count = found.next
    ahead = day - today
    if ahead == 1:
        when = "tomorrow"
    elif ahead < 7:
        when = f"on {date.fromordinal(day):%A}"
    else:
        when = f"in {ahead} days"
    return f", {count} {when}"
