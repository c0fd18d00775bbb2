"""What is written is for its owner alone, and keeps the modes that it was given."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from helpers.program import run_program

from interview_cli.storage import files

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


@pytest.fixture
def shared_by_default() -> object:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.usefixtures("shared_by_default")
def test_all_in_the_learners_folder_is_theirs_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "made/home"
    monkeypatch.setenv("INTERVIEW_HOME", str(home))
    env = {**os.environ, "INTERVIEW_HOME": str(home)}
    run_program("config", "daily.new", "5", env=env)
    run_program("quiz", "-n", "2", "-k", "choice", typed="1\n", env=env)
    for command in ("due", "stats", "search yield"):
        run_program(*command.split(), env=env)
    inside = [home, *home.rglob("*")]
    assert {path.parent.name for path in inside if path.is_file()} >= {"journal", "packs", "cache"}
    odd = [path for path in inside if mode(path) != (0o700 if path.is_dir() else 0o600)]
    assert odd == []
    assert mode(home.parent) == 0o755


@pytest.mark.usefixtures("shared_by_default")
def test_a_mode_that_was_set_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEW_HOME", str(tmp_path / "home"))
    for given in (0o600, 0o640, 0o664):
        path = tmp_path / "home" / f"{given:o}"
        files.replace(path, b"1")
        path.chmod(given)
        files.replace(path, b"2")
        assert (mode(path), path.read_bytes()) == (given, b"2")


@pytest.mark.usefixtures("shared_by_default")
def test_elsewhere_the_umask_decides_unless_it_is_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTERVIEW_HOME", str(tmp_path / "home"))
    files.replace(tmp_path / "a", b"")
    files.replace(tmp_path / "b", b"", private=True)
    assert [mode(tmp_path / name) for name in "ab"] == [0o644, 0o600]
