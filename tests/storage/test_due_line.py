"""The line of ``due`` that was kept is used only while it is true."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from interview_cli.storage import due_line
from interview_cli.storage.due_line import read_line, read_stamps, write_line

DAY = 739_000
LINE = "3 due, about 2 min"


def write(path: Path, text: str = "x", at: int = 1_700_000_000) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, (at, at))
    for folder in path.parents[:3]:
        os.utime(folder, (at, at))


@pytest.fixture
def folders(tmp_path: Path) -> list[str]:
    packs, journal = tmp_path / "data/packs", tmp_path / "data/journal"
    write(packs / "one.yaml")
    write(packs / "two/pack.yaml")
    write(packs / "two/topics/more.yaml")
    write(journal / "0badcafe.jsonl")
    return [str(packs), str(journal), str(tmp_path / "data/not-there")]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a minute pass: no test can set the moment at which a file last changed (ctime)."""
    monkeypatch.setattr(due_line, "time_ns", lambda: time.time_ns() + 60_000_000_000)


@pytest.fixture
def kept(later: None, folders: list[str]) -> None:
    write_line(LINE, DAY, read_stamps(folders))
    assert read_line(DAY) == LINE


@pytest.mark.usefixtures("kept")
def test_another_day_needs_another_line() -> None:
    assert read_line(DAY + 1) is None


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    "change",
    [
        lambda data: (data / "journal/0badcafe.jsonl").write_text("xx"),
        lambda data: (data / "journal/0badcaff.jsonl").write_text(""),
        lambda data: (data / "journal/0badcafe.jsonl").unlink(),
        lambda data: (data / "packs/one.yaml").write_text("y"),
        lambda data: (data / "packs/new.yaml").write_text("y"),
        lambda data: (data / "packs/new").mkdir(),
        lambda data: (data / "packs/two/pack.yaml").unlink(),
        lambda data: (data / "packs/two/topics/more.yaml").write_text("y"),
        lambda data: (data / "packs/two/topics/new.yaml").write_text("y"),
        lambda data: (data / "packs/one.yaml").chmod(0o600),
        lambda data: (data / "not-there").mkdir(),
    ],
)
def test_a_change_of_what_it_was_made_from_needs_another_line(change, tmp_path: Path) -> None:
    change(tmp_path / "data")
    assert read_line(DAY) is None


@pytest.mark.usefixtures("kept")
def test_a_copy_of_a_home_needs_a_line_of_its_own(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(home, tmp_path / "copy")
    monkeypatch.setenv("INTERVIEW_HOME", str(tmp_path / "copy"))
    assert read_line(DAY) is None


@pytest.mark.usefixtures("kept")
def test_a_torn_file_is_not_used(home: Path) -> None:
    place = home / "cache/due-line"
    whole = place.read_bytes()
    for length in range(len(whole)):
        place.write_bytes(whole[:length])
        assert read_line(DAY) is None


def test_what_changed_just_now_is_not_trusted_whatever_its_date(folders: list[str]) -> None:
    write_line(LINE, DAY, read_stamps(folders))
    assert read_line(DAY) is None


@pytest.mark.usefixtures("later")
def test_a_pack_that_is_a_link_is_looked_into(folders: list[str], tmp_path: Path) -> None:
    write(tmp_path / "elsewhere/pack.yaml")
    (tmp_path / "data/packs/link").symlink_to(tmp_path / "elsewhere")
    os.utime(tmp_path / "data/packs", (1_700_000_000, 1_700_000_000))
    write_line(LINE, DAY, read_stamps(folders))
    assert read_line(DAY) == LINE
    (tmp_path / "elsewhere/pack.yaml").write_text("y")
    assert read_line(DAY) is None
