"""A ~ that no shell has replaced is the home folder, in every path on the command line."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from interview_cli.cli import main

PACK = """\
format: 1
pack: {id: mine, title: Mine}
defaults: {level: junior, topic: python}
questions:
  - {id: one, ask: Why?, answer: So., sources: [https://example.org]}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the home folder, which isn't the current one; a pack and answers lie in it."""
    folder = tmp_path / "me"
    folder.mkdir()
    (folder / "mine.yaml").write_text(PACK)
    (folder / "answers.jsonl").write_text('{"question": "mine:one", "answer": "So."}\n')
    (folder / "profile.txt").write_text("python: 2\n")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    return folder


@pytest.mark.parametrize(
    "command",
    [
        "pack check ~/mine.yaml",
        "pack preview ~/mine.yaml:one --answer So.",
        "pack preview -p ~/mine.yaml one --answer So.",
        "pack diff ~/mine.yaml ~/mine.yaml",
        "pack phrases ~/mine.yaml",
        "pack trust ~/mine.yaml",
        "pack add ~/mine.yaml",
        "pack schema --out=~/written",
        "search -p ~/mine.yaml",
        "grade ~/answers.jsonl -p ~/mine.yaml",
        "stats --html=~/written",
        "plan --on 2026-12-15 --profile ~/profile.txt",
    ],
)
def test_it_is_the_home_folder(command: str, folder: Path) -> None:
    assert main(command.split()) == 0
    assert (folder / "written").exists() == ("written" in command)
    assert not os.listdir()


def test_a_file_of_that_name_is_named_with_its_folder(capsys: pytest.CaptureFixture[str]) -> None:
    Path("~").mkdir()
    Path("~/mine.yaml").write_text(PACK.replace("id: mine", "id: other"))

    assert main(["search", "-p", "./~/mine.yaml", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["questions"][0]["question"] == "other:one"


def test_a_name_that_only_begins_with_it_stays() -> None:
    Path("~notes.yaml").write_text(PACK)

    assert main(["pack", "check", "~notes.yaml"]) == 0
