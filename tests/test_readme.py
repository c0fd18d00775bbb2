"""The README is true: its commands exist, its pack is sound, nothing is left out."""

from __future__ import annotations

import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pytest
from helpers.program import PROGRAM

from interview_cli.command_table import app
from interview_cli.core.kinds import KINDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def between(mark):
    (found,) = re.findall(rf"<!-- {mark} -->\n(.*?)<!-- end -->", README, re.DOTALL)
    return found.strip()


def commands(group, before=""):
    for name, listed in group.commands.items():
        command = listed.load(f"interview {before}".rstrip())
        if hasattr(command, "commands"):
            yield from commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


COMMANDS = dict(commands(app()))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme_and_has_help_with_an_example(name):
    assert f"`interview {name}" in README
    assert COMMANDS[name].help
    assert COMMANDS[name].epilog.startswith(f"Example: interview {name}")


def test_every_command_in_the_readme_exists():
    for words in re.findall(r"`interview ([a-z][^`]*)`", README):
        assert any(words == name or words.startswith(f"{name} ") for name in COMMANDS), words


def test_the_options_that_the_readme_names_exist():
    quiz = {option for param in COMMANDS["quiz"].params for option in param.opts}
    row = next(line for line in README.splitlines() if line.startswith("| `interview quiz`"))
    assert set(re.findall(r"`(--?[a-z-]+)", row)) <= quiz
    assert f"{', '.join([*KINDS][:-1])} or {[*KINDS][-1]}." in next(
        param.help for param in COMMANDS["quiz"].params if param.name == "kind"
    )


def test_the_pack_of_the_readme_is_sound_and_can_be_played(tmp_path):
    text = between("pack").removeprefix("```yaml\n").removesuffix("```")
    path = tmp_path / "my.yaml"
    path.write_text(text)
    checked = subprocess.run([*PROGRAM, "pack", "check", path], capture_output=True, text=True)
    assert (checked.returncode, checked.stdout) == (0, "2 questions in 1 pack, no problems.\n")
    played = subprocess.run(
        [*PROGRAM, "quiz", "-p", path, "--json"], input="1\n", capture_output=True, text=True
    )
    assert played.stdout.count('"event": "question"') == 2


def test_the_line_for_programs_works_as_printed():
    command = next(line for line in README.splitlines() if line.startswith("    printf "))
    typed, _, program = command.strip().partition(" | ")
    words = shlex.split(program)
    assert words[0] == "interview"
    lines = shlex.split(typed)[1].encode().decode("unicode_escape")
    done = subprocess.run([*PROGRAM, *words[1:]], input=lines, capture_output=True, text=True)
    events = re.findall(r'"event": "(\w+)"', done.stdout)
    assert done.returncode == 0
    assert [events.count(name) for name in ("session", "question", "verdict", "summary")] == [
        1,
        3,
        2,
        1,
    ]


def test_the_picture_is_there():
    (picture,) = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)
    assert (ROOT / picture).read_text(encoding="utf-8").startswith("<svg")


def test_the_readme_installs_what_the_project_declares():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert ".[dev]" in between("test")
    assert "dev" in project["optional-dependencies"]
    assert f"Python {project['requires-python'].removeprefix('>=')}" in README
