"""The one question before a placement: which level the learner would guess."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NamedTuple

from interview_cli.core.levels import LEVELS, Level
from interview_cli.terminal.rendering.input_lines import read_line
from interview_cli.terminal.rendering.messages import print_stderr

ASK = "Which level are you, at a guess? In the end your answers decide."
UNSURE = "I don't know"


class Guess(NamedTuple):
    """A guess; None for "I don't know"."""

    level: Level | None


def ask_guess(*, plain: bool) -> Guess | None:
    """Ask for the learner's own guess; None where the learner leaves instead."""
    guesses = {level.capitalize(): Guess(level) for level in LEVELS} | {UNSURE: Guess(None)}
    n = _read_line([*guesses]) if plain else _choose([*guesses])
    return None if n is None else [*guesses.values()][n]


def _choose(texts: Sequence[str]) -> int | None:
    # Rich and prompt_toolkit, which lines don't need
    from interview_cli.terminal.rendering import prompts
    from interview_cli.terminal.rendering.layout import Page
    from interview_cli.terminal.rendering.layout import plain as text
    from interview_cli.terminal.rendering.menu import Footer, Menu

    page = Page()
    page.space()
    page.show(text(ASK))
    menu = Menu(tuple(texts), pointed=len(texts) - 1)
    keys = ((f"↑↓ Enter, or 1-{len(texts)}", ""), ("q", "quit"))
    try:
        key = prompts.choose(menu, Footer(keys, ("q",)))
    except EOFError:
        return None
    if key:
        return None
    page.put(text(f"› {texts[menu.chosen[0]]}"))
    return menu.chosen[0]


def _read_line(texts: Sequence[str]) -> int | None:
    """Return the number of the text chosen, from 0; an empty line is the last of them."""
    echoes = not sys.stdin.isatty()
    print(ASK, *(f"{n}. {text}" for n, text in enumerate(texts, 1)), sep="\n")
    while True:
        print("> ", end="", flush=True)
        line = read_line(sys.stdin)
        if echoes:
            print(line.rstrip("\r\n") if line else "(end of input)", flush=True)
        word = line.strip()
        if not line or word == ":q":
            return None
        if not word:
            return len(texts) - 1
        if word.isascii() and word.isdecimal() and 1 <= int(word) <= len(texts):
            return int(word) - 1
        print_stderr(f"Type a number from 1 to {len(texts)}, or :q to leave.")
