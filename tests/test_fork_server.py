"""A program that was forked behaves as one that was started: else other tests prove nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from helpers.data import SESSIONS
from helpers.pack_sources import committed
from helpers.program import STRICT, fork_server, run_program, stop_server
from helpers.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="NOT RUN: Windows can't fork")


@pytest.fixture(scope="module")
def of_module():
    return dict(os.environ)


def test_it_is_of_use_to_tests_and_to_fixtures_of_modules(of_module):
    assert fork_server().fits(of_module)
    assert fork_server().fits(os.environ)


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


def test_each_has_its_own_folder_for_temporary_files(tmp_path, monkeypatch):
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "pack.yaml").write_bytes(SESSIONS.read_bytes())
    committed(pack)
    (tmp_path / "gone").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "gone"))
    stop_server()
    run_program("--version")
    (tmp_path / "gone").rmdir()
    monkeypatch.delenv("TMPDIR")

    env = in_a_home(tmp_path / "home")
    assert run_program("pack", "add", f"file://{pack}@HEAD", env=env).returncode == 0


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


@pytest.mark.slow
def test_at_a_terminal_it_is_as_one_that_was_started(tmp_path):
    shown = []
    for name, command in (("started", tuple(STRICT)), ("forked", ())):
        home = {"INTERVIEW_HOME": str(tmp_path / name)}
        quiz = ["quiz", "-p", str(SESSIONS), "-k", "choice", "--seed", "2"]
        term = Terminal(quiz, 80, 24, home, command)
        first = term.wait("or ↑↓", "q quit")
        term.press("1", "enter")
        verdict = re.sub(r"\d+ s ·", "", term.wait("You said", "Enter next", "q quit"))
        term.press("ctrl-c")
        shown.append((first, verdict, term.ends()))
    assert shown[0] == shown[1]
    assert shown[0][-1] == 130
