"""The last days: mock interviews, the day of the interview, and how it went; as processes."""

from __future__ import annotations

import pytest
from helpers.learner import AGAIN, QUIZ, Learner, date, question

from interview_cli.core.records import Finished, Retracted, Started

TOPICS = ("alpha/one", "alpha/two", "beta")
KEYS = [f"trial:q{n:02}" for n in range(24)]


@pytest.fixture
def learner(home):
    learner = Learner(home)
    learner.pack("trial", *(question(f"q{n:02}", TOPICS[n % 3], more=QUIZ) for n in range(24)))
    return learner


def made(learner, *args, on=12):
    return learner.json("plan", "--on", date(on), "-p", "trial", *args)


def hold_mock(learner, day):
    """Have a mock interview finished on a day."""
    learner.keep(Started("mock", (KEYS[0],), 1, {}), Finished(1), day=day)


def test_mocks_are_due_until_one_was_held(learner):
    first = made(learner, "--minutes", "25")
    assert [mock["day"] for mock in first["mocks"]] == [date(n) for n in (3, 7, 10)]
    assert {(mock["minutes"], mock["done"]) for mock in first["mocks"]} == {(15, False)}
    assert first["today"]["mock"] == 0
    for day in (3, 5):  # it was missed, and is due still
        assert learner.json("plan", day=day)["today"]["mock"] == 15
        assert learner.line("due", day=day).startswith("a mock interview of 15 min, then ")
        said = learner.run("plan", day=day).out
        assert "To begin: interview mock --minutes 15 --pack trial\n" in said
    hold_mock(learner, day=5)
    after = learner.json("plan", day=5)
    assert after["today"]["mock"] == 0
    assert [mock["done"] for mock in after["mocks"]] == [True, False, False]
    assert "Mock interviews: Tue 24 Nov done, Sat 28 Nov" in learner.run("plan", day=6).out
    assert learner.json("plan", day=10)["today"]["mock"] == 15
    assert learner.json("plan", day=11)["today"]["mock"] == 0  # the day before is a light one


def test_a_change_leaves_the_mocks_where_they_are_and_another_day_moves_them(learner):
    made(learner, "--minutes", "25")
    changed = learner.json("plan", "--minutes", "30", day=5)
    assert [mock["day"] for mock in changed["mocks"]] == [date(n) for n in (3, 7, 10)]
    moved = learner.json("plan", "--on", date(17), day=5)
    assert [mock["day"] for mock in moved["mocks"]] == [date(n) for n in (8, 12, 15)]


def test_the_day_itself_warms_up_with_what_is_known(learner):
    learner.answered(*KEYS[:8], day=-9)
    learner.answered(*KEYS[8:14], day=-2, rating=AGAIN)
    made(learner, on=3)
    today = learner.json("plan", day=3)
    assert (today["stage"], today["days"]) == ("today", 0)
    warm_up = today["today"]["questions"]
    assert len(warm_up) == 10
    assert set(warm_up) <= set(KEYS[:14])
    assert set(KEYS[8:14]) <= set(warm_up)  # the weakest
    said = learner.run("plan", day=3).out
    assert said.startswith("It's today, Tue 24 Nov. Good luck!")
    assert "Today: 10 to warm up, about " in said
    assert "if you stop today" not in said
    typed = "\n3\n" * 10 + "\n"
    asked = learner.run("flashcards", "--json", day=3, typed=typed).named("question")
    assert [event["question"] for event in asked] == warm_up
    assert learner.line("due", day=3) == "warmed up (10 done); the interview is today: good luck!"


def test_the_day_itself_has_ten_questions_where_none_was_ever_answered(learner):
    made(learner, on=3)
    warm_up = learner.json("plan", day=3)["today"]["questions"]
    assert len(warm_up) == 10
    said = learner.run("plan", day=3).out
    assert "Today: 10 to warm up, about " in said
    assert "Expected" not in said
    assert "To begin: interview flashcards\n" in said
    assert learner.line("due", day=3).startswith("10 to warm up, about ")
    typed = "\n3\n" * 4 + "q\n"
    asked = learner.run("flashcards", "--json", day=3, typed=typed).named("question")
    assert [event["question"] for event in asked][:4] == warm_up[:4]
    left = learner.json("plan", day=3)["today"]["questions"]
    assert left == warm_up[4:]


def test_the_days_are_those_of_the_calendar_also_at_night(learner):
    made(learner)
    night = {"INTERVIEW_NOW": f"{date(2)}T01:40:00+01:00/still"}
    said = learner.run("plan", env=night).out
    assert "10 days to go" in said
    assert "Until 4 o'clock in the morning, what you do counts for Sun 22 Nov." in said
    assert "10 days to go" in learner.run("due", env=night).out
    assert learner.json("plan", env=night)["load"][0]["day"] == date(1)
    assert "\nTonight: " in said
    assert "\nSun 22 Nov: " not in said
    night = {"INTERVIEW_NOW": f"{date(12)}T01:40:00+01:00/still"}
    assert learner.json("plan", env=night)["stage"] == "today"


