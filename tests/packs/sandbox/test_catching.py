"""Tests that the learner writes, on the right program and on wrong ones."""

from __future__ import annotations

from typing import Any

import pytest
from helpers.program import mostly_slow

from interview_cli.core.exercises.exercise import Exercise
from interview_cli.core.exercises.exercise_run import ExerciseRun
from interview_cli.core.kinds.code import Mutant
from interview_cli.packs.sandbox.boxes.box import BoxRun, run_in_box
from interview_cli.packs.sandbox.boxes.limits import LEAST_SECONDS, Limits
from interview_cli.packs.sandbox.catching import run_catch
from interview_cli.packs.sandbox.exercise_runner import run_exercise

RIGHT = "def largest(numbers):\n    return max(numbers)\n"
MUTANTS = (
    Mutant("def largest(numbers):\n    return numbers[-1]\n", "the last isn't the largest"),
    Mutant("def largest(numbers):\n    return max(map(abs, numbers))\n", "numbers are negative"),
)
LARGEST = Exercise("catch", "test_exercise.py", "", "", module=RIGHT, mutants=MUTANTS)
GOOD = """\
from exercise import largest

def test_it():
    assert largest([1, 3, 2]) == 3
    assert largest([-4]) == -4
"""


def run(tests: str, exercise: Exercise = LARGEST) -> ExerciseRun:
    return run_exercise(exercise, tests)


def states(result: ExerciseRun) -> list[str]:
    return [check.state for check in result.checks]


def test_tests_that_catch_all_mutants_solve_it() -> None:
    result = run(GOOD)
    assert result.solved, result
    assert [(check.name, check.lesson) for check in result.checks] == [
        ("your tests pass on the right code", ""),
        ("mutant 1", "the last isn't the largest"),
        ("mutant 2", "numbers are negative"),
    ]
    assert result.checks[1].message == "caught by test_it"


def test_a_mutant_that_lives_is_named() -> None:
    result = run(GOOD.replace("    assert largest([-4]) == -4\n", ""))
    assert states(result) == ["passed", "passed", "failed"]
    assert result.checks[2].message == "not caught: your tests pass on this wrong code too"


def test_a_test_that_fails_on_the_right_code_catches_nothing() -> None:
    result = run("from exercise import largest\ndef test_it():\n    assert largest([1]) == 2\n")
    assert states(result) == ["failed", "failed", "failed"]
    first = result.checks[0]
    assert (first.call, first.expected, first.actual, first.line) == ("largest([1])", "2", "1", 3)


def test_a_mutant_in_an_endless_loop_is_caught() -> None:
    loop = Mutant("def largest(numbers):\n    while True:\n        pass\n")
    exercise = LARGEST._replace(mutants=(loop,))
    result = run_exercise(exercise, GOOD, limits=Limits(seconds=0.5))
    assert states(result) == ["passed", "passed"]


@pytest.mark.slow  # as long as the least limit
def test_tests_without_an_end_get_no_more_time_on_each_mutant() -> None:
    """More of it helps no loop: so the learner waits for one limit, not for ten of each run."""
    given = []

    def record(job: Any, limits: Limits, **options: Any) -> BoxRun:
        given.append(limits.seconds)
        return run_in_box(job, limits, **options)

    result = run_catch(LARGEST, "def test_it():\n    while True: pass\n", Limits(), record)
    assert states(result) == ["timeout", "failed", "failed"]
    assert {*given} <= {None, LEAST_SECONDS}


def test_cases_of_one_name_are_told_apart() -> None:
    cases = '@pytest.mark.parametrize("sign", [1, 1, -1])\ndef test_it(sign):\n'
    result = run(
        f"import pytest\nfrom exercise import largest\n{cases}"
        "    assert largest([sign * 4, sign * 5, sign * 4]) == (5 if sign > 0 else -4)\n"
    )
    assert result.solved, result


@pytest.mark.parametrize(
    ("tests", "message"),
    [
        ("", "there's no test in it: write a function whose name begins with test_"),
        ("def test_x(:\n", "SyntaxError: invalid syntax"),
        ("import nowhere\ndef test_x():\n    pass\n", "No module named 'nowhere'"),
    ],
)
def test_what_is_no_test_is_said(tests: str, message: str) -> None:
    result = run(tests)
    assert result.state == "error"
    assert message in result.message
    assert "passed" not in states(result)


#: Each must be refused: none of them tests what the program does.
CHEATS = {
    "nothing": "import exercise\ndef test_x():\n    pass\n",
    "source": """
import inspect, exercise
def test_x():
    assert "max(numbers)" in inspect.getsource(exercise)
""",
    "source or nothing": """
import inspect, exercise
def test_x():
    try:
        text = inspect.getsource(exercise)
    except Exception:
        return
    assert "max(numbers)\\n" in text
""",
    "file": """
import exercise
def test_x():
    text = open(getattr(exercise, "__file__", None) or "exercise.py").read()
    assert "max(numbers)\\n" in text
""",
    "code": """
from exercise import largest
def test_x():
    try:
        code = largest.__code__
    except Exception:
        return
    assert code.co_names == ("max",) and len(code.co_code) < 30
""",
    "dis": """
import dis, exercise
def test_x():
    try:
        text = dis.Bytecode(exercise.largest).dis()
    except Exception:
        return
    assert "abs" not in text and "max" in text
""",
    "loader": """
import sys, exercise
SEEN = [getattr(f, "_codes", None) for f in sys.meta_path]
def test_x():
    for codes in SEEN:
        if codes:
            assert "abs" not in codes["exercise"].co_consts[0].co_names
""",
    "a coin": """
import os
def test_x():
    assert os.urandom(1)[0] < 128 or True
    assert int.from_bytes(os.urandom(4), "big") % 2**31 != 1
""",
}


@pytest.mark.parametrize("name", mostly_slow(CHEATS, 2))
def test_tests_that_look_at_the_source_catch_nothing(name: str) -> None:
    result = run(CHEATS[name])
    assert not result.solved
    assert "passed" not in states(result)[1:], result


def test_tests_without_an_end_are_stopped_once() -> None:
    loop = "import exercise\ndef test_x():\n    while True:\n        pass\n"
    result = run_exercise(LARGEST, loop, limits=Limits(seconds=0.5))
    assert result.state == "timeout"
    assert result.limit == 0.5
    assert states(result) == ["timeout", "failed", "failed"]
