"""Trouble with the disk: said before any verdict, with exit code 4."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from helpers.data import SESSIONS
from helpers.program import BOUND, PROGRAM, needs_permissions, run_program

QUIZ = ["quiz", "-p", str(SESSIONS), "-k", "choice", "--seed", "2", "--json"]


def run(args, typed="1\n2\n", **env):
    return run_program(*args, typed=typed, env={**os.environ, **env})


def run_command(*command):
    # A file of bytecode that a limit cut off would break whatever runs next.
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, input="1\n2\n", capture_output=True, text=True, env=env)


def test_a_home_that_is_a_file(tmp_path):
    (tmp_path / "taken").write_text("mine")
    done = run(QUIZ, INTERVIEW_HOME=str(tmp_path / "taken"))
    assert (done.returncode, done.stdout) == (4, "")
    assert f"cannot write {tmp_path}/taken/journal" in done.stderr
    assert f"{tmp_path}/taken is a file, not a folder" in done.stderr
    assert "set INTERVIEW_HOME to another folder" in done.stderr
    assert (tmp_path / "taken").read_text() == "mine"


@needs_permissions
@pytest.mark.empty_home
def test_a_home_that_is_read_only(home):
    home.mkdir(mode=0o500)
    done = run_command(*BOUND, *PROGRAM, *QUIZ)
    assert (done.returncode, done.stdout) == (4, "")
    assert "Permission denied" in done.stderr


def test_a_journal_that_is_a_folder(home):
    run(QUIZ)
    (path,) = (home / "journal").glob("*.jsonl")
    path.unlink()
    path.mkdir()
    done = run(QUIZ)
    assert (done.returncode, done.stdout) == (4, "")
    assert "it's a folder, not a file" in done.stderr


def test_a_disk_that_fills_up_in_the_middle_loses_no_answer_that_was_judged(home):
    """The file may grow by one more answer only: the second verdict is never shown."""
    pytest.importorskip("resource")
    run(QUIZ)
    (path,) = (home / "journal").glob("*.jsonl")
    size = path.stat().st_size
    limited = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size + 1300}, resource.RLIM_INFINITY));"
        "from interview_cli.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    done = run_command(sys.executable, "-c", limited, *QUIZ)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    verdicts = [event["review"] for event in told if event["event"] == "verdict"]
    kept = [json.loads(line)["id"] for line in path.read_text().splitlines()]
    assert done.returncode == 4
    assert "cannot write" in done.stderr
    assert len(verdicts) == 1
    assert set(verdicts) <= set(kept)
    assert path.read_bytes().endswith(b"\n")
    assert run(["resume", "--json"], ":q\n").returncode == 0


def test_a_torn_line_is_told_once_and_kept(home):
    run(QUIZ)
    (path,) = (home / "journal").glob("*.jsonl")
    with path.open("ab") as file:
        file.write(b'{"v":1,"id":"01')
    first, second = run(QUIZ), run(QUIZ)
    assert "a line that can't be read" in first.stderr
    assert second.stderr == ""
    assert b'{"v":1,"id":"01\n' in path.read_bytes()


@pytest.mark.empty_home
def test_looking_ahead_leaves_no_trace(tmp_path):
    env = {k: v for k, v in os.environ.items() if k != "INTERVIEW_HOME"}
    env |= {"INTERVIEW_NOW": "2027-01-01T10:00:00+01:00/still", "HOME": str(tmp_path)}
    env |= {"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = run_program(*QUIZ, typed="1\n1\n", env=env)
    assert done.stdout.count('"verdict"') == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.empty_home
def test_a_cache_that_cannot_be_written_costs_only_time(home):
    home.mkdir()
    (home / "cache").write_text("not a folder")
    done = run(QUIZ, typed="1 3\n1\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count('"verdict"') == 2


def test_a_damaged_cache_is_made_anew(home):
    run(QUIZ)
    for cached in (home / "cache").rglob("*.*"):
        cached.unlink()
        cached.write_bytes(b"\x00nonsense\n")
    done = run(QUIZ)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count('"event": "question"') == 2


def test_a_changed_pack_is_read_again_at_once(home, tmp_path):
    path = tmp_path / "pack.yaml"
    text = SESSIONS.read_text()
    for capital in ("Paris", "Lutetia", "Paname!"):
        path.write_text(text.replace("Paris", capital))
        done = run(["search", "capital", "-p", str(path), "--json"])
        assert json.loads(done.stdout)["questions"][0]["ask"].startswith("Which of these")
        shown = run(["quiz", "-p", str(path), "-k", "choice", "--json", "-n", "9"], "")
        assert capital in shown.stdout or "evens" in shown.stdout


@pytest.mark.parametrize("command", [["history"], ["pack", "show"], ["pack", "list"]])
def test_reading_writes_no_journal(home, command):
    done = run(command)
    assert (done.returncode, done.stderr) == (0, "")
    assert not (home / "journal").exists()
