"""Something else than a pack, or nothing, where a pack is named: the message says what one is."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from interview_cli.cli import main

WHAT = "a pack is a .yaml file, or a folder with a pack.yaml"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, in which nothing is a pack."""
    folder = tmp_path / "here"
    for name in ("empty", "dir.yaml", "notes/more"):
        (folder / name).mkdir(parents=True)
    (folder / "quiz.md").write_text("# Quiz\n\n- [x] tuple\n")
    (folder / "notes/readme.txt").write_text("notes\n")
    (folder / "questions").write_bytes(b"\0\xff")
    (folder / "packed.zip").write_bytes(b"")
    (folder / "topics").mkdir()
    (folder / "topics/one.yaml").write_text("questions: []\n")
    monkeypatch.chdir(folder)
    return folder


NAMES = ["quiz.md", "./quiz.md", "questions", "empty", "dir.yaml", "notes/", "topics", "gone.yaml"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("command", ["quiz -p", "search -p", "pack phrases"])
def test_it_says_what_a_pack_is(command: str, name: str, capsys) -> None:
    assert main([*command.split(), name]) == 2
    told = capsys.readouterr().err
    assert WHAT in told
    assert "no pack is called '" not in told


@pytest.mark.parametrize(
    "command", ["pack trust", "pack preview -p", "pack diff empty", "pack add"]
)
def test_so_do_the_commands_for_authors(command: str, capsys) -> None:
    assert main([*command.split(), "empty"]) == 2
    assert WHAT in capsys.readouterr().err


def test_what_is_checked_beside_it_is_checked(here: Path, capsys) -> None:
    (here / "mine.yaml").write_text("format: 1\npack: {id: mine, title: Mine}\nquestions: []\n")

    assert main(["pack", "check", "quiz.md", "mine.yaml"]) == 2
    told = capsys.readouterr()
    assert told.err == f"interview: quiz.md is Markdown, not a pack: {WHAT}\n"
    assert "mine.yaml:2:7: warning: this pack has no questions" in told.out


@pytest.mark.parametrize("name", ["packed.zip", "https://example.org/pack.git"])
def test_what_can_be_added_is_to_be_added_first(name: str, capsys) -> None:
    assert main(["quiz", "-p", name]) == 2
    assert f"add it first: interview pack add {name}" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", ["quiz -p", "pack check", "pack trust", "grade", "stats --html"]
)
def test_an_empty_name_is_not_the_current_folder(command: str, capsys) -> None:
    assert main([*command.split(), ""]) == 2
    assert " is empty" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes in folders")
def test_nobody_waits_for_a_pipe(capsys) -> None:
    os.mkfifo("pipe.yaml")

    assert main(["pack", "check", "pipe.yaml"]) == 2
    assert main(["quiz", "-p", "pipe.yaml"]) == 2
