"""The home screen at a terminal: what is due, the plan, and the keys that lead on."""

from __future__ import annotations

import re
import signal
import sys
import threading

import pytest
from helpers.learner import QUIZ, START, Learner, date, planned, question

from interview_cli.core.levels import LEVELS
from interview_cli.core.records import Setting

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")


@pytest.fixture
def learner(home):
    learner = Learner(home)
    learner.pack("trial", *(question(f"q{n}") for n in range(6)))
    return learner


@pytest.fixture
def screen(start):
    """Show the home screen, or another command, as it is at noon of a day."""

    def show(day=0, command="", **how):
        now = START.replace(hour=23).isoformat().replace("2026-11-21", date(day))
        return start(command, env={"INTERVIEW_NOW": f"{now}/still"}, **how)

    return show


def choose(term, text, *others):
    """Choose the entry that begins with *text*, by its digit; *others* are on the screen too."""
    shown = term.wait(f"  {text}", *others)
    (digit,) = re.findall(rf"(?m)^[ ›]*(\d)  {re.escape(text)}", shown)
    term.press(digit)


PACK = {"filters": {"packs": ["trial"]}}


def ends(term):
    term.press("q")
    assert term.ends() == 0


def test_a_set_is_offered_until_it_is_done(learner, screen):
    one = "{id: week-6, title: 'Week 6', questions: [w1, w2], until: 2026-11-30, feedback: end}"
    learner.pack(
        "course", *(question(f"w{n}", more=QUIZ) for n in (1, 2)), about=f", sets: [{one}]"
    )
    learner.answered("trial:q1")
    term = screen()
    choose(term, "Week 6, 2 questions, until Mon 30 Nov", "› 1  Week 6")
    term.wait("1 of 2", "verdicts come at the end")
    term.press("1")
    term.wait("2 of 2")
    term.press("ctrl-c")
    assert term.ends() == 130

    term = screen()
    choose(term, "Week 6, 1 of 2 done, until Mon 30 Nov")
    term.wait("2 of 2")
    term.press("2")
    term.wait("Week 6: 1 of 2 right", "read an answer")
    term.press("q")
    term.wait("To hand it in: interview quiz --set week-6 --save week-6.jsonl")
    term.press("enter")
    shown = term.wait("Seen    3 of", "q quit").partition("Seen    3 of")[2]
    assert "Week 6" not in shown
    ends(term)


def test_a_set_whose_last_day_is_over_is_not_offered(learner, screen):
    one = "{id: week-6, title: 'Week 6', questions: [w1], until: 2026-11-20}"
    learner.pack("course", question("w1", more=QUIZ), about=f", sets: [{one}]")
    learner.answered("trial:q1")
    term = screen()
    assert "Week 6" not in term.wait("Seen", "q quit")
    ends(term)


def test_the_first_time_there_is_no_plan(learner, screen):
    learner.keep(Setting("preparation", {"minutes": 25, "weights": {}, "filters": {}}))
    term = screen()
    shown = term.wait("Welcome. Here are", "asks ten of them", "q quit")
    assert [line for line in shown.splitlines() if line.startswith(" › ")] == [" › 1  Quiz"]
    for word in ("Today", "Plan  ", "to go", "due", "Seen"):
        assert word not in shown
    ends(term)


def test_what_is_typed_between_two_prompts_is_not_shown(learner, screen):
    import termios

    learner.answered("trial:q0", day=-5)
    term = screen()
    term.wait("q quit")
    over, echoes = threading.Event(), []

    def watch():
        while not over.is_set():
            echoes.append(bool(termios.tcgetattr(term.child.child_fd)[3] & termios.ECHO))

    watcher = threading.Thread(target=watch)
    watcher.start()
    choose(term, "Knowledge check")
    shown = term.wait("q quit", without="Exercises in your editor")
    term.press(*([":q", "enter"] if ":q quit" in shown else ["q"]))
    term.wait("Knowledge check: nothing answered", "› 1 ")
    over.set()
    watcher.join()
    assert echoes
    assert not any(echoes)
    ends(term)


def test_without_a_plan_it_says_what_is_due(learner, screen):
    learner.answered("trial:q0", "trial:q1", day=-5)
    learner.answered("trial:q2", day=-1)
    term = screen()
    shown = term.wait("Today   2 due, about 1 min", "Seen", "q quit")
    assert " › 1  What is due" in shown
    assert "Plan " not in shown
    assert "to go" not in shown
    ends(term)


def test_nothing_due_says_what_comes(learner, screen):
    learner.answered("trial:q0", day=-1)
    term = screen()
    shown = term.wait("Today   nothing due, 1 tomorrow", "Flashcards", "q quit")
    assert "What is due" not in shown
    ends(term)


