"""Asking how the interview went, once it's over."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from interview_cli.core.errors import UsageError
from interview_cli.core.planning.plan import Plan
from interview_cli.core.records import INTERVIEW_OUTCOMES
from interview_cli.core.safe_text import line as safe_line
from interview_cli.core.sentences import join
from interview_cli.terminal.rendering import due_words, input_lines

_WORDS = {
    "well": "It went well",
    "so-so": "So-so",
    "badly": "It went badly",
    "moved": "It was moved to another day",
}


def ask_question(plan: Plan) -> str:
    return f"How did the interview on {due_words.day_name(plan.calendar.on)} go?"


def explain_how_to_say(plan: Plan) -> list[str]:
    """Return how it's said where nobody can be asked, as lines."""
    return [
        ask_question(plan),
        'Say so: interview plan --went "well, they asked about sql"; it can be well, so-so, badly '
        "or moved.",
        "Another interview, or a new day: add --on DATE, and the plan continues to it.",
    ]


def pick_outcome(plan: Plan) -> str | None:
    """Ask how it went, with keys; None where the learner quits."""
    from interview_cli.terminal.rendering import prompts
    from interview_cli.terminal.rendering.layout import Page, plain
    from interview_cli.terminal.rendering.menu import Footer, Menu

    page = Page()
    page.space()
    page.show(plain(ask_question(plan), "bold"))
    menu = Menu(tuple(_WORDS[name] for name in INTERVIEW_OUTCOMES))
    keys = ((f"↑↓ Enter, or 1-{len(INTERVIEW_OUTCOMES)}", ""), ("q", "not now"))
    try:
        key = prompts.choose(menu, Footer(keys, ("q",)))
    except EOFError:
        return None
    return None if key else INTERVIEW_OUTCOMES[menu.chosen[0]]


def read_outcome_line(plan: Plan) -> str | None:
    """Ask how it went, as lines; None at the end of input, and for an empty line."""
    print(ask_question(plan))
    for number, name in enumerate(INTERVIEW_OUTCOMES, 1):
        print(f"{number}. {_WORDS[name]}")
    while said := read_line(f"Answer 1 to {len(INTERVIEW_OUTCOMES)}, or Enter for not now."):
        if said.isdecimal() and 1 <= int(said) <= len(INTERVIEW_OUTCOMES):
            return INTERVIEW_OUTCOMES[int(said) - 1]
    return None


def read_line(question: str) -> str:
    """Ask for a line; "" at the end of input."""
    print(question)
    print("> ", end="", flush=True)
    line = input_lines.read_line(sys.stdin)
    if not line:
        print()
    return line.strip()


def ask_what_was_asked(by_line: bool) -> str | None:
    """Ask what the interview was about; "" where nothing is said, None for not now."""
    question = "What did they ask about? A line; Enter for nothing to note."
    return _read_or_leave(question) if by_line else _type(question)


def ask_next_day(how: str, by_line: bool, parse: Callable[[str], int]) -> int | None:
    """Ask for the next interview's day, an ordinal; 0 for none or none known, None for not now.

    *parse* raises UsageError for what is no day.
    """
    if how == "moved":
        question = "To which day? fri, in 5 days, 12 Dec; Enter if you don't know yet."
    else:
        question = "Is there another interview? Its day, or Enter for none."

    def complain(text: str) -> str | None:
        if text.strip():
            try:
                parse(text)
            except UsageError as error:
                return f"{error}: {error.hint}"
        return None

    while text := _read_or_leave(question) if by_line else _type(question, complain):
        if complaint := complain(text):
            print(safe_line(complaint))
            continue
        return parse(text)
    return None if text is None else 0


def _read_or_leave(question: str) -> str | None:
    text = read_line(f"{question} :q for not now.")
    return None if text == ":q" else text


def show_outcome(lines: Sequence[str]) -> None:
    """Show at a terminal what ``describe_outcome`` returned."""
    from interview_cli.terminal.rendering.layout import Page, plain

    page = Page()
    page.space()
    page.show(plain("\n".join(lines)))


def _type(question: str, check: Callable[[str], str | None] = lambda text: None) -> str | None:
    """Ask for a line, with keys; None for Escape."""
    from interview_cli.terminal.rendering import prompts
    from interview_cli.terminal.rendering.layout import Page, plain
    from interview_cli.terminal.rendering.menu import Footer

    page = Page()
    page.show(plain(question))
    try:
        footer = Footer((("Enter", "done"), ("Esc", "not now")), ("escape",))
        typed = prompts.type_text("", footer, check, is_command=lambda _: False)
    except EOFError:
        return ""
    page.space()
    return None if typed.ended_by == "escape" else typed.text.strip()


def describe_outcome(how: str, topics: Sequence[str], following: int | None) -> list[str]:
    """Return what is said once it's noted, as lines; *following* is the next interview's day."""
    kind_word = {"well": "Good to hear. ", "badly": "That happens. "}.get(how, "")
    continues = f"the plan continues to {due_words.day_name(following)}" if following else ""
    texts = [f"{kind_word}Noted; {continues or 'this plan is done'}."]
    if topics:
        options = " ".join(f"-t {topic}" for topic in topics)
        texts.append(safe_line(f"They asked about {join(topics)}; to go over it again:"))
        texts.append(safe_line(f"interview flashcards {options}"))
    elif how == "moved" and not following:
        texts.append("When you know the new day: interview plan --on DATE")
    return texts
