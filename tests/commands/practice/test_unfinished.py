"""Unfinished sessions: chosen by number, discarded, and the same on every computer."""

from __future__ import annotations

import json

import pytest
from helpers.learner import QUIZ, Learner, question


@pytest.fixture
def learner(home):
    learner = Learner(home)
    learner.pack("trial", *(question(f"q{n}", more=QUIZ) for n in range(4)))
    return learner


def begin(learner, *answers):
    """Begin a quiz, give the answers, and leave."""
    typed = "".join(f"{line}\n" for line in (*answers, ":q"))
    return learner.run("quiz", "-p", "trial", "--seed", "1", typed=typed)


def listed(learner):
    return learner.json("resume", "--list")["sessions"]


def test_those_without_an_answer_are_not_listed(learner):
    begin(learner)
    assert listed(learner) == []
    begin(learner, "1")
    begin(learner)
    (one,) = listed(learner)
    assert (one["n"], one["answered"], one["size"], one["mode"]) == (1, 1, 4, "quiz")


def test_without_any_other_an_empty_one_is_continued(learner):
    begin(learner)
    assert "Question 1 of 4" in learner.run("resume", typed=":q\n").out


def test_a_number_chooses(learner):
    begin(learner, "1")
    begin(learner, "1", "1")
    assert [one["answered"] for one in listed(learner)] == [2, 1]
    learner.run("resume", "2", typed="1\n1\n1\n\n")
    assert [one["answered"] for one in listed(learner)] == [2]


def test_what_is_discarded_is_gone_from_the_list_and_its_answers_count(learner):
    begin(learner, "1")
    before = learner.memories()
    (one,) = listed(learner)
    assert learner.json("resume", "--discard", "1")["discarded"] == [one["session"]]
    assert listed(learner) == []
    assert learner.memories() == before
    assert "there is nothing to resume" in learner.refused("resume")


def test_a_discarded_session_is_unfinished_again_after_an_undo(learner):
    begin(learner, "1", "1")
    learner.run("resume", "--discard", "all")
    learner.run("undo")
    assert [one["answered"] for one in listed(learner)] == [1]


def test_an_answer_on_another_computer_counts_more_than_the_discarding(learner):
    begin(learner, "1")
    (one,) = listed(learner)
    learner.run("resume", "--discard", "1")
    (reviewed,) = learner.lines("reviewed")
    later = reviewed | {
        "id": reviewed["id"][:-1] + ("0" if reviewed["id"][-1] != "0" else "1"),
        "at": reviewed["at"].replace("T19:", "T22:"),
        "device": "elsewhere",
        "question": next(
            key for key in learner.lines("started")[0]["questions"] if key != reviewed["question"]
        ),
    }
    other = learner.home / "journal" / "elsewhere.jsonl"
    other.write_text(json.dumps(later) + "\n", encoding="utf-8")
    assert [(again["session"], again["answered"]) for again in listed(learner)] == [
        (one["session"], 2)
    ]


@pytest.mark.parametrize("number", ["0", "3", "-1", "two", "²"])
def test_a_number_that_is_not_on_the_list_is_refused(learner, number):
    begin(learner, "1")
    begin(learner, "1")
    said = learner.refused("resume", "--", number)
    assert "it can be 1 or 2" in said
