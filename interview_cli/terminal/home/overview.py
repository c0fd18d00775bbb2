"""How the learner is doing, in a few lines above the menu."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from interview_cli.core.planning.plan import Plan, TodaysWork
from interview_cli.core.sentences import join
from interview_cli.core.study_days import study_day
from interview_cli.terminal.rendering import due_words, wording

TODAY = 17  # columns of today's bar
WIDE = 70  # columns of a window that has room for it

#: A share of answers that were right the first time below which it is shown.
WEAK = 0.7


@dataclass(frozen=True, slots=True)
class HomeState:
    """What the home screen shows; counts are of questions."""

    now: datetime
    first_time: bool
    questions: int
    levels: tuple[str, ...]
    asked: int
    answered_today: int
    right_today: int
    todays_work: TodaysWork
    plan: Plan | None = None
    expected: tuple[float, float] | None = None  # recall on the day, with the plan and without
    last: str | None = None
    path: str | None = None  # where the learner is on the path followed last
    first_times: tuple[int, int] = (0, 0)  # how many answers were right the first time, of all
    weak: int = 0  # weak spots that a quiz can ask
    elsewhere: int = 0  # questions seen of packs that aren't here


def show(state: HomeState) -> None:
    """Print it for a window."""
    from interview_cli.terminal.rendering.layout import BothEnds, ByWidth, Page, columns, plain

    page = Page()
    page.space()
    page.show(BothEnds(plain("interview", "bold"), plain(_date(state), "dim")))
    if state.first_time and not state.plan:
        page.show(plain(_begin(state)))
    else:
        wide, narrow = (
            columns([(plain(name), plain(text)) for name, text in _standing(state, bar=bar)])
            for bar in (True, False)
        )
        page.show(ByWidth(wide, narrow, WIDE))


def lines(state: HomeState) -> list[str]:
    """Return it as lines."""
    head = f"interview, {_date(state).replace(' · ', ', ')}."
    if state.first_time and not state.plan:
        return [head, _begin(state)]
    return [head, *(f"{name}: {text}." for name, text in _standing(state, bar=False))]


def welcome(state: HomeState) -> str:
    return f"Welcome. Here are {state.questions} interview questions for {join(state.levels)}."


def _begin(state: HomeState) -> str:
    return f"{welcome(state)} A quiz asks ten of them and explains each answer; all is saved."


def _date(state: HomeState) -> str:
    day = state.now.date()
    ahead = due_words.days_to_go(state.plan, day.toordinal()) if state.plan else ""
    return f"{day:%a} {day.day} {day:%b}{f' · {ahead}' if ahead else ''}"


def _standing(state: HomeState, *, bar: bool) -> list[tuple[str, str]]:
    rows = [("Today", _today(state, bar))]
    if mock := state.todays_work.mock:
        rows.append(("Mock", f"an interview of {mock} min today"))
    if night := due_words.night_words(state.now):
        rows.append(("Night", night))
    if state.plan and state.expected:
        with_plan, without = map(wording.percent, state.expected)
        calendar = state.plan.calendar
        until = f"{due_words.day_name(calendar.on)}, {calendar.minutes:g} min a day"
        rows.append(("Plan", f"{until}: {with_plan} expected on the day ({without} without)"))
    if state.last and not state.answered_today:
        rows.append(("Last", state.last))
    if state.path:
        rows.append(("Path", state.path))
    right, of = state.first_times
    if of and right < WEAK * of:
        rows.append(("Right", f"{right} of {of} the first time"))
    elsewhere = f", and {state.elsewhere} of other packs" if state.elsewhere else ""
    return [*rows, ("Seen", f"{state.asked} of {state.questions} questions{elsewhere}")]


def _today(state: HomeState, bar: bool) -> str:
    today, work = study_day(state.now).toordinal(), state.todays_work
    if state.plan and work.stage not in ("after", "none"):
        every = work.done + len(work.planned or ())
        if not every:
            if work.stage == "today":
                return due_words.describe_work(work) or "nothing to warm up with"
            if work.mock:
                return "only the mock interview"
            return "nothing" if state.plan.calendar.minutes_on(today) else "a day off"
        all_ = ", that's all for today"
        if not (to_do := due_words.describe_work(replace(work, mock=0))):
            return f"{work.done} done{'' if work.mock else all_}"
        drawn = f"   {wording.draw_bar(work.done / every, TODAY)}   " if bar else ", "
        return f"{work.done} of {every} done{drawn}{to_do}"
    done = f"{state.right_today} of {state.answered_today} right · " * bool(state.answered_today)
    next_due = due_words.describe_next_due(work, today)
    return done + (due_words.describe_work(replace(work, new=())) or f"nothing due{next_due}")
