"""Locks on what a window works at: one process has each, and dies with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from interview_cli.storage.begun.held_lock import HeldLock, alone, read_note

posix = pytest.mark.skipif(os.name == "nt", reason="an open file can't be removed there")

#: Takes a lock, says so, and waits until its input ends.
HOLD = """
import os, sys
from interview_cli.storage.begun.held_lock import HeldLock
lock = HeldLock.take(sys.argv[1], b"held")
print(lock is not None, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def folder(home):
    return home / ".locks"


def hold(name):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    return process, process.stdout.readline() == "True\n"


def test_a_lock_is_one_s_own_until_it_is_released(folder):
    first = HeldLock.take("session a")
    assert first
    assert HeldLock.take("session a") is None
    assert HeldLock.take("session b")
    assert HeldLock.take("exercise a")
    first.release()
    first.release()
    assert not first.is_held()
    assert HeldLock.take("session a")


@posix
def test_the_folder_is_for_nobody_else(folder):
    assert HeldLock.take("session a")
    (lock,) = folder.iterdir()
    assert (folder.stat().st_mode & 0o777, lock.stat().st_mode & 0o777) == (0o700, 0o600)


def test_it_dies_with_its_process_and_what_is_left_is_removed(folder):
    one, held = hold("session a")
    with one:
        assert held
        assert read_note("session a") == b"held"
        one.kill()
    assert len([*folder.iterdir()]) == 1
    mine = HeldLock.take("session b")
    assert mine
    assert [path.name[:8] for path in folder.iterdir()] == ["session-"]
    mine.release()
    assert [*folder.iterdir()] == []


def test_what_another_process_has_is_not_removed(folder):
    one, held = hold("session a")
    with one:
        assert held
        mine = HeldLock.take("session b")
        assert mine
        assert len([*folder.iterdir()]) == 2
        assert HeldLock.take("session a") is None


@posix
@pytest.mark.parametrize("taken", [True, False])
def test_a_lock_whose_file_is_gone_is_taken_again_if_nobody_has_it(folder, taken):
    mine = HeldLock.take("session a", b"mine")
    assert mine
    (lock,) = folder.iterdir()
    lock.rename(folder / "x")
    if taken:
        one, held = hold("session a")
        with one:
            assert held
            assert not mine.is_held()
            assert read_note("session a") == b"held"
        mine.release()  # takes nothing of the other's
    else:
        assert mine.is_held()
        assert read_note("session a") == b"mine"
        assert HeldLock.take("session a") is None


@posix
def test_letting_go_of_a_lost_lock_leaves_the_other_s(folder):
    mine = HeldLock.take("session a")
    assert mine
    (lock,) = folder.iterdir()
    lock.unlink()
    other = HeldLock.take("session a")
    assert other
    mine.release()
    assert other.is_held()
    assert HeldLock.take("session a") is None


#: What several windows change at once, each in its own way, and how to see that nothing is lost.
CHANGES = {
    "drafts": """
from interview_cli.storage.begun.unsent_answers import open_drafts
drafts = open_drafts()
for n in range(20):
    drafts.put(me, f"q{n}", f"text {n}")
""",
    "trust": """
from pathlib import Path
from interview_cli.packs.library.trust import trust
for n in range(20):
    trust(Path(f"/{me}-{n}"), folder=True)
""",
    "agreed": """
from interview_cli.ai.readiness import agree
for n in range(20):
    agree(f"{me}-{n}")
""",
}


def read_kept(home, what):
    kept = json.loads((home / f"{what}.json").read_text())
    if what == "drafts":
        return sorted(f"{me}-{name[1:]}" for me, of in kept.items() for name in of)
    return sorted(one.strip("/") for one in kept["folders" if what == "trust" else "hosts"])


@pytest.mark.parametrize("what", CHANGES)
def test_what_several_windows_write_to_one_file_does_not_cross(home, what):
    names = [f"s{n}" for n in range(4)]
    commands = [[sys.executable, "-c", f"me = {name!r}{CHANGES[what]}"] for name in names]
    windows = [subprocess.Popen(command) for command in commands]
    assert [window.wait() for window in windows] == [0] * 4
    assert read_kept(home, what) == sorted(f"{name}-{n}" for name in names for n in range(20))
    assert [*(home / ".locks").iterdir()] == []


def test_a_look_ahead_leaves_no_lock(tmp_path, monkeypatch):
    monkeypatch.delenv("INTERVIEW_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("INTERVIEW_NOW", "2026-11-21T20:00:00+01:00")
    with alone("drafts"):
        assert not (tmp_path / "interview").exists()
