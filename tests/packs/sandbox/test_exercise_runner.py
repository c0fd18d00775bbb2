"""Answers are run: what passes, what fails, and what is said of each failing test."""

from __future__ import annotations

import pytest

from interview_cli.core.exercises.exercise import Exercise
from interview_cli.core.exercises.exercise_run import CheckResult, ExerciseRun
from interview_cli.packs.sandbox.exercise_runner import run_exercise
from interview_cli.packs.sandbox.limits import Limits

SOLUTION = """\
def two_sum(numbers, target):
    seen = {}
    for index, number in enumerate(numbers):
        if target - number in seen:
            return seen[target - number], index
        seen[number] = index
    raise ValueError("no pair")
"""
VISIBLE = """\
import pytest
from exercise import two_sum


def test_simple():
    assert two_sum([2, 7, 11], 9) == (0, 1), "the first two"


@pytest.mark.parametrize("numbers, want", [([3, 3], (0, 1)), ([1, 5, 1], None)], ids=["a", "b"])
def test_each(numbers, want):
    target = 6
    assert two_sum(numbers, target) == (want or (0, 1))


def test_raises():
    with pytest.raises(ValueError, match="no pair"):
        two_sum([1], 5)
"""
HIDDEN = '''\
from exercise import two_sum


async def test_negative():
    """Numbers may be negative, and a sum may be zero."""
    assert two_sum([-1, 1], 0) == (0, 1)
'''
TWO_SUM = Exercise("write", "exercise.py", "", SOLUTION, tests=VISIBLE, hidden=HIDDEN)
ALL = ["test_simple", "test_each[a]", "test_each[b]", "test_raises", "test_negative"]


def run(answer: str, exercise: Exercise = TWO_SUM) -> ExerciseRun:
    return run_exercise(exercise, answer)


def one(test: str, answer: str = "", **limits: float) -> CheckResult:
    """Return the result of a test, by its text, that begins with an import from *answer*."""
    exercise = Exercise("write", "exercise.py", "", "", tests=f"from exercise import *\n{test}")
    result = run_exercise(exercise, answer, limits=Limits(seconds=20))
    assert len(result.checks) == 1, result
    return result.checks[0]


def test_the_solution_passes() -> None:
    result = run(SOLUTION)
    assert result.state == "passed", result
    assert [(check.name, check.state) for check in result.checks] == [(n, "passed") for n in ALL]
    assert [check.hidden for check in result.checks] == [False] * 4 + [True]
    assert result.checks[-1].lesson == "Numbers may be negative, and a sum may be zero."
    assert result.solved
    assert {"time", "output"} <= {*result.enforced}


def test_what_is_printed_belongs_to_the_test_that_ran() -> None:
    loud = SOLUTION.replace("    seen = {}", "    print('for', target)\n    seen = {}")
    result = run(f"import sys\nprint('imported', file=sys.stderr)\n{loud}")
    assert result.printed == "imported\n"
    assert [check.printed for check in result.checks] == [
        f"for {target}\n" for target in (9, 6, 6, 5, 0)
    ]


def test_a_mark_of_another_test_cant_be_printed() -> None:
    loud = "import os\ndef two_sum(numbers, target):\n    os.write(2, b'2\\n')\n"
    result = run(f"{loud}    os._exit(0)\n")
    assert [check.printed for check in result.checks] == ["2\n", "", "", ""]


def test_a_failing_test_says_the_call_what_was_expected_and_what_came() -> None:
    result = run("def two_sum(numbers, target):\n    print(target)\n    return [1, 0]\n")
    assert result.state == "failed"
    simple, first, *_ = result.checks
    assert simple == CheckResult(
        "test_simple",
        "failed",
        message="the first two",
        call="two_sum([2, 7, 11], 9)",
        expected="(0, 1)",
        actual="[1, 0]",
        printed="9\n",
    )
    assert first.call == "two_sum([3, 3], 6)"
    raises = result.checks[3]
    assert raises.state == "failed"
    assert raises.message == "ValueError wasn't raised"
    assert raises.call == "two_sum([1], 5)"


