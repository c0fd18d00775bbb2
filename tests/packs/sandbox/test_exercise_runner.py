"""Answers are run: what passes, what fails, and what is said of each failing test."""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from helpers.program import mostly_slow

from interview_cli.core.exercises.exercise import Exercise
from interview_cli.core.exercises.exercise_run import CheckResult, ExerciseRun
from interview_cli.core.kinds.code import Mutant
from interview_cli.packs.sandbox.boxes.limits import Limits
from interview_cli.packs.sandbox.exercise_runner import LUCK, confirm, run_exercise
from interview_cli.packs.sandbox.rewritten_tests import compile_tests

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
from collections.abc import Callable

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
    return run_exercise(exercise, answer, limits=Limits(seconds=20))


def all_of(tests: str, answer: str) -> Sequence[CheckResult]:
    """Return the results of *tests*, a text that begins with an import from *answer*."""
    tests = f"from exercise import *\n{tests}"
    return run(answer, Exercise("write", "exercise.py", "", "", tests=tests)).checks


def one(test: str, answer: str = "") -> CheckResult:
    [check] = all_of(test, answer)
    return check


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
        pytest.param("x = 1\n", "exercise.py has no two_sum", 0, marks=pytest.mark.slow),
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


CLAIMS = [
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
]


def test_claims_of_all_sorts() -> None:
    """They're in one file: each test has its own result."""
    texts = [f"def test_{n}():\n    {claim}\n" for n, (claim, *_) in enumerate(CLAIMS)]
    checks = all_of("".join(texts), "def f(x):\n    return x + 1\n")
    assert {check.state for check in checks} == {"failed"}
    shown = [(check.call, check.expected, check.actual) for check in checks]
    assert shown == [(call, expected, actual) for _, call, expected, actual in CLAIMS]


def test_arguments_are_shown_as_they_were_before_the_call() -> None:
    test = "def test_it():\n    numbers = [3, 1]\n    assert f(numbers) == [1, 3]\n"
    assert one(test, "def f(x):\n    x.clear()\n").call == "f([3, 1])"


@pytest.mark.parametrize("cases", mostly_slow(["CASES", "[]", "[*CASES]"], 3))
def test_a_test_whose_cases_are_gone_doesnt_pass(cases: str) -> None:
    tests = (
        "import pytest\nfrom exercise import CASES\n"
        f"@pytest.mark.parametrize('n', {cases})\ndef test_it(n):\n    assert n\n"
        "def test_other():\n    pass\n"
    )
    result = run("CASES = []\n", TWO_SUM._replace(tests=tests, hidden=""))
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


TRUE = [
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
]


def test_what_a_test_does_is_what_it_says() -> None:
    texts = [f"def test_{n}():\n    {test}\n" for n, test in enumerate(TRUE)]
    checks = all_of("".join(texts), "def f(x):\n    return x + 1\n")
    assert [check.state for check in checks] == ["passed"] * len(TRUE), checks


def test_cases_of_several_marks_are_combined_as_pytest_does() -> None:
    tests = (
        "import pytest\n@pytest.mark.parametrize('x', [0, 1])\n"
        "@pytest.mark.parametrize('y, z', [(2, 5), (3, 6)])\n"
        "def test_it(x, y, z):\n    assert f(x) + y == z - 3 + x\n"
    )
    exercise = TWO_SUM._replace(tests=f"from exercise import f\n{tests}", hidden="")
    result = run("def f(x):\n    return x\n", exercise)
    names = [f"test_it[{case}]" for case in ("2-5-0", "2-5-1", "3-6-0", "3-6-1")]
    assert [(check.name, check.state) for check in result.checks] == [(n, "passed") for n in names]


def test_a_case_with_too_few_values_fails_its_test_alone() -> None:
    tests = (
        "import pytest\nfrom exercise import f\n@pytest.mark.parametrize('a, b', [(1,)])\n"
        "def test_it(a, b):\n    assert f(a) == b\ndef test_other():\n    assert f(1) == 1\n"
    )
    answer = "def f(x):\n    return x\n"
    checks = run(answer, TWO_SUM._replace(tests=tests, hidden="")).checks
    assert [check.state for check in checks if check.name == "test_other"] == ["passed"]
    assert all(check.state != "passed" for check in checks if check.name != "test_other")