def test_with_a_plan_it_leads_through_the_day(learner, screen):
    learner.answered("trial:q0", day=-5)
    learner.keep(planned(9, 1.5, **PACK))
    today = learner.json("plan")["today"]["questions"]
    term = screen()
    every = len(today)
    shown = term.wait(f"Today   0 of {every} done", "Plan    Mon 30 Nov, 1.5 min a day: ", "q quit")
    assert "Sat 21 Nov · 9 days to go" in shown
    assert f"{every} new, about " in shown
    assert " expected on the day (" in shown
    assert " › 1  Continue with today" in shown

    term.press("1")
    term.wait(f"1 of {every}", "Space")
    for n in range(2, every + 1):
        term.press(" ")
        term.wait("4 easy")
        term.press("3")
        term.wait(f"{n} of {every}", "Space", without="4 easy")
    term.press(" ")
    term.wait("4 easy")
    term.press("3")
    term.wait(f"Flashcards: {every} of {every} known", "Enter done")
    term.press("enter")
    term.wait(f"Today   {every} ", " done", "9 days to go", "q quit")
    ends(term)
    assert [line["question"] for line in learner.lines("reviewed")[1:]] == today


def test_when_the_minutes_are_over_that_is_all(learner, screen):
    learner.keep(planned(9, 1, **PACK))
    learner.answered("trial:q0", "trial:q1", seconds=30)
    term = screen()
    shown = term.wait("Today   2 done, that's all for today", "Plan    Mon 30 Nov", "q quit")
    assert "Continue with today" not in shown
    assert "Flashcards" in shown
    ends(term)


def test_the_last_mock_interview_is_given_its_score(learner, screen):
    learner.pack("talk", question("q0", more="key_points: [{says: a point, any: [point]}]"))
    learner.run("mock", "-p", "talk", typed="a point\n.\n\n")
    for day in (0, 1):
        term = screen(day)
        term.wait(f"Last    mock interview, 100 %, {('today', 'yesterday')[day]}", "q quit")
        ends(term)


def test_the_plans_mock_interview_asks_what_the_plan_is_about(learner, screen):
    talks = "key_points: [{says: a point, any: [point]}]"
    learner.pack(
        "talk",
        *(question(f"{level}-{n}", level=level, more=talks) for level in LEVELS for n in "ab"),
    )
    about = {"filters": {"packs": ["talk"], "levels": ["senior"]}}
    learner.keep(planned(9, 25, **about), day=-9)
    term = screen()
    term.wait("Today   0 of ", "Mock    an interview of 15 min today", "q quit")
    choose(term, "Today's mock interview, 15 minutes")
    term.wait("senior · alpha", "question 1")
    term.press("ctrl-c")
    term.wait("Quit the interview?")
    term.press("q")
    term.wait("Mock    an interview", "› 1  Today's mock interview")
    ends(term)


@pytest.mark.parametrize("columns", [60, 80])
def test_todays_row_is_one_line(learner, screen, columns):
    learner.answered("trial:q0", day=-5)
    learner.keep(planned(9, 25, **PACK), day=-9)
    term = screen(columns=columns)
    shown = term.wait("Today   0 of ", "Mock    an interview of 15 min today", "q quit")
    (row,) = [line for line in shown.splitlines() if line.startswith(" Today ")]
    assert row.endswith(" min")
    assert ("░" in row) == (columns > 70)
    ends(term)


def test_a_day_off_and_the_days_around_the_interview(learner, screen):
    learner.answered("trial:q0", day=-5)
    learner.keep(planned(2, 1, days_off=(date(0),), **PACK))
    term = screen()
    term.wait("Today   a day off", "2 days to go", "q quit")
    ends(term)
    term = screen(1)
    term.wait("the interview is tomorrow", "Today   0 of ", "q quit")
    ends(term)
    term = screen(2)
    shown = term.wait("the interview is today: good luck!", "1 to warm up", "q quit")
    assert " › 1  It's today: warm up" in shown
    assert "expected" not in shown
    ends(term)
    term = screen(3)
    shown = term.wait("how did the interview on Mon 23 Nov go?", "1 due, about 1 min", "q quit")
    assert " › 1  How did it go?" in shown
    term.press("1")
    term.wait("So-so", "q not now")
    term.press("q")
    term.wait(" › 1  How did it go?", "q quit")
    ends(term)
    term = screen(30)
    shown = term.wait("Today   1 due", " › 1  What is due", "q quit")
    assert "did" not in shown
    ends(term)


