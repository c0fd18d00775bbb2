"""What can stand where the journal, or a file of it, is looked for."""

from __future__ import annotations

import os
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest
from helpers.program import run_program

from interview_cli.core.errors import DiskError
from interview_cli.core.records import Flagged
from interview_cli.storage.journal import Journal, encode

T0 = datetime(2026, 11, 29, 20, tzinfo=UTC)
HUGE_ID = "ffffffff-ffff-7fff-bfff-ffffffffffff"


@pytest.fixture
def journal(tmp_path):
    journal = Journal(tmp_path / "home" / "journal")
    journal.append([Flagged("p:a", "one")], at=T0)
    return journal


def test_no_folder_yet_is_an_empty_journal(tmp_path):
    assert Journal(tmp_path / "home" / "journal").read() == ([], [])


@pytest.mark.parametrize("what", ["a file", "a dead link", "a loop", "a file above"])
def test_what_is_no_folder_is_said_and_never_taken_for_an_empty_journal(tmp_path, what):
    home = tmp_path / "other"
    if what == "a file above":
        home.write_text("")
    else:
        home.mkdir()
    if what == "a file":
        (home / "journal").write_text("x")
    elif what != "a file above":
        to = tmp_path / "gone" if what == "a dead link" else home / "journal"
        (home / "journal").symlink_to(to)
    with pytest.raises(DiskError, match="cannot read"):
        Journal(home / "journal").read()
    for command in ("due", "stats", "history", "resume"):
        ended = run_program(command, env=os.environ | {"INTERVIEW_HOME": str(home)})
        assert (ended.returncode, ended.stdout) == (4, ""), command
        assert "cannot read" in ended.stderr or "cannot write" in ended.stderr


def test_what_others_leave_in_the_folder_is_passed_over(journal):
    folder = journal.folder
    for name in ("._x.jsonl", ".x.jsonl", ".x.jsonl.icloud.tmp"):
        (folder / name).write_bytes(b"\x00\x05\x16\x07")
    if os.name == "posix":
        (folder / ".#x.jsonl").symlink_to("me@host.1:1")
    lines, damage = journal.read()
    assert ([line["text"] for line in lines], damage) == (["one"], [])


def put(what, path):
    """Put what is no file at *path*."""
    if what == "a folder":
        path.mkdir()
    elif what == "a pipe":
        os.mkfifo(path)
    elif what == "a socket":
        here = Path.cwd()
        os.chdir(path.parent)  # the name of a socket can't be long
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
        os.chdir(here)
    else:
        path.symlink_to({"a device": "/dev/zero", "a dead link": "gone", "a loop": path.name}[what])


ODD = ("a folder", "a pipe", "a socket", "a device", "a dead link", "a loop")
QUESTION = "python-fastapi:commit-after-yield"
COMMANDS = (
    *(
        ("due",),
        ("stats",),
        ("history",),
        ("resume",),
        ("undo",),
        ("quiz",),
        ("note", QUESTION, "x"),
    ),
    *(("progress", "export"), ("progress", "import", "-", "--yes")),
)


@pytest.mark.skipif(os.name != "posix", reason="pipes, sockets and links")
@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("what", ODD)
def test_what_is_no_file_stops_a_command_before_anything_is_asked(journal, what, own):
    path = journal.path if own else journal.folder / "0badcafe.jsonl"
    path.unlink(missing_ok=True)
    put(what, path)
    env = os.environ | {"INTERVIEW_HOME": str(journal.folder.parent)}
    row = f'{{"question": "{QUESTION}", "at": "2026-11-20", "rating": 3}}\n'
    before = os.lstat(path)
    for command in COMMANDS if what in ("a pipe", "a dead link") else COMMANDS[:1]:
        ended = run_program(*command, env=env, typed=row, timeout=60)
        assert (ended.returncode, ended.stdout) == (4, ""), (command, ended)
        assert str(path) in ended.stderr
        assert "it's a" in ended.stderr or what == "a loop"
    with pytest.raises(DiskError):
        journal.append([Flagged("p:a", "two")], at=T0) if own else journal.read()
    assert os.path.samestat(before, os.lstat(path))
    assert sorted(one.name for one in journal.folder.iterdir()) == sorted(
        {path.name, *([] if own else [journal.path.name])}
    )


