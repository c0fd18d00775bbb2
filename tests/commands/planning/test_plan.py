"""The command plan, as a process: what it takes, keeps and shows, and what follows it."""

from __future__ import annotations

import sys

import pytest
from helpers.learner import AGAIN, GOOD, QUIZ, START, Learner, date, question
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.commands.planning.dates import parse_weekdays

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TODAY = START.date().toordinal()

TOPICS = ("alpha/one", "alpha/two", "beta")
LEVELS = ("junior", "mid", "senior")
KEYS = [f"trial:q{n:02}" for n in range(12)]

#: So many minutes are time for six first looks: these questions are read in a moment.
SIX = "1.8"


@pytest.fixture
def learner(home):
    """Twelve questions of three topics and three levels; a half of them has a quiz."""
    learner = Learner(home)
    learner.pack(
        "trial",
        *(
            question(f"q{n:02}", TOPICS[n % 3], LEVELS[n // 4], QUIZ if n % 2 else "")
            for n in range(12)
        ),
    )
    return learner


def plan(learner, *args, day=0, **how):
    return learner.json("plan", *args, day=day, **how)


def trial(learner, *args, on=10, day=0, **how):
    """Make a plan for the twelve questions."""
    return plan(learner, "--on", date(on), "-p", "trial", *args, day=day, **how)


def cards(learner, *args, day=0, grade="3", count=12):
    """Give the keys that flashcards ask, each graded alike."""
    typed = f"\n{grade}\n" * count + "\n"
    return [
        event["question"]
        for event in learner.run("flashcards", "--json", *args, day=day, typed=typed).named(
            "question"
        )
    ]


# what it takes


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--on", date(-1)], "is in the past"),
        (["--on", date(0)], "is today"),
        (["--on", "soon"], "'soon' isn't a date"),
        (["--on", "2026-02-30"], "isn't a date"),
        (["--on", date(1000)], "more than two years"),
        (["--on", "9999-12-31"], "more than two years"),
        *(
            (["--on", date(9), "--minutes", n], "minutes")
            for n in ("0", "-5", "nan", "inf", "2000")
        ),
        *(
            (["--on", date(9), "--weekdays", days], "isn't a day of the week")
            for days in ("m", "mon-", "someday", "1-5", "monkey", "mon-wed-fri", "mon-fri-")
        ),
        (["--on", date(9), "--weekdays", ","], "--weekdays has no day of the week"),
        (["--on", date(9), "--days-off", "never"], "isn't a date"),
        (["--on", date(9), "--days-off", f"{date(5)}..{date(3)}"], "is before"),
        (["--on", date(9), "--days-off", f"{date(5)}.."], "isn't a date"),
        (["--on", date(9), "--days-off", "0001-01-01..9999-12-31"], "more than two years"),
        (["--on", date(9), "--days-off", f"{date(0)}..{date(9)}"], "no day is left"),
        (["--on", date(2), "--weekdays", "mon"], "no day is left"),
        (["--on", date(9), "--profile", "alfa: 3"], "there is no topic 'alfa'"),
        (["--on", date(9), "--profile", "alpha: -1"], "weight of alpha is '-1'"),
        (["--on", date(9), "--profile", "alpha: nan"], "weight of alpha is 'nan'"),
        (["--on", date(9), "--profile", "alpha: 101"], "weight of alpha is '101'"),
        (["--on", date(9), "--profile", "alpha: much"], "weight of alpha is 'much'"),
        (["--on", date(9), "--profile", "alpha:"], "weight of alpha is ''"),
        (["--on", date(9), "--profile", "nowhere.txt"], "there is no file"),
        (["--on", date(9), "-p", "trial", "--profile", "alpha: 0, beta: 0"], "weight"),
        (["--on", date(9), "--topic", "alfa"], "there is no topic 'alfa'"),
        (["--on", date(9), "--topic", "beta", "-k", "order"], "no question matches"),
        ([], "there is no plan"),
        (["--minutes", "40"], "there is no plan"),
        (["--stop"], "there is no plan to delete"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_planned_is_refused(learner, args, said):
    assert said in learner.refused("plan", *args)


def test_an_option_that_is_no_number_is_wrong_usage(learner):
    said = learner.run("plan", "--on", date(9), "--minutes", "many", code=2)
    assert said.out == ""
    assert "many" in said.err


def test_what_was_meant_is_suggested(learner):
    assert "did you mean alpha?" in learner.refused("plan", "--on", date(9), "--profile", "alfa: 3")


def test_a_pack_by_its_path_is_refused(learner, home):
    said = learner.refused("plan", "--on", date(9), "-p", str(home / "packs" / "trial.yaml"))
    assert "wouldn't be found on another day" in said
    assert "name it by its id" in said


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("mon-fri", [0, 1, 2, 3, 4]),
        ("sat,sun", [5, 6]),
        ("fri-mon", [0, 4, 5, 6]),
        ("Mon, wednesday ,FRI", [0, 2, 4]),
        ("Mon Wed Fri", [0, 2, 4]),  # as the plan itself shows them
        ("weekend", [5, 6]),
        ("mon-sun", []),
        ("daily", []),
    ],
)
def test_weekdays(learner, written, days):
    """None at all means every day."""
    made = trial(learner, "--weekdays", written)
    assert made["weekdays"] == days
    assert learner.lines("planned")[-1]["weekdays"] == days
    weekdays = {(TODAY + n - 1) % 7 for n in range(10)} & set(days or range(7))
    assert made["study_days"] == len(made["load"])
    assert {(TODAY - 1 + int(offset)) % 7 for offset in offsets(made)} == weekdays


def offsets(made):
    """Give the days of the load, counted from day 0."""
    every = {date(n): n for n in range(800)}
    return [every[load["day"]] for load in made["load"]]


@given(st.sets(st.integers(0, 6), min_size=1), st.data())
def test_weekdays_are_read_as_they_are_written(days, data):
    names = [DAYS[day][: data.draw(st.integers(3, 9))] for day in days]
    names = [data.draw(st.sampled_from([str.lower, str.upper, str.title]))(name) for name in names]
    text = data.draw(st.sampled_from([",", ", ", " , "])).join(data.draw(st.permutations(names)))
    assert parse_weekdays(text) == (tuple(sorted(days)) if len(days) < 7 else ())


@given(st.integers(0, 6), st.integers(0, 6))
def test_a_range_of_weekdays_goes_on_until_its_end(first, last):
    walked = [first]
    while walked[-1] != last:
        walked.append((walked[-1] + 1) % 7)
    found = parse_weekdays(f"{DAYS[first]}-{DAYS[last]}")
    assert found == (tuple(sorted(walked)) if len(walked) < 7 else ())


def test_days_off(learner):
    made = trial(learner, "--days-off", f"{date(2)}..{date(4)},{date(7)}", "--days-off", date(8))
    assert made["days_off"] == [date(n) for n in (2, 3, 4, 7, 8)]
    assert offsets(made) == [0, 1, 5, 6, 9]
    assert (made["days"], made["study_days"]) == (10, 5)


@pytest.mark.parametrize("minutes", ["1", "0.9e1", "1440"])
def test_minutes_that_can_be(learner, minutes):
    assert trial(learner, "--minutes", minutes)["minutes"] == float(minutes)


@pytest.mark.slow
def test_the_nearest_and_the_farthest_day(learner):
    made = trial(learner, on=1)
    assert (made["days"], len(made["load"])) == (1, 1)
    assert "The interview is tomorrow, " in learner.run("plan").out
    assert trial(learner, "--minutes", "1", on=730)["days"] == 730


def test_a_profile_in_words_and_from_a_file(learner, tmp_path):
    weights = {"alpha": 2.5, "alpha/one": 0.0, "beta": 3.0}
    words = trial(learner, "--profile", "alpha: 2.5, alpha/one=0, beta : 3")
    assert words["weights"] == weights
    path = tmp_path / "profile"
    text = "\ufeff# what they ask\r\nalpha: 2.5\r\nalpha/one: 0  # never\r\n\r\n'beta/': 3,\r\n"
    path.write_bytes(text.encode())
    file = trial(learner, "--profile", str(path))
    assert file == words
    assert {one["topic"] for one in words["topics"]} == {"alpha/two", "beta"}
    assert not any(
        key.endswith(("q00", "q03", "q06", "q09")) for key in words["today"]["questions"]
    )
    assert learner.lines("planned")[0]["weights"] == weights


@pytest.mark.skipif(sys.platform == "win32", reason="a colon can't be in a name there")
def test_a_file_whose_name_has_a_colon(learner, tmp_path):
    """As a path on Windows has: it is there, so it is no list of weights."""
    (tmp_path / "c:weights=1").write_text("beta: 3", encoding="utf-8")
    assert trial(learner, "--profile", str(tmp_path / "c:weights=1"))["weights"] == {"beta": 3.0}


@pytest.mark.parametrize("content", [b"", b"# nothing\n", b"\xff\xfe", b"alpha\n"])
def test_a_file_that_is_no_profile(learner, tmp_path, content):
    (tmp_path / "profile").write_bytes(content)
    learner.refused("plan", "--on", date(9), "--profile", str(tmp_path / "profile"))


@pytest.mark.parametrize("name", ["", "."])
def test_a_profile_that_is_no_file(learner, name):
    learner.refused("plan", "--on", date(9), "--profile", name)


# what it keeps


def test_it_is_kept_as_one_line(learner):
    trial(
        learner,
        *("--minutes", "40", "--weekdays", "mon-fri", "--days-off", date(3)),
        *("--profile", "beta: 2", "-l", "junior", "-t", "beta"),
    )
    (line,) = learner.lines("planned")
    assert {name: line[name] for name in line if name not in ("id", "device")} == {
        "v": 1,
        "at": line["at"],
        "offset": 60,
        "session": None,
        "type": "planned",
        "on": date(10),
        "minutes": 40.0,
        "weekdays": [0, 1, 2, 3, 4],
        "days_off": [date(3)],
        "weights": {"beta": 2.0},
        "filters": {"levels": ["junior"], "topics": ["beta"], "packs": ["trial"]},
        "job": None,
    }
    assert line["at"].startswith("2026-11-21T19:01:")


def test_to_look_at_it_keeps_nothing(learner):
    trial(learner)
    before = learner.journal()
    learner.run("plan")
    learner.run("plan", "--json", day=3)
    learner.run("due")
    assert learner.journal() == before


def test_a_pretended_clock_alone_writes_nothing(learner, tmp_path):
    """Looking ahead leaves no trace, wherever one's own folder is."""
    elsewhere = {name: str(tmp_path / "nobody") for name in ("HOME", "XDG_DATA_HOME")}
    said = learner.run("plan", "--on", date(9), env={**elsewhere, "INTERVIEW_HOME": ""})
    assert "9 days to go" in said.out
    assert not (tmp_path / "nobody").exists()
    assert learner.journal() == {}


# what it shows


def test_the_document_has_it_all(learner):
    made = trial(learner, "--minutes", SIX, on=5)
    assert set(made) == {
        *("v", "on", "minutes", "weekdays", "days_off", "weights", "days", "study_days"),
        *("questions", "today", "expected", "without", "nothing", "more", "unseen", "load"),
        *("topics", "levels", "stage", "mocks", "job"),
    }
    assert made["job"] is None
    assert (made["on"], made["minutes"], made["days"], made["questions"]) == (date(5), 1.8, 5, 12)
    assert (made["stage"], made["mocks"]) == ("ahead", [])  # there is no time for a mock
    today = made["today"]
    assert today["questions"] == KEYS[:6]  # of equal worth: by name
    assert (today["due"], today["new"], today["minutes"], today["done"]) == (0, 6, 2, 0)
    assert offsets(made) == [0, 1, 2, 3, 4]
    for load in made["load"]:
        assert 0 < load["minutes"] <= 1.8
        assert 0 <= load["new"] <= load["reviews"]
    assert sum(load["new"] for load in made["load"]) == pytest.approx(12)
    assert made["unseen"] == []
    assert made["nothing"] == 0 < made["without"] < 1
    assert made["without"] <= made["expected"] <= made["more"]["expected"] < 1
    assert made["more"]["minutes"] == 11.8
    assert [(one["topic"], one["questions"]) for one in made["topics"]] == [(t, 4) for t in TOPICS]
    assert [(one["level"], one["questions"]) for one in made["levels"]] == [(n, 4) for n in LEVELS]
    for part in (made["topics"], made["levels"]):
        for name in ("expected", "without", "nothing"):
            assert sum(one[name] for one in part) / 3 == pytest.approx(made[name])


def test_what_there_is_no_time_for_is_named(learner):
    made = trial(learner, "--minutes", "1", on=1)
    seen = sum(load["new"] for load in made["load"])
    assert len(made["unseen"]) >= 12 - seen > 6
    assert set(made["today"]["questions"]).isdisjoint(made["unseen"])
    assert f"{len(made['unseen'])} questions will stay unseen: " in learner.run("plan").out


def test_in_words_it_says_the_same(learner):
    made = trial(learner, "--minutes", SIX, "--weekdays", "sat,sun,mon", on=9)
    said = learner.run("plan")
    assert said.err == ""
    lines = said.out.splitlines()
    assert lines[0] == (
        "Interview on Mon 30 Nov, 9 days to go: 12 questions, 1.8 min a day, Mon Sat Sun."
    )
    assert lines[1] == "Today: 6 new, about 2 min."
    assert lines[2].startswith(f"Expected: {made['expected'] * 100:.0f} % on the day; ")
    assert len([line for line in lines if line.endswith(" min.") and ": " in line]) == 1 + 5
    assert learner.run("plan", env={"NO_COLOR": "1", "COLUMNS": "40"}).out == said.out


# the days that follow


def test_the_next_day_has_one_day_less_and_is_planned_anew(learner):
    first = trial(learner, "--minutes", SIX)
    asked = cards(learner)
    assert asked == first["today"]["questions"] == KEYS[:6]
    second = plan(learner, day=1)
    assert (second["days"], len(second["load"])) == (9, 9)
    # The other half comes next: twice as much cannot be done in a day.
    assert set(KEYS[6:]) & set(second["today"]["questions"])
    assert second["today"]["done"] == 0
    assert second["nothing"] > 0
    assert "9 days to go" in learner.line("due", day=1)


def test_days_that_were_missed_mend_themselves(learner):
    first = trial(learner, "--minutes", SIX)
    later = plan(learner, day=3)
    assert (later["days"], later["today"]["questions"]) == (7, KEYS[:6])

    def new(made):
        return sum(load["new"] for load in made["load"] if load["day"] >= date(3))

    assert new(first) < 1
    assert new(later) == pytest.approx(12)
    assert all(load["minutes"] <= 1.8 for load in later["load"])
    assert later["expected"] < first["expected"]
    # Nothing was kept for it.
    assert len(learner.lines("planned")) == 1
    assert trial(learner, "--minutes", SIX, day=3) == later


def test_one_thing_is_changed_and_the_rest_stays(learner):
    given = ["--weekdays", "sat-thu", "--days-off", date(4), "--profile", "beta: 2"]
    before = trial(learner, *given, "-l", "mid", "-l", "senior")
    after = plan(learner, "--minutes", "40")
    assert after["minutes"] == 40
    for name in ("on", "weekdays", "days_off", "weights", "questions", "days"):
        assert after[name] == before[name]
    assert plan(learner) == after
    first, second = learner.lines("planned")
    assert first["filters"] == second["filters"]
    assert plan(learner, "--on", date(12), "-p", "trial")["days"] == 12
    again = plan(learner, "-t", "beta")
    assert (again["days"], again["questions"], again["minutes"]) == (12, 4, 40)


def test_it_is_given_up(learner):
    trial(learner)
    assert "deleted" in learner.run("plan", "--stop").out
    assert learner.lines("planned")[-1]["on"] is None
    assert "there is no plan" in learner.refused("plan")
    assert "there is no plan" in learner.refused("plan", "--stop")
    assert learner.line("due").startswith("nothing due; ")
    trial(learner)
    assert plan(learner, "--stop")["on"] is None
    learner.refused("plan")


def test_after_its_day_everything_goes_on(learner):
    learner.answered(*KEYS[:3])
    trial(learner, on=2)
    assert "the interview is tomorrow" in learner.line("due", day=1)
    assert learner.line("due", day=3).startswith("3 due, about ")
    assert learner.json("due", day=3)["planned"] is False
    assert "there is no plan" in learner.refused("plan", day=17)
    assert sorted(cards(learner, "-p", "trial", "-n", "3", day=3)) == KEYS[:3]
    assert trial(learner, on=9, day=3)["days"] == 6


def test_a_plan_whose_questions_are_gone(learner, home):
    trial(learner)
    (home / "packs" / "trial.yaml").unlink()
    assert "no question matches the plan any more" in learner.refused("plan")
    assert learner.line("due") == "nothing more today; 10 days to go"


# what follows it


def test_flashcards_ask_what_the_plan_has_for_today(learner):
    learner.answered(*KEYS[5:9], day=-20)
    learner.answered(KEYS[9], day=-1, rating=AGAIN)
    learner.answered(KEYS[10], day=0)
    made = trial(learner, "--minutes", SIX, "--profile", "beta: 5")
    today = made["today"]["questions"]
    assert today != sorted(today)
    assert KEYS[10] not in today
    (session,) = learner.run("flashcards", "--json").named("session")
    assert session["size"] == len(today)
    assert f"Flashcards, {len(today)} questions." in learner.run("flashcards").out
    assert cards(learner) == today
    tomorrow = plan(learner, day=1)["today"]["questions"]
    assert cards(learner, "-n", "2", day=1) == tomorrow[:2]


def test_flashcards_ask_nothing_that_the_plan_leaves_out(learner):
    """Two that give each other away are not asked in one sitting, and nothing in their place."""
    group = [question(f"g{n}", "gamma", more="group: twins") for n in range(2)]
    learner.pack("pairs", *group, question("single", "gamma"), question("never", "delta"))
    made = plan(learner, "--on", date(9), "-p", "pairs", "--profile", "delta: 0")
    today = made["today"]["questions"]
    assert sorted(today) == ["pairs:g0", "pairs:g1", "pairs:single"]
    assert cards(learner) == ["pairs:g0", "pairs:single"]
    assert cards(learner) == ["pairs:g1"]
    assert plan(learner)["today"]["questions"] == []


def test_a_quiz_prefers_what_the_plan_has_for_today(learner):
    learner.answered(*KEYS[:6], day=-30)
    made = trial(learner, "--minutes", "3", "-t", "beta")
    today = made["today"]["questions"]
    with_quiz = [key for key in today if int(key[-2:]) % 2]
    assert with_quiz
    said = learner.run("quiz", "-p", "trial", "--json", typed=":s\n" * 6)
    asked = [event["question"] for event in said.named("question")]
    assert asked[: len(with_quiz)] == with_quiz
    assert len(asked) == 6


def test_the_minutes_of_today_are_spent_whatever_was_done(learner):
    trial(learner, "--minutes", "2")
    learner.answered("elsewhere:one", seconds=45)
    assert len(plan(learner)["today"]["questions"]) == 4
    learner.answered(KEYS[0], seconds=45)
    made = plan(learner)
    assert made["today"]["questions"] == [KEYS[1]]
    assert (made["today"]["done"], made["today"]["minutes"]) == (2, 1)
    learner.answered(KEYS[1], seconds=30)
    made = plan(learner)
    nothing = {"questions": [], "due": 0, "new": 0, "minutes": 0, "mock": 0, "enough": False}
    assert made["today"] == {**nothing, "done": 3}
    assert "Today: nothing more · 3 done." in learner.run("plan").out
    assert len(plan(learner, day=1)["today"]["questions"]) > 2


def test_what_was_taken_back_is_not_spent(learner):
    trial(learner, "--minutes", "2")
    before = plan(learner)
    learner.answered(KEYS[0], seconds=119, rating=GOOD)
    assert len(plan(learner)["today"]["questions"]) == 1
    learner.run("undo")
    assert plan(learner) == before


def test_the_same_journal_gives_the_same_plan(learner):
    learner.answered(*KEYS[3:9], day=-9)
    made = trial(learner, "--minutes", "2")
    for salt in ("0", "1", "424242"):
        assert plan(learner, env={"PYTHONHASHSEED": salt}) == made


def test_a_folder_that_cannot_be_written_is_said(learner, home):
    (home / "journal").write_text("a file where a folder should be")
    said = learner.run("plan", "--on", date(9), code=4)
    assert (said.out, said.err.startswith("interview: cannot ")) == ("", True)
