"""The learner's files of an exercise."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from interview_cli.core.errors import DiskError
from interview_cli.storage.begun.exercises import Attempt, open_folder

DAY = date(2026, 11, 30)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INTERVIEW_HOME", str(tmp_path))
    monkeypatch.delenv("INTERVIEW_NOW", raising=False)
    return tmp_path


def test_they_lie_in_the_learners_folder(home):
    folder = open_folder("pack:id", "exercise.py")
    folder.write_answer("x = 1\n")
    assert (home / "exercises" / "pack" / "id" / "exercise.py").read_text() == "x = 1\n"
    assert open_folder("pack:id", "exercise.py").read_answer() == "x = 1\n"


def test_an_attempt_is_kept():
    folder = open_folder("pack:id", "exercise.py")
    assert folder.read_attempt() is None
    folder.write_answer("")
    assert folder.read_attempt() == Attempt()
    folder.save_attempt(Attempt(1200, 2, "abc", "r"))
    assert folder.read_attempt() == Attempt(1200, 2, "abc", "r")


@pytest.mark.parametrize("damage", [b"", b"[]", b"{}", b'{"spent_ms": "x"}', b"\xff"])
def test_a_damaged_attempt_costs_its_time_and_not_the_file(damage):
    folder = open_folder("pack:id", "exercise.py")
    folder.write_answer("mine\n")
    (folder.path / ".attempt.json").write_bytes(damage)
    assert folder.read_attempt() == Attempt()
    assert folder.read_answer() == "mine\n"


def test_what_stood_there_is_put_aside_and_never_overwritten():
    folder = open_folder("pack:id", "exercise.py")
    for n in range(3):
        folder.write_answer(f"{n}\n")
        folder.write_others({"test_exercise.py": "tests\n"})
        folder.save_attempt(Attempt(review="r"))
        folder.put_aside(DAY)
        assert folder.read_attempt() is None
    earlier = folder.path / "earlier"
    kept = {path.name: (path / "exercise.py").read_text() for path in earlier.iterdir()}
    assert kept == {"2026-11-30": "0\n", "2026-11-30-2": "1\n", "2026-11-30-3": "2\n"}


def test_files_to_read_are_written_again_though_they_are_protected():
    folder = open_folder("pack:id", "exercise.py")
    folder.write_others({"test_exercise.py": "old\n"})
    path = folder.path / "test_exercise.py"
    assert path.stat().st_mode & 0o222 == 0
    folder.write_others({"test_exercise.py": "new\n"})
    assert path.read_text() == "new\n"
    assert folder.has(["test_exercise.py"])
    assert not folder.has(["test_exercise.py", "other.py"])


def test_a_file_from_another_system_is_read():
    folder = open_folder("pack:id", "exercise.py")
    folder.write_answer("")
    folder.answer_file.write_bytes(b"\xef\xbb\xbfx = 1\r\ny = '\xff'\r\n")
    assert folder.read_answer() == "x = 1\ny = '\ufffd'\n"


def test_a_file_that_is_gone_is_said():
    folder = open_folder("pack:id", "exercise.py")
    with pytest.raises(DiskError, match="cannot read"):
        folder.read_answer()


def test_with_a_pretended_clock_nothing_is_left(home, monkeypatch):
    monkeypatch.delenv("INTERVIEW_HOME")
    monkeypatch.setenv("INTERVIEW_NOW", "2026-12-01T08:00:00+01:00")
    folder = open_folder("pack:id", "exercise.py")
    folder.write_answer("x = 1\n")
    path = folder.answer_file
    assert not path.is_relative_to(home)
    del folder
    assert not os.path.exists(path)
