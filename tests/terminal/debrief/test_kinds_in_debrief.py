"""Reviews, and questions to the interviewer, in a mock interview: asked, debriefed and saved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers.learner import Learner
from helpers.reviews import TAGS

YOURS = """\
  - id: yours
    ask: What would you ask?
    answer: Ask what the work is like.
    level: mid
    topic: talk
    sources: [a book]
    quiz:
      kind: ask-back
      options:
        - {text: Who is on call?, good: true, reveals: How calm the nights are.}
        - {text: What would be mine?, good: true}
        - {text: What do you sell?, reveals: That you came unprepared.}
"""
MOCK = ("mock", "-p", "mine", "-l", "mid", "--seed", "1")


@pytest.fixture
def learner(home: Path) -> Learner:
    return Learner(home)


def numbers(said: str, *texts: str) -> str:
    """Return the numbers that *texts* have among the options in *said*."""
    lines = [line.partition(". ") for line in said.splitlines()]
    return " ".join(next(n for n, _, text in lines if text == one) for one in texts)


def test_questions_to_the_interviewer_are_picked_in_a_mock_as_in_a_quiz(learner: Learner) -> None:
    learner.pack("mine", YOURS, head="")
    asked = learner.run(*MOCK, "--plain", typed=":q\n").out
    assert "the most important one first" in asked
    typed = numbers(asked, "What do you sell?", "Who is on call?")

    out = learner.run(*MOCK, "--plain", typed=f"{typed}\n:q\n").out

    assert "1. Not worth asking: What do you sell? (That you came unprepared.)" in out
    assert "2. Worth asking: Who is on call? (How calm the nights are.)" in out
    assert "Left out: What would be mine?" in out
    (review,) = learner.lines("reviewed")
    assert (review["kind"], review["score"], review["passed"]) == ("ask-back", 0.0, False)


@pytest.mark.parametrize("ending", ["md", "html"])
def test_what_was_asked_back_is_in_a_saved_debrief(learner: Learner, ending: str) -> None:
    learner.pack("mine", YOURS, head="")
    asked = learner.run(*MOCK, "--plain", typed=":q\n").out
    file = learner.home.parent / f"debrief.{ending}"
    typed = numbers(asked, "Who is on call?")

    learner.run(*MOCK, "--plain", "--save", str(file), typed=f"{typed}\n:q\n")

    saved = file.read_text(encoding="utf-8")
    assert "Worth asking" in saved
    assert "Left out" in saved
    answers = json.loads(learner.run("debrief", "--json").out)["answers"]
    assert [one["place"] for one in answers[0]["asked_back"]] == [1, 0]


@pytest.mark.parametrize("ending", ["md", "html"])
def test_a_saved_debrief_has_the_code_of_a_review_with_what_was_found(
    learner: Learner, ending: str
) -> None:
    learner.pack("mine", TAGS, head="")
    file = learner.home.parent / f"debrief.{ending}"

    typed = "6: the password is logged\n8: an odd name\n.\n:q\n"
    learner.run(*MOCK, "--plain", "--save", str(file), typed=typed)

    saved = file.read_text(encoding="utf-8")
    assert "tags.py, 8 lines" in saved
    assert '6      logging.info("login' in saved.replace("&quot;", '"')
    assert "Found, major, line 6" in saved
    assert "Missed, critical, line 3" in saved
    assert "False alarm" in saved
    answer = json.loads(learner.run("debrief", "--json").out)["answers"][0]
    assert [one["state"] for one in answer["defects"]] == ["missed", "missed", "hit"]
    assert len(answer["false_alarms"]) == 1
