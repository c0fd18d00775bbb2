"""Locks on what a window works at: one process has each, and dies with it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from interview_cli.storage.begun.held_lock import HeldLock, read_note
from interview_cli.storage.begun.unsent_answers import UnsentAnswers

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


#: Writes the drafts of a session, one after the other.
DRAFTS = """
import sys
from interview_cli.storage.begun.unsent_answers import open_drafts
drafts = open_drafts()
for n in range(20):
    drafts.put(sys.argv[1], f"q{n}", f"text {n}")
"""


def test_drafts_of_sessions_in_several_windows_do_not_cross(home):
    names = [f"s{n}" for n in range(6)]
    windows = [subprocess.Popen([sys.executable, "-c", DRAFTS, name]) for name in names]
    assert [window.wait() for window in windows] == [0] * 6
    drafts = UnsentAnswers(home / "drafts.json")
    kept = {name: [drafts.get(name, f"q{n}") for n in range(20)] for name in names}
    assert kept == {name: [f"text {n}" for n in range(20)] for name in names}
    assert [*(home / ".locks").iterdir()] == []
