"""--weak, --missed, suspend, and the daily limit for new questions; as processes."""

from __future__ import annotations

import pytest
from helpers.learner import AGAIN, EASY, QUIZ, Learner, date, planned, question, reviewed


def key(n):
    return f"trial:q{n}"


@pytest.fixture
def learner(home):
    learner = Learner(home)
    topics = ("alpha", "beta")
    learner.pack("trial", *(question(f"q{n}", topics[n % 2], more=QUIZ) for n in range(6)))
    return learner


def asked(learner, command, *args, day=0):
    """Give the questions of the session that a command begins."""
    learner.run(command, "-p", "trial", "--seed", "1", *args, "--json", typed=":q\n", day=day)
    return learner.lines("started")[-1]["questions"]


def missed(learner, *keys, day=0):
    learner.keep(*(reviewed(key, AGAIN) for key in keys), day=day)


@pytest.mark.parametrize("command", ["quiz", "flashcards", "mock"])
def test_weak_spots_alone_are_asked(learner, command):
    missed(learner, key(1), key(4))
    learner.answered(key(0), key(2))

    assert sorted(asked(learner, command, "--weak")) == [key(1), key(4)]
    assert learner.lines("started")[-1]["filters"]["weak"] is True
    assert asked(learner, command, "--weak", "-t", "beta") == [key(1)]


def test_the_weakest_come_first_and_the_count_is_kept(learner):
    missed(learner, key(1))
    missed(learner, key(4), day=1)
    missed(learner, key(4), day=2)
    missed(learner, key(3), day=2)

    assert asked(learner, "quiz", "--weak", "-n", "1", day=3) == [key(4)]
    assert asked(learner, "quiz", "--missed", "1", day=2)[:2] == [key(3), key(4)]


def test_with_a_plan_a_drill_still_asks_all_of_them(learner):
    learner.keep(planned(3, 1, filters={"packs": ["trial"]}))
    missed(learner, *map(key, range(6)))

    assert len(asked(learner, "flashcards", day=1)) < 6
    assert len(asked(learner, "flashcards", "--weak", day=1)) == 6


@pytest.mark.parametrize(
    ("args", "days", "found"),
    [
        (["--missed"], 7, {key(1), key(2)}),
        (["--missed", "-t", "beta"], 7, {key(1)}),
        (["--missed", "2"], 2, {key(2)}),
        (["--missed=9"], 9, {key(1), key(2), key(3)}),
        (["--missed", "9", "-n", "5"], 9, {key(1), key(2), key(3)}),
        (["--missed", "--no-shuffle"], 7, {key(1), key(2)}),
    ],
)
def test_missed_goes_back_as_far_as_it_says(learner, args, days, found):
    missed(learner, key(3))
    missed(learner, key(1), day=4)
    missed(learner, key(2), day=8)
    learner.answered(key(2), day=8)

    assert set(asked(learner, "quiz", *args, day=8)) == found
    assert learner.lines("started")[-1]["filters"]["missed"] == days


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--weak"], "you have no weak spots"),
        (["--missed"], "you've missed nothing in the last 7 days"),
        (["--missed", "1"], "you've missed nothing today"),
        (["--missed", "0"], "--missed 0"),
    ],
)
def test_where_nothing_was_wrong_that_is_said(learner, args, said):
    assert "you haven't answered anything yet" in learner.refused("quiz", "--weak")
    learner.answered(key(0))
    assert said in learner.refused("quiz", *args)


def test_a_weak_spot_that_the_filters_leave_out_is_not_denied(learner):
    missed(learner, key(0))

    assert "no weak spot fits here" in learner.refused("quiz", "--weak", "-t", "beta")


def test_without_them_the_journal_keeps_the_filters_as_ever(learner):
    asked(learner, "quiz")
    names = set(learner.lines("started")[-1]["filters"])

    assert names == {"levels", "topics", "packs", "kinds", "tracks", "paths", "settings"}


# suspended


@pytest.mark.parametrize("command", ["quiz", "flashcards", "check", "mock"])
def test_what_is_suspended_is_not_asked(learner, command):
    assert key(2) in [*asked(learner, command), *asked(learner, command, "-t", "alpha")]
    learner.run("suspend", key(2))

    assert key(2) not in [*asked(learner, command), *asked(learner, command, "-t", "alpha")]


