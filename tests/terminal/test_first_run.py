"""The first run: three questions, each answered with a key or skipped, and never asked again."""

from __future__ import annotations

import sys

import pytest
from helpers.learner import Learner, planned, question

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

FIRST = "When is your interview?"


@pytest.fixture
def learner(home):
    return Learner(home)


def ends(term):
    term.press("q")
    assert term.ends() == 0


def kept(learner):
    """Give what was kept of the interview: the settings, and the plan's day if there is one."""
    (setting,) = learner.lines("settings")
    assert setting["name"] == "preparation"
    plans = learner.lines("planned")
    assert all(plan["minutes"] == setting["value"]["minutes"] for plan in plans)
    assert all(plan["filters"] == setting["value"]["filters"] for plan in plans)
    return setting["value"], [plan["on"] for plan in plans]


def is_home(term):
    return term.wait("Knowledge check, 5 questions", "q quit", without=FIRST)


@pytest.mark.parametrize("columns", [80, 60])
def test_each_question_is_a_key(learner, start, columns):
    term = start("", columns=columns, rows=60)
    term.wait("Welcome. Here are", FIRST, " › 5  I don't know yet", "s skip", "Esc home")
    term.press("3")
    term.wait("The interview: Sat 5 Dec, in 14 days.", "What is the job?", "I don't know")
    term.press("3")
    term.wait("The job: mid.", "How many minutes a day", " › 2  25 minutes")
    term.press("3")
    later(term)
    term.wait("To begin: interview flashcards", "Enter back")
    assert "Interview on Sat 5 Dec" in term.all
    term.press("enter")
    shown = is_home(term)
    assert "45 min a day" in shown
    assert "Sat 21 Nov · 14 days to go" in shown
    ends(term)
    value, days = kept(learner)
    assert (value["minutes"], value["filters"], days) == (45, {"levels": ["mid"]}, ["2026-12-05"])

    term = start("", columns=columns, rows=60)
    assert FIRST not in is_home(term)
    ends(term)


def later(term):
    """Don't find out now where one stands."""
    term.wait("Find out where you stand?", " › 1  Yes, now")
    term.press("2")


@pytest.mark.parametrize("key", ["s", "enter"])
def test_each_question_can_be_skipped(learner, start, key):
    term = start("")
    for asked in (FIRST, "What is the job?", "How many minutes a day"):
        term.wait(asked, "s skip")
        term.press(key)
    later(term)
    assert "A quiz" in is_home(term)
    ends(term)
    value, days = kept(learner)
    assert (value["minutes"], value["filters"], days) == (25, {}, [])


@pytest.mark.slow
@pytest.mark.parametrize("key", ["escape", "q", "ctrl-c", "ctrl-d", "b"])
@pytest.mark.parametrize("step", [0, 1, 2])
def test_leaving_goes_home_keeps_what_was_said_and_never_asks_again(learner, start, key, step):
    term = start("")
    term.wait(FIRST)
    if step:
        term.press("2")
        term.wait("What is the job?")
    if step > 1:
        term.press("2")
        term.wait("How many minutes a day")
    term.press(key)
    shown = is_home(term)
    assert ("7 days to go" in shown) == (step > 0)
    ends(term)
    value, days = kept(learner)
    assert days == (["2026-11-28"] if step else [])
    assert value["filters"] == ({"levels": ["junior"]} if step > 1 else {})
    term = start("")
    assert FIRST not in is_home(term)
    ends(term)


def test_a_day_is_typed_and_asked_for_again_until_it_is_one(learner, start):
    term = start("", rows=40)
    term.wait(FIRST)
    term.press("1")
    term.wait("Which day")
    term.press("soon", "enter")
    term.wait("'soon' isn't a date")
    term.press("\x15", "2026-11-20", "enter")
    term.wait("in the past")
    term.press("escape")
    term.wait(FIRST, " › 5  I don't know yet")
    term.press("1")
    term.wait("Which day")
    term.press("2026-12-03", "enter")
    term.wait("The interview: Thu 3 Dec, in 12 days.", "What is the job?")
    term.press("escape")
    assert "12 days to go" in is_home(term)
    ends(term)


POSTING = """Senior Python developer

What you bring
- Strong FastAPI and asyncio
- Good SQL

Nice to have: Redis
"""


