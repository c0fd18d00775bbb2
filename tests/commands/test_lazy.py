"""Commands are listed, suggested and completed without being imported."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from helpers.program import PROGRAM, without_coverage

from interview_cli.command_table import COMMANDS
from interview_cli.commands.lazy import walk


def complete(line: str) -> list[str]:
    words = line.split(" ")
    env = {
        "_INTERVIEW_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    done = subprocess.run(PROGRAM, env=os.environ | env, capture_output=True, text=True, check=True)
    assert not done.stderr
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("interview fl", ["flashcards", "flag"]),
        ("interview quiz --time", ["--time-limit"]),
        ("interview pack ch", ["check"]),
        ("interview pack check --fo", ["--format"]),
        ("interview pack nothing --fo", []),
    ],
)
def test_the_tab_key_completes(line: str, words: list[str]) -> None:
    assert complete(line) == words


@pytest.mark.parametrize("group", [[], ["pack"]])
def test_every_summary_has_room_on_its_line_at_80_columns(group: list[str]) -> None:
    done = subprocess.run([*PROGRAM, *group, "--help"], capture_output=True, text=True, check=True)
    table = dict(walk(COMMANDS))["pack"].commands if group else COMMANDS
    assert not [c.summary for c in table if f"  {c.summary}\n" not in done.stdout]


def test_the_script_for_the_shell_is_shown() -> None:
    done = subprocess.run(
        [*PROGRAM, "--show-completion", "bash"], capture_output=True, text=True, check=True
    )
    assert "_INTERVIEW_COMPLETE=complete_bash" in done.stdout


def test_the_front_door_imports_nothing_that_only_a_fault_needs() -> None:
    code = "import sys, interview_cli.cli; print({*sys.modules} & {'platform', 'tempfile'})"
    env = without_coverage()
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"
