"""Each file in ``broken/`` is wrong in its own way; EXPECTED.txt says what is to be said of it.

Run with ``--rewrite`` to accept what is said now, and read the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from helpers.data import BROKEN

from interview_cli.packs.format.reader import read
from interview_cli.packs.yaml.problems import Problem
from interview_cli.packs.yaml.source import load
from interview_cli.packs.yaml.tree import parse

EXPECTED = BROKEN / "EXPECTED.txt"
PACKS = sorted(path for path in BROKEN.iterdir() if path != EXPECTED)


def said(pack: Path) -> list[str]:
    return [_line(problem, pack) for problem in read(pack).problems]


def expected() -> dict[str, list[str]]:
    parts = EXPECTED.read_text(encoding="utf-8").split("== ")[1:]
    lines = (part.strip("\n").split("\n") for part in parts)
    return {name: problems for name, *problems in lines}


def test_what_is_said_of_every_broken_pack(request: pytest.FixtureRequest) -> None:
    found = {pack.name: said(pack) for pack in PACKS}
    if request.config.getoption("--rewrite", default=False):
        text = "\n".join("\n".join([f"== {name}", *lines, ""]) for name, lines in found.items())
        EXPECTED.write_text(text, encoding="utf-8")

    assert found == expected()


@pytest.mark.parametrize("pack", PACKS, ids=lambda path: path.name)
def test_every_problem_lies_in_its_file_and_shows_its_line(pack: Path) -> None:
    for problem in read(pack).problems:
        assert problem.column + problem.length - 1 <= max(1, len(problem.source) + 1)
        assert "\n" not in problem.message
        assert problem.rule == problem.rule.lower()


@pytest.mark.parametrize(
    "pack", [p for p in PACKS if p.name.startswith("yaml-")], ids=lambda path: path.name
)
def test_reading_goes_on_behind_a_syntax_error(pack: Path) -> None:
    problems = read(pack).problems

    assert any("juniour" in problem.message for problem in problems)
    assert problems[0].line < problems[-1].line


@pytest.mark.parametrize("pack", [p for p in PACKS if p.is_file()], ids=lambda path: path.name)
def test_yaml_without_libyaml_is_read_alike(pack: Path) -> None:
    """The words of the two parsers differ, and ours do not depend on them."""
    fast, slow = load(pack), load(pack)

    parse(fast, lambda item, at: None)
    parse(slow, lambda item, at: None, loader=yaml.BaseLoader)

    assert slow.problems(slow.flaws) == fast.problems(fast.flaws)


def _line(problem: Problem, pack: Path) -> str:
    file = "" if pack.is_file() else f"{problem.path.relative_to(pack).as_posix()}:"
    return f"{file}{problem.line}:{problem.column} [{problem.rule}] {problem.message}"
