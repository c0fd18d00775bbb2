"""A program that was forked behaves as one that was started: else other tests prove nothing."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from helpers.data import SESSIONS
from helpers.program import STRICT, run_program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="NOT RUN: Windows can't fork")


@pytest.mark.slow
@pytest.mark.parametrize("merged", [False, True])
@pytest.mark.parametrize(
    ("args", "typed", "code"),
    [
        (["--version"], "", 0),
        (["quiz", "--help"], "", 0),
        (["quiz", "-p", "mine.yaml", "--seed", "2"], "1\nfühlen\n:x\n", 0),
        (["pack", "check", "."], "", 1),
        (["quiz", "--no-such-option"], "", 2),
    ],
)
def test_it_says_the_same_and_ends_the_same(args, typed, code, merged, tmp_path):
    (tmp_path / "mine.yaml").write_bytes(SESSIONS.read_bytes() + b"  - {id: no}\n" * (code == 1))
    started = subprocess.run(
        [*STRICT, *args],
        input=typed,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if merged else subprocess.PIPE,
        encoding="utf-8",
        env=in_a_home(tmp_path / "started"),
        cwd=tmp_path,
        check=False,
    )
    env = in_a_home(tmp_path / "forked")
    forked = run_program(*args, typed=typed, env=env, cwd=tmp_path, merged=merged)

    assert (forked.returncode, forked.stdout) == (started.returncode, started.stdout)
    assert forked.stderr == (started.stderr or "")
    assert forked.returncode == code


def in_a_home(folder):
    return os.environ | {"INTERVIEW_HOME": str(folder)}


def test_nothing_is_left_of_one_for_the_next(tmp_path):
    quiz = ("quiz", "-p", SESSIONS, "-k", "choice", "--seed", "2", "--json")
    env = in_a_home(tmp_path / "other") | {"TZ": "Asia/Aden", "ACCESSIBLE": "1"}
    first = run_program(*quiz, typed="1\n", env=env, cwd=tmp_path)

    assert first.stdout.count('"verdict"') == 1
    (journal,) = (tmp_path / "other" / "journal").glob("*.jsonl")
    kept = journal.read_bytes()
    assert run_program(*quiz, typed="1\n").stdout.count('"verdict"') == 1
    assert journal.read_bytes() == kept


def test_what_python_reads_at_its_start_holds(tmp_path):
    (tmp_path / "sitecustomize.py").write_text("raise SystemExit(7)")
    env = os.environ | {"PYTHONPATH": str(tmp_path)}

    assert run_program("--version", env=env).returncode != 0
    assert run_program("--version").returncode == 0


def test_one_that_does_not_end_is_killed_and_the_next_one_runs(tmp_path):
    watching = ("pack", "check", "--watch", SESSIONS)
    with pytest.raises(subprocess.TimeoutExpired):
        run_program(*watching, env=in_a_home(tmp_path), timeout=0.5)
    assert run_program("--version").returncode == 0
