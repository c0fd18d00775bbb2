"""What the first verdict on an exercise costs, in multiples of ``python -c pass``.

    python tests/bench/sandbox.py [--runs 15]

Both run in turn; the ratio is taken pair by pair and the median is printed, of the time on the
wall and of the CPU. The aim is 6 beyond the time of the tests themselves, which here is none.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

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
    before, began = os.times(), time.perf_counter()
    what()
    wall, after = time.perf_counter() - began, os.times()
    return wall, sum(after[:4]) - sum(before[:4])


def start_python() -> None:
    subprocess.run([sys.executable, "-c", "pass"], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    print(f"{'':20}{'wall':>8}{'CPU':>8}   aim {AIM:.0f}")
    for name, exercise in EXERCISES.items():

        def run(exercise: Exercise = exercise) -> None:
            assert run_exercise(exercise, exercise.solution).solved

        run()
        pairs = [(measure(run), measure(start_python)) for _ in range(runs)]
        wall = statistics.median(mine[0] / empty[0] for mine, empty in pairs)
        cpu = statistics.median(mine[1] / max(empty[1], 0.01) for mine, empty in pairs)
        print(f"{name:20}{wall:8.1f}{cpu:8.1f}")


if __name__ == "__main__":
    main()