@pytest.mark.parametrize("by", ["paste", "file"])
def test_a_posting_gives_weights_and_a_level(learner, start, tmp_path, by):
    file = tmp_path / "posting.txt"
    file.write_text(POSTING, encoding="utf-8")
    term = start("", rows=60)
    term.wait(FIRST)
    term.press("2")
    term.wait("What is the job?", "1  Paste its posting")
    term.press("1")
    term.wait("The posting")
    if by == "paste":
        term.press(f"\x1b[200~{POSTING}\x1b[201~")
    else:
        term.press(str(file), "enter")
    term.wait("From the job posting", "The job: senior; ", "(by its posting)")
    term.wait("How many minutes a day")
    term.press("escape")
    is_home(term)
    ends(term)
    (plan,) = learner.lines("planned")
    assert plan["filters"] == {"levels": ["senior"]}
    assert plan["weights"]["fastapi"] > plan["weights"]["redis"]
    assert plan["job"]["level"] == "senior"


def test_a_text_about_nothing_known_gives_no_weights(learner, start):
    term = start("", rows=40)
    term.wait(FIRST)
    term.press("s")
    term.wait("What is the job?")
    term.press("1")
    term.wait("The posting")
    term.press("\x1b[200~Two eggs, a cup of flour.\nStir, and bake for an hour.\n\x1b[201~")
    term.wait("nothing in this text is known", "choose a level")
    term.press("escape")
    term.wait("What is the job?", " › 5  I don't know yet")
    term.press("1")
    term.wait("The posting")
    term.press("/no/such/file", "enter")
    term.wait("there is no file /no/such/file")
    term.press("escape")
    term.wait("What is the job?", "Esc home")
    term.press("escape")
    is_home(term)
    ends(term)
    value, days = kept(learner)
    assert (value["weights"], value["filters"], value["job"], days) == ({}, {}, None, [])


def test_minutes_are_typed(learner, start):
    term = start("", rows=40)
    term.wait(FIRST)
    term.press("s")
    term.wait("What is the job?")
    term.press("s")
    term.wait("How many minutes a day")
    term.press("4")
    term.wait("Minutes a day")
    term.press("many", "enter")
    term.wait("write a number")
    term.press("\x15", "15 min", "enter")
    later(term)
    is_home(term)
    ends(term)
    assert kept(learner)[0]["minutes"] == 15


def test_who_has_answered_something_is_not_asked(learner, start):
    learner.pack("trial", question("q0"))
    learner.answered("trial:q0", day=-1)
    term = start("")
    assert FIRST not in is_home(term)
    ends(term)
    assert learner.lines("settings") == []


def test_who_has_a_plan_is_not_asked(learner, start):
    learner.keep(planned(9))
    term = start("")
    assert FIRST not in is_home(term)
    ends(term)


def test_no_pipe_and_no_other_command_asks(learner, start):
    assert "Usage: interview" in learner.run().out
    term = start("due")
    assert term.ends() == 0
    assert FIRST not in term.all
    assert learner.journal() == {}


def test_it_is_asked_in_lines_where_these_are_wanted(learner, start):
    term = start("", rows=60, env={"ACCESSIBLE": "1"})
    term.wait(FIRST, "5. I don't know yet", "Type a number from 1 to 5, Enter to skip")
    term.press("9\r")
    term.wait("Type a number from 1 to 5, Enter to skip, or :q to go home.\n> 9")
    term.press("2\r")
    term.wait("The interview: Sat 28 Nov, in 7 days.", "What is the job?")
    term.press("\r")
    term.wait("The job: all levels and topics.", "How many minutes a day")
    term.press(":q\r")
    shown = term.wait(
        "interview, Sat 21 Nov, 7 days to go.", "1. Continue with today", ":q to quit"
    )
    assert "─" not in shown
    assert "›" not in shown
    term.press(":q\r")
    assert term.ends() == 0
    assert kept(learner)[1] == ["2026-11-28"]


def test_a_posting_is_pasted_in_lines(learner, start):
    term = start("", rows=60, env={"ACCESSIBLE": "1"})
    term.wait("Type a number from 1 to 5, Enter to skip")
    term.press("\r")
    term.wait("What is the job?", "1. Paste its posting")
    term.press("1\r")
    term.wait("The posting, or :q to go back; a line that has only a dot ends it.")
    term.press(f"{POSTING}.\r".replace("\n", "\r"))
    term.wait("From the job posting:", "The job: senior; ", "How many minutes a day")
    term.press(":q\r")
    term.wait("1. Quiz", ":q to quit")
    term.press(":q\r")
    assert term.ends() == 0
    value, days = kept(learner)
    assert (value["job"]["level"], days) == ("senior", [])
