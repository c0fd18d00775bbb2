"""Lines that were known and are gone: it's said until they're back, or the loss is accepted."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Mapping

import pytest
from helpers.learner import Learner, question
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interview_cli.core.progress.lines.line_bytes import mark_id, mark_ids
from interview_cli.core.records import Noted, Retracted
from interview_cli.storage.snapshots import known_lines, progress_cache
from interview_cli.storage.snapshots.known_lines import KnownLines, find_missing, to_marks

KEYS = [f"trial:q{n}" for n in range(8)]


@pytest.fixture
def learner(home):
    os.umask(0o077)
    home.chmod(0o700)
    learner = Learner(home)
    learner.pack("trial", *(question(key.partition(":")[2]) for key in KEYS))
    learner.answered(*KEYS[:4])
    assert learner.run("due").err == ""  # knows them
    learner.answered(*KEYS[4:])
    learner.run("due")
    return learner


@pytest.fixture
def file(learner):
    (file,) = (learner.home / "journal").iterdir()
    return file


def lost(learner):
    """Give what the doctor says is lost, by file, and that it's a problem then."""
    said = learner.run("progress", "doctor", "--json", code=None)
    findings = said.events[0]["findings"]
    found = {one["path"]: one["says"] for one in findings if one["code"] == "lost-lines"}
    assert said.code == 1 or not found
    return found


def take(file, *numbers):
    """Take lines away, by their numbers; return the file as it was."""
    data = file.read_bytes()
    lines = data.splitlines(keepends=True)
    file.write_bytes(b"".join(line for n, line in enumerate(lines) if n not in numbers))
    return data


@pytest.mark.parametrize("numbers", [(0,), (3,), (7,), (2, 5), tuple(range(8))])
def test_it_is_said_until_the_lines_are_back(learner, file, numbers) -> None:
    data = take(file, *numbers)
    what = f"{len(numbers)} line{'s' if len(numbers) > 1 else ''}"
    for when in range(3):
        assert lost(learner)[f"journal/{file.name}"].startswith(what)
        said = learner.run("due").err
        assert (what in said) == (when == 0)  # once
        learner.keep(Noted(KEYS[0], "more"))
        learner.answered(KEYS[when])
    file.write_bytes(file.read_bytes() + data)  # back, in another order
    assert lost(learner) == {}
    assert learner.run("due").err == ""
    assert lost(learner) == {}


def test_it_is_said_until_the_loss_is_accepted(learner, file) -> None:
    take(file, 1, 2)
    learner.run("due")
    said = learner.run("progress", "doctor", code=1).out
    assert "2 lines are gone that were there" in said
    assert "interview progress doctor --accept-loss" in said
    said = learner.run("progress", "doctor", "--accept-loss").out
    assert "2 lines that are gone: accepted" in said
    for _ in range(2):
        assert lost(learner) == {}
        assert learner.run("due").err == ""
    take(file, 0)
    assert lost(learner)[f"journal/{file.name}"].startswith("1 line is gone")


def test_a_file_that_is_gone_is_named(learner, file) -> None:
    other = file.with_name("0badcafe.jsonl")
    lines = file.read_bytes().splitlines(keepends=True)
    other.write_bytes(b"".join(lines[4:]))
    file.write_bytes(b"".join(lines[:4]))
    learner.run("due")
    assert lost(learner) == {}
    other.unlink()
    assert "it's gone, and 4 lines with it" in lost(learner)[f"journal/{other.name}"]
    said = learner.run("due")
    assert f"{other}: 4 lines are gone" in said.err
    other.with_name(f".{other.name}.icloud").write_bytes(b"")  # the tool has it, and fetches it
    assert lost(learner) == {}


def test_what_we_do_ourselves_is_no_loss(learner, file, tmp_path) -> None:
    backup = str(tmp_path / "b.zip")
    learner.run("progress", "backup", "-o", backup)
    # A line is damaged, which is said there, and taken out.
    file.write_bytes(file.read_bytes().replace(b'"rating":3', b'"rating"3', 1) + b'{"v":1,"id')
    for _ in range(2):
        assert lost(learner) == {}
        assert "gone" not in learner.run("due").err
    learner.run("progress", "doctor", "--fix", code=None)
    assert "1 line is gone" in lost(learner)[f"journal/{file.name}"]  # not the one cut off
    learner.run("progress", "restore", "--merge", backup)
    assert lost(learner) == {}
    assert learner.run("due").err == ""
    learner.run("progress", "merge", backup)
    learner.run("undo")
    assert lost(learner) == {}
    assert learner.run("due").err == ""
    # The journal is lost, and restored.
    for one in file.parent.iterdir():
        one.rename(tmp_path / one.name)
    assert ", of 2 files" in lost(learner)["journal"]
    learner.run("progress", "restore", "--merge", backup)
    assert all("1 line" in says for says in lost(learner).values())  # the one by undo
    for one in tmp_path.glob("*.jsonl"):
        one.rename(file.parent / one.name)
    assert lost(learner) == {}


