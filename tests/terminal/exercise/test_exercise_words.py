"""What is said of a run, whatever came of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview_cli.core.exercises.exercise import Exercise
from interview_cli.core.exercises.exercise_run import NOT_REACHED, CheckResult, ExerciseRun
from interview_cli.core.questions.fixed_code import diff_lines
from interview_cli.terminal.exercise import run_words
from interview_cli.terminal.exercise.prose import difference_lines, run_lines
from interview_cli.terminal.exercise.run_json import plain_run

WRITE = Exercise("write", "exercise.py", "", "x = 1\n")
CATCH = Exercise("catch", "test_exercise.py", "", "x = 1\n", module="x = 1\n")
SQL = Exercise("sql", "query.sql", "", "SELECT 1")
ANSWER = "def f(n):\n    return n + 1\n"

PASSED = CheckResult("test_one", "passed")
FAILED = CheckResult(
    "test_two", "failed", call="f(2)", expected="4", actual="3", message="twice", line=2
)
HIDDEN = CheckResult("test_three", "failed", hidden=True, call="f(0)", message="secret", line=2)


def said(exercise: Exercise, run: ExerciseRun) -> str:
    return "\n".join(run_lines(exercise, run, ANSWER))


def test_a_failure_is_shown_with_all_that_is_known():
    shown = said(WRITE, ExerciseRun("failed", (PASSED, FAILED)))
    assert shown == (
        "1 of 2 tests passed.\n"
        "Passed: test_one\n"
        "Failed: test_two\n"
        "The first to fail is test_two:\n"
        "Call: f(2)\n"
        "Expected: 4\n"
        "Actual: 3\n"
        "Message: twice\n"
        "Your line 2: return n + 1"
    )


SEVERAL = """\
def test_two():
    n = f(1)
    assert f(n) == 4


def test_one():
    assert f(1) == 2
