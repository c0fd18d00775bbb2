"""The shape of the program: which part imports what, and how full a folder may be.

What may import what stands in pyproject.toml, as the contracts of import-linter; the
tests here are for what those can't say.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from graphlib import TopologicalSorter

import grimp
import pytest
from helpers.data import ROOT
from helpers.program import without_coverage
from importlinter.cli import lint_imports

from interview_cli.command_table import COMMANDS
from interview_cli.commands import pack
from interview_cli.core.kinds import KINDS

PACKAGE = ROOT / "interview_cli"
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py")

#: How a program gets at the machine and the time without an import that would show it.
OUTSIDE_CALLS = {"print", "input", "open", "Path", "datetime.now", "datetime.utcnow", "date.today"}

#: The names that several files have, and what each of them is in every place.
SAME_ROLE = {
    **dict.fromkeys(
        [*(name.replace("-", "_") for name in KINDS), "kind"],
        "a kind of quiz: in a session, and for authors",
    ),
    "check": "pack check: what it does, and the command",
    "debrief": "the debrief of an interview: what came of the answers, and the command",
    "diff": "the difference of two packs, and the command that shows it",
    "home": "the home screen: how it looks, and what it shows and starts",
    "markdown": "Markdown: where its code is, and how it looks",
    "page": "a page to keep, as a file for a browser",
    "phrases": "the phrases of key points, and the command that proposes some",
    "plan": "the plan: how it is made, looks and is asked for",
    "preview": "pack preview: how it looks, and the command",
    "views": "what Rich draws of the things of this folder",
    "words": "what is said of the things of this folder, in lines",
}


def test_imports_keep_to_the_contracts(capsys: pytest.CaptureFixture[str]) -> None:
    code = lint_imports(str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
    assert code == 0, capsys.readouterr().out


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("interview_cli", cache_dir=None)


def of_file(module: str) -> str:
    return module


def of_folder(module: str) -> str:
    """Return the package in which the file of *module* lies."""
    package = PACKAGE.parent.joinpath(*module.split(".")).is_dir()
    return module if package else module.rpartition(".")[0]


@pytest.mark.parametrize("node", [of_file, of_folder])
def test_there_is_no_circle(graph: grimp.ImportGraph, node: Callable[[str], str]) -> None:
    """Folders too: a folder's own files are one node, which its sub-folders are not in."""
    imports: dict[str, set[str]] = defaultdict(set)
    for module in graph.modules - {"interview_cli"}:
        # The package itself holds the version only, which any part may ask for.
        for imported in graph.find_modules_directly_imported_by(module) - {"interview_cli"}:
            if node(module) != node(imported):
                imports[node(module)].add(node(imported))
    TopologicalSorter(imports).prepare()  # raises CycleError


def test_a_folder_has_fourteen_files_at_most() -> None:
    files = defaultdict(list)
    for path in FILES:
        files[path.parent].append(path.name)
    assert {path: names for path, names in files.items() if len(names) > 14} == {}


def test_a_name_means_one_thing() -> None:
    names = [path.stem for path in FILES]
    assert {name for name in names if names.count(name) > 1} <= SAME_ROLE.keys()


def test_the_core_is_pure() -> None:
    for path in (PACKAGE / "core").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        assert not called & OUTSIDE_CALLS, path


#: What takes long to import. None of it may be there before it is needed.
HEAVY = [
    "asyncio",
    "fsrs",
    "fsrs_rs_python",
    "importlib.metadata",
    "interview_cli.packs.yaml.tree",
    "logging",
    "openai",
    "prompt_toolkit",
    "pydantic",
    "pydantic_ai",
    "pygments",
    "questionary",
    "rapidfuzz",
    "rich",
    "tomlkit",
    "yaml",
]


@pytest.mark.parametrize(
    ("args", "also"),
    [
        (["--version"], ["typer", "json", "dataclasses"]),
        (["--help"], ["json", "dataclasses"]),
        (["pack", "--help"], ["json", "dataclasses"]),
        (["pack", "list"], ["interview_cli.core.session.engine"]),
        (
            ["due"],
            ["typer", "json", "dataclasses", "pathlib", "typing", "interview_cli.core.progress"],
        ),
        (
            ["due", "--json"],
            ["interview_cli.core.session.engine", "interview_cli.core.questions.question"],
        ),
        (["quiz", "--level", "senior", "-n", "1"], []),
        (["quiz", "--level", "senior", "-n", "1", "--json"], []),
        (["flashcards", "-n", "1", "--plain"], []),
        (["history"], []),
    ],
    ids=" ".join,
)
def test_heavy_imports_happen_where_they_are_needed(args, also):
    loaded(args)  # the first run may compile the packs
    assert not {*HEAVY, *also} & loaded(args)


def test_only_the_command_that_is_chosen_is_imported():
    none = loaded(["--help"])
    every = {f"interview_cli.commands.{command.where.partition(':')[0]}" for command in COMMANDS}
    assert not every & none
    assert every & loaded(["fit", "--help"]) == {"interview_cli.commands.fit"}


def test_only_the_pack_command_that_is_chosen_is_imported():
    modules = {
        f"interview_cli.commands.{command.where.partition(':')[0]}" for command in pack.COMMANDS
    }
    assert not modules & loaded(["pack", "--help"])
    assert modules & loaded(["pack", "schema", "--help"]) == {"interview_cli.commands.pack.new"}


def loaded(args):
    """Return the modules that are there when the program has run with *args*."""
    code = (
        "import sys; from interview_cli.cli import main; "
        "main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *args],
        input="",
        capture_output=True,
        text=True,
        # What measures coverage loads some of it too.
        env=without_coverage(),
        check=True,
    )
    return {*done.stderr.splitlines()[-1].split()}