@pytest.mark.parametrize("way", ["order", "files", "doubled", "renamed", "spaces"])
def test_what_a_sync_tool_does_is_no_loss(learner, file, way) -> None:
    lines = file.read_bytes().splitlines(keepends=True)
    other = file.with_name("x (conflicted copy).jsonl")
    if way == "order":
        random.Random(1).shuffle(lines)
        file.write_bytes(b"".join(lines))
    elif way == "files":
        file.write_bytes(b"".join(lines[::2]))
        other.write_bytes(b"".join(lines[1::2]))
    elif way == "doubled":
        other.write_bytes(b"".join(lines[:5]))
    elif way == "renamed":
        file.rename(other)
    else:
        file.write_bytes(b"".join(json.dumps(json.loads(one)).encode() + b"\r\n" for one in lines))
    for _ in range(2):
        assert lost(learner) == {}
        assert learner.run("due").err == ""


def test_a_cache_that_is_deleted_or_damaged_is_no_loss(learner, file) -> None:
    known = KnownLines(learner.home / "cache")
    for damage in (b"", b"{}", b"\0", b"1\n{", known.base.read_bytes()[:-3]):
        known.base.write_bytes(damage)
        known.recent.write_bytes(damage)
        assert lost(learner) == {}
        assert learner.run("due").err == ""
        known.base.unlink()
        assert lost(learner) == {}
        learner.run("stats")
        assert known.is_there()
    take(file, 3)
    assert lost(learner)


def test_a_cache_of_an_older_version_tells_of_what_is_gone(learner, file) -> None:
    for path in (learner.home / "cache").glob("known-lines*"):
        path.unlink()
    assert lost(learner) == {}
    take(file, 3)
    assert "bytes are missing" in lost(learner)[f"journal/{file.name}"]
    learner.run("progress", "doctor", "--accept-loss")
    assert lost(learner) == {}


def test_many_lines_move_to_the_larger_file(learner, file, monkeypatch) -> None:
    monkeypatch.setattr(known_lines, "MOST_RECENT", 3)
    known = KnownLines(learner.home / "cache")
    every = {one["id"] for one in learner.lines("reviewed")}
    for n in range(10):
        every |= {f"new-{n}"}
        known.add({"x.jsonl": [mark_id(f"new-{n}")]})
        marks = [mark for of in known.read().values() for mark in of]
        assert sorted(marks) == sorted(map(mark_id, every))
        assert known.recent.stat().st_size < 200


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    known=st.dictionaries(st.sampled_from("abc"), st.lists(st.integers(0, 40), unique=True)),
    present=st.lists(st.integers(0, 40)),
    at_once=st.sampled_from([1, 7, 500]),
)
def test_what_is_missing_is_found_whatever_is_compared_at_once(
    monkeypatch, known, present, at_once
) -> None:
    monkeypatch.setattr(known_lines, "_AT_ONCE", at_once)
    found = find_missing(to_marks(known), lambda: present)
    wanted = {name: {*of} - {*present} for name, of in known.items() if {*of} - {*present}}
    assert {name: {*of} for name, of in found.items()} == wanted


def test_a_long_journal_is_known_too(learner, file, monkeypatch) -> None:
    monkeypatch.setattr(progress_cache, "LONG", 0)
    from interview_cli.storage.journal import Journal

    journal, said = Journal(file.parent), list[Mapping[str, int]]()
    known = KnownLines(learner.home / "cache")
    for path in (learner.home / "cache").glob("*s*"):
        if path.is_file():
            path.unlink()
    progress_cache.load_progress(journal, on_loss=said.append)
    assert sum(map(len, known.read().values())) == 8
    take(file, 2, 3)
    progress_cache.load_progress(journal)  # nobody is there who could be told
    learner.keep(Retracted(learner.lines("reviewed")[0]["id"]))
    progress_cache.load_progress(journal, on_loss=said.append)
    assert said == [{file.name: 2}]


def test_ids_have_their_marks_whatever_is_in_them():
    ids = ["019aa888-0000-7000-8000-000000000001", "", "é🎉", "half a character: \ud800"]
    assert mark_ids(ids) == [mark_id(id_) for id_ in ids]
    assert mark_ids(ids[:3]) == mark_ids(ids)[:3]
