"""A child in its box: what it's given, what's kept of what it prints, and how it ends."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from math import inf
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_cli.core.exercises.exercise import Exercise
from interview_cli.packs.sandbox.boxes import run_folder
from interview_cli.packs.sandbox.boxes.bounded_output import BoundedOutput, PartedOutput
from interview_cli.packs.sandbox.boxes.box import run_in_box
from interview_cli.packs.sandbox.boxes.limits import LEAST_SECONDS, Limits
from interview_cli.packs.sandbox.boxes.process_tree import list_from_proc, list_from_ps
from interview_cli.packs.sandbox.exercise_runner import limit_for, run_exercise
from interview_cli.packs.sandbox.inside import seatbelt
from interview_cli.packs.sandbox.inside.deleting import delete_folder

TESTS = "from exercise import f\ndef test_it():\n    assert f() == 1\n"
ONE = Exercise("write", "exercise.py", "", "def f():\n    return 1\n", tests=TESTS)


def printed(code: str) -> str:
    return run_exercise(ONE, f"{code}\ndef f():\n    return 1\n").printed


def test_the_environment_is_all_but_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_KEY", "secret")
    names = printed("import os\nprint(*sorted(os.environ))").split()
    assert "API_KEY" not in names
    assert {"HOME", "PATH", "LANG"} <= set(names)
    assert len(names) < 10


def test_it_begins_in_a_folder_of_its_own_with_its_files() -> None:
    exercise = ONE._replace(files={"data.txt": "some data", "helper.py": "x = 5"})
    answer = """
import os, helper, sys
print(sorted(os.listdir()), open("data.txt").read(), helper.x, sys.stdin.read() == "")
print(os.path.samefile(os.environ["HOME"], os.getcwd()), os.path.basename(__file__))
open("new.txt", "w").write("x")
def f():
    return 1
"""
    result = run_exercise(exercise, answer)
    assert result.solved, result
    lines = ["['data.txt', 'exercise.py', 'helper.py'] some data 5 True", "True exercise.py"]
    assert result.printed.splitlines() == lines


def test_no_file_of_it_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = tmp_path / "runs"
    runs.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(runs))
    printed("import os\nos.makedirs('a/b')\nopen('a/b/c', 'w')\nos.chmod('a/b', 0)")
    assert list(runs.iterdir()) == []


def test_the_program_itself_cant_be_imported() -> None:
    result = run_exercise(ONE, "import interview_cli\ndef f():\n    return 1\n")
    assert result.message == "ModuleNotFoundError: No module named 'interview_cli'"


def test_libraries_are_there_only_where_they_are_needed() -> None:
    answer = "import packaging\ndef f():\n    return 1\n"
    assert run_exercise(ONE, answer).message == ("ModuleNotFoundError: No module named 'packaging'")
    assert run_exercise(ONE._replace(needs={"packaging": ">=20"}), answer).solved


@pytest.mark.skipif(sys.platform != "linux", reason="NOT RUN: it's a call of Linux")
def test_memory_that_is_a_file_cant_be_had_nor_run() -> None:
    """It would be held by no process that is seen to hold it, and could be a program."""
    text = printed("""
import os
def attempt(name, *args):
    try:
        fd = getattr(os, name)(*args)
    except OSError as error:
        print(name, type(error).__name__)
    else:
        os.write(fd, b"#!/bin/sh\\necho it ran\\n")
        os.execve(fd, ["x"], {})
