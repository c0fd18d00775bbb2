"""Programs whose processes are forked from one: none gets at another, or at what started it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from textwrap import dedent
from threading import Lock
from typing import Any

import pytest
from helpers.program import mostly_slow

from interview_cli.core.exercises.exercise import Exercise
from interview_cli.core.kinds.code import Mutant
from interview_cli.packs.sandbox.boxes.box import BoxRun, run_in_box
from interview_cli.packs.sandbox.boxes.fork_server import open_fork_server
from interview_cli.packs.sandbox.boxes.limits import Limits
from interview_cli.packs.sandbox.boxes.process_tree import list_from_proc
from interview_cli.packs.sandbox.boxes.python_process import Child, PythonProcess, Start
from interview_cli.packs.sandbox.catching import run_catch
from interview_cli.packs.sandbox.exercise_runner import run_exercise

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="NOT RUN: nothing is forked there")

RIGHT = "def double(number):\n    return 2 * number\n"
#: They're all right, so that whoever tells them apart does it by something else.
SAME = Exercise("catch", "test_exercise.py", "", "", module=RIGHT, mutants=(Mutant(RIGHT),) * 3)
WRONG = SAME._replace(mutants=(Mutant(RIGHT.replace("2", "3")), Mutant(RIGHT.replace("*", "+"))))
GOOD = "from exercise import double\ndef test_it():\n    assert double(3) == 6\n"

#: Each passes if it's the first that runs, and fails where it sees that another one ran.
FIRST_ONE = {
    "files": """
        import os
        def first():
            folders = ".", "..", os.environ["HOME"], "/tmp", "/dev/shm", "/var/tmp"
            alone = not any(os.path.exists(f"{folder}/seen-by-a-test") for folder in folders)
            for folder in folders:
                try: open(f"{folder}/seen-by-a-test", "x").close()
                except OSError: pass
            return alone
        """,
    "the libraries": """
        import email, os
        def first():
            try: open(os.path.dirname(email.__file__) + "/seen.py", "x").close()
            except FileExistsError: return False
            except OSError: pass
            return True
        """,
    "modules": """
        import builtins, sys
        def first():
            if "seen" in sys.modules: return False
            sys.modules["seen"] = builtins.seen = builtins
            return True
        """,
    "variables": """
        import os
        def first():
            if "SEEN" in os.environ: return False
            os.environ["SEEN"] = "yes"
            return True
        """,
    "a lock": """
        import fcntl, os, time
        FILE = open(os.__file__)
        def first():
            try: fcntl.flock(FILE, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except PermissionError: return True
            except OSError: return False
            time.sleep(0.3)
            return True
        """,
    "descriptors": r"""
        import os
        def first():
            lines = [b'{"event": "end", "file": "test_exercise.py", "name": "test_it", ',
                     b'"state": "failed"}\n{"event": "done"}\n']
            for fd in range(3, 256):
                os.set_blocking(fd, False) if open_already(fd) else None
                try:
                    if b"exercise" in os.read(fd, 1 << 16): return False
                except OSError: pass
                try: os.write(fd, b"\n" + b"".join(lines))
                except OSError: pass
            return True
        def open_already(fd):
            try: return os.fstat(fd)
            except OSError: return None
        """,
    "others' processes": """
        import os, signal
        def first():
            for pid in (os.getppid(), os.getpgid(0), os.getsid(0), *range(2, 5000)):
                if pid in (0, os.getpid()): continue
                for number in (signal.SIGTERM, signal.SIGKILL):
                    try: os.kill(pid, number)
                    except OSError: pass
            return True
        """,
    "a process that stays": """
        import os, time
        def first():
            try: pid = os.fork()
            except OSError: return True
            if pid: return True
            os.setsid()
            while True:
                time.sleep(0.01)
                try: os.kill(-1, 9)
                except OSError: pass
        """,
    "its number": """
        import os
        def first():
            return os.getpid() == 1 or os.getppid() > 1
        """,
}


@pytest.mark.parametrize("name", mostly_slow(FIRST_ONE, 3))
def test_no_program_knows_of_another(name: str) -> None:
    tests = f"{dedent(FIRST_ONE[name])}\nimport exercise\ndef test_it():\n    assert first()\n"
    result = run_exercise(SAME, tests)
    assert result.checks[0].state == "passed", result
    assert [check.state for check in result.checks[1:]] == ["failed"] * 3, result


def find_server(child: Child) -> int:
    return list_from_proc()[child.pid].parent


@pytest.mark.parametrize("whom", ["server", "child"])
def test_a_program_whose_process_is_gone_is_run_by_itself(whom: str) -> None:
    """So an end that isn't the program's own counts for nothing."""
    alone: list[object] = []
    gone: list[int] = []
    lock = Lock()

    def run_box(job: Any, limits: Limits, **options: Any) -> BoxRun:
        start = options.pop("start", None)
        if start is None:
            alone.append(job)
            return run_in_box(job, limits, **options)

        def start_and_kill(folder: str, libraries: Sequence[str]) -> Child:
            child: Child = start(folder, libraries)
            if not isinstance(child, PythonProcess):
                with lock:
                    if not gone:  # whose children end with it
                        gone.append(find_server(child))
                pid = gone[0] if whom == "server" else child.pid
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                while pid in list_from_proc():
                    pass
            return child

        run = run_in_box(job, limits, start=start_and_kill, **options)
        return run._replace(ended="crashed", events=[]) if whom == "server" else run

    assert run_catch(WRONG, GOOD, Limits(), run_box).solved
    assert 1 <= len(alone) <= 3  # another run of them may have ended before
    gone.clear()
    assert not run_catch(SAME, GOOD, Limits(), run_box).solved


def test_all_programs_share_one_start() -> None:
    started: list[int] = []

    def run_box(job: Any, limits: Limits, **options: Any) -> BoxRun:
        def start(folder: str, libraries: Sequence[str]) -> Child:
            child: Child = given(folder, libraries)
            started.append(find_server(child))
            return child

        given = options.pop("start")
        return run_in_box(job, limits, start=start, **options)

    assert run_catch(WRONG, GOOD, Limits(), run_box).solved
    assert len(started) == 3
    assert len({*started}) == 1
    assert started[0] not in list_from_proc()


def test_children_that_nobody_needs_end_with_the_server() -> None:
    with open_fork_server(3, asyncio=False, libraries=False) as server:
        assert server
        children = [server.start("/", []) for _ in range(2)]
        assert {child.pid for child in children} <= {*list_from_proc()}
        assert {child.first for child in children} in ({0}, {child.pid for child in children})
    assert not {child.pid for child in children} & {*list_from_proc()}


def test_there_is_a_child_for_each_run() -> None:
    """A run beyond their number gets a Python of its own."""

    def run(start: Start) -> BoxRun:
        job = {"kind": "sql", "fixtures": [""], "solution": "SELECT 1", "answer": "SELECT 1"}
        return run_in_box(job, Limits(), start=start)

    with open_fork_server(1, asyncio=False, libraries=False) as server:
        assert server
        assert [run(server.start).ended for _ in range(3)] == ["done"] * 3
        assert server.is_whole()