"""


@pytest.mark.parametrize(("name", "shown"), [("test_two", True), ("test_one", False)])
def test_what_comes_before_the_call_is_shown(name, shown):
    check = CheckResult(name, "failed", call="f(n)", expected="4", actual="3")
    run = ExerciseRun("failed", (PASSED, check))
    text = said(WRITE._replace(tests=SEVERAL), run)
    assert ("def test_two():\n    n = f(1)\n" in text) is shown


def test_of_a_hidden_test_the_name_alone_is_said():
    shown = said(WRITE, ExerciseRun("failed", (PASSED, HIDDEN)))
    assert "Failed: test_three (hidden)" in shown
    assert "The tests that you can see pass; test_three fails." in shown
    assert "secret" not in shown
    assert "f(0)" not in shown


@pytest.mark.parametrize(
    ("state", "note"),
    [
        ("timeout", "took too long"),
        ("memory", "took too much memory"),
        ("output", "too much output"),
        ("crashed", "crashed"),
        ("error", "ended with an error"),
    ],
)
def test_what_is_no_plain_failure_is_said(state, note):
    run = ExerciseRun(state, (CheckResult("test_one", state, message="so"),), message="so")
    shown = said(WRITE, run)
    assert f"Failed: test_one ({note})" in shown
    assert shown.count("so") == 1


def test_only_the_test_that_ran_took_too_long():
    ran = CheckResult("test_one", "timeout", message="stopped after 2 s")
    after = CheckResult("test_two", "timeout", message=f"{NOT_REACHED}: it ended in test_one")
    hidden = replace(after, name="test_three", hidden=True)
    run = ExerciseRun("timeout", (ran, after, hidden), message="test_one: stopped after 2 s")
    shown = said(WRITE, run)
    assert "Failed: test_one (took too long)\nFailed: test_two (not reached)\n" in shown
    assert "Failed: test_three (hidden, not reached)\n" in shown
    assert shown.count("stopped after 2 s") == 1


def test_our_own_fault_is_not_the_learners():
    shown = said(WRITE, ExerciseRun("ours", message="no child could be started"))
    assert shown.startswith("It couldn't be run.\nWhy: no child could be started\n")
    assert "not in your code. It doesn't count." in shown
    assert "0 of 0" not in shown


def test_a_program_that_cant_be_read_says_where():
    shown = said(WRITE, ExerciseRun("error", message="SyntaxError: invalid syntax", line=1))
    assert shown == "SyntaxError: invalid syntax\nYour line 1: def f(n):"


def test_long_values_say_where_they_differ():
    expected, actual = "[" + "1, " * 40 + "2]", "[" + "1, " * 40 + "3]"
    check = CheckResult("test_one", "failed", expected=expected, actual=actual)
    shown = said(WRITE, ExerciseRun("failed", (check,)))
    assert "They differ from character 122 on: … 1, 1, 1, 2] / … 1, 1, 1, 3]" in shown


def test_values_of_many_lines_are_a_difference():
    rows = [f"({n},)" for n in range(6)]
    check = CheckResult("db 1", "failed", expected="\n".join(rows), actual="\n".join(rows[:-1]))
    shown = said(SQL, ExerciseRun("failed", (check,)))
    assert "Difference:\n" in shown
    assert "-(5,)" in shown
    assert "@@" not in shown


def test_only_what_the_failing_test_printed_is_shown():
    checks = (
        replace(PASSED, printed="of another\n"),
        CheckResult("test_two", "failed", printed="its own\n"),
        CheckResult("test_secret", "failed", hidden=True, printed="an input\n"),
    )
    shown = said(WRITE, ExerciseRun("failed", checks, printed="imported\n"))
    assert "imported\n" in shown
    assert "its own" in shown
    assert "of another" not in shown
    assert "an input" not in shown


def test_what_hidden_tests_print_stays_hidden_when_all_others_pass():
    hidden = CheckResult("test_secret", "failed", hidden=True, printed="an input\n")
    run = ExerciseRun("failed", (replace(PASSED, printed="mine\n"), hidden))
    shown = said(WRITE, run)
    assert "mine" in shown
    assert "an input" not in shown
    assert plain_run(run)["checks"][1]["printed"] == ""
    assert plain_run(run, over=True)["checks"][1]["printed"] == "an input\n"


def test_what_was_printed_is_cut_in_the_middle_and_says_so():
    printed = "".join(f"line {n}\n" for n in range(100))
    shown = said(WRITE, ExerciseRun("passed", (PASSED,), printed=printed, cut=2000))
    assert "line 0\n" in shown
    assert "line 99" in shown
    assert "line 50\n" not in shown
    assert "… 76 lines left out …" in shown
    assert "(2000 bytes of it were not kept)" in shown


def test_a_printed_line_that_would_fill_the_screen_is_shortened():
    printed = f"begin{'x' * 60_000}end\n"
    shown = said(WRITE, ExerciseRun("passed", (PASSED,), printed=printed))
    assert len(shown) < 600
    assert "begin" in shown
    assert "… 59608 characters left out …" in shown
    assert "end" in shown


@pytest.mark.parametrize(
    ("states", "head"),
    [
        (["failed", "failed"], "Your tests don't pass on the right program yet."),
        (["passed", "failed", "passed"], "Your tests catch 1 of 2 wrong versions."),
        (["passed", "passed"], "Your tests catch the wrong version."),
        (["passed", "passed", "passed"], "Your tests catch both wrong versions."),
        (["passed"] * 4, "Your tests catch all 3 wrong versions."),
    ],
)
def test_how_many_wrong_versions_are_caught(states, head):
    checks = tuple(CheckResult(f"mutant {n}", state) for n, state in enumerate(states))
    solved = all(state == "passed" for state in states)
    run = ExerciseRun("passed" if solved else "failed", checks)
    assert run_words.head(CATCH, run) == head
    if states[0] == "passed" and not solved:
        assert "What could be wrong" in said(CATCH, run)


def test_a_comment_of_sql_stays_in_a_difference():
    lines = diff_lines("-- old\nSELECT 1\n", "-- new\nSELECT 1\n")
    assert lines[1:] == ["--- old", "+-- new", " SELECT 1"]
    assert difference_lines(lines) == ["Gone: -- old", "New: -- new", "Same: SELECT 1"]


@pytest.mark.parametrize(("failing", "told"), [(0, False), (1, True)])
def test_a_database_that_is_in_no_file_has_other_rows(failing: int, told: bool) -> None:
    checks = [CheckResult(f"database {n}", "passed") for n in (1, 2)]
    checks[failing] = CheckResult(
        f"database {failing + 1}", "failed", expected="id\n2", actual="id\n(no row)"
    )
    shown = said(SQL, ExerciseRun("failed", tuple(checks)))
    assert ("the same tables as schema.sql" in shown) is told