attempt("memfd_create", "program")
attempt("memfd_create", "program", os.MFD_CLOEXEC)
attempt("open", "/dev/shm", os.O_TMPFILE | os.O_RDWR)
""")
    assert (
        text == "memfd_create PermissionError\nmemfd_create PermissionError\nopen PermissionError\n"
    )


def test_head_and_tail_of_what_is_printed_are_kept() -> None:
    result = run_exercise(ONE, "for n in range(50_000): print(n)\ndef f():\n    return 1\n")
    whole = sum(len(str(n)) + 1 for n in range(50_000))
    assert result.solved
    assert result.printed.startswith("0\n1\n2\n")
    assert result.printed.endswith("49998\n49999\n")
    assert result.cut == whole - 64 * 1024
    assert f"… {result.cut} bytes left out …" in result.printed


@settings(max_examples=30)
@given(st.lists(st.binary(max_size=40)), st.integers(1, 20))
def test_output_of_any_size(parts: list[bytes], half: int) -> None:
    output, whole = BoundedOutput(2 * half), b"".join(parts)
    for part in parts:
        output.add(part)
    assert output.size == len(whole)
    assert output.cut == max(0, len(whole) - 2 * half)
    head, tail = output.text(), output.text()
    if whole.isascii() and whole.isalnum():
        assert head.startswith(whole[:half].decode())
        assert tail.endswith(whole[-half:].decode())


@settings(max_examples=25)
@given(st.lists(st.lists(st.sampled_from([b"a", b"\n", b"wor", b"d1", b"2"]))), st.data())
def test_parts_of_output_in_any_pieces(texts: list[list[bytes]], data: st.DataObject) -> None:
    """However the bytes come, what's printed after a mark is of its part."""
    parts = [b"".join(text) for text in texts]
    whole = b"".join(b"<mark>%d\n" % n + text for n, text in enumerate(parts, 1))
    output = PartedOutput(1000, "<mark>")
    while whole:
        size = data.draw(st.integers(1, len(whole)))
        output.add(whole[:size])
        whole = whole[size:]
    output.close()
    assert [output.part(n).text().encode() for n in range(1, len(parts) + 1)] == parts


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_too_many_files_and_folders_are_too_much(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_folder, "MOST_FILES", 3)
    monkeypatch.setattr(run_folder, "MOST_FOLDERS", 2)
    folder = tmp_path / "run"
    folder.mkdir()
    for number in range(3):
        (folder / str(number)).write_bytes(b"12345")
    (folder / "a" / "b").mkdir(parents=True)
    assert run_folder.measure_folder(str(folder)) == 15
    if kind == "file":
        (folder / "a" / "more").touch()
    else:
        (folder / "a" / "c").mkdir()
    assert run_folder.measure_folder(str(folder)) == inf


def nest_folders(where: Path, name: str, depth: int) -> None:
    before = Path.cwd()
    os.chdir(where)
    try:
        for _ in range(depth):
            os.mkdir(name)
            os.chdir(name)
    finally:
        os.chdir(before)


