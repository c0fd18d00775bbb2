"""Stories of one's own: told, looked at, and graded by the learner alone."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from helpers.learner import QUIZ, Learner, question
from helpers.stories import FAILURE, STORY

TOLD = f"{STORY}\n.\n"


@pytest.fixture
def learner(home: Path) -> Learner:
    learner = Learner(home)
    learner.pack("mine", FAILURE, head="")
    return learner


def test_a_story_is_looked_at_and_graded_by_the_learner(learner: Learner) -> None:
    out = learner.run("quiz", "mine:failure", "--plain", typed=f"{TOLD}3\n").out

    assert "Tell a story of your own. End with" in out
    assert 'Task: "I was asked to find out why"' in out
    assert 'Who: "I" twice, no "we"' in out
    assert 'Number: "40", "2"' in out
    assert "How to go about it:\nTake one that was `yours`" in out
    assert "- you say what was yours\n" in out
    assert "1. No story at all.\n2. A story of others.\n" in out
    assert "Graded good." in out
    assert "1 of 1 right" in out
    (review,) = learner.lines("reviewed")
    assert (review["kind"], review["answer"]) == ("behaviour", STORY)
    assert (review["score"], review["passed"], review["grader"]) == (None, None, "self")
    assert review["rating"] == 3


def test_one_s_own_stories_that_would_serve_are_named(learner: Learner) -> None:
    stories = learner.home / "stories"
    stories.mkdir(parents=True)
    for name, tags in (("a", "failure"), ("b", "conflict"), ("c", "teamwork, failures")):
        text = f"title: Story {name}\ntags: {tags}\n\nSecret words.\n"
        (stories / f"{name}.md").write_text(text, encoding="utf-8")

    out = learner.run("quiz", "mine:failure", "--plain", typed=":q\n").out

    assert 'Of your stories these would serve: "Story a" and "Story c".' in out
    assert "Secret words" not in out


def test_what_is_missing_is_said_and_nothing_is_wrong(learner: Learner) -> None:
    typed = "We met. We talked. We fixed it.\n.\n1\n"
    out = learner.run("quiz", "mine:failure", "--plain", typed=typed).out

    assert "Result: not found. Say what came of it, and what you learned." in out
    assert 'Who: no "I", "we" 3 times: ' in out
    assert "Number: none in the result." in out
    assert "Wrong" not in out
    assert "you want to tell it better" in out


def test_undo_gives_the_story_back_and_no_grade_is_kept(learner: Learner) -> None:
    typed = f"{TOLD}:u\n.\n4\n"
    out = learner.run("quiz", "mine:failure", "--plain", typed=typed).out

    assert f"You had written:\n{STORY}" in out
    (review,) = learner.lines("reviewed")
    assert (review["answer"], review["rating"]) == (STORY, 4)


def test_a_story_that_is_left_ungraded_is_kept(learner: Learner) -> None:
    learner.run("quiz", "mine:failure", "--plain", typed=f"{TOLD}:q\n")

    (review,) = learner.lines("reviewed")
    assert (review["answer"], review["score"], review["passed"]) == (STORY, None, None)
    assert review["reasons"] == ["cannot-tell"]


def test_there_is_no_calling_a_graded_story_right(learner: Learner) -> None:
    typed = f"{TOLD}1\n:r\n:q\n"
    learner.run("quiz", "mine:failure", "--plain", typed=typed)

    assert learner.lines("regraded") == []


def test_a_program_gets_what_was_found_and_the_anchors(learner: Learner) -> None:
    said = learner.run("quiz", "mine:failure", "--json", typed=f"{TOLD}2\n")

    (asked,), (reveal,) = said.named("question"), said.named("reveal")
    (verdict,) = said.named("verdict")
    assert (asked["kind"], asked["expects"], asked["options"]) == ("behaviour", "lines", [])
    assert reveal["looks_for"] == ["you say what was yours", "what you do differently"]
    assert reveal["anchors"][0] == "No story at all."
    assert [one["about"] for one in reveal["findings"] if not one["fine"]] == ["length"]
    assert verdict["findings"] == reveal["findings"]
    assert (verdict["score"], verdict["passed"], verdict["right"]) == (None, None, [])


def test_plain_practice_leaves_stories_out_and_no_flashcard_has_one(learner: Learner) -> None:
    learner.pack("other", question("q0", more=QUIZ), FAILURE)

    def asked(*args: str) -> set[str]:
        found = learner.run(*args, "--json", "-p", "other", typed=":s\n" * 9)
        return {one["question"] for one in found.named("question")}

    assert asked("quiz") == asked("check") == asked("flashcards") == {"other:q0"}
    assert asked("quiz", "-k", "behaviour") == {"other:failure"}
    assert asked("mock") == {"other:q0", "other:failure"}
    assert "interview quiz -k behaviour" in learner.refused("flashcards", "-p", "mine")


def test_a_mock_leaves_the_score_to_others_and_marks_a_good_story(learner: Learner) -> None:
    args = ("mock", "-p", "mine", "-l", "mid", "--plain", "--seed", "1")
    out = learner.run(*args, typed=f"{TOLD}:r 1\n:q\n").out

    assert "No score yet" in out
    assert 'Action: "I wrote a script that replayed them"' in out
    assert "Compare it with the anchors; :r 1 if it's a good story." in out
    assert "Good, marked by you." in out
    (turned,) = learner.lines("regraded")
    assert (turned["score"], turned["passed"], turned["rating"]) == (None, None, 3)
    again = learner.run("debrief", "--plain").out
    assert "Good, marked by you." in again


def test_a_coach_asks_for_the_grade_at_once(learner: Learner) -> None:
    args = ("mock", "-p", "mine", "-l", "mid", "--plain", "--coach")
    out = learner.run(*args, typed=f"{TOLD}3\n:q\n").out

    assert "Good, marked by you." in out
    assert learner.lines("reviewed")[0]["grader"] == "self"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_at_a_terminal_the_anchors_stand_above_the_grades(learner: Learner, start) -> None:
    term = start("quiz mine:failure", columns=80, rows=50)
    term.wait("Tell me about a failure.")
    term.press("I was asked to find it.\r", "I wrote a script.\r", ".\r")

    term.wait("In your story", 'Action: "I wrote a script"', "Situation: not found.")
    term.wait("No story at all.", "good · 2 days")
    term.press("3")
    term.wait("Graded good.")
    (review,) = learner.lines("reviewed")
    assert review["answer"] == "I was asked to find it.\nI wrote a script."


def test_a_story_question_is_read_and_previewed_with_its_anchors(
    learner: Learner, tmp_path: Path
) -> None:
    show = learner.run("show", "mine:failure", "--plain").out
    preview = learner.run("pack", "preview", "mine:failure", "--plain", "--answer", STORY).out
    page = tmp_path / "page.html"
    learner.run("pack", "preview", "mine", "--html", str(page))

    assert "Accepted" not in show
    for shown in (show, preview):
        assert "How to go about it:" in shown
        assert "3. Your own story, with what you changed." in shown
    assert "Action: " in preview
    assert "As a flashcard" not in preview
    html = page.read_text(encoding="utf-8")
    assert "Your own story, with what you changed." in html
    assert "Accepted" not in html