def test_an_exception_says_its_line() -> None:
    result = run("def two_sum(numbers, target):\n    return numbers[99]\n")
    assert result.state == "error"
    assert result.checks[0].message == "IndexError: list index out of range"
    assert result.checks[0].line == 2
    assert result.checks[0].call == "two_sum([2, 7, 11], 9)"


@pytest.mark.parametrize(
    ("answer", "message", "line"),
    [
        ("def two_sum(:\n", "SyntaxError: invalid syntax", 1),
        ("x = 1\n", "exercise.py has no two_sum", 0),
        ("\n\nimport not_there\n", "ModuleNotFoundError: No module named 'not_there'", 3),
        ("", "exercise.py has no two_sum", 0),
        ("\nimport sys\nsys.exit(0)\n", "the program ended itself: sys.exit(0)", 3),
    ],
)
def test_what_keeps_all_tests_from_running_is_said_once(answer, message, line) -> None:
    result = run(answer)
    assert (result.state, result.message, result.line) == ("error", message, line)
    assert {check.state for check in result.checks} == {"error"}
    assert len(result.checks) == 4  # a test without its cases is one


def test_a_timeout_names_the_test_that_ran() -> None:
    answer = SOLUTION.replace("raise ValueError", "while True:\n        pass\n    raise ValueError")
    result = run_exercise(TWO_SUM, answer, limits=Limits(seconds=0.5))
    assert result.state == "timeout"
    states = {check.name: check.state for check in result.checks}
    assert states["test_simple"] == "passed"
    assert states["test_raises"] == "timeout"
    assert "stopped after 0.5 s" in result.message
    assert result.checks[-1].message == "not reached: it ended in test_raises"


def test_tests_that_are_no_python_are_a_fault_of_ours() -> None:
    result = run(SOLUTION, TWO_SUM._replace(tests="def test_x(:\n"))
    assert result.state == "ours"
    assert not result.solved


@pytest.mark.parametrize(
    ("claim", "call", "expected", "actual"),
    [
        ("assert 4 == f(2)", "f(2)", "4", "3"),
        ("assert f(2) > 3", "f(2)", "more than 3", "3"),
        ("assert 3 < f(2)", "f(2)", "more than 3", "3"),
        ("assert f(2) is None", "f(2)", "None", "3"),
        ("assert f(2) in (1, 2)", "f(2)", "one of (1, 2)", "3"),
        ("assert f(1) != 2", "f(1)", "not 2", "2"),
        ("assert not f(1)", "f(1)", "something false", "2"),
        ("assert f(-1)", "f(-1)", "something true", "0"),
        ("assert isinstance(f(1), str)", "f(1)", "an instance of str", "2"),
        ("assert f(1) == 2 and f(2) == 4", "f(2)", "4", "3"),
        ("x = 5\n    assert f(x) == 4", "f(5)", "4", "6"),
        ("x = [1]\n    assert len(x) == f(x[0])", "len([1])", "2", "1"),
        ("result = f(1)\n    assert result == 4", "result", "4", "2"),
        ("assert [f(n) for n in (1, 2)] == [2, 2]", "[f(n) for n in (1, 2)]", "[2, 2]", "[2, 3]"),
    ],
)
def test_claims_of_all_sorts(claim, call, expected, actual) -> None:
    check = one(f"def test_it():\n    {claim}\n", "def f(x):\n    return x + 1\n")
    assert check.state == "failed"
    assert (check.call, check.expected, check.actual) == (call, expected, actual)


def test_arguments_are_shown_as_they_were_before_the_call() -> None:
    test = "def test_it():\n    numbers = [3, 1]\n    assert f(numbers) == [1, 3]\n"
    assert one(test, "def f(x):\n    x.clear()\n").call == "f([3, 1])"


