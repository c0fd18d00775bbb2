"""SIGTERM and SIGHUP at every prompt: the terminal is as it was, and what was typed is kept."""

from __future__ import annotations

import signal
import sys

import pytest
from helpers.data import INTERVIEW, SESSIONS
from helpers.exercises import PACK
from helpers.learner import QUIZ as QUIZZES
from helpers.learner import Learner, question

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

MOCK = f"mock -p {INTERVIEW} --seed 1 -t threads"
LINES = "on its own line ends it"

QUIZ = f"quiz -p {SESSIONS} --seed 2"
VERDICT = [("Enter answer", "1\r")]
SHOWN = [("Space show", " ")]

#: What is started, what is pressed at which text, and what is there when the signal comes.
PROMPTS = {
    "choice": (f"{QUIZ} -k choice", [], "q quit"),
    "order": (f"{QUIZ} -k order", [], "comes next"),
    "typed": (f"{QUIZ} -k short", [], "Enter answer"),
    "verdict": (f"{QUIZ} -k choice", VERDICT, "Enter next"),
    "note": (f"{QUIZ} -k choice", [*VERDICT, ("n note", "n")], "Note ›"),
    "sure": (f"{QUIZ} -k short --confidence", [("Enter answer", "x\r")], "How sure?"),
    "card": ("flashcards -p trial", [], "Space show"),
    "grade": ("flashcards -p trial", SHOWN, "Space good"),
    "summary": ("flashcards -p trial -n 1", [*SHOWN, ("Space good", "3")], "Enter done"),
    "mock": (MOCK, [], LINES),
    "leaving": (MOCK, [(LINES, "\x03")], "Quit the interview?"),
    "check": ("check --seed 1", [], "q quit"),
    "exercise": ("quiz gym:double", [], "Enter edit"),
    "home": ("", [], "1-"),
    "first run": ("", [], "When is your interview?"),
    "level": ("", [("1-", "1")], "which level?"),
    "plan": ("", [("Plan, statistics", "6"), ("Plan for your", "1")], "not known yet"),
    "preview": ("pack preview trial:q0", [], "\n>"),
    "sure to remove": ("pack remove tiny", [], "[y/N]"),
}

#: Those of the default run: a menu, a text, what is outside of a session, and in lines.
USUAL = ("typed", "home", "sure to remove")


@pytest.fixture
def learner(home):
    learner = Learner(home)
    learner.pack("trial", *(question(f"q{n}", more=QUIZZES) for n in range(3)))
    (home / "packs" / "gym.yaml").write_text(PACK, encoding="utf-8")
    return learner


@pytest.mark.parametrize("sent", ["SIGTERM", pytest.param("SIGHUP", marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    "name", [n if n in USUAL else pytest.param(n, marks=pytest.mark.slow) for n in PROMPTS]
)
def test_a_signal_leaves_the_terminal_as_it_was(name, sent, learner, start):
    command, steps, there = PROMPTS[name]
    if name == "exercise":
        learner.run("pack", "trust", "gym")
    if name in ("home", "level", "plan"):
        learner.answered("trial:q0")
    if name == "sure to remove":
        learner.run("pack", "add", str(SESSIONS))
        (added,) = (learner.home / "packs" / "tiny").glob("*.yaml")
        added.write_text(f"# mine\n{added.read_text(encoding='utf-8')}", encoding="utf-8")
    term = start(command, columns=100, rows=50)
    for text, keys in steps:
        term.wait(text)
        term.press(keys)
    term.wait(there)
    term.child.kill(getattr(signal, sent))
    assert term.ends() == 130
    assert "Traceback" not in term.all


#: A program that has the terminal until it's asked to end.
WAITING = """#!/bin/sh
trap 'echo asked >> "$0.log"; exit 1' TERM
echo "It waits."
while :; do sleep 0.1; done
"""


@pytest.mark.parametrize(
    ("command", "there", "key"),
    [
        (MOCK, LINES, "\x0f"),
        pytest.param("quiz -p trial", "e edit", "e", marks=pytest.mark.slow),
        ("help practice", "", ""),
    ],
    ids=["Ctrl-O", "e", "pager"],
)
def test_a_program_that_has_the_terminal_is_ended_first(
    command, there, key, learner, start, tmp_path
):
    program = tmp_path / "waiting"
    program.write_text(WAITING)
    program.chmod(0o755)
    term = start(command, env={"EDITOR": str(program), "PAGER": str(program)})
    term.wait(there)
    term.press(key)
    term.wait("It waits.")
    term.child.kill(signal.SIGTERM)
    assert term.ends() == 130
    assert (tmp_path / "waiting.log").read_text() == "asked\n"
