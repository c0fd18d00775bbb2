"""The home screen: how the learner is doing, and one key to begin."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from interview_cli.core.modes import MODES
from interview_cli.core.planning.plan import Plan, TodaysWork
from interview_cli.core.sentences import join
from interview_cli.core.study_days import study_day
from interview_cli.terminal.rendering import due_words, wording
from interview_cli.terminal.rendering.menu import Footer, Menu

MORE = "more"  # opens the second page of the menu, in place of a command
TODAY = 17  # columns of today's bar


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
    resumable: str | None = None
    last: str | None = None
    path: tuple[str, str] | None = None  # where the learner is on a path, and the command to go on
    elsewhere: int = 0  # questions seen of packs that aren't here


def show(state: HomeState) -> str | None:
    """Show the screen and wait; return the command line that was chosen, if any."""
    from interview_cli.terminal.rendering.layout import BothEnds, Page, columns, plain

    page = Page()
    page.space()
    day = study_day(state.now)
    ahead = f" · {due_words.days_to_go(state.plan, day.toordinal())}" if state.plan else ""
    date = f"{day:%a} {day.day} {day:%b}{ahead}"
    page.show(BothEnds(plain("interview", "bold"), plain(date, "dim")))
    if state.first_time:
        page.show(plain(_welcome(state)))
    else:
        page.show(columns([(plain(name), plain(text)) for name, text in _standing(state)]))
    chosen = _pick(_ways(state))
    if chosen == MORE:
        ways = {"Your plan for the interview": "plan"} if state.plan else {}
        ways |= {mode.label: mode.name for mode in MODES.values() if mode.adaptive}
        ways |= {"Statistics": "stats", "Past sessions": "history", "Packs": "pack show"}
        return _pick(ways)
    if chosen != "quiz" or len(state.levels) < 2:
        return chosen
    page.show(plain("Quiz, which level?"))
    levels = {level.capitalize(): f"quiz --level {level}" for level in state.levels}
    return _pick(levels | {"All levels": "quiz"})


def _welcome(state: HomeState) -> str:
    return (
        f"Welcome. Here are {state.questions} interview questions for {join(state.levels)}. "
        "A quiz asks ten of them and explains each answer; every answer is saved."
    )


def _standing(state: HomeState) -> list[tuple[str, str]]:
    rows = [("Today", _today(state))]
    if state.plan and state.expected:
        with_plan, without = map(wording.percent, state.expected)
        calendar = state.plan.calendar
        until = f"{due_words.day_name(calendar.on)}, {calendar.minutes:g} min a day"
        rows.append(("Plan", f"{until}: {with_plan} expected on the day ({without} without)"))
    if state.last and not state.answered_today:
        rows.append(("Last", state.last))
    if state.path:
        rows.append(("Path", state.path[0]))
    elsewhere = f", and {state.elsewhere} of other packs" if state.elsewhere else ""
    return [*rows, ("Seen", f"{state.asked} of {state.questions} questions{elsewhere}")]


def _today(state: HomeState) -> str:
    today, work = study_day(state.now).toordinal(), state.todays_work
    if state.plan:
        every = work.done + len(work.planned or ())
        if not every:
            return "nothing" if state.plan.calendar.minutes_on(today) else "a day off"
        if not (to_do := due_words.describe_work(work)):
            return f"{work.done} done, that's all for today"
        bar = wording.draw_bar(work.done / every, TODAY)
        return f"{work.done} of {every} done   {bar}   {to_do}"
    done = f"{state.right_today} of {state.answered_today} right · " * bool(state.answered_today)
    next_due = due_words.describe_next_due(work, today)
    return done + (due_words.describe_work(replace(work, new=())) or f"nothing due{next_due}")


def _ways(state: HomeState) -> dict[str, str]:
    ways = {f"Finish: {state.resumable}": "resume"} if state.resumable else {}
    if state.todays_work.seconds:
        ways["Continue with today" if state.plan else "What is due"] = "flashcards"
    if state.path:
        ways["Continue the path"] = state.path[1]
    for mode in MODES.values():
        if mode.adaptive and not state.first_time:
            continue  # the second page has it
        # Where something is due, flashcards are offered for that already.
        if mode.answer_by != "recall" or not state.todays_work.seconds:
            ways[mode.label or mode.title] = mode.name
    return ways if state.first_time else ways | {"Plan, statistics, packs …": MORE}


def _pick(ways: dict[str, str]) -> str | None:
    from interview_cli.terminal.rendering import prompts

    menu = Menu(tuple(ways))
    keys = ((f"↑↓ Enter, or 1-{len(ways)}", ""), ("q", "quit"))
    try:
        key = prompts.choose(menu, Footer(keys, ("q",)))
    except EOFError:
        return None
    return None if key else list(ways.values())[menu.chosen[0]]
