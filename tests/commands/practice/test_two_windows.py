"""One session is played in one window at a time."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress

import pytest
from helpers.data import INTERVIEW
from helpers.exercises import PACK
from helpers.learner import AGAIN, GOOD, QUIZ, Learner, question, reviewed
from helpers.program import PROGRAM, mostly_slow, run_program
from helpers.terminal import Terminal

from interview_cli.core.records import Started
from interview_cli.storage.files import SessionLock

LINUX = sys.platform == "linux"


@pytest.fixture
def env():
    return dict(os.environ)


@pytest.fixture
def playing(env):
    """A window in which a quiz waits for its second answer."""
    window = subprocess.Popen(
        [*PROGRAM, "quiz", "-k", "choice", "-n", "3", "--json", "--seed", "1"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=env,
        text=True,
    )
    assert window.stdin
    assert window.stdout
    window.stdin.write("1\n")
    window.stdin.flush()
    for line in window.stdout:
        if json.loads(line)["event"] == "verdict":
            break
    yield window
    window.kill()
    window.communicate()


def read_reviews(env):
    ended = run_program("history", "--json", env=env)
    return [one["answered"] for one in json.loads(ended.stdout)["sessions"]]


def test_a_second_window_is_told_and_takes_over_when_the_first_is_gone(env, playing):
    for command in (("resume",), ("resume", "--json"), ("resume", "--discard", "1"), ("undo",)):
        second = run_program(*command, typed="1\n1\n", env=env)
        assert (second.returncode, second.stdout) == (2, ""), second.stderr
        assert f"in another window: process {playing.pid}, since 20:00" in second.stderr
    assert read_reviews(env) == [1]
    playing.kill()  # nothing of its own can let go of the lock
    playing.wait()
    assert run_program("resume", typed="1\n1\n", env=env).returncode == 0
    assert read_reviews(env) == [3]
    assert run_program("undo", env=env).returncode == 0


TALK = ("mock", "-p", str(INTERVIEW), "--seed", "1")
SPOKEN = ("Apples are heavy.", "enter", ".", "enter")

#: Sessions, what's pressed at their first question, and what is there then.
SESSIONS = [
    (("quiz", "-n", "3", "-k", "choice", "--seed", "1"), "q quit", ("1",), "Enter"),
    (("flashcards", "-n", "2"), "Space show the answer", (" ", "3"), "2 of 2"),
    (TALK, "on its own line ends it", SPOKEN, "traffic light"),
    (("check", "--seed", "1"), "q quit", ("1", "enter"), "quit"),
]


@pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals")
@pytest.mark.parametrize("session", mostly_slow(SESSIONS, 4), ids=lambda one: one[0][0])
def test_who_sits_at_a_terminal_is_waited_for(session):
    args, asked, keys, then = session
    first, second = Terminal([*args], 80, 40, {}), None
    try:
        first.wait(asked)
        first.press(*keys)
        first.wait(then)
        second = Terminal(["resume"], 120, 40, {})
        second.wait(f"another window: process {first.child.pid} on ", "then press Enter here")
        first.child.kill(signal.SIGSTOP)  # as Ctrl-Z does
        if LINUX:
            second.wait("; it's stopped there", pressing="\r")
        first.child.kill(signal.SIGKILL)
        first.child.wait()
        second.press("enter")
        second.wait("quit")
    finally:
        first.child.close(force=True)
        if second:
            second.child.close(force=True)


def test_nothing_is_left_of_a_session_that_came_to_its_end(home, playing):
    with suppress(BrokenPipeError):
        playing.communicate(":q\n")
    assert list((home / "cache" / "playing").iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("args", [("quiz", "--set", "week-6"), ("quiz", "gym:double")], ids=str)
def test_sets_and_exercises_too(args, home):
    learner = Learner(home)
    one = "{id: week-6, title: 'Week 6', questions: [w1, w2], feedback: end}"
    learner.pack("course", *(question(f"w{n}", more=QUIZ) for n in "12"), about=f", sets: [{one}]")
    (home / "packs" / "gym.yaml").write_text(PACK, encoding="utf-8")
    learner.run("pack", "trust", "gym")
    with subprocess.Popen(
        [*PROGRAM, *args, "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdin
        assert first.stdout
        first.stdin.write("1\n")
        first.stdin.flush()
        while json.loads(first.stdout.readline())["event"] != "question":
            pass
        (begun,) = learner.lines("started")
        again = args if "--set" in args else ("resume",)
        said = learner.run(*again, "--json", typed="1\n", code=2)
        assert f"in another window: process {first.pid}" in said.err
        assert (begun,) == (*learner.lines("started"),)
        first.kill()


def test_undo_takes_back_an_answer_with_those_that_crossed_it(home):
    learner = Learner(home)
    learner.pack("trial", question("q0"))
    (session,) = learner.keep(Started("flashcards", ("trial:q0",), 1, {}))
    for rating in (GOOD, AGAIN):  # in two windows, one of them on another computer
        learner.keep(reviewed("trial:q0", rating), session=session)
    assert learner.json("undo", "9")["undone"][0]["question"] == "trial:q0"
    assert learner.memories() == {}


def test_a_lock_is_one_s_own_until_it_is_released(tmp_path):
    first = SessionLock.take(tmp_path, "a")
    assert first
    assert SessionLock.take(tmp_path, "a") is None
    assert SessionLock.take(tmp_path, "b")
    first.release()
    first.release()
    assert SessionLock.take(tmp_path, "a")
