"""A track that names kinds has them asked, in its order; and says how long it takes."""

from __future__ import annotations

import json

import pytest
from helpers.learner import QUIZ, Learner, question

REVIEW = (
    "quiz: {kind: review, show: [{file: a.py, text: x = 1}], "
    "defects: [{lines: 1, says: the name says nothing}]}"
)
TRACKS = (
    ", tracks: [{id: look, title: Look first, steps: "
    "[{topic: a, kinds: [review]}, {topic: a}, {topic: b}]}, "
    "{id: plain, title: Plain, steps: [{topic: a}, {topic: b}]}]"
)


@pytest.fixture
def learner(home) -> Learner:
    learner = Learner(home)
    learner.pack(
        "trial",
        question("one", "a", "mid", more=QUIZ),
        question("two", "b", "mid", more=REVIEW),
        question("three", "a", "mid", more=REVIEW),
        about=TRACKS,
    )
    return learner


def asked(learner: Learner, track: str) -> list[str]:
    said = learner.run("quiz", "-p", "trial", "--track", track, "--json", typed=":s\n" * 3).out
    events = map(json.loads, said.splitlines())
    return [one["question"] for one in events if one["event"] == "question"]


def test_the_kinds_that_a_step_names_are_asked_in_its_place(learner) -> None:
    assert asked(learner, "look") == ["trial:three", "trial:one"]
    assert asked(learner, "plain") == ["trial:one"]


def test_the_pack_says_how_much_is_left_and_how_long_it_takes(learner) -> None:
    said = learner.run("pack", "show", "trial").out
    assert "Look first: 0 of 2, about 10 min left, next a" in said
    assert "Plain: 0 of 1, about 5 min left, next a" in said
    document = json.loads(learner.run("pack", "show", "trial", "--json").out)
    assert [t["minutes_left"] for t in document["packs"][0]["tracks"]] == [8, 1]
