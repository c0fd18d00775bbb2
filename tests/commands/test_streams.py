"""Standard streams that are closed, full or read no further: never called a fault of ours."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.program import PROGRAM, mostly_slow

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="redirected by a POSIX shell")

KEY = "python-fastapi:commit-after-yield"

PRACTICE = ["quiz", "quiz --json", "check", "flashcards", "mock"]
OTHERS = [
    "",
    "--version",
    "config",
    "due --all",
    "due",
    f"edit {KEY}",
    f"flag {KEY} doubtful",
    "grade -",
    "help exit-codes",
    "history",
    f"note {KEY}",
    "pack add questions.zip",
    "pack check nowhere.yaml",
    "pack list",
    "pack preview",
    "plan --on 2026-12-15",
    "resume",
    f"show {KEY}",
    "stats",
    "undo",
]

CLOSED = ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"]
BROKEN = [">/dev/full", "2>/dev/full", "</", "0>/dev/null", "1</dev/null"]

CASES = [f"{command} {to}" for command in (*PRACTICE, *OTHERS) for to in CLOSED]
CASES += [f"{command} {to}" for command in (*PRACTICE, *OTHERS[:5]) for to in BROKEN]


def run(command: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"INTERVIEW": shlex.join(PROGRAM)}
    return subprocess.run(
        ["sh", "-c", command], env=env, capture_output=True, text=True, encoding="utf-8"
    )


@pytest.mark.parametrize("command", mostly_slow(CASES, every=31))
def test_a_stream_that_cannot_be_used_is_no_fault(command: str, tmp_path: Path) -> None:
    if "/dev/full" in command and not Path("/dev/full").exists():
        pytest.skip("NOT RUN: this system has no /dev/full")

    done = run(f"cd {shlex.quote(str(tmp_path))}; $INTERVIEW {command}")

    assert done.returncode in (0, 1, 2, 4)
    assert "our fault" not in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def read_journal(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in (home / "journal").glob("*.jsonl"))


@pytest.mark.parametrize("command", mostly_slow([*PRACTICE, "resume", "grade -"], every=4))
def test_closed_input_is_said_before_anything_is_asked(command: str, home: Path) -> None:
    if command == "resume":
        run("$INTERVIEW quiz -n 1 </dev/null")
    before = read_journal(home)

    done = run(f"$INTERVIEW {command} <&-")

    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.startswith("interview: standard input is closed\n")
    assert read_journal(home) == before


def test_nothing_is_done_where_nobody_could_see_it(home: Path) -> None:
    done = run(f"$INTERVIEW flag {KEY} doubtful >&-")

    assert done.returncode == 4
    assert done.stderr.splitlines()[0] == "interview: standard output is closed"
    assert run(f"$INTERVIEW flag {KEY} doubtful >&- 2>&- <&-").returncode == 4
    assert not (home / "journal").exists()


def test_what_needs_no_input_does_without() -> None:
    assert run("$INTERVIEW due <&- 2>&-").returncode == 0


def test_an_answer_is_saved_where_the_verdict_goes_nowhere(home: Path) -> None:
    run("printf '1\\n' | $INTERVIEW quiz -k choice -n 1 >/dev/null 2>&-")

    [journal] = (home / "journal").iterdir()
    types = [json.loads(line)["type"] for line in journal.read_text("utf-8").splitlines()]
    assert "reviewed" in types


def test_a_full_disk_is_said_once() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("NOT RUN: this system has no /dev/full")

    done = run("$INTERVIEW pack rules >/dev/full")

    assert done.returncode == 4
    assert done.stderr.splitlines() == [
        "interview: No space left on device",
        "  free some space; nothing you saved is lost",
    ]


@pytest.mark.parametrize("command", ["help exit-codes", "pack rules", "search python"])
def test_a_reader_that_has_seen_enough_hears_nothing_more(command: str) -> None:
    done = run(f"{{ $INTERVIEW {command}; echo $? >&2; }} | head -1")

    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == "0\n"


@pytest.mark.parametrize("options", ["", "--json", "--format sarif"])
def test_a_no_stays_a_no_where_nobody_reads_it(options: str, tmp_path: Path) -> None:
    pack = tmp_path / "bad.yaml"
    pack.write_text("questions: [\n", encoding="utf-8")
    reader, writer = os.pipe()
    os.close(reader)
    command = [*PROGRAM, "pack", "check", str(pack), *options.split()]
    done = subprocess.run(command, stdout=writer, stderr=writer, check=False)
    os.close(writer)

    assert done.returncode == 1


def test_nor_where_the_reader_leaves_in_the_midst_of_it(home: Path) -> None:
    (home / "journal").mkdir()
    (home / "journal" / "0badcafe.jsonl").write_text("no JSON\n", encoding="utf-8")
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}  # as with more lines than a pipe holds
    reader, writer = os.pipe()
    os.close(reader)
    command = [*PROGRAM, "progress", "doctor"]
    done = subprocess.run(command, stdout=writer, stderr=writer, env=env, check=False)
    os.close(writer)

    assert done.returncode == 1
