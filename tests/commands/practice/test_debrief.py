"""`interview debrief`: a past mock interview again, from the journal alone."""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from helpers.data import INTERVIEW
from helpers.learner import QUIZ, Learner, question

FALLING = "Apples are heavy.\n.\n"
HALF = "Red means stop.\n.\n"
OTHER_HALF = "Green means go.\n.\n"
LOCKS = "Two threads wait for each other, and neither of them ever lets go of anything.\n.\n"
ORDERING = "By the name of the lock.\n.\n"
MOCK = ("mock", "-p", "talk", "--seed", "1")


@pytest.fixture
def learner(home: Path) -> Learner:
    (home / "packs").mkdir(parents=True)
    shutil.copy(INTERVIEW, home / "packs" / "talk.yaml")
    return Learner(home)


@pytest.fixture
def past(learner: Learner) -> Learner:
    """A learner with a mock interview behind them: two answers, two skips."""
    learner.run(*MOCK, typed=f":s\n{HALF}{LOCKS}:s\n")
    return learner


def read_saved(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return text if path.suffix == ".md" else unescape(re.sub("<[^>]+>", "", text))


def rewrite(learner, old, new):
    path = learner.home / "packs" / "talk.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


# which one it is


def test_it_is_the_last_one_unless_said(past):
    assert past.json("debrief") == past.json("debrief", "last") == past.json("debrief", "1")
    (row,) = past.json("history")["sessions"]
    assert past.json("debrief")["session"] == row["session"]
    assert past.run("history").out.startswith("1. Today, ")


def test_its_number_is_that_of_the_history(past):
    past.pack("tiny", question("one", more=QUIZ))
    past.run("quiz", "-p", "tiny", typed="1\n\n")
    past.run(*MOCK, "-t", "streets", typed=OTHER_HALF)
    rows = past.json("history")["sessions"]
    assert [(row["n"], row["mode"]) for row in rows] == [(1, "mock"), (2, "quiz"), (3, "mock")]
    for row in (rows[0], rows[2]):
        assert past.json("debrief", str(row["n"]))["session"] == row["session"]
    told = past.refused("debrief", "2")
    assert "session 2 is a quiz, without a debrief: only a mock interview has" in told
    assert "those with one: 1 or 3" in told


def test_a_placement_has_no_debrief(learner):
    learner.pack("tiny", question("one", more=QUIZ), question("two", level="senior", more=QUIZ))
    learner.run("place", "-p", "tiny", "--guess", "mid", typed="1\n2\n\n")
    assert "there is no debrief yet" in learner.refused("debrief", "1")


@pytest.mark.parametrize("number", ["4", "0", "-1", "first", "1.5", "²"])
def test_what_is_no_session_is_refused(past, number):
    args = ("--", number) if number.startswith("-") else (number,)
    told = past.refused("debrief", *args)
    assert f"there is no session '{number}'" in told
    assert "a mock interview is 1" in told


def test_without_an_interview_there_is_none(learner):
    told = learner.refused("debrief")
    assert "there is no debrief yet" in told
    assert "interview mock" in told
    learner.run(*MOCK, typed=":s\n:s\n:s\n")  # nothing was answered
    assert "there is no debrief yet" in learner.refused("debrief")


# what it shows


def test_it_says_what_was_said_right_after_the_interview(learner):
    after = learner.run(*MOCK, typed=f":s\n{HALF}{LOCKS}{ORDERING}").out
    again = learner.run("debrief").out
    start = again.index("1. What do the colours")
    end = again.index("If so, correct it")
    assert again[start:end] in after
    assert "Skipped: 1 question." in again
    assert "Why does an apple fall?" not in again
    assert "minutes; verdicts come" not in again
    assert again.startswith("\nMock interview, 21 November · 1 of 30 min · 3 answered, 1 skipped")


def test_the_document_has_all_of_it(past):
    found = past.json("debrief")
    assert found["skipped"] == ["talk:falling", "talk:locks/ordering"]
    assert (found["finished"], found["passed"], found["compared"]) == (True, False, None)
    lights, locks = found["answers"]
    assert (lights["n"], lights["question"], lights["answer"]) == (
        1,
        "talk:lights",
        "Red means stop.",
    )
    assert [(p["says"], p["state"], p["words"]) for p in lights["points"]] == [
        ("red means stop", "hit", ["Red means stop"]),
        ("green means go", "missed", []),
    ]
    assert [point["expected"] for point in locks["points"]] == [True, True, False]
    assert lights["model_answer"].startswith("A car halts")
    assert (lights["changed"], lights["gone"]) == (False, False)


def test_commands_for_the_skipped_and_for_a_model_answer(past):
    said = past.run("debrief", typed=":s\n:m 1\n:m\n:m 9\n:x\n:q\n")
    assert "talk:falling: Why does an apple fall?\ntalk:locks/ordering: " in said.out
    assert said.out.count("A car halts at crimson") == 2
    assert said.out.count("A cycle of resources held") == 2
    assert "Type the number of an answer, from 1 to 2: :m 2" in said.err
    assert "There's no command :x" in said.err


def test_one_left_early_shows_what_was_answered_and_stays_resumable(learner):
    learner.run(*MOCK, typed=f"{FALLING}{HALF}:q\n")
    said = learner.run("debrief", typed=":t 2.2\n:q\n")
    assert "You left this interview early" in said.out
    assert "2. What do the colours" in said.out
    assert learner.json("debrief")["finished"] is False
    assert not learner.lines("finished")
    again = learner.run("resume", "--json", typed=f"{LOCKS}{ORDERING}\n")
    assert again.named("verdict")[1]["grader"] == "self"
    assert learner.json("debrief")["finished"] is True
    assert len(learner.lines("finished")) == 1


# marking


def test_marks_are_recorded_and_can_be_undone_later(past):
    past.run("debrief", typed=":t 1.2\n:q\n")
    (word,) = past.lines("regraded")
    assert (word["of"], word["score"]) == (past.lines("reviewed")[0]["id"], 1.0)
    assert past.json("debrief")["answers"][0]["grader"] == "self"
    said = past.run("debrief", typed=":u\n:u\n:q\n")
    assert "Answer 1:\nPassed, 67 %: 1 of 2 said." in said.out
    assert "Nothing to undo" in said.err
    (taken,) = past.lines("retracted")
    assert taken["of"] == word["id"]
    assert past.json("debrief")["answers"][0]["grader"] == "rule"
    assert len(past.lines("finished")) == 1


def test_a_mark_counts_in_the_history_and_in_memory(past):
    before = past.json("history")["sessions"][0]
    past.run("debrief", typed=":r 2\n:q\n")
    now = past.json("history")["sessions"][0]
    assert now["passed"] == before["passed"] + 1
    assert now["score"] > before["score"]


def test_reading_writes_nothing(past):
    before = past.journal()
    past.run("debrief", typed=":s\n:m\n:q\n")
    past.json("debrief")
    assert past.journal() == before


# questions that aren't what they were


def test_a_question_that_changed_is_said_and_keeps_its_points_of_then(past):
    rewrite(past, "red means stop", "crimson stands for stopping")
    rewrite(past, "What do the colours of a traffic light tell", "What do lights tell")
    found = past.json("debrief")
    lights, locks = found["answers"]
    assert (lights["changed"], locks["changed"]) == (True, False)
    assert [point["says"] for point in lights["points"]] == ["red means stop", "green means go"]
    assert lights["score"] == pytest.approx(2 / 3)
    said = past.run("debrief", typed=":t 1.2\n:q\n")
    assert "This question has changed since: the points are those of then." in said.out
    assert "Passed, 100 %: 2 of 2 said, marked by you." in said.out


def test_a_question_that_is_gone_still_has_the_words_that_were_said(past, tmp_path):
    rewrite(past, "id: lights", "id: lamps")
    found = past.json("debrief")["answers"][0]
    assert (found["gone"], found["ask"], found["model_answer"]) == (True, None, None)
    assert (found["answer"], found["points"][0]["state"]) == ("Red means stop.", "hit")
    for name in ("kept.md", "kept.html"):
        past.run("debrief", "--save", str(tmp_path / name))
        text = read_saved(tmp_path / name)
        assert "This question is no longer in its pack" in text
        assert "Red means stop." in text
    shutil.rmtree(past.home / "packs")
    assert [one["gone"] for one in past.json("debrief")["answers"]] == [True, True]
    assert "talk:locks (no longer in its pack)" in past.run("debrief", typed=":m 1\n:r 1\n").out


def test_a_renamed_question_is_found_under_its_new_name(past):
    rewrite(past, "id: lights", "id: lamps\n    was: [lights]")
    found = past.json("debrief")["answers"][0]
    assert (found["question"], found["changed"]) == ("talk:lamps", False)


def test_lines_that_a_newer_version_wrote_are_passed_over(past):
    [path] = (past.home / "journal").glob("*.jsonl")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        row["mood"] = "fine"
        if row["type"] == "reviewed":
            row["first_key_ms"] = "soon"
    rows.append(rows[-1] | {"type": "applauded", "id": rows[-1]["id"][:-1] + "z"})
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    assert [one["question"] for one in past.json("debrief")["answers"]] == [
        "talk:lights",
        "talk:locks",
    ]


# saved


@pytest.mark.parametrize("name", ["kept.md", "kept.html"])
def test_it_is_saved_as_it_stands_and_nothing_is_asked(past, tmp_path, name):
    saved = tmp_path / name
    said = past.run("debrief", "--save", str(saved), typed="")
    assert (said.out, said.err) == ("", f"Written: {saved}\n")
    text = read_saved(saved)
    assert "Red means stop." in text
    assert "talk:falling: Why does an apple fall?" in text
    assert "already exists" in past.refused("debrief", "--save", str(saved))


def test_one_left_early_can_be_saved(learner, tmp_path):
    learner.run(*MOCK, typed=f"{FALLING}{HALF}:q\n")
    saved = tmp_path / "kept.md"
    learner.run("debrief", "--save", str(saved))
    assert "You left this interview early" in saved.read_text(encoding="utf-8")


# against the one before


def test_it_says_what_changed_since_the_last_one_like_it(learner, tmp_path):
    streets = (*MOCK, "-t", "streets")
    first = learner.run(*streets, typed=f"{HALF}\n")
    assert "The first with these filters: nothing to compare" in first.out
    learner.run(*MOCK, "-t", "threads", typed=f"{LOCKS}{ORDERING}\n")  # of another kind
    saved = tmp_path / "kept.md"
    said = learner.run(*streets, "-m", "5", "--save", str(saved), typed=f"{OTHER_HALF}\n", day=3)
    now = ("Said now, missed then: green means go (1).", "Said then, missed now: red means stop")
    assert "Before: 67 % last Saturday.\nCompared with last Saturday: streets 67, as" in said.out
    for line in now:
        assert line in said.out
        assert line in saved.read_text(encoding="utf-8")
    assert '2. Said: green means go ("Green means go"; missed last time)' in said.out
    assert "1. Not said: red means stop (you said it last time)" in said.out
    found = learner.json("debrief", day=3)["compared"]
    assert found["topics"] == [
        {"topic": "streets", "before": pytest.approx(2 / 3), "now": pytest.approx(2 / 3)}
    ]
    assert [(point["before"], point["now"]) for point in found["points"]] == [
        ("hit", "missed"),
        ("missed", "hit"),
    ]
    events = learner.run(*streets, "--json", typed=f"{OTHER_HALF}\n", day=4).named("summary")
    states = [(point["before"], point["now"]) for point in events[0]["compared"]["points"]]
    assert states == [("missed", "missed"), ("hit", "hit")]
    assert "Missed again: red means stop (1)." in learner.run("debrief", day=5).out


def test_what_the_learner_called_right_counts_as_said_then(learner):
    learner.run(*MOCK, "-t", "streets", typed=f"{HALF}:r 1\n\n")
    said = learner.run(*MOCK, "-t", "streets", typed=f"{HALF}\n")
    assert "Said then, missed now: green means go (1)." in said.out


def test_an_older_debrief_is_compared_with_what_came_before_it(learner):
    streets = (*MOCK, "-t", "streets")
    for answer in (HALF, OTHER_HALF, HALF):
        learner.run(*streets, typed=f"{answer}\n")
    sessions = [row["session"] for row in learner.json("history")["sessions"]]
    compared = [learner.json("debrief", str(n))["compared"] for n in (1, 2, 3)]
    assert [found and found["session"] for found in compared] == [*sessions[1:], None]
