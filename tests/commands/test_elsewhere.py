"""What was answered in a pack that is named by its path isn't said to be nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers.learner import QUIZ, Learner, question

PACK = "format: 1\npack: {id: mine, title: Mine}\nquestions:\n" + question("one", more=QUIZ)


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    """Return a learner who has answered the question of a pack in a file."""
    (tmp_path / "mine.yaml").write_text(PACK)
    learner = Learner(tmp_path / "home")
    learner.run("quiz", "-p", str(tmp_path / "mine.yaml"), "--plain", typed="1\n")
    return learner


@pytest.mark.parametrize(
    "command",
    [("due", "--all"), ("due", "--all", "--json"), ("stats",), ("plan", "--on", "2027-01-01")],
)
def test_it_says_where_the_answers_are(learner: Learner, tmp_path: Path, command) -> None:
    done = learner.run(*command)

    assert "you've also answered 1 question of mine, which isn't one of your packs" in done.err
    assert f"interview pack add {tmp_path / 'mine.yaml'}" in done.err
    assert "haven't answered anything" not in done.out


def test_once_it_is_added_they_are_there(learner: Learner, tmp_path: Path) -> None:
    learner.run("pack", "add", str(tmp_path / "mine.yaml"))

    done = learner.run("due", "--all", "--json")
    assert [row["question"] for row in json.loads(done.out)["questions"]] == ["mine:one"]
    assert not done.err


def test_a_pack_that_is_gone_can_be_added_from_somewhere(learner: Learner, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").unlink()

    assert learner.run("due", "--all").err.endswith("interview pack add SOURCE\n")


def test_a_plan_says_how_to_have_the_pack(learner: Learner, tmp_path: Path) -> None:
    path = str(tmp_path / "mine.yaml")
    done = learner.run("plan", "--on", "2027-01-01", "-p", path, code=2)

    assert f"interview pack add {path}" in done.err


def test_past_sessions_name_the_month(learner: Learner) -> None:
    done = learner.run("history", env={"INTERVIEW_NOW": "2026-12-20T12:00:00+01:00"})

    assert done.out.startswith("1. 21 November, ")
