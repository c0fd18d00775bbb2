"""The example that a command's help ends with runs, in a home that has what it needs."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from helpers.learner import START, Learner, question, reviewed
from helpers.model_server import Reply, Server
from helpers.pack_sources import zipped
from helpers.packs import head
from helpers.program import run_program
from helpers.terminal import Terminal

from interview_cli.command_table import COMMANDS
from interview_cli.commands.lazy import walk
from interview_cli.core.records import to_line
from interview_cli.storage.journal import encode, format_time

EXAMPLES = {path: command.example for path, command in walk(COMMANDS)}

#: What opens an editor, and so needs a terminal.
IN_EDITOR = ("edit", "stories edit")

#: What needs an extra, and the marker of that.
MARKS = {"fit": pytest.mark.needs_fit, "generate": pytest.mark.needs_ai}

#: The answers that a session needs before it can be continued, or taken back.
TWO_ANSWERS = "1\n1\n"

DRAFT = {
    "id": "lifespan-or-startup",
    "ask": "Where do you open a connection pool in FastAPI, and where do you close it?",
    "answer": "In the lifespan function: before its yield, and after it.",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which examples are typed."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def model(home: Path) -> Iterator[None]:
    """A model that drafts one question."""
    reply = Reply(json.dumps({"questions": [DRAFT]}))
    with Server(reply).running() as server:
        for name, value in (("enabled", "true"), ("url", server.url), ("model", "small")):
            interview("config", f"ai.{name}", value)
        interview("config", "--agree", server.host)
        yield


def interview(*args: str, typed: str = "", code: int = 0) -> str:
    """Run the program; return what it prints."""
    done = run_program(*args, typed=typed)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


# What has to be there for an example.


def new_pack(folder: Path, home: Path) -> None:
    interview("pack", "new", "my-pack")


def own_pack(folder: Path, home: Path) -> None:
    new_pack(folder, home)
    shutil.copytree(folder / "my-pack", home / "packs" / "my-pack")


def sql_archive(folder: Path, home: Path) -> None:
    pack = folder / "sql"
    pack.mkdir()
    (pack / "pack.yaml").write_text(head("sql-interviews", more="version: 1.0.0"))
    (pack / "joins.yaml").write_text(f"questions:\n{question('left-join')}")
    zipped(pack, folder / "sql-interviews.zip")


def sql_added(folder: Path, home: Path) -> None:
    sql_archive(folder, home)
    interview("pack", "add", "sql-interviews.zip")


def old_version(folder: Path, home: Path) -> None:
    new_pack(folder, home)
    zipped(folder / "my-pack", folder / "my-pack-1.0.zip")


def answers(folder: Path, home: Path) -> None:
    key = "python-fastapi:commit-after-yield"
    line = json.dumps({"question": key, "answer": "After the response was sent."})
    (folder / "answers.jsonl").write_text(f"{line}\n")


def unfinished(folder: Path, home: Path) -> None:
    interview("quiz", "-k", "choice", "--seed", "7", typed=TWO_ANSWERS)


def suspended(folder: Path, home: Path) -> None:
    interview("suspend", "commit-after-yield")


def interviewed(folder: Path, home: Path) -> None:
    """Sit a mock interview, and know nothing."""
    interview("mock", "--seed", "7", typed="I don't know.\n.\n:end\n\n")


def other_home(folder: Path, home: Path) -> None:
    """Keep a note in a home that isn't one's own."""
    Learner(folder / "old-laptop").run("note", "commit-after-yield", "ask Ann")


def backed_up(folder: Path, home: Path) -> None:
    interview("note", "commit-after-yield", "ask Ann")
    interview("progress", "backup", "-o", "progress.zip")


def exported(folder: Path, home: Path) -> None:
    unfinished(folder, home)
    interview("progress", "export", "-o", "history.csv")


def noted(folder: Path, home: Path) -> None:
    interview("note", "commit-after-yield", "ask Ann")


def many_answers(folder: Path, home: Path) -> None:
    """Write the journal of a learner who answers twenty questions a day, and forgets some."""
    Learner(home).pack("trial", *(question(f"q{n}") for n in range(40)))
    (home / "journal").mkdir()
    with (home / "journal" / "0badcafe.jsonl").open("wb") as file:
        for n in range(1200):
            at = START - timedelta(days=61 - n // 20) + timedelta(seconds=n)
            line = {"v": 1, "id": f"{n:08d}", "at": format_time(at), "offset": 60}
            line |= {"device": "0badcafe", "session": None}
            review = reviewed(f"trial:q{n % 40}", 1 if n % 7 == 0 else 3)
            file.write(encode(line | to_line(review)))


def one_story(folder: Path, home: Path) -> None:
    (home / "stories").mkdir(parents=True)
    (home / "stories" / "one.md").write_text("title: One\n\nI restarted it.\n")


PREPARE: dict[str, Callable[[Path, Path], None]] = {
    "debrief": interviewed,
    "edit": own_pack,
    "fit": many_answers,
    "grade": answers,
    "pack add": sql_archive,
    "pack check": new_pack,
    "pack diff": old_version,
    "pack phrases": own_pack,
    "pack preview": new_pack,
    "pack remove": sql_added,
    "pack trust": new_pack,
    "pack update": sql_added,
    "progress": other_home,
    "progress backup": noted,
    "progress import": exported,
    "progress merge": other_home,
    "progress restore": backed_up,
    "resume": unfinished,
    "sheet": interviewed,
    "stories remove": one_story,
    "stories show": one_story,
    "undo": unfinished,
    "unsuspend": suspended,
}


@pytest.mark.parametrize(
    "path",
    [pytest.param(path, marks=MARKS.get(path, ())) for path in EXAMPLES if path not in IN_EDITOR],
)
def test_the_example_runs(
    path: str, folder: Path, home: Path, request: pytest.FixtureRequest
) -> None:
    if path == "generate":
        request.getfixturevalue("model")
    if path in PREPARE:
        PREPARE[path](folder, home)
    # Training may find that the usual weights do as well: that isn't a mistake.
    codes = (0, 1) if path == "fit" else (0,)
    args = [*path.split(), *shlex.split(EXAMPLES[path])]
    typed = "I restarted it.\n" if path in ("stories", "stories new") else ""
    done = run_program(*args, typed=typed)
    assert done.returncode in codes, done.stdout + done.stderr
    assert done.stdout or done.stderr  # where a setting or a page was written


@pytest.mark.skipif(sys.platform == "win32", reason="NOT RUN: Windows has no pseudo-terminal")
def test_the_example_of_edit_runs(
    folder: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_pack(folder, home)
    editor = tmp_path / "editor"
    editor.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/called\n')
    editor.chmod(0o755)
    env = {"EDITOR": str(editor), "INTERVIEW_HOME": os.environ["INTERVIEW_HOME"]}
    terminal = Terminal(["edit", *shlex.split(EXAMPLES["edit"])], 80, 24, env)
    assert terminal.ends() == 0
    assert str(home / "packs" / "my-pack") in (tmp_path / "called").read_text()


@pytest.mark.parametrize("path", ["", *EXAMPLES])
def test_the_help_ends_with_the_example_on_a_line_of_its_own(path: str) -> None:
    help_lines = interview(*path.split(), "--help").splitlines()
    (shown,) = [line.strip() for line in help_lines if line.startswith("  Example: ")]
    example = EXAMPLES.get(path, "quiz --level senior")
    assert shown == f"Example: interview {path} {example}".replace("  ", " ").rstrip()
    assert help_lines[-1].strip() == shown or not path
