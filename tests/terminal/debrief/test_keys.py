"""A mock interview at a terminal: typed answers, the debrief's keys, and every way to leave."""

from __future__ import annotations

import json
import re
import signal
import stat
import sys

import pytest
from helpers.data import INTERVIEW

from interview_cli.core.scoring.result import share_needed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

MOCK = f"mock -p {INTERVIEW} --seed 1"
TYPE = "on its own line ends it"

FALLING = "Apples are heavy."
LIGHTS = ("Red means stop.", "enter", "Green means go.")
LOCKS = "Two threads wait for each other, and neither of them ever lets go of anything."
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
    return term.wait("3. What is a deadlock", "correct a point", "q done")


def test_a_whole_interview(start, home, tmp_path):
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "Green means go." >> "$2"\n')
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    term = start(MOCK, rows=40, env={"EDITOR": str(editor)})
    term.wait("junior · physics", "question 1", "30 min left", TYPE, "Ctrl-O editor", ":s skip")
    assert ":?" not in term.shown  # it has no hint
    term.press(":s", "enter")
    term.wait("Skipped.", "traffic light", TYPE)
    term.press("Red means stop.", "\x0f")
    term.wait("Red means stop.\n   Green means go.")
    term.press("escape", "enter")
    term.wait("What is a deadlock", ":? hint")
    term.press("Two threads wait", "enter", ":?", "enter")
    term.wait("Hint   Think of two forks.", " › Two threads wait", without=":? hint")
    term.press(f"for each other, {LOCKS.partition(', ')[2]}", "enter", ".", "enter")
    term.wait("question 3, follow-up", "How would you choose the order", TYPE)
    assert "missed" not in term.all.lower()
    assert " of 2" not in term.all  # nothing was told so far
    term.resize(60, 50)
    term.press("By the colour of the lock.", "escape", "enter")

    shown = term.wait(
        "Mock interview · ", "pass mark for mid: 70 %", "1-2 correct a point", "q done"
    )
    assert "2 answered" not in shown
    assert "3 answered, 1 skipped" in shown
    assert " Skipped: 1 question\n" in shown
    assert "Why does an apple fall?" not in shown
    assert "not passed, 0 %" in shown
    assert " 2. What is a deadlock" in shown  # the first with a gap
    assert " 1  Said      two threads wait for each other" in shown
    assert " 2  Not said  take the locks in one order" in shown
    assert "A senior would add   - a timeout breaks it" in shown
    assert "Say next time: take the locks in one order." in shown

    term.press("s")
    term.wait(" - talk:falling: Why does an apple fall?\n", "q done")
    term.press("m")
    term.wait("Model answer   A cycle of resources")
    term.press("2")
    overall = "The interview now: passed, 80 %."
    term.wait(" 2  Said  take the locks in one order", overall, without="r I was right")
    term.press("down")
    term.wait("3. How would you choose the order", "0 of 1", " 1 correct a point", "r I was right")
    term.press("r")
    overall = "The interview now: passed, 100 %."
    term.wait("passed, marked by you", overall, "u undo", without="r I was right")
    term.press("up")
    term.wait("u undo")
    term.press("u")  # the last word was on the other answer
    overall = "The interview now: passed, 80 %."
    term.wait("Undone. Here it is again.", overall, "r I was right", "u undo")
    term.press("u")
    overall = "The interview now: not passed, 50 %."
    term.wait(" 2  Not said  take the locks in one order", overall, without="u undo")
    term.press("u")
    term.wait("Nothing to undo here; the interview is over.", "q done")
    term.press("3", "9", "x", "q")
    assert term.ends() == 0
    assert "Saved." in term.all
    assert "comes back soon" in term.all
    reviews = kept(home, "reviewed")
    assert [line["answer"] for line in reviews] == [
        "Red means stop.\nGreen means go.",
        LOCKS.replace("wait for", "wait\nfor"),
        "By the colour of the lock.",
    ]
    assert [line["hints"] for line in reviews] == [0, 1, 0]
    words = kept(home, "regraded")
    assert [line["score"] for line in words] == [1.0, 1.0]
    taken = [line["of"] for line in kept(home, "retracted")]
    assert taken == [words[1]["id"], words[0]["id"]]
    assert len(kept(home, "finished")) == 1


