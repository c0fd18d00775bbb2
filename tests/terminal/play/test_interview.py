"""An interview at a terminal while a question is open: its keys, its editor, and every way out."""

from __future__ import annotations

import json
import signal
import stat
import sys
from pathlib import Path

import pytest
from helpers.data import INTERVIEW

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

MOCK = f"mock -p {INTERVIEW} --seed 1"
LONG = "Gravity pulls every apple towards the middle of the earth, whatever its colour may be."


def drafts(home: Path) -> str:
    """Return all that is kept of answers that weren't sent."""
    path = home / "drafts.json"
    if not path.exists():
        return ""
    kept = json.loads(path.read_text(encoding="utf-8"))
    return "\n".join(text for of in kept.values() for text in of.values())


@pytest.fixture
def editor(tmp_path):
    """Write an editor that runs shell commands on the file, and give the variable for it."""

    def write(commands: str) -> dict[str, str]:
        path = tmp_path / "editor"
        path.write_text(f"#!/bin/sh\n{commands}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return {"EDITOR": str(path)}

    return write


def test_ctrl_d_sends_an_answer_and_end_brings_its_debrief(start, home):
    term = start(MOCK, rows=40)
    term.wait("3 questions with follow-ups, in 30 minutes at most.", "question 1", "30 min left")
    assert ":end" not in term.shown  # nothing is answered yet
    term.press("Gravity.", "ctrl-d")
    term.wait("traffic light", ":end debrief now")
    term.press("Red means stop.", "enter", ":end", "enter")
    shown = term.wait("Mock interview · ", "q done")
    assert "The answer you were typing wasn't sent" in term.all
    assert "Skipped" not in shown
    term.press("q")
    assert term.ends() == 0
    assert start("resume").ends() == 2


def test_ctrl_c_asks_and_escape_goes_on(start):
    term = start(MOCK)
    term.wait("Why does an apple fall?", "Ctrl-D")
    term.press("Grav", "ctrl-c")
    term.wait("Quit the interview?", "q quit, saved   Esc go on", without="Grav")
    term.press("x", "escape")
    term.wait(" › Grav", "Ctrl-D", without="Esc go on")
    term.press("ity.", "alt-enter")
    term.wait("traffic light", "Ctrl-D")
    term.press("ctrl-c")
    term.wait("End with a debrief, or quit?", "e end   q quit, saved   Esc go on")
    term.press("e")
    term.wait("q done")
    term.press("ctrl-c")  # it's over: nothing to ask
    assert term.ends() == 130


def test_quitting_there_says_how_to_come_back(start):
    term = start(MOCK)
    term.wait("Why does an apple fall?", "Ctrl-D")
    term.press("Gravity.", "ctrl-d")
    term.wait("traffic light", "Ctrl-D")
    term.press("ctrl-c")
    term.wait("End with a debrief")
    term.press("q")
    assert term.ends() == 0
    assert "Continue with: interview resume" in term.all
    assert "For the debrief of what you answered: interview resume, then :end" in term.all


def test_what_is_typed_ahead_comes_into_the_next_prompt_and_nowhere_else(start):
    term = start(MOCK)
    term.wait("3 questions with follow-ups")  # no prompt is open yet
    term.press("Gravity.", "ctrl-d", "Red means stop.", "enter", "Green")
    shown = term.wait("traffic light", " › Red means stop.\n   Green", ":end debrief now")
    assert shown.count("Gravity.") == shown.count("Green") == 1
    assert "^D" not in shown
    term.press("ctrl-c")
    term.wait("Esc go on")
    term.press("ctrl-c")
    assert term.ends() == 130


def test_the_system_is_not_asked_twice(start):
    term = start(MOCK)
    term.wait("Why does an apple fall?", "Ctrl-D")
    term.child.kill(signal.SIGTERM)
    assert term.ends() == 130
    assert "Quit the interview?" not in term.all


def test_in_lines_ctrl_c_says_how_to_leave_and_the_answer_goes_on(start):
    term = start(MOCK, env={"ACCESSIBLE": "1"})
    term.wait("Why does an apple fall?", "\n>")
    term.press("Gravity", "enter")
    term.wait("> Gravity\n>")
    term.press("ctrl-c")
    term.wait("To leave the interview: :q or Ctrl-C again quits")
    term.press(" pulls.", "enter", ".", "enter")
    term.until(lambda: "\n>" in term.shown.partition("traffic light")[2], "the next prompt")
    term.press("ctrl-c")
    term.wait(":end ends it with a debrief")
    term.press("ctrl-c")
    assert term.ends() == 130


def test_in_lines_ctrl_d_ends_an_answer_and_twice_the_session(start, home):
    term = start(MOCK, env={"ACCESSIBLE": "1"})
    term.wait("Why does an apple fall?", "\n>")
    term.press("Gravity.", "enter")
    term.wait("> Gravity.\n>")
    term.press("ctrl-d")
    term.wait("traffic light", "\n>")
    term.press("ctrl-d")
    term.wait("There's nothing to send yet")
    term.press("ctrl-d")
    assert term.ends() == 0
    assert "You left early: 1 answer" in term.all


def test_what_is_typed_outlives_a_kill(start, home):
    term = start(MOCK, columns=60)
    term.wait("Why does an apple fall?", "Ctrl-D")
    term.press(LONG, "enter", "Always.")
    term.until(lambda: drafts(home) == f"{LONG}\nAlways.", "the draft")
    term.child.kill(signal.SIGKILL)
    again = start("resume", columns=60)
    again.wait(
        " › Gravity pulls every apple towards the middle of the\n"
        "   earth, whatever its colour may be.\n"
        "   Always."
    )
    again.press("ctrl-d")
    again.wait("traffic light", "Ctrl-D")
    assert drafts(home) == ""
    again.press("ctrl-c", "ctrl-c")
    assert again.ends() == 130


def test_gaps_outlive_a_kill(start, home):
    term = start("quiz", "gaps")
    term.wait("Gap 1 of 2 ›")
    term.press("with", "enter")
    term.wait("Gap 2 of 2 ›")
    term.press("Task")
    term.until(lambda: drafts(home) == "with\nTask", "the draft")
    term.child.kill(signal.SIGKILL)
    again = start("resume")
    again.wait("Gap 1 of 2 › with\n Gap 2 of 2 › Task")


def test_lines_outlive_a_kill(start, home):
    term = start(MOCK, env={"ACCESSIBLE": "1"})
    term.wait("Why does an apple fall?", "\n>")
    term.press("Gravity", "enter")
    term.until(lambda: drafts(home) == "Gravity", "the draft")
    term.child.kill(signal.SIGKILL)
    again = start("resume", env={"ACCESSIBLE": "1"})
    again.wait("You had written:\nGravity")


def test_the_editor_shows_the_question_and_gives_back_the_answer(start, home, editor, tmp_path):
    env = editor(f'cp "$2" {tmp_path}/seen; echo "To the ground." >> "$2"')
    term = start(MOCK, env=env)
    term.wait("Why does an apple fall?", "Ctrl-O editor")
    term.press("Gravity.", "ctrl-o")
    term.wait(" › Gravity.\n   To the ground.", "Ctrl-O editor")
    seen = (tmp_path / "seen").read_text(encoding="utf-8").splitlines()
    assert seen[0] == "# Why does an apple fall?"
    assert seen[-1] == "Gravity."
    term.press("ctrl-d")
    term.wait("traffic light")
    [journal] = home.rglob("*.jsonl")
    assert '"answer":"Gravity.\\nTo the ground."' in journal.read_text(encoding="utf-8").replace(
        '": "', '":"'
    )


@pytest.mark.parametrize(
    "commands", ['echo "no" >> "$2"; exit 1', 'kill -9 $$; echo "no" >> "$2"'], ids=["cq", "killed"]
)
def test_an_editor_that_gives_up_changes_nothing(start, editor, commands):
    term = start(MOCK, env=editor(commands))
    term.wait("Why does an apple fall?", "Ctrl-O editor")
    term.press("Gravity.", "ctrl-o", " Yes.")
    term.wait(" › Gravity. Yes.")


def test_without_an_editor_the_prompt_says_so(start):
    term = start(MOCK, env={"EDITOR": "/no/such/editor"})
    term.wait("Why does an apple fall?", "Ctrl-O editor")
    term.press("Gravity.", "ctrl-o")
    term.wait("the editor '/no/such/editor' couldn't be started", " › Gravity.")


def test_lines_that_a_small_window_has_no_room_for_are_counted(start):
    term = start(MOCK, columns=40, rows=16)
    term.wait("Why does an apple fall?", "Ctrl-D")
    pasted = "\n".join(f"line {n}" for n in range(1, 201))
    term.press(f"\x1b[200~{pasted}\x1b[201~")
    term.wait("line 200", "more above")
    term.press("ctrl-d")
    term.wait("traffic light")
    assert " › line 1\n   line 2\n" in term.all  # the whole answer stays above
    assert "   line 199\n   line 200\n" in term.all
    assert term.all.count("line 77") == 1
