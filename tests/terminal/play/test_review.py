"""Code to review: asked, answered and judged with keys, in lines, and by a program."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from helpers.learner import QUIZ, Learner, question
from helpers.reviews import ALL_OF_TAGS, PULL_REQUEST, TAGS

FINDINGS = "6: the password is logged\n8: an odd name\nsame list every call\n.\n"


@pytest.fixture
def learner(home: Path) -> Learner:
    learner = Learner(home)
    learner.pack("mine", TAGS, PULL_REQUEST, head="")
    return learner


def test_code_is_read_with_its_numbers_and_judged_line_by_line(learner: Learner) -> None:
    out = learner.run("quiz", "mine:tags", "--plain", typed=FINDINGS).out

    assert "tags.py, 8 lines:\n1: import logging\n2:\n3: def add_tag(" in out
    assert "Passed: 2 of 3 defects found, 1 false alarm. Score 50 %." in out
    assert "Found, critical, line 3: the mutable default is shared by all calls" in out
    assert "  It's made once." in out
    assert "Missed, minor, lines 4 to 5: compare with None by identity" in out
    assert 'False alarm: "8: an odd name"' in out
    assert 'No line with "same list every call": say where it is' in out
    (review,) = learner.lines("reviewed")
    assert (review["kind"], review["score"], review["passed"]) == ("review", 0.5, True)
    assert [point["state"] for point in review["points"]] == ["hit", "missed", "hit"]


def test_all_that_is_wrong_is_right_and_nothing_is_not(learner: Learner) -> None:
    out = learner.run("quiz", "mine:tags", "--plain", typed=f"{ALL_OF_TAGS}\n.\n").out
    assert "Right." in out
    assert "1 of 1 right" in out

    out = learner.run("quiz", "mine:tags", "--plain", typed=".\n", day=9).out
    assert "Not passed: 0 of 3 defects found; the critical one is missing. Score 0 %." in out


def test_a_diff_has_words_for_its_signs_and_the_numbers_of_the_new_file(learner: Learner) -> None:
    typed = "main.py:3: the call blocks the event loop\nmain.py:1: debug is on in production\n.\n"
    out = learner.run("quiz", "mine:pull-request", "--plain", typed=typed).out

    assert "1: import time\ngone: def main(): pass\n2 new: async def main():\n3 new: " in out
    assert "… services:\n10: debug:\ngone:   on: false\n11 new:   on: true" in out
    assert "That is a defect, but it's at conf.yaml:11." in out


def test_a_program_gets_the_lines_the_defects_and_the_false_alarms(learner: Learner) -> None:
    said = learner.run("quiz", "mine:tags", "--json", typed=FINDINGS)

    (asked,), (verdict,) = said.named("question"), said.named("verdict")
    assert (asked["kind"], asked["expects"]) == ("review", "defects")
    (file,) = asked["show"]
    assert (file["file"], len(file["lines"])) == ("tags.py", 8)
    assert file["lines"][3] == {"n": 4, "sign": " ", "text": "    if tag == None:"}
    assert [one["state"] for one in verdict["defects"]] == ["hit", "missed", "hit"]
    assert verdict["defects"][0]["found_by"] == ["same list every call"]
    assert verdict["false_alarms"] == [{"text": "8: an odd name", "file": None, "lines": [[8, 8]]}]
    assert verdict["right"][1] == "4-5: compare with None by identity"


def test_plain_practice_leaves_reviews_out_unless_they_are_asked_for(learner: Learner) -> None:
    learner.pack("other", question("q0", more=QUIZ), TAGS)
    typed = ":s\n" * 9

    def asked(*args: str) -> set[str]:
        found = learner.run(*args, "--json", "-p", "other", typed=typed)
        return {one["question"] for one in found.named("question")}

    assert asked("quiz") == asked("check") == {"other:q0"}
    assert asked("quiz", "-k", "review") == {"other:tags"}
    assert asked("mock") == {"other:q0", "other:tags"}
    refused = learner.refused("quiz", "-p", "mine")
    assert "interview quiz -k review" in refused


def test_a_review_is_due_as_a_flashcard(learner: Learner) -> None:
    learner.run("quiz", "mine:tags", "--json", typed=".\n")

    typed = "\n3\n:q\n"
    said = learner.run("flashcards", "-p", "mine", "--json", "-n", "1", typed=typed, day=5)
    assert [one["question"] for one in said.named("question")] == ["mine:tags"]
    assert said.named("question")[0]["show"]


def test_a_mock_asks_for_findings_and_a_defect_can_be_turned(learner: Learner) -> None:
    typed = "6: the password is logged\n8: an odd name\n.\n:t 1.1\n:q\n"
    out = learner.run("mock", "-p", "mine", "-l", "mid", "--plain", "--seed", "1", typed=typed).out

    assert "Not passed, 17 %: 1 of 3 found." in out
    assert "1. Missed, critical, line 3: the mutable default is shared by all calls" in out
    assert 'False alarm: "8: an odd name"' in out
    assert "Passed, 67 %: 2 of 3 found, marked by you." in out  # the alarm was that finding
    (turned,) = learner.lines("regraded")
    assert (turned["score"], turned["passed"]) == (pytest.approx(2 / 3), True)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_at_a_terminal_the_verdict_stands_beside_the_lines(learner: Learner, start) -> None:
    term = start("quiz mine:tags", columns=90, rows=50)
    term.wait("Review this function.", "8      return tags", "on its own line ends it")
    assert "with the number of the code's line" in term.shown
    term.press("6: the password is logged\r", "8: an odd name\r", ".\r")

    term.wait("Enter result")
    lines = [line.strip() for line in term.shown.splitlines()]
    below = lines[lines.index("✗ 3  def add_tag(tag, password, tags=[]):") + 1]
    assert below == "✗ Missed, critical: the mutable default is shared by all calls"
    below = lines[lines.index('✓ 6      logging.info("login %s", password)') + 1]
    assert below.startswith("✓ Found, major: the password is logged")
    assert lines[lines.index("! 8      return tags") + 1] == '! False alarm: "8: an odd name"'
    assert any(line.startswith("≈ Not passed: 1 of 3 defects found") for line in lines)


def test_a_review_is_read_and_previewed_with_its_code_and_its_defects(
    learner: Learner, tmp_path: Path
) -> None:
    show = learner.run("show", "mine:tags", "--plain").out
    preview = learner.run("pack", "preview", "mine:tags", "--plain", "--answer", "6: logged").out
    page = tmp_path / "page.html"
    learner.run("pack", "preview", "mine", "--html", str(page))

    assert "3  def add_tag(tag, password, tags=[]):" in show
    assert "`3` critical: the mutable default is shared by all calls" in show
    assert "3: def add_tag(tag, password, tags=[]):" in preview
    assert "of 3 defects found" in preview
    html = page.read_text(encoding="utf-8")
    assert "the mutable default is shared by all calls" in html
    assert "app/main.py, what changes" in html
