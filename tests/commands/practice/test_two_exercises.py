"""An exercise's file is one window's at a time, whatever session it's of."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys

import pytest
from helpers.exercises import PACK, RIGHT, SQUARE
from helpers.learner import Learner
from helpers.program import PROGRAM
from helpers.terminal import Terminal

from interview_cli.packs.library.trust import trust
from interview_cli.storage.begun.held_lock import HeldLock

posix = pytest.mark.skipif(os.name == "nt", reason="an open file can't be removed there")


@pytest.fixture
def learner(home):
    (home / "packs").mkdir()
    (home / "packs" / "gym.yaml").write_text(PACK, encoding="utf-8")
    trust(home / "packs" / "gym.yaml")
    return Learner(home)


@pytest.fixture
def file(home):
    return home / "exercises" / "gym" / "double" / "exercise.py"


class Window:
    """A session of one exercise, or of several, that a program plays."""

    def __init__(self, *keys: str) -> None:
        self.process = subprocess.Popen(
            [*PROGRAM, "quiz", *(keys or ("gym:double",)), "--json"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait(self, *events: str) -> str:
        """Return the name of the first of *events* that comes."""
        assert self.process.stdout
        for line in self.process.stdout:
            if json.loads(line)["event"] in events:
                return str(json.loads(line)["event"])
        return ""

    def type(self, text: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(text)
        self.process.stdin.flush()

    def answer(self, code: str) -> str:
        self.type(f"{code}.\n")
        return self.wait("run", "verdict")

    def end(self, text: str = ":q\n") -> tuple[int, str]:
        _, said = self.process.communicate(text)
        return self.process.returncode, said

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def first(learner):
    window = Window()
    window.wait("question")
    window.answer(SQUARE)
    yield window
    window.kill()


def test_a_second_session_with_it_is_told_and_changes_nothing(learner, first, file):
    before = file.read_bytes()
    code, said = Window().end()
    assert code == 2
    assert f"gym:double is being solved in another window: process {first.process.pid}" in said
    assert file.read_bytes() == before
    assert first.answer(RIGHT) == "verdict"


def test_it_is_free_once_it_was_left_solved_or_its_window_is_gone(learner, first, file):
    assert first.end()[0] == 0
    second = Window("gym:double", "gym:word")
    second.wait("question")
    assert file.read_text() == SQUARE
    assert second.answer(RIGHT) == "verdict"
    third = Window()  # the second is still at another question
    third.wait("question")
    third.kill()
    fourth = Window()
    assert fourth.wait("question")
    for window in (second, fourth):
        window.kill()


def test_an_exercise_that_another_session_has_free_is_played_meanwhile(learner, first):
    second = Window("gym:word")
    assert second.wait("question") == "question"
    second.kill()


@posix
def test_a_window_that_lost_its_lock_leaves_the_file_to_the_other(learner, first, home, file):
    first.type(":?\n")
    first.wait("hint")  # after this it writes nothing of its own accord
    shutil.rmtree(home / ".locks")
    second = Window()
    second.wait("question")
    second.answer(f"# mine\n{SQUARE}")
    code, said = first.end(f"{RIGHT}.\n:q\n")
    assert (code, file.read_text()) == (2, f"# mine\n{SQUARE}")
    assert "its file is left to that window" in said
    assert learner.lines("reviewed") == []
    assert second.answer(RIGHT) == "verdict"
    second.kill()


@posix
@pytest.mark.slow
def test_who_sits_at_a_terminal_is_waited_for(learner, first, home):
    second = Terminal(["quiz", "gym:double"], 100, 40, {"INTERVIEW_HOME": str(home)})
    try:
        second.wait("another window: process", "then press Enter here")
        assert first.end()[0] == 0
        second.press("enter")
        second.wait("exercise.py", "q quit")
    finally:
        second.child.close(force=True)


@posix
@pytest.mark.slow
def test_who_gives_up_waiting_ends_with_the_session_kept(learner, first, home):
    second = Terminal(["quiz", "gym:double"], 100, 40, {"INTERVIEW_HOME": str(home)})
    second.wait("then press Enter here")
    second.press("q", "enter")
    second.wait("stays in the other window")
    assert second.ends() == 2


ENDLESS = "def double(n):\n    while True:\n        pass\n"


@posix
@pytest.mark.slow
@pytest.mark.parametrize("at", ["editor", "run"])
def test_the_locks_die_with_their_process_whatever_it_has_started(learner, home, tmp_path, at):
    begun = tmp_path / "begun"
    editor = f"{shutil.which('python3') or sys.executable} {home / 'editor.py'}"
    wait = "import signal; signal.pause()" if at == "editor" else ""
    write = f"open(sys.argv[-1], 'w').write({ENDLESS!r})"
    text = f"import sys; {write}; open({str(begun)!r}, 'w').close(); {wait}"
    (home / "editor.py").write_text(text, encoding="utf-8")
    window = Terminal(
        ["quiz", "gym:double"], 80, 40, {"INTERVIEW_HOME": str(home), "EDITOR": editor}
    )
    try:
        window.wait("q quit")
        window.press("enter")
        if at == "run":
            window.wait("Running")
        else:
            window.until(begun.exists, "the editor")
        window.child.kill(signal.SIGKILL)
        window.child.wait()
        (session,) = learner.lines("started")
        for name in (f"session {session['id']}", "exercise gym:double"):
            lock = HeldLock.take(name)
            assert lock
            lock.release()
    finally:
        window.child.close(force=True)
