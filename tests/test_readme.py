"""The README is true: its commands work, its pack is sound, and it's short enough to be read."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from helpers.program import run_program

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def between(mark):
    (found,) = re.findall(rf"<!-- {mark} -->\n(.*?)<!-- end -->", README, re.DOTALL)
    return found.strip()


def test_it_is_short_enough_to_be_read_to_the_end():
    assert len(README.splitlines()) <= 130


def test_it_begins_with_a_sentence_a_picture_and_how_to_start():
    title, sentence, picture, _start, run = re.split(r"\n{2,}", README)[:5]
    assert title == "# interview"
    assert sentence.count(".") == 1
    assert picture.startswith("![")
    assert run == "<!-- run -->"


def test_it_installs_what_the_project_declares():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert ".[dev]" in between("test")
    assert "dev" in project["optional-dependencies"]
    assert f"Python {project['requires-python'].removeprefix('>=')}" in README


def test_it_never_says_to_install_a_name_that_is_not_registered():
    assert "interview-cli" not in README


def test_the_picture_is_there():
    (picture,) = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)
    assert (ROOT / picture).read_text(encoding="utf-8").startswith("<svg")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to work in, with a home of its own, long before the dates of the README."""
    monkeypatch.setenv("INTERVIEW_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("INTERVIEW_NOW", "2026-11-29T10:00:00+00:00/still")
    return tmp_path


@pytest.mark.parametrize("block", re.findall(r"```sh\n(.*?)```", README, re.DOTALL))
def test_the_commands_of_each_door_work_in_order(block, folder):
    for line in block.splitlines():
        done = run_program(*shlex.split(line, comments=True)[1:], cwd=folder)
        assert (done.returncode, done.stderr) == (0, ""), line


def test_its_pack_is_sound_and_can_be_played(folder):
    text = between("pack").removeprefix("```yaml\n").removesuffix("```")
    path = folder / "my.yaml"
    path.write_text(text, encoding="utf-8")
    checked = run_program("pack", "check", path)
    assert (checked.returncode, checked.stdout) == (0, "1 question in 1 pack, no problems.\n")
    played = run_program("quiz", "-p", path, "--json", typed="star\n")
    assert '"score": 1.0' in played.stdout


def test_the_line_for_programs_works_as_printed(folder):
    command = next(line for line in README.splitlines() if line.startswith("    printf "))
    typed, _, program = command.strip().partition(" | ")
    words = shlex.split(program)
    assert words[0] == "interview"
    lines = shlex.split(typed)[1].encode().decode("unicode_escape")
    done = run_program(*words[1:], typed=lines)
    events = re.findall(r'"event": "(\w+)"', done.stdout)
    assert done.returncode == 0
    assert [events.count(name) for name in ("session", "question", "verdict", "summary")] == [
        1,
        3,
        2,
        1,
    ]


def test_the_number_of_questions_is_that_of_the_bundled_pack(folder):
    (claimed,) = re.findall(r"There are (\d+) questions", README)
    listed = run_program("pack", "list")
    assert f"{claimed} questions" in listed.stdout