def test_what_is_suspended_is_neither_due_nor_planned(learner):
    learner.answered(*map(key, range(6)))
    learner.run("suspend", key(0), key(1), day=4)
    learner.run("suspend", key(2), "--until", date(6), day=4)

    due = [learner.json("due", day=day)["due"] for day in (4, 5, 6)]
    assert due == [3, 3, 4]
    learner.keep(planned(9, 60, filters={"packs": ["trial"]}), day=4)
    assert learner.json("due", day=5)["due"] == 3
    assert learner.run("plan", day=5).code == 0
    learner.run("unsuspend", "--all", day=5)
    assert learner.json("due", day=5)["due"] == 6


def test_everything_suspended_is_said(learner):
    learner.run("suspend", *map(key, range(6)))

    assert "all 6 that match are suspended" in learner.refused("quiz", "-p", "trial")


def test_the_list_says_until_when(learner):
    assert learner.line("suspend").startswith("Nothing is suspended.")
    learner.run("suspend", key(1), "--until", "tomorrow")
    learner.run("suspend", "q0")
    rows = [{"question": key(0), "until": None}, {"question": key(1), "until": date(1)}]

    assert learner.json("suspend")["suspended"] == rows
    assert learner.run("suspend").out.splitlines()[:2] == [
        "trial:q0  until you unsuspend it",
        "trial:q1  until Sun 22 Nov",
    ]
    assert learner.json("suspend", day=1)["suspended"] == rows[:1]
    assert learner.json("unsuspend", "q0", day=1)["suspended"] == []


def test_show_says_that_a_question_is_suspended(learner):
    assert learner.json("show", "q1")["suspended"] is False
    learner.run("suspend", "q1", "--until", "tomorrow")
    shown = learner.json("show", "q1")

    assert (shown["suspended"], shown["until"], shown["notes"]) == (True, date(1), [])
    assert "\nSuspended: until Sun 22 Nov\n" in learner.run("show", "q1").out
    assert "Suspended" not in learner.run("show", "q1", day=1).out


@pytest.mark.parametrize(
    "args",
    [
        ["suspend", "trial:q77"],
        ["suspend", "--until", "fri"],
        ["suspend", "q1", "--until", "2026-11-21"],
        ["suspend", "q1", "--until", "2025-11-21"],
        ["suspend", "q1", "--until", "soon"],
        ["unsuspend"],
        ["unsuspend", "q1"],
        ["unsuspend", "q1", "--all"],
    ],
)
def test_what_makes_no_sense_is_refused(learner, args):
    assert learner.refused(*args).count("\n") == 2


def test_a_question_that_is_missed_for_the_fourth_time_is_named(learner):
    def answer(day):
        args = ("quiz", "-p", "trial", "--missed", "1", "--plain", "--seed", "1")
        return learner.run(*args, typed="2\n\n", day=day).err

    for day in range(3):
        missed(learner, key(0), day=day)
        learner.keep(reviewed(key(1), EASY), day=day)
    said = answer(2)

    assert said.startswith("interview: q0 has been missed 4 times.")
    assert "interview edit, note or suspend q0" in said
    assert answer(2) == ""  # not again at once


# the limit for new questions


def test_new_questions_are_limited_by_the_day(learner):
    every = learner.json("due")["new"]
    learner.run("config", "new_per_day", "3")

    assert learner.json("due")["new"] == 3
    assert len(asked(learner, "flashcards")) == 3
    learner.answered(key(0), key(1))
    assert learner.json("due")["new"] == 1
    assert learner.line("due").endswith("; 1 new")
    assert len(asked(learner, "flashcards")) == 1
    assert learner.json("due", day=1)["new"] == 3
    learner.run("config", "new_per_day", "0")
    assert learner.line("due") == "nothing due, 2 on Monday"
    assert len(asked(learner, "quiz")) == 6  # a quiz asks what it's asked for
    learner.run("config", "new_per_day", "--unset")
    assert learner.json("due")["new"] == every - 2


@pytest.mark.parametrize("value", ["-1", "many", "1.5", "true", ""])
def test_a_limit_that_is_none_is_refused(learner, value):
    learner.run("config", "new_per_day", "--", value, code=2)


def test_the_limit_stands_beside_the_other_settings(learner):
    file = learner.home / "config.toml"
    file.write_text("# mine\n[ai]\ntimeout = 30\n", encoding="utf-8")
    learner.run("config", "new_per_day", "12")
    rows = {row["name"]: row["value"] for row in learner.json("config")["settings"]}

    assert (rows["new_per_day"], rows["ai.timeout"]) == (12, 30)
    assert "# mine\n" in file.read_text(encoding="utf-8")
    file.write_text('new_per_day = "lots"\n', encoding="utf-8")
    assert "it must be a whole number, 0 or more" in learner.refused("flashcards")