@pytest.mark.skipif(os.name == "nt", reason="NOT RUN: paths there end otherwise")
def test_folders_deeper_than_a_path_are_too_much_and_deleted(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    nest_folders(folder, "d" * 200, 100)
    assert run_folder.measure_folder(str(folder)) == inf
    delete_folder(str(folder))
    assert not folder.exists()


def test_what_killed_runs_left_is_swept(tmp_path: Path) -> None:
    """Only old folders of ours whose process is gone, or very old ones."""
    runs = tmp_path / "runs"
    gone = subprocess.Popen([sys.executable, "-c", "pass"])
    gone.wait()
    left, young, running, very_old, other = names = [
        f"interview-run-{gone.pid}-left",
        f"interview-run-{gone.pid}-young",
        f"interview-run-{os.getpid()}-running",
        f"interview-run-{os.getpid()}-old",
        "interview-other",
    ]
    for name in names:
        (runs / name / "inner").mkdir(parents=True)
    ages = {left: 2 * 3600, running: 2 * 3600, very_old: 48 * 3600, other: 48 * 3600}
    for name, age in ages.items():
        os.utime(runs / name, (time.time() - age,) * 2)
    kept = {young, running, other}
    if os.name == "nt":
        kept.add(left)
    else:
        (runs / f"interview-run-{gone.pid}-link").symlink_to(runs / young)
        kept.add(f"interview-run-{gone.pid}-link")
    run_folder.sweep_folders(str(runs))
    assert {path.name for path in runs.iterdir()} == kept
    assert (runs / young / "inner").is_dir()


_RUN = """
import sys, tempfile
tempfile.tempdir = sys.argv[1]
from interview_cli.core.exercises.exercise import Exercise
from interview_cli.core.kinds.code import Mutant
from interview_cli.packs.sandbox.boxes.limits import Limits
from interview_cli.packs.sandbox.exercise_runner import run_exercise
endless = "import os; os.mkdir('a'); open('begun', 'w').close()\\nwhile True: pass\\n"
tests = "import exercise\\ndef test_it(): 1"
exercise = Exercise("write", "exercise.py", "", "", tests=tests)
if sys.argv[2] == "catch":
    exercise = Exercise("catch", "test.py", "", "", module="", mutants=(Mutant(""),))
    endless += tests
run_exercise(exercise, endless, limits=Limits(seconds=600))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="NOT RUN: nothing watches the parent there")
@pytest.mark.parametrize("form", ["write", "catch"])
def test_a_run_whose_parent_was_killed_leaves_nothing(tmp_path: Path, form: str) -> None:
    runs = tmp_path / "runs"
    runs.mkdir()
    parent = subprocess.Popen([sys.executable, "-c", _RUN, str(runs), form])
    deadline = time.monotonic() + 60
    # One that has only just begun leaves its folder to be swept: so all of them.
    programs = 1 if form == "write" else min(3, 2 * (os.cpu_count() or 1))
    while len(list(runs.glob("*/begun"))) < programs and time.monotonic() < deadline:
        time.sleep(0.005)
    assert len(list(runs.glob("*/begun"))) == programs
    parent.kill()
    parent.wait()
    while (left := list(runs.iterdir())) and time.monotonic() < deadline:
        time.sleep(0.005)
    assert left == []


_SLOW_RUN = """
import sys, tempfile
tempfile.tempdir = sys.argv[1]
from interview_cli.core.exercises.exercise import Exercise
from interview_cli.packs.sandbox.boxes.limits import Limits
from interview_cli.packs.sandbox.exercise_runner import run_exercise
tests = "from exercise import f\\ndef test_it():\\n    f()\\n"
answer = '''
import time
def f():
    time.sleep(0.3)
    open("begun", "x").close()
    time.sleep(1.5)
    open("woke", "x").close()
'''
exercise = Exercise("write", "exercise.py", "", answer, tests=tests)
print(run_exercise(exercise, answer, limits=Limits(seconds=1.2)).state)
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="NOT RUN: nothing stops a process there")
def test_while_this_program_is_stopped_no_time_passes(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _SLOW_RUN, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        for name, number in (("begun", signal.SIGSTOP), ("woke", signal.SIGCONT)):
            deadline = time.monotonic() + 60
            while not [*tmp_path.glob(f"*/{name}")] and time.monotonic() < deadline:
                time.sleep(0.005)
            parent.send_signal(number)
        assert parent.communicate()[0] == "passed\n"


@pytest.mark.skipif(sys.platform != "linux", reason="NOT RUN: there is no /proc")
def test_a_deleted_file_counts_as_long_as_it_is_open(tmp_path: Path) -> None:
    before = run_folder.measure_deleted([os.getpid()])
    with (tmp_path / "large").open("wb", buffering=0) as file:
        os.unlink(file.name)
        file.write(bytes(1 << 20))
        assert run_folder.measure_deleted([os.getpid()]) >= before + (1 << 20)


def test_a_run_that_nobody_waits_for_ends_at_once() -> None:
    stop = threading.Event()
    stop.set()
    job = {"kind": "sql", "fixtures": [], "solution": "", "answer": ""}
    assert run_in_box(job, Limits(seconds=100), stop=stop).ended == "stopped"


def test_a_child_that_cant_be_started_is_a_fault_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    monkeypatch.setattr(sys, "_base_executable", "/nowhere/python")
    result = run_exercise(ONE, ONE.solution)
    assert result.state == "ours"
    assert "No such file" in result.message or "cannot find" in result.message


def test_an_exercise_that_is_quick_has_the_least_limit() -> None:
    assert limit_for(ONE) >= LEAST_SECONDS


@pytest.mark.slow
def test_a_limit_grows_with_the_time_of_the_solution() -> None:
    """Sleeping is as good as work: it's the clock that counts."""
    sleeps = "import time\ndef f():\n    time.sleep({})\n    return 1\n"
    slow = ONE._replace(solution=sleeps.format(0.6))
    assert run_exercise(slow, sleeps.format(3)).solved
    result = run_exercise(slow, sleeps.format(600))
    assert result.state == "timeout"
    assert result.limit > 6


@pytest.mark.skipif(sys.platform != "linux", reason="NOT RUN: there is nothing to compare with")
@pytest.mark.skipif(shutil.which("ps") is None, reason="NOT RUN: there is no ps")
def test_processes_are_found_by_ps_as_they_are_in_proc() -> None:
    child = subprocess.Popen(["sleep", "60"])
    try:
        ours, theirs = list_from_proc(), list_from_ps()
        for pid in (os.getpid(), child.pid):
            assert ours[pid].parent == theirs[pid].parent
        assert theirs[os.getpid()].memory > 1 << 20
    finally:
        child.kill()
        child.wait()


def test_the_profile_of_seatbelt_writes_to_one_folder(tmp_path: Path) -> None:
    """It can't be tried here: this is only that it says what is meant."""
    folder = tmp_path / 'a "b"'
    text = seatbelt.write_profile(str(folder), ["/opt/python"])
    writable = [line for line in text.splitlines() if "file-write" in line]
    quoted = str(os.path.realpath(folder)).replace("\\", "\\\\").replace('"', '\\"')
    assert writable == [f'(allow file-write* (subpath "{quoted}") (literal "/dev/null"))']
    assert "(deny default)" in text
    assert "(deny network*)" in text
    assert "(allow network" not in text
    assert text.count("(") == text.count(")")


def test_a_command_stays_as_it_is_where_there_is_no_seatbelt() -> None:
    if sys.platform == "darwin":
        pytest.skip("NOT RUN: this is macOS, where Seatbelt wraps every command")
    assert seatbelt.wrap_command(["python"], "/tmp", []) == ["python"]
