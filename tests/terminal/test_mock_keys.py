"""A mock interview at a terminal: typed answers, the debrief's keys, and every way to leave."""

from __future__ import annotations

import json
import re
import stat
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

PACK = Path(__file__).parent.parent / "interview.yaml"
MOCK = f"mock -p {PACK} --seed 1"
TYPE = "on its own line ends it"

FALLING = "Apples are heavy."
LIGHTS = ("Red means stop.", "enter", "Green means go.")
LOCKS = "Two threads wait for each other."
ORDERING = "By the name of the lock."


def kept(home, type_):
    [journal] = (home / "journal").glob("*.jsonl")
    lines = [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if line["type"] == type_]


def answer(term, asked, *typed, end=(".", "enter")):
    """Wait for a question and answer it with lines; a dot ends it unless said."""
    term.wait(asked, TYPE)
    term.press(*typed, *(("enter",) if end == (".", "enter") else ()), *end)


def to_the_debrief(term):
    answer(term, "Why does an apple fall?", FALLING)
    answer(term, "traffic light", *LIGHTS)
    answer(term, "What is a deadlock", LOCKS)
    answer(term, "How would you choose the order", ORDERING)
    return term.wait("3. What is a deadlock", "turn a point", "q done")


def test_a_whole_interview(start, home, tmp_path):
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "%s\\nGreen means go." "$(cat "$1")" > "$1"\n')
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    term = start(MOCK, rows=40, env={"EDITOR": str(editor)})
    term.wait("junior · physics", "question 1 · 30 min left", TYPE, "Ctrl-O editor", ":s skip")
    assert ":?" not in term.shown  # it has no hint
    term.press(":s", "enter")
    term.wait("Skipped.", "traffic light", TYPE)
    term.press("Red means stop.", "\x0f")
    term.wait("Red means stop.\n   Green means go.")
    term.press("escape", "enter")
    term.wait("What is a deadlock", ":? hint")
    term.press("Two threads wait", "enter", ":?", "enter")
    term.wait("Hint   Think of two forks.", " › Two threads wait", without=":? hint")
    term.press("for each other.", "enter", ".", "enter")
    term.wait("question 4, follow-up", "How would you choose the order", TYPE)
    assert "missed" not in term.all.lower()
    assert " of 2" not in term.all  # nothing was told so far
    term.resize(60, 40)
    term.press("By the colour of the lock.", "escape", "enter")

    shown = term.wait("Mock interview · ", "bar for mid: 70 %", "1-2 turn a point", "q done")
    assert "3 questions" in shown
    assert "0 of 1" in shown
    assert " 2. What is a deadlock" in shown  # the first with a gap
    assert " 1  +  two threads wait for each other" in shown
    assert " 2  -  take the locks in one order" in shown
    assert "What a senior would add   - a timeout breaks it" in shown
    assert "Say next time: take the locks in one order." in shown

    term.press("m")
    term.wait("Model answer   A cycle of resources")
    term.press("2")
    term.wait(" 2  +  take the locks in one order", without="r I was right")
    term.press("down")
    term.wait("3. How would you choose the order", "0 of 1", " 1 turn a point", "r I was right")
    term.press("r")
    term.wait("Counted as right, on your word.", "right, on your word", without="r I was right")
    term.press("u")
    term.wait("Taken back. Here it is again.", "question 4, follow-up", TYPE)
    term.press(ORDERING, "enter", ".", "enter")
    term.wait("100 %", "q done", without="r I was right")
    term.press("up")
    term.wait("q done")
    term.press("3", "9", "x", "q")
    assert term.ends() == 0
    assert "Saved." in term.all
    assert "comes back soon" not in term.all  # nothing was missed
    reviews = kept(home, "reviewed")
    assert [line["answer"] for line in reviews] == [
        "Red means stop.\nGreen means go.",
        "Two threads wait\nfor each other.",
        "By the colour of the lock.",
        ORDERING,
    ]
    assert [line["hints"] for line in reviews] == [0, 1, 0, 0]
    assert [line["score"] for line in kept(home, "regraded")] == [1.0, 1.0]
    assert len(kept(home, "retracted")) == 1
    assert len(kept(home, "finished")) == 1


def test_the_overall_page_in_a_narrow_window(start):
    term = start(MOCK, columns=60, rows=50)
    shown = to_the_debrief(term)
    for line in (
        " bar for mid: 70 %",
        " 1   Why does an apple fall?      can't tell: rate yourself",
        " 3   What is a deadlock, and      1 of 2\n     how do you avoid one?",
        " You   Two threads wait for each other.",
    ):
        assert f"\n{line}\n" in shown
    term.press("q")
    assert term.ends() == 0


def test_what_cannot_be_told_can_be_called_right(start, home):
    term = start(f"{MOCK} -t physics", rows=40)
    answer(term, "Why does an apple fall?", FALLING)
    term.wait("can't tell: rate yourself", "r I was right")
    assert "turn a point" not in term.shown
    term.press("1", "r")
    term.wait("right, on your word", "q done", without="r I was right")
    term.press("enter")
    assert term.ends() == 0
    (word,) = kept(home, "regraded")
    assert (word["score"], word["rating"], word["grader"]) == (1.0, 3, "self")