def test_how_an_editor_saves_the_answer_makes_no_difference() -> None:
    result = run("\ufeff" + SOLUTION.rstrip("\n").replace("\n", "\r\n"))
    assert result.solved, result


def test_asyncio_comes_without_tls_and_the_answer_can_still_import_it() -> None:
    tests = "from exercise import f\nasync def test_it():\n    assert await f() == 3\n"
    answer = """
import asyncio
import gc
import ssl
async def f():
    assert gc.isenabled()
    return await asyncio.to_thread(lambda: 3 if ssl.create_default_context() else 0)
"""
    assert run(answer, Exercise("write", "exercise.py", "", "", tests=tests)).solved


DATABASES = Exercise(
    "sql",
    "query.sql",
    "",
    "SELECT max(x) FROM t",
    fixtures=tuple(f"CREATE TABLE t (x); INSERT INTO t VALUES (1), ({n});" for n in (1, 2, 3)),
)
TESTS = "from exercise import f\ndef test_it():\n    assert f(2) == 4\n"
CATCH = Exercise(
    "catch",
    "test_exercise.py",
    "",
    TESTS,
    module="def f(x):\n    return 2 * x\n",
    mutants=(
        Mutant("def f(x):\n    return x\n"),
        Mutant("def f(x):\n    return x * x\n", "a square"),
    ),
)


@pytest.mark.parametrize(
    ("exercise", "right", "wrong", "states"),
    [
        (DATABASES, DATABASES.solution, "SELECT min(max(x), 2) FROM t", "passed passed failed"),
        (CATCH, TESTS.replace("f(2) == 4", "f(3) == 6"), TESTS, "passed passed failed"),
        (TWO_SUM, SOLUTION, SOLUTION.replace("ValueError", "OSError"),
         "passed passed passed error passed"),
    ],
)  # fmt: skip
def test_what_passes_once_only_is_not_solved(
    exercise: Exercise, right: str, wrong: str, states: str
) -> None:
    """The second run, as if chance had made something else of the same answer."""
    first = run(right, exercise)
    assert first.solved
    result = confirm(exercise, wrong, Limits(), first)
    assert not result.solved
    assert [check.name for check in result.checks] == [check.name for check in first.checks]
    assert [check.state for check in result.checks] == states.split()
    assert result.message == LUCK
    assert {check.message for check in result.checks if check.state != "passed"} == {LUCK}
    assert confirm(exercise, right, Limits(), first) == first


@pytest.fixture
def switching_threads() -> Iterator[None]:
    """Let other threads go on in the middle of what is done in C."""

    def let_others(*_: object) -> None:
        time.sleep(0)

    before = gc.get_threshold()
    gc.callbacks.append(let_others)
    gc.set_threshold(50)
    yield
    gc.set_threshold(*before)
    gc.callbacks.remove(let_others)


@pytest.mark.usefixtures("switching_threads")
def test_tests_are_read_in_several_threads() -> None:
    """An answer is run twice at the same time, and an author's check runs many."""

    def read(number: int) -> int:
        return len(compile_tests(f"{VISIBLE}\nNUMBER = {number}\n", "test.py").expected)

    with ThreadPoolExecutor(8) as pool:
        assert {*pool.map(read, range(20))} == {3}


_INTERRUPTED = """
import signal, sys, threading
from interview_cli.core.exercises.exercise import Exercise
from interview_cli.core.kinds.code import Mutant
from interview_cli.packs.sandbox.exercise_runner import run_exercise

tests, answer = "import exercise\\ndef test_it(): 1", "while True: pass"
endless = Exercise("write", "exercise.py", "", "", tests=tests)
if sys.argv[1] == "catch":
    endless = Exercise("catch", "test.py", "", "", module="", mutants=(Mutant(""),) * 2)
    answer = tests.replace("1", "\\n    " + answer)
for n in range(24):
    signal.signal(signal.SIGALRM, signal.default_int_handler)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.0002 * 1.3**n)
        run_exercise(endless, answer)
    except KeyboardInterrupt:
        pass
    else:
        print("not interrupted", n)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
print(threading.active_count())
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="NOT RUN: Windows has no such timer")
@pytest.mark.parametrize("form", ["write", "catch"])
def test_ctrl_c_at_any_moment_ends_the_run_and_is_all_that_is_raised(form: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _INTERRUPTED, form], capture_output=True, text=True, timeout=120
    )
    assert (done.stdout, done.stderr) == ("1\n", "")
