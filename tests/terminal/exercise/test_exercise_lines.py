"""Exercises in lines and as events: what's typed, run, left and found again."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.exercises import ONLY_HIDDEN, PACK, RIGHT, SQUARE
from helpers.learner import Learner, Said

from interview_cli.packs.library.trust import trust

ADDS = "def double(n):\n    return n + 3\n"


@pytest.fixture
def gym(home: Path) -> Learner:
    """Return a learner who trusts a pack of exercises of their own."""
    learner = Learner(home)
    folder = home / "packs"
    folder.mkdir(parents=True)
    (folder / "gym.yaml").write_text(PACK, encoding="utf-8")
    trust(home / "packs" / "gym.yaml")
    return learner


def solve(gym: Learner, typed: str, *args: str, day: int = 0) -> Said:
    return gym.run("quiz", "gym:double", *args, typed=typed, day=day)


def test_what_is_typed_is_run_until_it_is_solved(gym):
    said = solve(gym, f"{SQUARE}.\n{ONLY_HIDDEN}.\n{RIGHT}.\n").out
    first, second, third = said.split("\n> .\n")[1:]

    assert "\nRan " not in said
    assert "1 of 3 tests passed." not in first
    assert "2 of 3 tests passed." in first
    assert "Failed: test_text" in first
    assert "test_zero (hidden)" in first
    assert "Failed: test_zero (hidden)" in second
    assert "The tests that you can see pass; test_zero fails." in second
    assert "twice 0" not in second
    assert "All 3 tests passed, hidden ones too." in third
    assert "Solved in" in third
    assert "return 2 * n" in third
    assert "It takes the same time for every number." in third
    assert "test_zero: Nothing, doubled, is nothing." in third


def test_the_first_failing_call_is_shown_with_both_values(gym):
    said = solve(gym, f"{ADDS}.\n").out
    assert "Call: double(2)" in said
    assert "Expected: 4" in said
    assert "Actual: 5" in said
    assert "Message: twice 2 is 4" in said
    # The file is the learner's, and lies beside its tests.
    folder = gym.home / "exercises" / "gym" / "double"
    assert (folder / "exercise.py").read_text() == ADDS
    assert "def test_two" in (folder / "test_exercise.py").read_text()
    assert "test_zero" not in (folder / "test_exercise.py").read_text()


def test_an_editor_of_ones_own_writes_it_and_t_runs_it(gym):
    solve(gym, ":q\n")
    (gym.home / "exercises" / "gym" / "double" / "exercise.py").write_text(RIGHT)
    said = gym.run("resume", typed=":t\n").out
    assert "Solved in" in said


def test_an_exercise_goes_on_where_it_was_left(gym):
    solve(gym, f":?\n{SQUARE}.\n:q\n")
    said = gym.run("resume", typed=":?\n:d\n:q\n").out
    assert "You've started this before:" in said
    assert "and 1 hint so far" in said
    assert "Hint 2 of 2: Multiply." in said
    assert "New:     return n**2" in said


def test_reading_the_solution_ends_it_and_is_asked_first(gym):
    said = solve(gym, ":m\n:m\n").out
    assert "Type :m again to say yes." in said
    assert "Not solved" in said
    assert "Asked again tomorrow." in said


def test_it_comes_back_from_the_starter_and_what_was_written_is_kept(gym):
    solve(gym, f"{RIGHT}.\n")
    again = solve(gym, ":q\n", day=9).out
    assert "You've started this before" not in again
    folder = gym.home / "exercises" / "gym" / "double"
    assert "return" not in (folder / "exercise.py").read_text()
    [earlier] = (folder / "earlier").iterdir()
    assert (earlier / "exercise.py").read_text() == RIGHT


def test_after_an_undo_the_attempt_goes_on(gym):
    said = solve(gym, f"{RIGHT}.\n:u\n:d\n:q\n").out
    assert "Undone." in said
    assert "New:     return n + n" in said


def test_plain_practice_asks_no_exercise(gym):
    said = gym.run("quiz", "-p", "gym", "--json")
    assert [one["question"] for one in said.named("question")] == ["gym:word"]
    cards = gym.run("flashcards", "-p", "gym", "--json")
    assert [one["question"] for one in cards.named("question")] == ["gym:word"]
    named = gym.run("quiz", "-p", "gym", "-k", "code", "--json")
    assert [one["question"] for one in named.named("question")] == ["gym:double"]


def test_only_exercises_match_says_how_to_have_them(gym):
    said = gym.run("flashcards", "-p", "gym", "-k", "sql", code=2)
    assert "only exercises match" in said.err
    assert "interview quiz -k code -k sql" in said.err


def test_code_that_is_not_trusted_is_not_run(home):
    learner = Learner(home)
    (home / "packs").mkdir()
    (home / "packs" / "gym.yaml").write_text(PACK, encoding="utf-8")
    said = learner.run("quiz", "gym:double", code=2)
    assert "gym:double can't be run" in said.err
    assert "interview pack trust gym" in said.err
    some = learner.run("quiz", "-p", "gym", "-k", "code", "-k", "short", "--json")
    assert [one["question"] for one in some.named("question")] == ["gym:word"]
    assert "gym:double is passed over" in some.err


def test_a_pack_that_changed_since_is_not_run(gym):
    solve(gym, ":q\n")
    (gym.home / "packs" / "gym.yaml").write_text(PACK.replace("twice 2", "two times 2"))
    said = gym.run("resume", typed=":t\n:q\n")
    assert "isn't run before you trust it" in said.err
    assert "tests passed" not in said.out


def test_what_is_missing_is_said(home):
    learner = Learner(home)
    (home / "packs").mkdir()
    needs = PACK.replace("    topic: sql", "    topic: sql\n    needs: {no-such-library: '>=1'}")
    (home / "packs" / "gym.yaml").write_text(needs, encoding="utf-8")
    trust(home / "packs" / "gym.yaml")
    said = learner.run("quiz", "-k", "sql", "-p", "gym", code=2)
    assert "no-such-library >=1 is not installed" in said.err


def test_an_exercise_that_is_due_is_counted_apart(gym):
    solve(gym, ":m\n:m\n")
    assert gym.run("due", day=3).out == "1 exercise due: interview quiz -k code\n"
    assert gym.json("due", day=3)["exercises"] == 1
    assert gym.json("due", day=3)["due"] == 0


def test_events(gym):
    said = solve(gym, f":?\n{SQUARE}.\n:d\n{RIGHT}.\n", "--json")
    assert [one["event"] for one in said.events] == [
        *("session", "question", "hint", "run", "difference", "verdict", "summary")
    ]
    [asked] = said.named("question")
    assert (asked["expects"], asked["form"], asked["minutes"]) == ("code", "write", 5.0)
    assert "def double" in asked["starter"]
    assert "def test_two" in asked["tests"]
    [run] = said.named("run")
    states = {check["name"]: check["state"] for check in run["checks"]}
    assert states == {"test_two": "passed", "test_text": "error", "test_zero": "passed"}
    [verdict] = said.named("verdict")
    assert (verdict["score"], verdict["passed"], verdict["answer"]) == (1.0, True, [RIGHT])
    assert verdict["run"]["state"] == "passed"
    assert "time" in verdict["run"]["enforced"]
    assert verdict["run"]["checks"][2]["lesson"] == "Nothing, doubled, is nothing."


def test_what_hidden_tests_check_is_told_afterwards_alone(gym):
    said = solve(gym, f"{ONLY_HIDDEN}.\n:m\n", "--json")
    [run], [verdict] = said.named("run"), said.named("verdict")
    hidden, told = run["checks"][2], verdict["run"]["checks"][2]
    assert hidden["state"] == "failed"
    assert not any(hidden[name] for name in ("call", "expected", "message", "lesson"))
    assert all(told[name] for name in ("expected", "message", "lesson"))
    assert (verdict["passed"], verdict["rating"]) == (False, 1)


def test_verbose_says_what_held_it(gym):
    assert "\nRan " in solve(gym, f"{ADDS}.\n", "-v").out


def test_watching_needs_a_terminal(gym):
    said = gym.run("quiz", "gym:double", "--watch", code=2)
    assert "--watch needs a terminal" in said.err
