"""A debrief that is opened again at a terminal, and how it's closed."""

from __future__ import annotations

import json
import sys

import pytest
from helpers.data import INTERVIEW

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

MOCK = f"mock -p {INTERVIEW} --seed 1 -t streets"
TYPE = "on its own line ends it"


def kept(home, type_):
    [journal] = (home / "journal").glob("*.jsonl")
    lines = [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if line["type"] == type_]


def play(start, words):
    term = start(MOCK, rows=40)
    term.wait("traffic light", TYPE)
    term.press(words, "enter", ".", "enter")
    term.wait("q done")
    term.press("q")
    assert term.ends() == 0
    assert "To open this debrief again: interview debrief" in term.all


@pytest.mark.parametrize("columns", [60, 80])
def test_it_is_read_marked_and_closed_again(start, home, columns):
    play(start, "Red means stop.")
    term = start("debrief", columns=columns, rows=40)
    term.wait("1. What do the colours", "1-2 correct a point", "r I was right", "q done")
    term.press("enter", " ", "x", "2")  # only the last is a key here
    term.wait(" 2  Said  green means go", "The interview now: passed, 100 %.", "u undo")
    term.press("m")
    term.wait("A car halts at crimson")
    term.press("q")
    assert term.ends() == 0
    assert "Saved." not in term.all

    again = start("debrief 1", columns=columns, rows=40)
    again.wait("100 %: 2 of 2 said, marked by you", "u undo")
    again.press("u")
    again.wait("The interview now: passed, 67 %.", without="u undo")
    again.press("ctrl-c")
    assert again.ends() == 130
    assert len(kept(home, "finished")) == 1
    assert [line["of"] for line in kept(home, "retracted")] == [
        line["id"] for line in kept(home, "regraded")
    ]


def test_what_changed_since_the_last_one_is_beside_the_points(start):
    play(start, "Red means stop.")
    play(start, "Green means go.")
    term = start("debrief", rows=40)
    shown = term.wait("q done")
    assert "67 % earlier today" in shown
    assert " Said now, missed then: green means go (1).\n" in shown
    assert " Said then, missed now: red means stop (1).\n" in shown
    assert " 1  Not said  red means stop\n              you said it last time\n" in shown
    assert '"Green means go"\n              missed last time\n' in shown
    term.press("q")
    assert term.ends() == 0


def test_a_line_that_was_typed_ahead_does_not_close_it_for_a_screen_reader(start):
    term = start(MOCK, env={"ACCESSIBLE": "1"})
    term.wait("traffic light", "\n>")
    term.press("I guess red means stop, maybe green means go, and I'm not sure at all.", "enter")
    term.press(".", "enter", "enter", "yes", "enter")
    shown = term.wait("Delivery: You hedge 3 times:", "This is the debrief. Type :q to end it.")
    assert '"I guess", "maybe", "not sure"' in shown.replace("\n", " ")
    term.press(":q", "enter")
    assert term.ends() == 0