def test_tomorrow_at_night_is_the_calendars(learner):
    night = {"INTERVIEW_NOW": f"{date(1)}T01:40:00+01:00/still"}
    assert learner.json("plan", "--on", "tomorrow", "-p", "trial", env=night)["on"] == date(2)


def test_afterwards_it_is_asked_how_it_went(learner):
    made(learner)
    said = learner.run("plan", day=13).out
    assert said.startswith("How did the interview on Thu 3 Dec go?")
    assert 'interview plan --went "well, they asked about sql"' in said
    assert learner.json("plan", day=13) == {"v": 1, "stage": "after", "on": date(12), "days": -1}
    told = learner.run("plan", "--went", "so-so, they asked about beta", day=13).out
    assert told.splitlines() == [
        "Noted; this plan is done.",
        "They asked about beta; to go over it again:",
        "interview flashcards -t beta",
    ]
    (line,) = learner.lines("interviewed")
    assert (line["on"], line["how"]) == (date(12), "so-so")
    assert (line["topics"], line["text"]) == (["beta"], "they asked about beta")
    assert "there is no plan" in learner.refused("plan", day=13)
    assert learner.json("due", day=13)["stage"] == "none"
    made(learner, on=20)
    last = "Last time: Thu 3 Dec, so-so; asked about beta."
    assert last in learner.run("plan", day=13).out.splitlines()


def test_the_plan_moves_on(learner):
    given = made(learner, "--minutes", "40", "--profile", "beta: 2")
    told = learner.json("plan", "--went", "moved", "--on", date(30), day=12)
    assert told["next"] == date(30)
    assert told["interviewed"] == {"on": date(12), "how": "moved", "topics": [], "text": ""}
    now = learner.json("plan", day=13)
    assert (now["on"], now["stage"], now["days"]) == (date(30), "ahead", 17)
    for name in ("minutes", "weights", "questions"):
        assert now[name] == given[name]
    assert [mock["day"] for mock in now["mocks"]] == [date(n) for n in (17, 23, 28)]


def test_an_interview_that_moved_to_no_day_yet_keeps_its_plan_for_one(learner):
    given = made(learner, "--minutes", "40", "--profile", "beta: 2")
    learner.run("plan", "--went", "moved", day=12)
    assert "there is no plan" in learner.refused("plan", day=13)
    now = learner.json("plan", "--on", date(30), day=13)
    for name in ("minutes", "weights", "questions"):
        assert now[name] == given[name]
    learner.run("plan", "--stop", day=14)
    fresh = learner.json("plan", "--on", date(30), day=14)
    assert (fresh["minutes"], fresh["weights"]) == (25, {})


def test_after_an_interview_the_next_plan_is_a_new_one(learner):
    made(learner, "--minutes", "40", "--profile", "beta: 2")
    learner.run("plan", "--went", "well", day=13)
    fresh = learner.json("plan", "--on", date(30), day=13)
    assert (fresh["minutes"], fresh["weights"]) == (25, {})


def test_taken_back_the_plan_is_there_again(learner):
    made(learner)
    learner.run("plan", "--went", "well", day=13)
    (line,) = learner.lines("interviewed")
    learner.keep(Retracted(line["id"]), day=13)
    assert learner.json("plan", day=13)["stage"] == "after"


@pytest.mark.parametrize(
    ("args", "day", "said"),
    [
        (["--went", "well"], 3, "which is still ahead"),
        (["--went", "they asked about sql"], 13, "doesn't say how it went"),
        (["--went", ""], 13, "doesn't say how it went"),
        (["--went", "moved", "--on", "yesterday"], 13, "isn't a date"),
        (["--went", "well", "--stop"], 13, "nothing else can go with it"),
        (["--minutes", "40"], 13, "the interview was on"),
        (["--went", "well"], 30, "there is no interview to say that of"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_said_of_it(learner, args, day, said):
    made(learner)
    assert said in learner.refused("plan", *args, day=day)


def test_a_session_ends_with_what_todays_plan_has_left(learner):
    made(learner, "--minutes", "25")
    said = learner.run("flashcards", "-n", "1", "-p", "trial", typed="\n3\n\n").out
    today = learner.json("due")
    left = today["due"] + today["new"]
    assert left > 0
    more = f"{left} more in today's plan, about {today['minutes']} min: interview flashcards"
    assert said.splitlines()[-1] == more
    for _ in range(len(KEYS)):  # with quick answers, more fits into the day
        if not left:
            break
        said = learner.run("flashcards", typed="\n3\n" * left + "\n").out
        today = learner.json("due")
        left = today["due"] + today["new"]
    assert said.splitlines()[-1] == "That's all for today. The plan continues tomorrow."
    on_the_day = learner.run("flashcards", "-n", "1", "-p", "trial", day=12, typed="\n3\n\n").out
    assert "more to warm up with" in on_the_day.splitlines()[-1]