def test_the_overall_page_in_a_narrow_window(start):
    term = start(MOCK, columns=60, rows=50)
    shown = to_the_debrief(term)
    for line in (
        " pass mark for mid: 70 %",
        " 1   Why does an apple fall?               can't be judged",
        " 3   What is a deadlock, and how do you    not passed, 25 %\n     avoid one?",
        " Answer 1 can't be judged, so it doesn't count.",
        " You   Two threads wait for each other, and neither of them",
    ):
        assert f"\n{line}\n" in shown
    term.press("q")
    assert term.ends() == 0


def test_what_cannot_be_told_can_be_called_right(start, home):
    term = start(f"{MOCK} -t physics", rows=40)
    answer(term, "Why does an apple fall?", FALLING)
    term.wait("can't be judged", "Compare it with the model answer", "r I was right")
    assert "correct a point" not in term.shown
    term.press("1", "r")
    term.wait("passed, marked by you", "q done", without="r I was right")
    term.press("enter", " ", "q")  # only the last closes it
    assert term.ends() == 0
    assert "To open this debrief again: interview debrief" in term.all
    (word,) = kept(home, "regraded")
    assert (word["score"], word["rating"], word["grader"]) == (1.0, 3, "self")


def test_ctrl_c_in_the_middle_tells_how_far_it_came_and_keeps_what_was_typed(start, home):
    term = start(MOCK, rows=40)
    answer(term, "Why does an apple fall?", FALLING)
    term.wait("traffic light", TYPE)
    term.press("Red means", "ctrl-c")
    term.wait("End with a debrief, or quit?", "Esc go on")
    term.press("ctrl-c")
    assert term.ends() == 130
    assert "Everything is saved. Continue with: interview resume" in term.all
    assert "For the debrief of what you answered: interview resume, then :end" in term.all
    assert "You left early: 1 answer, 1 can't be judged, no score yet." in term.all
    assert "Mock interview: " not in term.all
    assert "To see again" not in term.all
    assert len(kept(home, "reviewed")) == 1

    again = start("resume", rows=40)
    again.wait("question 2", "traffic light", " › Red means", TYPE)
    again.press(" stop.", "enter", ".", "enter")
    answer(again, "What is a deadlock", "Nobody knows.")
    again.wait("pass mark for mid", "2. What do the colours", "1 of 2", "q done")
    again.press("ctrl-c")
    assert again.ends() == 130
    assert kept(home, "reviewed")[1]["answer"] == "Red means stop."
    assert len(kept(home, "finished")) == 1
    last = start("resume")
    assert last.ends() == 2


@pytest.mark.parametrize("left", [("ctrl-c", "q"), (":q", "enter")], ids=str)
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
    term.wait("1 of 2", "Model answer   A cycle of resources", "Enter next", "1-2 correct a point")
    term.press("2")
    term.wait(" 2  Said  take the locks in one order", without="r I was right")
    term.press("2")
    term.wait("r I was right", "Enter next")
    term.press("r")
    term.wait("Marked as right.", without="r I was right")
    term.press("enter")
    answer(term, "How would you choose the order", "By its colour.")
    term.wait("0 of 1", "Enter debrief", "u undo")
    term.press("u")
    answer(term, "Undone. Here it is again.", ORDERING)
    term.wait("Enter debrief", without="r I was right")
    term.press(" ")
    term.wait("Mock interview · ", "passed, marked by you", "q done")
    term.press("q")
    assert term.ends() == 0
    assert [line["score"] for line in kept(home, "regraded")] == [
        1.0,
        pytest.approx(1 / 3 / share_needed([1, 2]) / 2),
        1.0,
    ]


def test_what_was_said_aloud_is_ticked(start, home):
    term = start(f"{MOCK} --spoken", rows=50)
    term.wait("Why does an apple fall?", "Space show the answer")
    term.press(" ")
    term.wait("Because of gravity", "min left", "Space good")
    term.press("3")
    term.wait("traffic light", "Space show the answer")
    term.press(" ")
    term.wait("1  [ ] red means stop", "2  [ ] green means go", "min left", "Enter done")
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
    assert locks["score"] == pytest.approx(2 / 3 / share_needed([1, 2]) / 2)

    again = start("resume", rows=50)
    again.wait("Who waits for whom?", "Space show the answer")
    again.press("s")
    again.wait("good, marked by you", "0 of 2", "q done")
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


