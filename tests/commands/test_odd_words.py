"""Words and settings that nobody means: bytes that aren't text, NaN, a clock of another age."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from helpers.learner import QUIZ, question
from helpers.program import run_program

KEY = "python-fastapi:commit-after-yield"
PACK = f"format: 1\npack: {{id: mine, title: Mine}}\nquestions:\n{question('q', more=QUIZ)}"
SECRET = "sk-1234567890abcdefghijk"


def run(*args: str, home: Path, **env: str) -> CompletedProcess[str]:
    env = {**os.environ, "INTERVIEW_HOME": str(home), "TMPDIR": str(home.parent), **env}
    return run_program(*args, env=env, timeout=120)


def is_refused(done: CompletedProcess[str], home: Path) -> bool:
    """Whether the command was refused in two lines at most, and nothing is kept."""
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("interview: ")
    assert len(done.stderr.splitlines()) <= 2
    kept = b"".join(file.read_bytes() for file in home.glob("journal/*"))
    return not kept and not list(home.parent.glob("interview-fault-*"))


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="words there are always text")
@pytest.mark.parametrize("args", [("flag", KEY), ("note", KEY), ("search",), ("quiz", "-p")])
def test_a_word_that_is_not_utf8(args: tuple[str, ...], tmp_path: Path) -> None:
    assert is_refused(run(*args, "\udcff", home=tmp_path / "h"), tmp_path / "h")


@pytest.mark.parametrize("number", ["nan", "inf", "1e400", "86401"])
@pytest.mark.parametrize(
    "args", [("flashcards", "--minutes"), ("quiz", "--time-limit"), ("mock", "--minutes")]
)
def test_a_time_without_an_end(args: tuple[str, ...], number: str, tmp_path: Path) -> None:
    assert is_refused(run(*args, number, home=tmp_path / "h"), tmp_path / "h")


@pytest.mark.parametrize(
    "env",
    [
        {"INTERVIEW_NOW": "9999-12-31T23:59:59+00:00"},
        {"INTERVIEW_NOW": "0001-01-01T00:00:00+00:00"},
        {"INTERVIEW_NOW": "0001-01-01T00:00:00"},
    ],
)
@pytest.mark.parametrize("command", ["quiz", "due"])
def test_a_clock_that_is_set_wrong(command: str, env: dict[str, str], tmp_path: Path) -> None:
    assert is_refused(run(command, home=tmp_path / "h", **env), tmp_path / "h")


@pytest.mark.skipif(sys.platform == "win32", reason="has zones of its own")
def test_a_zone_that_is_more_than_a_day_away(tmp_path: Path) -> None:
    env = {**os.environ, "INTERVIEW_HOME": str(tmp_path / "h"), "TZ": "UTC+25"}
    env.pop("INTERVIEW_NOW", None)
    assert is_refused(run_program("due", env=env), tmp_path / "h")


@pytest.mark.parametrize(
    "address",
    [
        f"https://me:{SECRET}@example.com/v1",
        f"https://example.com/v1?key={SECRET}",
        f"https://example.com/v1#{SECRET}",
        f"https://example.com/{SECRET}/v1",
        f"https://me:{SECRET}@",
    ],
)
def test_a_key_in_an_address_is_refused_and_never_shown(address: str, tmp_path: Path) -> None:
    home = tmp_path / "h"
    done = run("config", "ai.url", address, home=home)
    assert is_refused(done, home)
    assert SECRET not in done.stdout + done.stderr
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text(f'[ai]\nurl = "{address}"\n', encoding="utf-8")
    shown = run("config", home=home)
    assert SECRET not in shown.stdout + shown.stderr


def test_an_answer_that_is_too_long_is_not_taken(tmp_path: Path) -> None:
    env = {**os.environ, "INTERVIEW_HOME": str(tmp_path / "h")}
    long = "a" * 100_001
    done = run_program("quiz", "-k", "short", "-n", "1", typed=f"{long}\n:q\n", env=env)
    assert "An answer has at most 100,000 characters. That line isn't taken." in done.stderr
    [journal] = (tmp_path / "h" / "journal").iterdir()
    assert "reviewed" not in journal.read_text("utf-8")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names there are always text")
def test_a_session_of_a_pack_whose_name_is_not_utf8(tmp_path: Path) -> None:
    folder = tmp_path / "\udcff"
    folder.mkdir()
    (folder / "pack.yaml").write_text(PACK, encoding="utf-8")
    env = {**os.environ, "INTERVIEW_HOME": str(tmp_path / "h"), "TMPDIR": str(tmp_path)}
    done = run_program("quiz", "-p", "./", cwd=folder, env=env, timeout=120)
    assert is_refused(done, tmp_path / "h")
    assert "isn't UTF-8 text" in done.stderr
    assert run_program("pack", "add", "./", "--yes", cwd=folder, env=env).returncode == 0