@pytest.mark.skipif(os.name != "posix", reason="pipes, sockets and links")
@pytest.mark.parametrize("what", ODD)
def test_the_doctor_names_what_is_no_file_and_fixes_the_rest(journal, what):
    path, home = journal.folder / "0badcafe.jsonl", journal.folder.parent
    put(what, path)
    put(what, home / "stray")
    journal.path.write_bytes(journal.path.read_bytes() + b"\0\0\0\n")
    env = os.environ | {"INTERVIEW_HOME": str(home), "INTERVIEW_NOW": f"{T0.isoformat()}/still"}
    said = run_program("progress", "doctor", env=env, timeout=60)
    assert said.returncode == 1
    assert f"journal/{path.name}: " in said.stdout
    fixed = run_program("progress", "doctor", "--fix", env=env, timeout=60)
    assert f"Fixed: journal/{journal.path.name}" in fixed.stdout
    assert journal.path.read_bytes().count(b"\n") == 1
    link = what in ("a device", "a dead link", "a loop")
    assert os.path.lexists(path) == link  # what a link leads to is for its owner to bring back
    assert fixed.returncode == (1 if link else 0)
    assert run_program("due", env=env).returncode == (4 if link else 0)


def test_a_copy_with_a_conflict_counts_and_a_file_in_the_cloud_is_named(journal):
    other = encode(journal.read()[0][0] | {"id": HUGE_ID, "text": "two"})
    (journal.folder / "0badcafe (conflicted copy).jsonl").write_bytes(other)
    (journal.folder / ".0badc0de.jsonl.icloud").write_bytes(b"bplist00")
    assert [line["text"] for line in journal.read()[0]] == ["one", "two"]
    assert journal.list_in_cloud() == ["0badc0de.jsonl"]
    env = os.environ | {"INTERVIEW_HOME": str(journal.folder.parent)}
    ended = run_program("history", env=env)
    assert "0badc0de.jsonl is still in the cloud" in ended.stderr


@pytest.mark.parametrize(
    "end",
    [
        b"\0" * 100_000,
        b'{"v":1,"id":"z"}\n',
        encode({"v": 1, "id": HUGE_ID, "at": "2026-11-29T20:00:00.000Z", "type": "dreamt"}),
        b"x" * 300_000,
    ],
    ids=["zeros", "no id of ours", "an id at the end of time", "a long torn line"],
)
def test_ids_go_on_growing_after_whatever_stands_at_the_end(journal, end):
    (first,) = [line["id"] for line in journal.read()[0]]
    with journal.path.open("ab") as file:
        file.write(end)
    (next_,) = Journal(journal.folder).append([Flagged("p:a", "two")], at=T0.replace(hour=19))
    assert next_ > first
    assert len(next_) == 36
    assert "two" in [line.get("text") for line in journal.read()[0]]


def test_ids_grow_after_a_line_of_70_kb(journal):
    (long,) = journal.append([Flagged("p:a", "x" * 70_000)], at=T0)
    (next_,) = Journal(journal.folder).append([Flagged("p:a", "y")], at=T0.replace(hour=19))
    assert next_ > long


@pytest.mark.skipif(os.name != "posix", reason="needs flock")
def test_a_lock_of_another_program_is_not_waited_for_without_an_end(journal, monkeypatch):
    import fcntl

    monkeypatch.setattr("interview_cli.storage.file_lock._PATIENCE", 0.01)
    with journal.path.open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(DiskError, match="another program has it locked"):
            journal.append([Flagged("p:a", "two")], at=T0)
    journal.append([Flagged("p:a", "three")], at=T0)
    assert [line["text"] for line in journal.read()[0]] == ["one", "three"]


@pytest.mark.parametrize("gone", [lambda path: path.unlink(), lambda path: path.write_bytes(b"")])
def test_what_was_answered_is_written_again_where_the_file_was_emptied(journal, gone):
    before = [line["id"] for line in journal.read()[0]]
    gone(journal.path)
    journal.append([Flagged("p:a", "two")], at=T0)
    lines, damage = journal.read()
    assert ([line["text"] for line in lines], damage) == (["one", "two"], [])
    assert lines[0]["id"] == before[0] < lines[1]["id"]
    assert journal.restored