def test_after_midnight_the_date_is_the_calendars(learner, start):
    learner.answered("trial:q0", day=-5)
    term = start("", env={"INTERVIEW_NOW": "2026-11-22T01:40:00+01:00/still"})
    term.wait("Sun 22 Nov", "Until 4 o'clock in the morning, what you do counts for Sat 21 Nov.")
    ends(term)


def test_the_plan_is_a_key_away(learner, screen):
    learner.answered("trial:q0", day=-5)
    learner.keep(planned(9, 1, **PACK))
    term = screen(rows=60)
    term.wait(
        " › 1  Continue with today", "5  Exercises in your editor", "6  Plan, statistics, packs"
    )
    choose(term, "Plan, statistics")
    choose(term, "Plan", "Esc back")
    term.wait(" › 1  Show the plan", "The interview: Mon 30 Nov, in 9 days", "1 minutes a day")
    term.press("1")
    shown = term.wait("Interview on Mon 30 Nov · 9 days to go", "1 min a day", "Enter back")
    assert "on the day   due dates" in shown
    term.press("enter")
    term.wait(" › 1  Continue with today", "q quit")
    ends(term)


@pytest.mark.parametrize("key", ["escape", "\x1b[D", "b", "q"])
def test_one_step_back_and_only_the_first_page_quits(learner, screen, key):
    learner.answered("trial:q0", day=-5)
    term = screen()
    term.wait(" › 1  What is due", "q quit")
    choose(term, "Plan, statistics")
    choose(term, "Plan for your interview", "Statistics", "Esc back")
    term.wait("The day of the interview: not known yet", "Esc back")
    term.press(key)
    term.wait(" › 1  Plan for your interview", "Statistics", "Esc back")
    term.press("j", key)
    term.wait(" › 6  Plan, statistics, packs", "q quit")
    ends(term)


def test_exercises_are_a_key_away(learner, screen):
    learner.answered("trial:q0", day=-5)
    term = screen(rows=60)
    choose(term, "Exercises in your editor", " › 1  What is due", "q quit")
    term.wait("1 of 3", "Enter edit", "q quit")
    term.press("q")
    term.wait("Plan, statistics, packs", "q quit")
    ends(term)


def test_a_plan_can_be_made_and_changed_and_deleted(learner, screen):
    learner.answered("trial:q0", day=-5)
    term = screen(rows=50)
    choose(term, "Plan, statistics", " › 1  What is due", "q quit")
    choose(term, "Plan for your interview")
    term.wait(" › 1  The day of the interview: not known yet")
    term.press("1")
    term.wait("When is your interview?", "In about a week")
    term.press("1")
    term.wait("Which day")
    term.press("2026-11-30", "enter")
    term.wait("Interview on Mon 30 Nov · 9 days to go", "Enter back")
    term.press(" ")
    term.wait("Plan    Mon 30 Nov, 25 min a day", "q quit")
    (plan,) = learner.lines("planned")
    assert (plan["on"], plan["minutes"]) == ("2026-11-30", 25)
    choose(term, "Plan, statistics")
    choose(term, "Plan", "Esc back")
    choose(term, "Time: 25 minutes a day")
    term.wait("How many minutes a day can you practise?", " › 2  25 minutes")
    term.press("1")
    term.wait(" › 4  Time: 10 minutes a day", "Esc back")
    assert learner.lines("planned")[-1] == plan | {
        name: learner.lines("planned")[-1][name] for name in ("id", "at", "minutes")
    }
    choose(term, "Delete the plan")
    term.wait("Delete the plan?", " › 1  No")
    term.press("2")
    term.wait("The day of the interview: not known yet", "Time: 10 minutes a day")
    assert learner.lines("planned")[-1]["on"] is None
    term.press("q")
    term.wait("Learning paths")
    term.press("b")
    term.wait("q quit")
    ends(term)


def test_an_error_is_shown_and_home_comes_back(learner, screen):
    learner.answered("trial:q0", day=-5)
    term = screen()
    term.wait(" › 1  What is due", "q quit")
    (learner.home / "journal").rename(learner.home / "elsewhere")
    (learner.home / "journal").write_text("not a folder")
    term.press("1")
    term.wait("interview: ", "Enter back")
    (learner.home / "journal").unlink()
    (learner.home / "elsewhere").rename(learner.home / "journal")
    term.press("enter")
    term.wait(" › 1  What is due", "q quit")
    ends(term)


