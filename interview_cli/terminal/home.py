"""The home screen: where one stands, and one key to begin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from interview_cli.core.days import study_day
from interview_cli.terminal.menu import Footer, Menu
from interview_cli.terminal.wording import listed


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
    resumable: str | None = None
    last: str | None = None
    path: tuple[str, str] | None = None  # where one is on a track, and the command to go on


def show(state: HomeState) -> str | None:
    """Show the screen and wait; give the command line that was chosen, None for none."""
    from interview_cli.terminal.views import Ends, Page, columns, plain

    page = Page()
    page.space()
    day = study_day(state.now)
    page.show(Ends(plain("interview", "bold"), plain(f"{day:%a} {day.day} {day:%b}", "dim")))
    if state.first_time:
        page.show(plain(_welcome(state)))
    else:
        rows = [(plain(name), plain(said)) for name, said in _standing(state)]
        page.show(columns(rows))
    chosen = _pick(_ways(state))
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
    today = f"{state.right_today} of {state.answered_today} right"
    told = [("Today", today if state.answered_today else "nothing answered yet")]
    if state.last and not state.answered_today:
        told.append(("Last", state.last))
    if state.path:
        told.append(("Path", state.path[0]))
    return [*told, ("Seen", f"{state.asked} of {state.questions} questions")]


def _ways(state: HomeState) -> dict[str, str]:
    """Give what can be begun, and the command for it."""
    ways = {f"Go on: {state.resumable}": "resume"} if state.resumable else {}
    if state.path:
        ways["Go on with the path"] = state.path[1]
    ways |= {"Quiz": "quiz", "Knowledge check, 5 questions": "check", "Flashcards": "flashcards"}
    return ways if state.first_time else ways | {"Past sessions": "history"}


def _pick(ways: dict[str, str]) -> str | None:
    from interview_cli.terminal import prompts

    menu = Menu(tuple(ways))
    keys = ((f"↑↓ Enter, or 1-{len(ways)}", ""), ("q", "quit"))
    try:
        key = prompts.choose(menu, Footer(keys, ("q",)))
    except EOFError:
        return None
    return None if key else list(ways.values())[menu.chosen[0]]