CODED = """
format: 1
pack: {id: coded, title: Coded}
questions:
  - id: five
    ask: What does this give?
    code: |
      def five() -> int:
          return 5
    answer: Five, always.
    topic: t
    level: mid
    key_points:
      - {says: it gives five, any: [gives five]}
      - {says: it always does, any: [always]}
"""


def test_the_code_stands_beside_one_s_words_and_a_gap_goes_once_one_was_right(start, tmp_path):
    pack = tmp_path / "coded.yaml"
    pack.write_text(CODED, encoding="utf-8")
    term = start(f"mock -p {pack}", rows=40)
    answer(term, "What does this give?", "It gives five.")
    shown = term.wait("1 of 2", "Say next time: it always does.", "q done")
    _, debrief = shown.split(" 1. What does this give?")
    assert debrief.index("def five() -> int:") < debrief.index("You   It gives five.")
    term.press("x", "9", "7")  # no keys of this screen
    term.resize(60, 40)
    term.press("1")
    term.wait("0 of 2", "Say next time: it gives five.", "q done")
    term.press("r")
    shown = term.wait("Marked as right.", "  passed, marked by you", "q done")
    again = shown.partition("Marked as right")[2]
    assert "Say next time" not in again
    assert "def five" not in again  # it stands above
    term.press("q")
    assert term.ends() == 0


def test_a_coach_does_not_show_the_code_twice(start, tmp_path):
    pack = tmp_path / "coded.yaml"
    pack.write_text(CODED, encoding="utf-8")
    term = start(f"mock --coach -p {pack}", rows=40)
    answer(term, "What does this give?", "It gives five.")
    term.wait("1 of 2", "Enter debrief")
    assert term.all.count("def five() -> int:") == 1
    term.press("enter")
    term.wait("Mock interview", "q done")
    assert term.all.count("def five() -> int:") == 2
    term.press("q")
    assert term.ends() == 0


def test_a_refused_command_is_taken_out_and_the_answer_stays(start, home):
    term = start(f"{MOCK} -t threads", rows=40)
    term.wait("What is a deadlock", TYPE)
    term.press("Two threads wait", "enter", ":r", "enter")
    term.wait("There's no answer to mark as right. To answer :r, type \\:r.", " › Two threads wait")
    term.press(":u", "enter")
    term.wait("There is nothing to undo.")
    term.press(":t", "enter")
    term.wait("You can correct points once there's a verdict.", " › Two threads wait")
    term.press("for each other.", "enter", ".", "enter")
    term.wait("follow-up", TYPE)
    term.press(":u x", "enter", ":zz", "enter", ":q", "enter")
    assert term.ends() == 0
    (review,) = kept(home, "reviewed")
    assert review["answer"] == "Two threads wait\nfor each other."


def test_lines_with_a_colon_are_text_unless_the_last_is_just_a_command(start, home):
    term = start(f"{MOCK} -t threads", rows=40)
    term.wait("What is a deadlock", TYPE)
    term.press("\x1b[200~Two threads wait for each other:\n:q\n.\n:param x: who waits\x1b[201~")
    term.wait(":param x: who waits")
    term.press("enter", ":s is slicing", "enter")
    term.wait(":s is slicing")
    term.press("And so on.", "enter", ".", "enter")
    term.wait("follow-up", TYPE)
    term.press("\x1b[200~They wait\n:q\x1b[201~")
    term.wait("They wait\n   :q")
    term.press("enter")
    assert term.ends() == 0
    (review,) = kept(home, "reviewed")
    assert review["answer"].splitlines() == [
        "Two threads wait for each other:",
        ":q",
        ".",
        ":param x: who waits",
        ":s is slicing",
        "And so on.",
    ]
    again = start("resume", rows=40)
    again.wait("follow-up", " › They wait", without="\n   :q")
    again.press("ctrl-c", "ctrl-c")
    assert again.ends() == 130


