"""An exercise to be read: `show`, `read`, `search`, `sheet` and `pack preview`."""

from __future__ import annotations

import json
import shutil
from contextlib import chdir
from pathlib import Path

import pytest
from helpers.learner import Learner

TASK = "def chunks(items: list[int], size: int) -> list[list[int]]:\n    ..."
TESTS = "assert chunks([1, 2, 3, 4], 2) == [[1, 2], [3, 4]]"
SOLUTION = "return [items[i : i + size] for i in range(0, len(items), size)]"
HIDDEN = "assert chunks([1, 2, 3], 2) == [[1, 2], [3]]"
MISTAKE = "It stops before a last piece that is shorter."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, compiled: Path) -> Learner:
    """Make a pack with an exercise of either kind; the tests only read it."""
    folder = tmp_path_factory.mktemp("made")
    shutil.copytree(compiled, folder / "home" / "cache")
    learner = Learner(folder / "home")
    with chdir(folder):
        learner.run("pack", "new", "mine")
    learner.run("pack", "add", str(folder / "mine"))
    return learner


@pytest.mark.parametrize(
    "how", [("show", "mine:write-a-function"), ("read", "-p", "mine", "-k", "code")]
)
def test_task_and_solution_are_shown_one_after_the_other(
    made: Learner, how: tuple[str, ...]
) -> None:
    said = made.run(*how).out

    places = [said.index(text) for text in (TASK, TESTS, SOLUTION, HIDDEN, MISTAKE)]
    assert places == sorted(places)
    assert "Write exercise.py so that the tests pass. More tests are hidden. 5 minutes." in said
    assert "Accepted" not in said


def test_a_query_is_shown_with_its_databases(made: Learner) -> None:
    said = made.run("show", "mine:write-a-query").out

    assert "Write query.sql: it's run on 2 databases. 5 minutes." in said
    assert said.index("Database 1") < said.index("Database 2") < said.index("Solution")


@pytest.mark.parametrize("name", ["sheet.md", "sheet.html"])
def test_a_sheet_has_the_task_and_the_solution(made: Learner, tmp_path: Path, name: str) -> None:
    made.run("sheet", "-p", "mine", "-k", "code", "-o", str(tmp_path / name))

    text = (tmp_path / name).read_text(encoding="utf-8")
    assert text.index("begins with") < text.index("Solution") < text.index("Complexity")
    assert "test_last_piece_is_shorter" not in text


def test_a_search_finds_it_by_what_is_asked(made: Learner) -> None:
    assert "mine:write-a-function  (" in made.run("search", "cuts", "list", "-p", "mine").out


def test_a_preview_is_what_the_learner_sees(made: Learner) -> None:
    said = made.run("pack", "preview", "mine:write-a-function", typed="").out

    assert TASK in said
    assert TESTS in said
    assert SOLUTION not in said
    assert HIDDEN not in said
    assert "With the solution, hidden tests, what goes wrong and hints: --solution" in said


def test_a_preview_has_the_rest_if_asked(made: Learner) -> None:
    said = made.run("pack", "preview", "mine:write-a-function", "--solution", typed="").out

    assert SOLUTION in said
    assert HIDDEN in said
    assert MISTAKE in said


def test_a_preview_for_programs_has_all_of_it(made: Learner) -> None:
    said = json.loads(made.run("pack", "preview", "mine:write-a-query", "--json").out)

    assert [way["mode"] for way in said["ways"]] == ["mock"]
    assert said["exercise"]["form"] == "sql"
    names = [part["name"] for part in said["exercise"]["parts"]]
    assert names == ["Database 1", "Database 2", "Solution", "What goes wrong", "Hints"]
