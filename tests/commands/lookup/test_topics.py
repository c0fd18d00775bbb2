"""The topics, with how many questions of each level there are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers.learner import Learner, question

ROWS = [
    ("alpha", 1, 2, 0),
    ("alpha/beta", 0, 1, 0),
    ("alpha-beta", 0, 0, 1),
    ("gamma", 1, 0, 1),
    ("gamma/delta", 1, 0, 1),
    ("gamma/delta/deep", 1, 0, 0),
]


@pytest.fixture
def learner(home: Path) -> Learner:
    learner = Learner(home)
    learner.pack(
        "mine",
        question("one", "alpha", "junior"),
        question("two", "alpha", "mid"),
        question("three", "alpha/beta", "mid"),
        question("four", "alpha-beta", "senior"),
        question("five", "gamma/delta", "senior"),
        question("six", "gamma/delta/deep", "junior"),
    )
    return learner


def test_a_topic_counts_what_is_below_it(learner: Learner) -> None:
    names = ("topic", "junior", "mid", "senior")
    rows = [dict(zip(names, row, strict=True)) | {"all": sum(row[1:])} for row in ROWS]
    assert learner.json("topics", "-p", "mine") == {"v": 1, "topics": rows}


def test_a_pipe_gets_a_line_for_each_topic(learner: Learner) -> None:
    said = learner.run("topics", "-p", "mine")
    assert said.out.splitlines() == [
        "alpha: 3 (1 junior, 2 mid)",
        "alpha/beta: 1 (1 mid)",
        "alpha-beta: 1 (1 senior)",
        "gamma: 2 (1 junior, 1 senior)",
        "gamma/delta: 2 (1 junior, 1 senior)",
        "gamma/delta/deep: 1 (1 junior)",
    ]


@pytest.mark.parametrize(
    ("filters", "topics"),
    [
        (("-l", "senior"), ["alpha-beta", "gamma", "gamma/delta"]),
        (("-t", "alpha"), ["alpha", "alpha/beta"]),
        (("-t", "gamma/delta/deep"), ["gamma", "gamma/delta", "gamma/delta/deep"]),
        (("-l", "mid", "-t", "alpha/beta"), ["alpha", "alpha/beta"]),
    ],
)
def test_filters_are_those_of_every_command(
    learner: Learner, filters: tuple[str, ...], topics: list[str]
) -> None:
    found = learner.json("topics", "-p", "mine", *filters)["topics"]
    assert [row["topic"] for row in found] == topics


def test_nothing_that_matches_is_said_as_elsewhere(learner: Learner) -> None:
    said = learner.refused("topics", "-p", "mine", "-l", "senior", "-t", "alpha")
    assert said.startswith("interview: no question matches level senior, topic alpha, pack mine\n")
    assert "did you mean alpha?" in learner.refused("topics", "-p", "mine", "-t", "alpa")


def test_all_questions_of_the_bank_are_counted_once(learner: Learner) -> None:
    rows = learner.json("topics", "-p", "python-fastapi")["topics"]
    pack = json.loads(learner.run("pack", "show", "python-fastapi", "--json").out)["packs"][0]
    above_all = [row for row in rows if "/" not in row["topic"]]
    assert sum(row["all"] for row in above_all) == pack["questions"]
    levels = {level: sum(row[level] for row in above_all) for level in pack["levels"]}
    assert levels == pack["levels"]
