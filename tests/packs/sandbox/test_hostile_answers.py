"""Answers that loop, flood, fork, break out or lie: none is taken for solved, none gets away."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from helpers import hostile_answers
from helpers.data import ROOT

from interview_cli.core.exercises.exercise import Exercise
from interview_cli.core.exercises.exercise_run import ExerciseRun
from interview_cli.core.safe_text import UNSAFE
from interview_cli.packs.sandbox.exercise_runner import run_exercise

#: Those that the plain run tries; the others are left to the slow one.
QUICK = {
    "takes 10 GB", "a daemon that keeps the pipes", "ends with 0", "patches the built-in functions",
    "writes outside", "connects", "forges a result", "kills all", "prints controls", "a new file",
}  # fmt: skip

#: What only a wall keeps from happening; where that wall is missing, it isn't tried.
NEEDS = {
    "files": re.compile("outside|renames|hard link|leaves a link|memory of others"),
    "network": re.compile("connects|datagram"),
    "memory": re.compile("memory|10 GB"),
    "processes": re.compile("kills|fork bomb|daemon"),
    "signals": re.compile("kills"),
}


class Surroundings(NamedTuple):
    """What an answer should not get at."""

    folder: Path
    listener: socket.socket
    datagrams: socket.socket
    named: socket.socket


@pytest.fixture
def around(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Surroundings]:
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "secret").write_text("MARKER of a secret")
    (folder / "secret").chmod(0o640)
    os.utime(folder / "secret", (1000, 1000))
    runs = tmp_path / "runs"
    runs.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(runs))
    monkeypatch.setenv("MARKER", "MARKER of a variable")
    short = tempfile.mkdtemp(dir="/tmp") if os.name == "posix" else ""
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams,
        socket.socket(socket.AF_UNIX if os.name == "posix" else socket.AF_INET) as named,
    ):
        datagrams.bind(listener.getsockname())
        if short:
            named.bind(f"{short}/socket")
            named.listen()
        for one in (listener, datagrams, named):
            one.setblocking(False)
        yield Surroundings(folder, listener, datagrams, named)
    if short:
        shutil.rmtree(short)


def attempt(exercise: Exercise, name: str, text: str, around: Surroundings) -> ExerciseRun:
    """Run the hostile *text*, and look at all that it could have done."""
    named = around.named.getsockname() if os.name == "posix" else ""
    text = text.replace("OUTSIDE", str(around.folder)).replace("PROJECT", str(ROOT))
    text = text.replace("PORT", str(around.listener.getsockname()[1])).replace("SOCKET", named)
    needed = [wall for wall, names in NEEDS.items() if names.search(name)]
    if missing := set(needed) - find_walls():  # asked before: this could do real harm
        pytest.skip(f"NOT RUN: no wall here for {' and '.join(missing)}")
    result = run_exercise(exercise, text)
    check_surroundings(result, around)
    assert result.state != "ours", result
    assert result.seconds < 5 * result.limit + 2 if exercise.form == "catch" else (
        result.seconds < result.limit + 2
    ), result  # fmt: skip
    return result


@cache
def find_walls() -> set[str]:
    """Return what a box on this system keeps in."""
    walls = set(run_exercise(hostile_answers.DOUBLE, "").enforced)
    # Elsewhere a process may end another one, such as the one that runs these tests.
    return walls | {"signals"} if sys.platform == "linux" and "processes" in walls else walls


def check_surroundings(result: ExerciseRun, around: Surroundings) -> None:
    assert [path.name for path in around.folder.iterdir()] == ["secret"]
    secret = around.folder / "secret"
    assert secret.read_text() == "MARKER of a secret"
    assert secret.stat().st_mtime == 1000
    assert os.name == "nt" or secret.stat().st_mode & 0o777 == 0o640
    assert list((around.folder.parent / "runs").iterdir()) == []  # nothing is left behind
    listeners = [around.listener, *([around.named] if os.name == "posix" else [])]
    for accept in [listener.accept for listener in listeners]:
        with pytest.raises(BlockingIOError):
            accept()
    with pytest.raises(BlockingIOError):
        around.datagrams.recv(1)
    texts = [result.message, result.printed]
    for check in result.checks:
        texts += [check.name, check.message, check.call, check.expected, check.actual]
        texts.append(check.printed)
        assert len(check.printed.encode()) < 3 * 64 * 1024 + 100
        assert len(check.actual) < 5000
        assert len(check.message) < 3000
    assert len(result.printed.encode()) < 3 * 64 * 1024 + 100  # each byte may be a picture
    assert not [text for text in texts if UNSAFE.search(text)]
    assert not [text for text in texts if "MARKER" in text and "open(" not in text]
    if sys.platform == "linux":
        assert find_processes(str(around.folder.parent / "runs")) == []


def find_processes(folder: str) -> list[str]:
    """Return the command lines of processes whose variables name *folder*."""
    found = []
    for pid in Path("/proc").iterdir():
        try:
            mine = pid.name.isdigit() and folder.encode() in (pid / "environ").read_bytes()
            if mine and b"\0" in (line := (pid / "cmdline").read_bytes()):
                found.append(line.decode(errors="replace"))
        except OSError:
            continue
    return found


def sorted_out(texts: Mapping[str, str]) -> list[object]:
    return [
        pytest.param(name, id=name, marks=[] if name in QUICK else [pytest.mark.slow])
        for name in texts
    ]


@pytest.mark.parametrize("name", sorted_out(hostile_answers.ANSWERS))
def test_write(name: str, around: Surroundings) -> None:
    result = attempt(hostile_answers.DOUBLE, name, hostile_answers.ANSWERS[name], around)
    assert not result.solved
    assert result.share < 1
    wrong = {check.name for check in result.checks if check.state == "passed"}
    assert not wrong - {"test_text"}, result  # nothing of what it returns is right


@pytest.mark.slow
@pytest.mark.parametrize("name", hostile_answers.ANSWERS)
def test_fix(name: str, around: Surroundings) -> None:
    assert not attempt(hostile_answers.FIX, name, hostile_answers.ANSWERS[name], around).solved


@pytest.mark.parametrize("name", sorted_out(hostile_answers.TESTS_THAT_CATCH_NOTHING))
def test_catch(name: str, around: Surroundings) -> None:
    text = hostile_answers.TESTS_THAT_CATCH_NOTHING[name]
    result = attempt(hostile_answers.CATCH, name, text, around)
    assert not result.solved
    assert [check for check in result.checks[1:] if check.state == "passed"] == []


@pytest.mark.parametrize("name", sorted_out(hostile_answers.QUERIES))
def test_sql(name: str, around: Surroundings) -> None:
    assert not attempt(hostile_answers.SQL, name, hostile_answers.QUERIES[name], around).solved


def test_the_same_exercises_can_be_solved() -> None:
    write, catch = hostile_answers.DOUBLE, hostile_answers.CATCH
    assert run_exercise(write, write.solution).solved
    assert run_exercise(hostile_answers.FIX, write.solution).solved
    assert run_exercise(hostile_answers.SQL, hostile_answers.SQL.solution).solved
    tests = hostile_answers.TESTS.replace('assert double("ab") == "abab"', "")
    result = run_exercise(catch, tests)
    assert result.solved, result