def test_ctrl_c_in_the_middle_tells_nothing_and_keeps_what_was_typed(start, home):
    term = start(MOCK, rows=40)
    answer(term, "Why does an apple fall?", FALLING)
    term.wait("traffic light", TYPE)
    term.press("Red means", "ctrl-c")
    assert term.ends() == 130
    assert "Everything is saved. Go on with: interview resume" in term.all
    assert "Mock interview: " not in term.all
    assert "To see again" not in term.all
    assert len(kept(home, "reviewed")) == 1

    again = start("resume", rows=40)
    again.wait("question 2 · ", "traffic light", " › Red means", TYPE)
    again.press(" stop.", "enter", ".", "enter")
    answer(again, "What is a deadlock", "Nobody knows.")
    again.wait("bar for mid", "2. What do the colours", "1 of 2", "q done")
    again.press("ctrl-c")
    assert again.ends() == 130
    assert kept(home, "reviewed")[1]["answer"] == "Red means stop."
    assert len(kept(home, "finished")) == 1
    last = start("resume")
    assert last.ends() == 2


@pytest.mark.parametrize("left", [("ctrl-d",), (":q", "enter")], ids=str)
def test_leaving_by_other_ways(start, left):
    term = start(MOCK)
    term.wait("Why does an apple fall?", TYPE)
    term.press(*left)
    assert term.ends() == 0
    again = start("resume", rows=40)
    to_the_debrief(again)
    again.press("ctrl-d")
    assert again.ends() == 0


def test_the_learner_s_words_are_marked_and_no_color_sends_no_colours(start):
    coloured = start(f"{MOCK} -t threads", rows=40)
    plain = start(f"{MOCK} -t threads", rows=40, env={"NO_COLOR": "1"})
    for term in (coloured, plain):
        answer(term, "What is a deadlock", LOCKS)
        answer(term, "How would you choose the order", ORDERING)
        term.wait("1. What is a deadlock", "q done")
        term.press("m")
        term.wait("Model answer")
        term.press("q")
        assert term.ends() == 0
    assert re.search(r"\x1b\[[0-9;]*32m", coloured.raw)
    codes = set(re.findall(r"\x1b\[([0-9;]*)m", plain.raw))
    assert codes <= {"", "0", "39", "49", "0;39;49"}


def test_a_coach_tells_after_each_answer(start, home):
    term = start(f"{MOCK} --coach -t threads", rows=50)
    answer(term, "What is a deadlock", LOCKS)
    term.wait("1 of 2", "Model answer   A cycle of resources", "Enter next", "1-2 turn a point")
    term.press("2")
    term.wait(" 2  +  take the locks in one order", without="r I was right")
    term.press("2")
    term.wait("r I was right", "Enter next")
    term.press("r")
    term.wait("Counted as right, on your word.", without="r I was right")
    term.press("enter")
    answer(term, "How would you choose the order", "By its colour.")
    term.wait("0 of 1", "Enter debrief", "u undo")
    term.press("u")
    answer(term, "Taken back. Here it is again.", ORDERING)
    term.wait("Enter debrief", without="r I was right")
    term.press(" ")
    term.wait("Mock interview · ", "right, on your word", "q done")
    term.press("q")
    assert term.ends() == 0
    assert [line["score"] for line in kept(home, "regraded")] == [1.0, pytest.approx(1 / 3), 1.0]


def test_what_was_said_aloud_is_ticked(start, home):
    term = start(f"{MOCK} --spoken", rows=50)
    term.wait("Why does an apple fall?", "Space show the answer")
    term.press(" ")
    term.wait("Because of gravity", "Space good")
    term.press("3")
    term.wait("traffic light", "Space show the answer")
    term.press(" ")
    term.wait("1  [ ] red means stop", "2  [ ] green means go", "Enter done")
    term.press("enter")
    term.wait("- red means stop\n - green means go", "What is a deadlock", "Space show")
    term.press("enter")
    term.wait("3  [ ] a timeout breaks it", "Enter done")
    term.press("2", "1", "1")
    term.wait("1  [ ] two threads", "2  [x] take the locks in one order")
    term.press("enter")
    shown = term.wait("follow-up", "Who waits for whom?", "Space show")
    assert " - two threads wait for each other\n + take the locks in one order" in shown
    term.press("q")
    assert term.ends() == 0
    falling, lights, locks = kept(home, "reviewed")
    assert (falling["score"], falling["rating"]) == (None, 3)
    assert (lights["score"], lights["rating"], lights["answer"]) == (0.0, 1, None)
    assert locks["score"] == pytest.approx(2 / 3)

    again = start("resume", rows=50)
    again.wait("Who waits for whom?", "Space show the answer")
    again.press("s")
    again.wait("good, on your word", "0 of 2", "q done")
    again.press("q")
    assert again.ends() == 0


def test_nothing_answered_ends_without_a_debrief(start, home):
    term = start(f"{MOCK} -t physics")
    term.wait("Why does an apple fall?", TYPE)
    term.press(":s", "enter")
    term.wait("Mock interview: nothing answered", "Enter done")
    term.press("enter")
    assert term.ends() == 0
    assert "debrief" not in term.all
    assert kept(home, "finished")[0]["answered"] == 0
