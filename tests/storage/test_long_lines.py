"""Lines longer than 1 MB: they cost themselves alone, and hardly any memory."""

from __future__ import annotations

import json
import os
import sys
import tracemalloc
from datetime import UTC, datetime

import pytest
from helpers.learner import Learner, reviewed

from interview_cli.core.errors import UsageError
from interview_cli.core.progress.lines.line_bytes import LONGEST_LINE
from interview_cli.core.records import Flagged
from interview_cli.storage.backups import journals, verified_zip
from interview_cli.storage.backups.history_file import Answers
from interview_cli.storage.doctor import fixing
from interview_cli.storage.doctor.examination import examine
from interview_cli.storage.doctor.places import Places
from interview_cli.storage.journal import Journal
from interview_cli.storage.snapshots import progress_cache
from interview_cli.storage.snapshots.past_lines import PastLines

NOW = datetime(2026, 11, 30, tzinfo=UTC)
MB = 1 << 20

LONG = {
    "no end": lambda size: b"x" * size,
    "zeros": bytes,
    "lists": lambda size: b"[{}," * (size // 4),
    "a number": lambda size: b"1" * size,
    "JSON": lambda size: json.dumps({"v": 1, "id": "a", "text": "x" * size}).encode(),
}


@pytest.fixture
def learner(home):
    learner = Learner(home)
    learner.answered("p:a", "p:b")
    return learner


@pytest.fixture
def file(learner):
    (file,) = (learner.home / "journal").iterdir()
    return file


def put(file, long):
    """Put a long line between the first line and the second, and have another behind them."""
    first, second, _ = file.read_bytes().split(b"\n")
    file.write_bytes(b"\n".join((first, long, second, b"")))
    (next_,) = Journal(file.parent).append([reviewed("p:c")], at=NOW)
    assert next_ > json.loads(second)["id"]


@pytest.mark.parametrize("what", LONG)
def test_the_lines_around_it_count_wherever_they_are_read(learner, file, what, tmp_path) -> None:
    put(file, LONG[what](LONGEST_LINE + 1))
    journal = Journal(file.parent)
    lines, damage = journal.read()
    assert [line["question"] for line in lines] == ["p:a", "p:b", "p:c"]
    assert [len(spot.text) for spot in damage] == [200]
    progress, damage = progress_cache.load_progress(journal)
    assert (len(progress.known), len(damage)) == (3, 1)
    assert progress_cache.load_progress(journal)[1] == []
    assert len([*Answers(journal)]) == 3
    union, (source,) = journals.collect(Journal(tmp_path / "journal"), [file])
    assert (len(union.new), source.counts.damaged) == (3, 1)


def test_a_line_of_just_1_MB_is_read(file) -> None:
    first, second, _ = file.read_bytes().split(b"\n")
    line = json.loads(first)
    sound = {**line, "type": "flagged", "text": ""}
    sound["text"] = "x" * (LONGEST_LINE - len(json.dumps(sound)))
    for more in (0, 1):
        text = json.dumps(sound | {"text": sound["text"] + "x" * more}).encode()
        file.write_bytes(text + b"\n" + second)
        assert len(Journal(file.parent).read()[0]) == 2 - more
        assert len(journals.collect(Journal(file.parent / "no"), [file])[0].new) == 2 - more


@pytest.mark.parametrize("end", [b"\n", b""], ids=["ended", "torn"])
@pytest.mark.parametrize("what", LONG)
def test_ids_go_on_growing_after_it(file, what, end) -> None:
    last = json.loads(file.read_bytes().splitlines()[-1])["id"]
    with file.open("ab") as out:
        out.write(LONG[what](3 * LONGEST_LINE) + end)
    (next_,) = Journal(file.parent).append([Flagged("p:a", "x")], at=NOW.replace(year=2020))
    assert next_ > last
    assert len(Journal(file.parent).read()[0]) == 3


def test_what_is_too_long_is_refused_and_nothing_is_written(file) -> None:
    before = file.read_bytes()
    with pytest.raises(UsageError, match="too long"):
        Journal(file.parent).append([Flagged("p:a", "x" * LONGEST_LINE)], at=NOW)
    assert file.read_bytes() == before


@pytest.mark.parametrize("what", LONG)
def test_the_doctor_names_it_and_moves_it_aside(learner, file, what) -> None:
    long = LONG[what](5 * LONGEST_LINE)
    put(file, long)
    before = file.read_bytes()
    findings, check = examine(learner.home, NOW)
    (one,) = [one for one in findings if one.code == "too-long"]
    assert (one.place, check.lines) == (f"journal/{file.name}:2", 3)
    fixing.fix(Places(learner.home), [one], NOW)
    assert file.read_bytes() == before.replace(long + b"\n", b"")
    (aside,) = (learner.home / "damaged").rglob("*.txt")
    assert aside.read_bytes() == long + b"\n"


def do_all(journal, home, tmp_path):
    """Do what commands do with a journal."""
    journal.read()
    progress_cache.load_progress(journal)
    progress_cache.load_statistics(journal)
    past = PastLines.open(journal)
    past.of_sessions(past.places.sessions)
    [*Answers(journal)]
    journals.collect(Journal(tmp_path / "other"), [home])
    findings, _ = examine(home, NOW)
    verified_zip.back_up(home, NOW)
    fixing.fix(Places(home), [one for one in findings if one.code == "too-long"], NOW)


@pytest.mark.parametrize("what", ["no end", "lists"])
def test_it_takes_hardly_any_memory(learner, file, what, tmp_path) -> None:
    put(file, LONG[what](30 * MB))
    do_all(Journal(file.parent), learner.home, tmp_path / "before")  # imports what it needs
    with file.open("ab") as out:
        out.write(LONG[what](30 * MB))
    journal = Journal(file.parent)
    tracemalloc.start()
    try:
        do_all(journal, learner.home, tmp_path)
        assert tracemalloc.get_traced_memory()[1] < 12 * MB
    finally:
        tracemalloc.stop()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="limits on memory")
def test_200_MB_in_one_line_are_within_400_MB_for_every_command(learner, file) -> None:
    put(file, LONG["lists"](200 * MB))
    limit = "import resource as r, runpy; r.setrlimit(r.RLIMIT_AS, (400 << 20, 400 << 20)); "
    program = (sys.executable, "-c", limit + "runpy.run_module('interview_cli', None, '__main__')")
    env = {"PYTHONPATH": os.getcwd()}
    for words in ("due", "stats", "history", "progress backup", "progress export", "note p:a x"):
        assert learner.run(*words.split(), code=None, program=program, env=env).code in (0, 2)
    assert learner.run("progress", "doctor", code=1, program=program, env=env).out
    said = learner.run("progress", "doctor", "--fix", code=None, program=program, env=env)
    assert f"Fixed: journal/{file.name}" in said.out
