"""The walls of who isn't root, on a system that gives no namespaces: they hold all the same."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from helpers import ordinary_user
from helpers.data import ROOT
from helpers.hostile_answers import DOUBLE

from interview_cli.packs.sandbox.exercise_runner import run_exercise

_IS_ROOT = sys.platform == "linux" and os.geteuid() == 0
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not _IS_ROOT, reason="NOT RUN: only root becomes somebody else"),
]


def theirs() -> dict[str, str]:
    """Return the environment without what measures coverage: they can't write into its folder."""
    ours = ("COV", "PYTEST_ADDOPTS")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def run_tests(names: str, *options: str) -> str:
    """Return how pytest ends that runs the tests with *names* as an ordinary user."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        command = [sys.executable, "-B", "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider"]
        paths = [f"tests/packs/sandbox/{name}" for name in names.split()]
        done = subprocess.run(
            [sys.executable, ordinary_user.__file__, *command, f"--basetemp={folder}/pytest",
             *options, *paths],
            cwd=ROOT,
            env={**theirs(), "HOME": folder, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
        )  # fmt: skip
    if "Operation not permitted" in done.stderr:
        pytest.skip("NOT RUN: this root may not make namespaces itself")
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-5000:]
    return done.stdout


def test_an_ordinary_user_has_all_walls_and_no_namespaces() -> None:
    code = (
        "import ctypes, os, sys\n"
        "sys.path.insert(0, 'tests')\n"
        "from helpers.hostile_answers import DOUBLE\n"
        "from interview_cli.packs.sandbox.exercise_runner import run_exercise\n"
        "print(os.getuid(), *run_exercise(DOUBLE, DOUBLE.solution).missing)\n"
        "print(ctypes.CDLL(None).unshare(0x10000000))\n"
    )
    done = subprocess.run(
        [sys.executable, ordinary_user.__file__, sys.executable, "-B", "-c", code],
        cwd=ROOT,
        env=theirs(),
        capture_output=True,
        text=True,
    )
    if "Operation not permitted" in done.stderr:
        pytest.skip("NOT RUN: this root may not make namespaces itself")
    user, *missing = done.stdout.split()[:-1]
    assert (user, done.stdout.split()[-1], done.stderr) == ("65534", "-1", "")
    # Before Linux 6.12 a process can send signals to all others of its user.
    here = run_exercise(DOUBLE, DOUBLE.solution).missing
    assert {*missing} <= {*here, "processes"}, done.stdout


def test_forks_of_one_python_know_nothing_of_each_other() -> None:
    assert re.search(r"\d+ passed", run_tests("test_fork_server.py"))


def test_whole_programs_are_run_without_a_box() -> None:
    assert re.search(r"\d+ passed, \d+ skipped", run_tests("test_whole_programs.py"))


@pytest.mark.slow
@pytest.mark.parametrize("form", ["write", "fix", "catch", "sql"])
def test_hostile_answers_get_nowhere(form: str) -> None:
    ended = run_tests("test_hostile_answers.py", "-m", "slow or not slow", "-k", f"test_{form}")
    assert re.search(r"\d{2,} passed", ended)