def test_nothing_is_changed_where_nothing_may_be_written(learner, start, tmp_path):
    env = {"INTERVIEW_HOME": "", "INTERVIEW_NOW": "2026-11-21T20:00:00+01:00/still"}
    term = start("", env=env | {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")})
    choose(term, "Plan, statistics", "Welcome. Here are", "q quit")
    choose(term, "Plan for your interview")
    choose(term, "The day of the interview: not known yet")
    choose(term, "In about a week")
    term.wait("nothing is written while INTERVIEW_NOW is set", "Enter back")
    term.press("enter")
    term.wait("Knowledge check", "q quit", without="days to go")
    ends(term)


def test_the_quiz_points_to_the_level_of_the_plan(learner, screen):
    learner.keep(planned(9, filters={"levels": ["senior"]}))
    term = screen()
    choose(term, "Quiz", "q quit")
    term.wait("Quiz: which level?", " › 3  Senior", "4  All levels", "Esc back")
    term.press("escape")
    term.wait("Knowledge check", "q quit")
    ends(term)


def test_paths_can_be_chosen_before_any_was_begun(learner, screen):
    learner.answered("trial:q0", day=-5)
    term = screen()
    choose(term, "Plan, statistics", "q quit")
    choose(term, "Learning paths", "Esc back")
    term.wait("Senior backend: ", " questions, about ", "Esc back")
    term.press("1")
    term.wait("1 of 10")
    term.press("ctrl-c")
    assert term.ends() == 130
    (begun,) = learner.lines("started")
    assert begun["filters"]["tracks"]
    term = screen()
    term.wait("Path    ", "Continue the path", "q quit")
    ends(term)


def test_weak_spots_are_drilled(learner, screen):
    learner.pack("asked", *(question(f"a{n}", more=QUIZ) for n in range(3)))
    learner.run("quiz", "-p", "asked", typed="2\n2\n1\n\n")
    term = screen()
    term.wait("Drill your 2 weak spots", "Right   1 of 3 the first time", "q quit")
    choose(term, "Drill")
    term.wait("1 of 2")
    term.press("q")
    term.wait("Drill your 2 weak spots", "q quit")
    ends(term)


def test_debriefs_can_be_opened_again(learner, screen):
    learner.pack("talk", question("t0", more="key_points: [{says: a point}]"))
    learner.run("mock", "-p", "talk", typed="a point\n.\n\n")
    term = screen()
    choose(term, "Plan, statistics", "q quit")
    choose(term, "Past sessions and debriefs")
    term.wait(" › 1  All sessions", "2  Debrief: Mock interview, today, 100 %", "Esc back")
    term.press("1")
    term.wait("1. Today, ", "Mock interview (talk)", "Enter back")
    term.press("escape")
    choose(term, "Plan, statistics", "q quit")
    choose(term, "Past sessions and debriefs")
    term.wait("2  Debrief: Mock interview")
    term.press("2")
    term.wait("a point", "q ")
    term.press("q")
    term.wait("Plan, statistics", "q quit")
    ends(term)


def test_an_unfinished_session_is_offered_and_can_be_discarded(learner, screen):
    learner.pack("asked", *(question(f"a{n}", more=QUIZ) for n in range(3)))
    learner.run("quiz", "-p", "asked", typed=":q\n")
    learner.run("quiz", "-p", "asked", typed="1\n:q\n")
    term = screen()
    choose(term, "Plan, statistics", " › 1  Finish: Quiz, 1 of 3 done", "q quit")
    choose(term, "Unfinished sessions (1)", "Esc back")
    term.wait(" › 1  Quiz, 1 of 3 done; today")
    term.press("1")
    term.wait(" › 1  Continue", "2  Take it off the list")
    term.press("2")
    term.wait(" › 1  Quiz", "q quit")
    assert len(learner.lines("discarded")) == 1
    ends(term)


@pytest.mark.parametrize("columns", [80, 60, 40, 30])
def test_the_plan_fits_into_any_width(learner, screen, columns):
    learner.answered("trial:q0", day=-5)
    learner.keep(planned(60, 1, days_off=(date(3),), **PACK))
    term = screen(command="plan", columns=columns, rows=80)
    assert term.ends() == 0
    said = " ".join(term.all.split())
    for part in ("60 days to go", "1 min a day", "1 day off", "Today", "Expected", "Without"):
        assert part in said
    assert "and 38 days more" in said
    assert "…" not in said


@pytest.mark.parametrize("sent", ["SIGTERM", "SIGHUP"])  # by name: Windows lacks one
def test_a_signal_leaves_the_terminal_as_it_was(learner, screen, sent):
    term = screen()
    term.wait("Enter, or 1-")
    term.child.kill(getattr(signal, sent))
    assert term.ends() == 130
