"""What the first verdict on an exercise costs, in multiples of ``python -c pass``.

    python tests/bench/sandbox.py [--runs 15]

Both run in turn; the ratio is taken pair by pair and the median is printed, of the time on the
wall and of the CPU. The aim is 6 beyond the time of the tests themselves, which here is none
but for async ones: no runner does these without importing asyncio, so what that takes a Python
by itself is printed too.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from interview_cli.core.exercises.exercise import Exercise
from interview_cli.core.kinds.code import Mutant
from interview_cli.packs.sandbox.exercise_runner import run_exercise

AIM = 6.0

_TESTS = """\
import pytest
from exercise import double

@pytest.mark.parametrize("number", [1, 2, 3])
def test_double(number):
    assert double(number) == number + number
"""
_SOLUTION = "def double(number):\n    return 2 * number\n"
_MUTANT = Mutant("def double(number):\n    return number\n")

EXERCISES = {
    "write": Exercise("write", "exercise.py", "", _SOLUTION, tests=_TESTS),
    "catch, one mutant": Exercise(
        "catch", "test_exercise.py", "", _TESTS, module=_SOLUTION, mutants=(_MUTANT,)
    ),
    "catch, six mutants": Exercise(
        "catch", "test_exercise.py", "", _TESTS, module=_SOLUTION, mutants=(_MUTANT,) * 6
    ),
    "sql": Exercise("sql", "query.sql", "", "SELECT 1", fixtures=("CREATE TABLE t (x);",) * 2),
    "write, async": Exercise(
        "write",
        "exercise.py",
        "",
        _SOLUTION,
        tests="from exercise import double\nasync def test_it():\n    assert double(1) == 2\n",
    ),
}


def measure(what: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds on the wall and of the CPU that *what* takes, with its children."""
    before, began = _measure_cpu(), time.perf_counter()
    what()
    wall = time.perf_counter() - began
    _bury_orphans()
    return wall, _measure_cpu() - before


def _measure_cpu() -> float:
    if sys.platform == "win32":
        return sum(os.times()[:4])
    import resource  # which counts in microseconds

    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def _adopt_orphans() -> None:
    """Have the CPU counted that forks take, which outlive the process that they come from."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(36, 1)  # PR_SET_CHILD_SUBREAPER


def _bury_orphans() -> None:
    with suppress(ChildProcessError):
        while sys.platform == "linux":
            os.waitpid(-1, 0)


def start_python(program: str = "pass") -> None:
    subprocess.run([sys.executable, "-c", program], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    _adopt_orphans()
    print(f"{'':20}{'wall':>8}{'CPU':>8}   aim {AIM:.0f}, load {os.getloadavg()[0]:.1f}")
    for name, exercise in EXERCISES.items():

        def run(exercise: Exercise = exercise) -> None:
            assert run_exercise(exercise, exercise.solution).solved

        report(name, run, runs)
    report("python, asyncio", partial(start_python, "import asyncio"), runs)


def report(name: str, run: Callable[[], object], runs: int) -> None:
    run()
    pairs = [(measure(run), measure(start_python)) for _ in range(runs)]
    wall = statistics.median(mine[0] / empty[0] for mine, empty in pairs)
    cpu = statistics.median(mine[1] / max(empty[1], 0.01) for mine, empty in pairs)
    print(f"{name:20}{wall:8.1f}{cpu:8.1f}")


if __name__ == "__main__":
    main()
