"""The shape of the program, kept by a test."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import interview_cli
from interview_cli.app import COMMANDS
from interview_cli.commands import pack

ROOT = Path(interview_cli.__file__).parent
FLOORS = ["core", "storage", "terminal", "commands"]
MODULES = sorted(ROOT.rglob("*.py"))

#: Each third-party library, and the modules that may import it.
OWNERS = {
    "yaml": ["packs/yaml/tree.py"],
    "pydantic": ["packs/format/schema.py", "packs/format/misfits.py"],
    "fsrs": ["core/memory/scheduler.py"],
    "fsrs_rs_python": ["core/memory/scheduler.py"],
    "platformdirs": ["storage/home.py"],
    "rich": [
        "terminal/rendering/page.py",
        "terminal/rendering/views.py",
        "terminal/rendering/blocks.py",
        "terminal/rendering/markdown.py",
        "terminal/rendering/messages.py",
        "terminal/stats/views.py",
        "terminal/debrief/views.py",
        "terminal/question_page.py",
    ],
    "questionary": ["terminal/rendering/prompts.py"],
    "prompt_toolkit": ["terminal/rendering/prompts.py"],
    "pygments": ["packs/library/highlighting.py"],
    "tomlkit": ["storage/settings.py"],
    "pydantic_ai": ["ai/language_model.py"],
    "openai": ["ai/language_model.py"],
    "snowballstemmer": ["core/scoring/tokens.py"],
    "rapidfuzz": ["core/scoring/spelling.py"],
    "packaging": ["packs/checking/run.py"],
    "typer": ["app.py", "commands/"],
}

#: What the core may not touch: the outside.
OUTSIDE = {"os", "sys", "time", "pathlib", "io", "random", "secrets", "subprocess", "socket"}
OUTSIDE_CALLS = {"print", "input", "open", "Path", "datetime.now", "datetime.utcnow", "date.today"}


def name(path):
    return path.relative_to(ROOT).as_posix()


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_go_down(path):
    floor = path.relative_to(ROOT).parts[0]
    here = FLOORS.index(floor) if floor in FLOORS else len(FLOORS)
    if name(path) in ("core/errors.py", "__init__.py"):
        here = -1
    for imported in imports(ast.parse(path.read_text(encoding="utf-8"))):
        match imported.split("."):
            case ["interview_cli", other, *_] if other in FLOORS:
                assert FLOORS.index(other) <= here, imported
            case ["interview_cli", "cli", *_]:
                assert name(path) == "__main__.py", imported


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_each_library_has_one_owner(path):
    for imported in imports(ast.parse(path.read_text(encoding="utf-8"))):
        owners = OWNERS.get(imported.partition(".")[0])
        assert not owners or any(name(path).startswith(owner) for owner in owners), imported


@pytest.mark.parametrize("path", sorted((ROOT / "core").rglob("*.py")), ids=name)
def test_the_core_is_pure(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not called & OUTSIDE_CALLS
    assert not {imported.partition(".")[0] for imported in imports(tree)} & OUTSIDE


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
    "snowballstemmer",
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
        (["due"], ["typer", "json", "dataclasses", "pathlib", "interview_cli.core.progress"]),
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
        env={name: v for name, v in os.environ.items() if not name.startswith("COVERAGE_")},
        check=True,
    )
    return {*done.stderr.splitlines()[-1].split()}
