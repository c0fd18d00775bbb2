"""How the interview went, asked at a terminal: with keys, and as lines."""

from __future__ import annotations

import sys

import pytest
from helpers.learner import START, Learner, date, question

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

#: The day after the interview.
AFTER = {"INTERVIEW_NOW": START.isoformat().replace("2026-11-21", date(13)) + "/still"}


@pytest.fixture
def learner(home):
    learner = Learner(home)
    learner.pack("trial", *(question(f"q{n}", "beta") for n in range(6)))
    return learner


def made(learner):
    learner.json("plan", "--on", date(12), "-p", "trial")


def test_at_a_terminal_one_key_says_how_it_went(learner, start):
    made(learner)
    term = start("plan", env=AFTER)
    term.wait("How did the interview on Thu 3 Dec go?", "4  It was moved to another day", "not now")
    term.press("2")
    term.wait("What did they ask about?", "Enter done")
    term.press("beta, mostly\r")
    term.wait("Is there another interview?", "Enter done")
    term.press("soon\r")
    term.wait("'soon' isn't a date")
    term.press("\x15")
    term.press("in 9 days\r")
    term.wait("Noted; the plan continues to Sun 13 Dec.", "They asked about beta")
    assert term.ends() == 0
    (line,) = learner.lines("interviewed")
    assert (line["how"], line["topics"], line["text"]) == ("so-so", ["beta"], "beta, mostly")
    assert learner.lines("planned")[-1]["on"] == date(22)


def test_it_can_be_put_off(learner, start):
    made(learner)
    term = start("plan", env=AFTER)
    term.wait("How did the interview", "not now")
    term.press("q")
    assert term.ends() == 0
    assert not learner.lines("interviewed")


@pytest.mark.parametrize("how", ["1", "4"])
def test_a_wrong_key_can_be_taken_back_at_each_question(learner, start, how):
    made(learner)
    term = start("plan", env=AFTER)
    term.wait("How did the interview", "q not now")
    term.press(how)
    if how == "1":
        term.wait("What did they ask about?", "Esc not now")
        term.press("beta\r")
        term.wait("Is there another interview?", "Esc not now")
    term.wait("Esc not now")
    term.press("\x1b")
    assert term.ends() == 0
    assert not learner.lines("interviewed")


def test_as_lines_not_now_is_a_command(learner, start):
    made(learner)
    term = start("plan --plain", env=AFTER)
    term.wait("Answer 1 to 4")
    term.press("1\r")
    term.wait("What did they ask about?", ":q for not now")
    term.press(":q\r")
    assert term.ends() == 0
    assert not learner.lines("interviewed")


def test_as_lines_it_is_asked_too(learner, start):
    made(learner)
    term = start("plan --plain", env=AFTER)
    term.wait("4. It was moved to another day", "Answer 1 to 4")
    term.press("4\r")
    term.wait("To which day?")
    term.press("\r")
    term.wait("When you know the new day: interview plan --on DATE")
    assert term.ends() == 0
