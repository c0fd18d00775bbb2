"""Cases to work through: asked stage by stage, left and continued, graded by oneself, judged."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from helpers.cases import GOOD, LINKS, POOR
from helpers.learner import QUIZ, Learner, question

ASK, PROBE, DATA = (
    "What do you want to know first?",
    "What decides the database?",
    "Where do the links go?",
)


def said(*texts: str) -> str:
    return "".join(f"{text}\n.\n" for text in texts)


@pytest.fixture
def learner(home: Path) -> Learner:
    learner = Learner(home)
    learner.pack("mine", LINKS, head="")
    return learner


def test_what_is_asked_next_depends_on_what_was_said(learner: Learner) -> None:
    good = learner.run("quiz", "mine:links", "--plain", typed=f"{said(*GOOD)}\n").out
    poor = learner.run("quiz", "mine:links", "--plain", typed=f"{said(*POOR)}\n").out

    assert "2 stages, 8 minutes: clarify, data." in good
    assert "Stage 1 of 2: Clarify, 3 minutes.\nWhat do you want to know first?" in good
    assert PROBE not in good
    assert f"Stage 1 of 2: Clarify, one more question.\n{PROBE}" in poor
    assert f"Stage 2 of 2: Data, 5 minutes.\n{DATA}" in poor


def test_stages_are_scored_by_their_points_beside_one_s_own_grades(learner: Learner) -> None:
    out = learner.run("quiz", "mine:links", "--plain", typed=f"{said(*GOOD)}2\n3\n").out

    assert "0: asks nothing\n1: asks little\n2: asks for the load\n3: asks for both" in out
    assert out.index("Grade yourself") < out.index("points said")
    assert "Passed, 100 %: 3 of 3 points said." in out
    assert "Clarify: 3 of 3 by its points, 2 by you" in out
    assert 'Said: how many links are followed [essential] ("How much traffic")' in out
    assert "You gave yourself 2.5 on average; your points come to 3.0" in out
    assert "A model walk-through:\nClarify: the load." in out
    (review,) = learner.lines("reviewed")
    assert (review["kind"], review["passed"], review["grader"]) == ("design", True, "rule")
    assert review["answer"] == [GOOD[0], "", GOOD[1], ""]
    assert [(one["id"], one["own"]) for one in review["stages"]] == [("clarify", 2), ("data", 3)]


def test_without_an_essential_point_a_case_does_not_pass(learner: Learner) -> None:
    typed = said("Do links expire?", "No idea.", GOOD[1])
    out = learner.run("quiz", "mine:links", "--plain", typed=f"{typed}\n").out

    assert "1 essential point missing." in out
    (review,) = learner.lines("reviewed")
    assert (review["passed"], [one["own"] for one in review["stages"]]) == (False, [None, None])


def test_what_is_said_to_the_probe_counts_for_its_stage(learner: Learner) -> None:
    typed = said("Do links expire?", "There are far more reads than writes.", GOOD[1])
    learner.run("quiz", "mine:links", "--plain", typed=f"{typed}\n")

    (review,) = learner.lines("reviewed")
    assert (review["passed"], review["score"]) == (True, 1.0)


def test_a_case_that_is_left_goes_on_where_it_was(learner: Learner) -> None:
    first = learner.run("quiz", "mine:links", "--plain", typed=f"{said(POOR[0])}half\n:q\n").out
    assert "interview resume" in first
    assert learner.lines("reviewed") == []

    again = learner.run("resume", "--plain", typed=f".\n{said(GOOD[1])}1\n1\n").out

    assert "Design a service that makes short links." in again
    assert f"You've said so far:\nClarify: {POOR[0]}" in again
    assert f"one more question.\n{PROBE}\nYou had written:\nhalf" in again
    (review,) = learner.lines("reviewed")
    assert review["answer"] == [POOR[0], "half", GOOD[1], ""]
    assert [one["own"] for one in review["stages"]] == [1, 1]


def test_quitting_before_the_grades_keeps_the_answer(learner: Learner) -> None:
    learner.run("quiz", "mine:links", "--plain", typed=f"{said(*GOOD)}2\n:q\n")

    (review,) = learner.lines("reviewed")
    assert [one["own"] for one in review["stages"]] == [2, None]


def test_undo_goes_back_one_remark_and_gives_its_text_back(learner: Learner) -> None:
    typed = f"{said(POOR[0])}:u\n.\n{said(*POOR[1:])}3\n:u\n:u\n.\n2\n0\n:u\n.\n\n"
    out = learner.run("quiz", "mine:links", "--plain", typed=typed).out

    assert out.count("Undone. Here it is again.") == 4
    assert f"You had written:\n{POOR[0]}" in out
    assert out.count(f"You had written:\n{POOR[2]}") == 2
    (review,) = learner.lines("reviewed")[-1:]
    assert review["answer"] == [*POOR, ""]


def test_a_case_that_was_skipped_comes_back_with_all_that_was_said(learner: Learner) -> None:
    learner.pack("other", question("q0", more=QUIZ), LINKS)
    typed = f"{said(POOR[0], POOR[1])}:s\n:u\n{said(POOR[2])}\n:q\n"
    run = learner.run("quiz", "other:links", "other:q0", "--plain", typed=typed)

    assert "What you've said of it comes back with undo." in run.err
    (review,) = learner.lines("reviewed")
    assert review["answer"] == [*POOR, ""]


def test_grades_are_0_to_3_alone(learner: Learner) -> None:
    typed = f"{said(*GOOD)}4\nx\n-1\n3\n\n"
    run = learner.run("quiz", "mine:links", "--plain", typed=typed)

    assert run.err.count("Type your grade, 0 to 3, or press Enter to grade no more.") == 3
    (review,) = learner.lines("reviewed")
    assert [one["own"] for one in review["stages"]] == [3, None]


def test_a_program_gets_each_remark_the_anchors_and_the_stages(learner: Learner) -> None:
    run = learner.run("quiz", "mine:links", "--json", typed=f"{said(*POOR)}1\n0\n")

    (asked,), (verdict,) = run.named("question"), run.named("verdict")
    assert asked["stages"] == [{"id": "clarify", "minutes": 3.0}, {"id": "data", "minutes": 5.0}]
    stages = [(one["n"], one["ask"], one["probing"]) for one in run.named("stage")]
    assert stages == [(1, ASK, False), (1, PROBE, True), (2, DATA, False)]
    assert [one["id"] for one in run.named("anchors")] == ["clarify", "data"]
    assert [(one["grade"], one["own"]) for one in verdict["stages"]] == [(0, 1), (0, 0)]
    assert (verdict["score"], verdict["passed"]) == (0.0, False)


def test_a_mock_asks_cases_for_their_kind_alone_and_its_debrief_shows_the_stages(
    learner: Learner,
) -> None:
    learner.pack("other", question("q0", more=QUIZ), LINKS)

    def asked(*args: str) -> set[str]:
        found = learner.run(*args, "-p", "other", "--json", typed=":s\n" * 9)
        return {one["question"] for one in found.named("question")}

    assert asked("mock") == asked("quiz") == {"other:q0"}
    assert asked("quiz", "-k", "design") == asked("mock", "-k", "design") == {"other:links"}
    assert asked("flashcards") == {"other:q0", "other:links"}
    assert "-k design" in learner.refused("mock", "-p", "mine")

    page = learner.home.parent / "debrief.html"
    args = ("mock", "-p", "mine", "-k", "design", "--plain", "--save", str(page))
    out = learner.run(*args, typed=f"{said(*GOOD)}2\n2\n:t 1.3\n:q\n").out
    assert out.index("Grade yourself") < out.index("pass mark")
    assert "Passed, 100 %: 3 of 3 said." in out
    assert "Data: 3 of 3 by its points, 2 by you" in out
    assert "3. Not said: a key-value store by the short name" in out
    html = page.read_text(encoding="utf-8")
    assert "Clarify: <mark class=hit>How much traffic</mark> is there" in html
    assert "Not said: a key-value" in learner.run("debrief", "--plain").out


def test_a_case_said_aloud_is_ticked_point_by_point(learner: Learner) -> None:
    args = ("mock", "-p", "mine", "-k", "design", "--plain", "--spoken")
    learner.run(*args, typed="\n1 3\n:q\n")

    (review,) = learner.lines("reviewed")
    assert [point["state"] for point in review["points"]] == ["hit", "missed", "hit"]
    assert (review["grader"], review["passed"]) == ("self", True)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_at_a_terminal_keys_grade_each_stage(learner: Learner, start) -> None:
    term = start("quiz mine:links", columns=80, rows=60)
    term.wait("Stage 1 of 2: Clarify", ASK)
    term.press(f"{POOR[0]}\r", ".\r")
    term.wait("one more question", PROBE)
    term.press(f"{GOOD[0]}\r", ".\r")
    term.wait("Stage 2 of 2: Data")
    term.press(f"{GOOD[1]}\r", ".\r")
    term.wait("asks for both", "grade no more")
    term.press("2")
    term.wait("two compared")
    term.press("3")
    term.wait("Passed, 100 %", "2 by you", "A model walk-through")


def test_a_case_is_read_and_previewed_with_its_stages(learner: Learner, tmp_path: Path) -> None:
    show = learner.run("show", "mine:links", "--plain").out
    preview = learner.run("pack", "preview", "mine:links", "--plain", "--answer", GOOD[1]).out
    page = tmp_path / "page.html"
    learner.run("pack", "preview", "mine", "--html", str(page))

    for shown in (show, preview):
        assert "Clarify, 3 minutes:" in shown
    assert "- how many links are followed [essential]" in show
    assert f'If "how many links are followed" is missed: {PROBE}' in show
    assert "Data: 3 of 3 by its points" in preview
    assert "Accepted" not in show
    assert "asks for both" in page.read_text(encoding="utf-8")
