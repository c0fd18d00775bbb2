"""Each file in ``broken/`` is wrong in its own way; EXPECTED.txt says what is to be said of it.

Run with ``--rewrite`` to accept what is said now, and read the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.data import BROKEN
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.packs.format.reader import read
from interview_cli.packs.yaml.problems import Problem
from interview_cli.packs.yaml.pure_loader import PureLoader
from interview_cli.packs.yaml.source import from_bytes, load
from interview_cli.packs.yaml.tree import LOADER, parse

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
    parse(slow, lambda item, at: None, loader=PureLoader)

    assert slow.problems(slow.flaws) == fast.problems(fast.flaws)


def _line(problem: Problem, pack: Path) -> str:
    file = "" if pack.is_file() else f"{problem.path.relative_to(pack).as_posix()}:"
    return f"{file}{problem.line}:{problem.column} [{problem.rule}] {problem.message}"


@given(st.lists(st.sampled_from(["a", "b?", "c?d", " ", ",", ":"]), min_size=1, max_size=6))
def test_a_question_mark_in_brackets_is_the_same_for_both(signs: list[str]) -> None:
    """PyYAML's own scanner stops at it, and libyaml doesn't."""
    words = "".join(signs)
    text = (
        "questions:\n"
        f"  - {{id: a, ask: x{words}, answer: b}}\n"
        f"  - id: c\n    steps: [x{words}]\n    answer: d\n"
    )
    read_by = []
    for loader in (LOADER, PureLoader):
        source, items = from_bytes(Path("a.yaml"), text.encode()), list[str]()
        parse(source, lambda item, at: items.append(repr(item)), loader=loader)  # noqa: B023
        read_by.append((items, source.problems(source.flaws)))

    assert read_by[0] == read_by[1]
