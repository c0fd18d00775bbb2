"""A placement at a terminal: the guess, silence, the level in words, and its answers to read."""

from __future__ import annotations

import sys

import pytest
from helpers.learner import Learner, question

from interview_cli.core.levels import LEVELS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

SHORT = "quiz: {kind: short, accept: [known]}"


@pytest.fixture
def learner(home):
    learner = Learner(home)
    numbered = [(level, n) for level in LEVELS for n in range(4)]
    asked = (question(f"{a}-{n}", f"{'abc'[n % 3]}/{n}", a, SHORT) for a, n in numbered)
    learner.pack("trial", *asked)
    return learner


def answer(term, number, *keys):
    term.wait(f"{number} of at most 6", ":s skip")
    term.press(*keys)


def test_a_whole_placement(learner, start):
    term = start("place -p trial --seed 1 -n 6", rows=50)
    term.wait("Which level are you, at a guess?", "4  I don't know", "1-4", "q quit")
    term.press("x", "2")
    term.wait(" › Mid", "the verdicts come at the\n end")
    for number, keys in enumerate((["no"], [":s"], ["known"], ["no"], ["known"], ["no"]), 1):
        answer(term, number, *keys, "enter")
    shown = term.wait("by this pack's labels.", "By topic", "read an answer", "q done")
    assert "right" not in term.all.partition("You're")[0]
    assert "r I was right" not in shown
    assert all(f" {level} " in shown for level in LEVELS)
    term.press("1")
    term.wait("✗ You said no. It is known.", "r I was right")
    before = levels(term.shown)
    term.press("r")
    term.wait("Marked as right: again on ", "u undo", without="r I was right")
    assert levels(term.all) != before
    term.press("u")
    term.wait("Undone.", "r I was right", without="u undo")
    term.press("2")
    term.wait("Skipped. The answer is known.", without="r I was right")
    term.press("q")
    term.wait("interview plan --on DATE", "interview due")
    assert term.ends() == 0
    (placed,) = learner.lines("placed")
    assert (placed["guess"], placed["questions"]) == ("mid", 5)


def levels(shown):
    """Return the last bars of the levels in *shown*."""
    lines = [line.split() for line in shown.splitlines()]
    return [words for words in lines if words[:1] and words[0] in LEVELS and words[-1] == "%"][-3:]


def test_it_is_readable_in_a_narrow_window(learner, start):
    term = start("place -p trial --seed 1 -n 5 --guess unsure", columns=40, rows=40)
    for number in range(1, 6):
        term.wait(f"{number} of at most 5")
        term.press("no", "enter")
    term.wait("read an answer", "q done")
    assert all(len(line) <= 40 for line in term.all.splitlines())
    term.press("ctrl-d")
    assert term.ends() == 0


@pytest.mark.parametrize(("key", "code"), [("q", 0), ("ctrl-d", 0), ("ctrl-c", 130)])
def test_leaving_at_the_guess_keeps_nothing(learner, start, key, code):
    term = start("place -p trial")
    term.wait("I don't know", "q quit")
    term.press(key)
    assert term.ends() == code
    assert learner.journal() == {}


def test_ctrl_c_in_the_middle_can_be_resumed(learner, start):
    term = start("place -p trial --seed 1 -n 6 --guess mid")
    answer(term, 1, "known", "enter")
    term.wait("2 of at most 6")
    term.press("ctrl-c")
    term.wait("You left early, after 1 answer.", "Not sure yet", "interview resume")
    assert term.ends() == 130
    assert learner.lines("placed") == []
    term = start("resume")
    term.wait("2 of at most 6")
    term.press(":q", "enter")
    assert term.ends() == 0