@pytest.mark.parametrize("closes", [True, False])
def test_a_hangup_loses_nothing_that_was_typed(start, home, closes):
    term = start(f"{MOCK} -t threads", rows=40)
    term.wait("What is a deadlock", TYPE)
    term.press("Two threads", "enter", "wait")
    term.wait("   wait")
    if closes:  # the window is gone: nothing can be shown, and nothing is put right
        term.child.hang_up()
        assert term.child.wait() == 130
    else:
        term.child.kill(signal.SIGHUP)
        assert term.ends() == 130
        assert "Continue with: interview resume" in term.all
    again = start("resume", rows=40)
    again.wait("What is a deadlock", " › Two threads\n   wait")
    again.press("ctrl-c", "ctrl-c")
    assert again.ends() == 130


@pytest.mark.parametrize("closes", [True, False])
def test_a_hangup_in_line_mode_keeps_the_lines(start, home, closes):
    term = start(f"{MOCK} -t threads", env={"ACCESSIBLE": "1"})
    term.wait("What is a deadlock", "\n>")
    term.press("Two threads", "enter")
    term.wait("> Two threads\n>")
    if closes:
        term.child.hang_up()
        assert term.child.wait() == 130
    else:
        term.child.kill(signal.SIGHUP)
        assert term.ends() == 130
    again = start("resume", env={"ACCESSIBLE": "1"})
    again.wait("You had written:\nTwo threads\n", "\n>")
    again.press(":q", "enter")
    assert again.ends() == 0


def test_an_answer_that_is_taken_back_can_be_edited_and_the_next_one_waits(start, home):
    term = start(f"{MOCK} -t threads", rows=40)
    answer(term, "What is a deadlock", "Two threads wait for each other", "enter", "today.")
    term.wait("follow-up", TYPE)
    term.press("By name", "enter", ":u", "enter")
    term.wait("Undone.", "› Two threads wait for each other\n   today.", TYPE)
    term.press(*["backspace"] * 6, "always.", "enter", ".", "enter")
    term.wait("Undone.", "follow-up", " › By name", TYPE)
    term.press(":s", "enter")
    term.wait("Skipped. 1 typed line was dropped.", "q done")
    term.press("q")
    assert term.ends() == 0
    assert [line["answer"].splitlines()[1] for line in kept(home, "reviewed")] == [
        "today.",
        "always.",
    ]


def test_in_line_mode_the_time_is_told_and_complaints_are_broken_between_words(start):
    term = start(MOCK, columns=60, env={"ACCESSIBLE": "1"})
    term.wait("in 30 minutes at most", "come at the end.", "Question 1. 30 minutes left.", "\n>")
    term.press(":f is for flag", "enter")
    term.wait("Flagged")
    term.until(lambda: term.shown.endswith("\n>"), "a prompt")  # else the next line is before it
    term.press(":u", "enter")
    term.wait("is no longer flagged.")
    term.until(lambda: term.shown.endswith("\n>"), "a prompt")
    term.press(":u", "enter")
    term.wait("There is nothing to undo. To answer :u, type \\:u. Commands:\n:s", ":q quit.\n>")
    term.press(":q", "enter")
    assert term.ends() == 0
    assert "You left early: 0 answers, no score yet." in term.all


def test_what_did_not_pass_is_asked_again_at_once_once_the_debrief_is_saved(start, home, tmp_path):
    saved = tmp_path / "debrief.md"
    term = start(f"{MOCK} --save {saved}", rows=40)
    to_the_debrief(term)
    term.press("a")
    term.wait("Written: /", "question 1", "What is a deadlock", TYPE)
    assert "Two threads wait" in saved.read_text(encoding="utf-8")
    term.press(
        "Two threads wait for each other: take the locks in one order.", "enter", ".", "enter"
    )
    term.wait("Who waits for whom?", TYPE)
    term.press(":end", "enter")
    term.wait("q done", without="the missed ones again")
    assert term.ends(pressing="q") == 0
    first, second = kept(home, "started")
    assert second["questions"] == ["talk:locks"]
    assert second["filters"]["again"] == first["id"]
    assert [*tmp_path.glob("debrief*")] == [saved]
