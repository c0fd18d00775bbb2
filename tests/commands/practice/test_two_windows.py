"""One session is played in one window at a time."""

from __future__ import annotations

import json
import os
import shutil
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
    assert list((home / ".locks").iterdir()) == []


def delete_cache(home):
    shutil.rmtree(home / "cache")


def delete_lock(home):
    (lock,) = (home / ".locks").iterdir()
    lock.unlink()


def rename_lock(home):
    (lock,) = (home / ".locks").iterdir()
    lock.rename(lock.with_stem("other"))


def replace_lock(home):
    (lock,) = (home / ".locks").iterdir()
    other = lock.with_name("new")
    other.write_bytes(lock.read_bytes())
    other.replace(lock)


def delete_folder(home):
    shutil.rmtree(home / ".locks")


def rename_folder(home):
    (home / ".locks").rename(home / "locks")


def delete_hidden(home):
    for path in (*home.glob("**/.*"),):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


TAKEN = [delete_lock, rename_lock, replace_lock, delete_folder, rename_folder, delete_hidden]


def test_the_cache_has_nothing_to_do_with_who_plays(env, home, playing):
    delete_cache(home)
    assert run_program("resume", typed="1\n1\n", env=env).returncode == 2
    assert read_reviews(env) == [1]


@pytest.mark.skipif(os.name == "nt", reason="an open file can't be removed there")
@pytest.mark.parametrize("take", mostly_slow(TAKEN, 2))
def test_a_window_whose_lock_was_taken_away_goes_on_with_a_new_one(env, home, playing, take):
    take(home)
    playing.stdin.write("1\n")
    playing.stdin.flush()
    for line in playing.stdout:
        if json.loads(line)["event"] == "verdict":
            break
    assert run_program("resume", typed="1\n1\n", env=env).returncode == 2
    assert read_reviews(env) == [2]


@pytest.mark.skipif(os.name == "nt", reason="an open file can't be removed there")
@pytest.mark.parametrize("take", mostly_slow(TAKEN, 2))
def test_answers_never_cross_when_another_window_came_in_between(env, home, playing, take):
    take(home)
    with subprocess.Popen(
        [*PROGRAM, "resume", "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as second:
        assert second.stdin
        assert second.stdout
        while json.loads(second.stdout.readline())["event"] != "question":
            pass
        out, _ = playing.communicate("1\n1\n")
        assert playing.returncode == 2
        assert "verdict" not in out
        assert read_reviews(env) == [1]
        second.communicate("1\n1\n")
        assert second.returncode == 0
    assert read_reviews(env) == [3]


@pytest.mark.skipif(os.name == "nt", reason="links and flock")
@pytest.mark.parametrize(
    "put", [lambda path: path.write_text(""), lambda path: path.symlink_to("x")]
)
def test_where_no_lock_can_be_nothing_is_asked(env, home, put):
    put(home / ".locks")
    ended = run_program("quiz", "-k", "choice", "-n", "1", "--json", typed="1\n", env=env)
    assert (ended.returncode, '"question"' in ended.stdout) == (4, False)
    assert f"cannot lock {home / '.locks'}" in ended.stderr


#: A disk that knows no locks, as some network disks are.
WITHOUT_LOCKS = """
import errno, fcntl, os, sys
def flock(file, how):
    raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))
fcntl.flock = flock
from interview_cli.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(os.name == "nt", reason="flock")
def test_a_disk_that_knows_no_locks_is_said_once_and_used(env, home):
    command = [sys.executable, "-c", WITHOUT_LOCKS, "quiz", "-k", "choice", "-n", "3", "--json"]
    ended = subprocess.run(
        command, input="1\n1\n1\n", capture_output=True, text=True, env=env, check=False
    )
    assert ended.returncode == 0
    assert ended.stderr.count("knows no locks") == 1
    assert read_reviews(env) == [3]


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
