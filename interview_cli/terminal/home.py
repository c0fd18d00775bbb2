"""The home screen: where one stands, and one key to begin."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from interview_cli.core.modes import FLASHCARDS, MODES
from interview_cli.core.planning.plan import Plan, TodaysWork
from interview_cli.core.sentences import listed
from interview_cli.core.study_days import study_day
from interview_cli.terminal.rendering.due_words import coming, day_name, days_to_go, work
from interview_cli.terminal.rendering.menu import Footer, Menu
from interview_cli.terminal.rendering.wording import bar, percent

#: What stands for the second page of ways, where there is no one command.
MORE = "more"

#: The length of today's bar, in columns.
TODAY = 17


@dataclass(frozen=True, slots=True)
class HomeState:
    """What the home screen tells; counts are of questions."""

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
    resumable: str | None = None
    last: str | None = None
    path: tuple[str, str] | None = None  # where one is on a track, and the command to go on


def show(state: HomeState) -> str | None:
    """Show the screen and wait; give the command line that was chosen, None for none."""
    from interview_cli.terminal.rendering.page import Ends, Page, columns, plain

    page = Page()
    page.space()
    day = study_day(state.now)
    ahead = f" · {days_to_go(state.plan, day.toordinal())}" if state.plan else ""
    date = f"{day:%a} {day.day} {day:%b}{ahead}"
    page.show(Ends(plain("interview", "bold"), plain(date, "dim")))
    if state.first_time:
        page.show(plain(_welcome(state)))
    else:
        rows = [(plain(name), plain(said)) for name, said in _standing(state)]
        page.show(columns(rows))
    chosen = _pick(_ways(state))
    if chosen == MORE:
        return _pick(_more(state))
    if chosen != "quiz" or len(state.levels) < 2:
        return chosen
    page.show(plain("Quiz, which level?"))
    levels = {level.capitalize(): f"quiz --level {level}" for level in state.levels}
    return _pick(levels | {"All levels": "quiz"})


def _welcome(state: HomeState) -> str:
    return (
        f"Welcome. Here are {state.questions} interview questions for {listed(state.levels)}. "
        "A quiz asks ten of them and explains each answer; whatever you answer is saved."
    )


def _standing(state: HomeState) -> list[tuple[str, str]]:
    told = [("Today", _today(state))]
    if state.plan and state.expected:
        with_plan, without = state.expected
        told.append(
            (
                "Plan",
                f"{day_name(state.plan.calendar.on)}, {state.plan.calendar.minutes:g} min a day: "
                f"{percent(with_plan)} expected on the day ({percent(without)} without)",
            )
        )
    if state.last and not state.answered_today:
        told.append(("Last", state.last))
    if state.path:
        told.append(("Path", state.path[0]))
    return [*told, ("Seen", f"{state.asked} of {state.questions} questions")]


def _today(state: HomeState) -> str:
    """Say what was done today, and what there is to do."""
    found, to_do = state.todays_work, work(state.todays_work)
    if state.plan:
        every = found.done + len(found.planned or ())
        if not every:
            return "a day off" if not state.plan.calendar.minutes_on(_day(state)) else "nothing"
        if not to_do:
            return f"{found.done} done, that is all for today"
        return f"{found.done} of {every} done   {bar(found.done / every, TODAY)}   {to_do}"
    done = f"{state.right_today} of {state.answered_today} right"
    due = work(replace(found, new=())) or f"nothing due{coming(found, _day(state))}"
    return f"{done} · {due}" if state.answered_today else due


def _day(state: HomeState) -> int:
    return study_day(state.now).toordinal()


def _ways(state: HomeState) -> dict[str, str]:
    """Give what can be begun, and the command for it."""
    ways = {f"Finish: {state.resumable}": "resume"} if state.resumable else {}
    if state.todays_work.seconds:
        ways["Go on with today" if state.plan else "What is due"] = "flashcards"
    if state.path:
        ways["Go on with the path"] = state.path[1]
    # Where something is due, flashcards are offered for that already.
    modes = [
        mode for mode in MODES.values() if mode is not FLASHCARDS or not state.todays_work.seconds
    ]
    ways |= {mode.label or mode.title: mode.name for mode in modes}
    return ways if state.first_time else ways | {"Plan, statistics, packs …": MORE}


def _more(state: HomeState) -> dict[str, str]:
    ways = {"The plan to the interview": "plan"} if state.plan else {}
    return ways | {"Statistics": "stats", "Past sessions": "history", "Packs": "pack show"}


def _pick(ways: dict[str, str]) -> str | None:
    from interview_cli.terminal.rendering import prompts

    menu = Menu(tuple(ways))
    keys = ((f"↑↓ Enter, or 1-{len(ways)}", ""), ("q", "quit"))
    try:
        key = prompts.choose(menu, Footer(keys, ("q",)))
    except EOFError:
        return None
    return None if key else list(ways.values())[menu.chosen[0]]