@pytest.mark.parametrize("cases", ["CASES", "[]", "[*CASES]"])
def test_a_test_whose_cases_are_gone_doesnt_pass(cases: str) -> None:
    tests = (
        "import pytest\nfrom exercise import CASES\n"
        f"@pytest.mark.parametrize('n', {cases})\ndef test_it(n):\n    assert n\n"
        "def test_other():\n    pass\n"
    )
    result = run_exercise(TWO_SUM._replace(tests=tests, hidden=""), "CASES = []\n")
    states = [(check.name, check.state) for check in result.checks]
    assert states == [("test_it", "crashed"), ("test_other", "passed")]


def test_what_stops_the_import_is_said_to_stop_it() -> None:
    result = run("import os\nos._exit(0)\n")
    assert result.state == "crashed"
    assert result.message.startswith("while the file was imported: ")


def test_an_exception_that_a_test_expects_may_come_from_an_assert() -> None:
    test = "import pytest\ndef test_it():\n    with pytest.raises(AssertionError):\n        f(0)\n"
    assert one(test, "def f(x):\n    assert x\n").state == "passed"


def test_an_assert_that_the_answer_catches_still_fails() -> None:
    test = "def test_it():\n    def fetch():\n        assert 1 == 2\n    f(fetch)\n"
    answer = "def f(fetch):\n    try:\n        fetch()\n    except BaseException:\n        pass\n"
    assert one(test, answer).state == "failed"


def test_an_async_test_that_the_answer_leaves_early_fails() -> None:
    test = "async def test_it():\n    await f()\n    assert False\n"
    answer = """
import asyncio
async def f():
    asyncio.get_running_loop().stop()
    await asyncio.sleep(9)
"""
    assert one(test, answer).state == "error"


@pytest.mark.parametrize(
    "test",
    [
        "with open('new.txt', 'w') as file:\n        file.write(str(f(1)))",
        "assert (x := f(1)) == 2\n    assert x == 2",
        "assert [f(n) for n in range(3) if n != 1] == [1, 3], f'{f(1)} came'",
        "assert all(f(n) == n + 1 for n in range(3)) or False",
        "assert 1 < f(1) <= 2 < f(2)",
        "assert f(1) if f(0) else False",
        "assert (lambda n: f(n))(1) == 2",
        "assert {'a': f(1)}['a'] == 2 and not f(-1) and f(1) is not None",
        "for n in range(3):\n        assert f(n) == n + 1\n    else:\n        assert n == 2",
        "try:\n        assert f(1) == 2\n    finally:\n        assert f(2) == 3",
    ],
)
def test_what_a_test_does_is_what_it_says(test: str) -> None:
    assert one(f"def test_it():\n    {test}\n", "def f(x):\n    return x + 1\n").state == "passed"


def test_cases_of_several_marks_are_combined_as_pytest_does() -> None:
    tests = (
        "import pytest\n@pytest.mark.parametrize('x', [0, 1])\n"
        "@pytest.mark.parametrize('y, z', [(2, 5), (3, 6)])\n"
        "def test_it(x, y, z):\n    assert f(x) + y == z - 3 + x\n"
    )
    result = run_exercise(
        TWO_SUM._replace(tests=f"from exercise import f\n{tests}", hidden=""),
        "def f(x):\n    return x\n",
    )
    names = [f"test_it[{case}]" for case in ("2-5-0", "2-5-1", "3-6-0", "3-6-1")]
    assert [(check.name, check.state) for check in result.checks] == [(n, "passed") for n in names]


def test_a_case_with_too_few_values_fails_its_test_alone() -> None:
    tests = (
        "import pytest\nfrom exercise import f\n@pytest.mark.parametrize('a, b', [(1,)])\n"
        "def test_it(a, b):\n    assert f(a) == b\ndef test_other():\n    assert f(1) == 1\n"
    )
    answer = "def f(x):\n    return x\n"
    checks = run_exercise(TWO_SUM._replace(tests=tests, hidden=""), answer).checks
    assert [check.state for check in checks if check.name == "test_other"] == ["passed"]
    assert all(check.state != "passed" for check in checks if check.name != "test_other")
