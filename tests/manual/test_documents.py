"""The page on JSON has every field of the document of every command, and no other."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from helpers.data import INTERVIEW, SESSIONS
from helpers.packs import head
from manual.blocks import find_commands
from manual.documents import find_misfits, read_documents

from interview_cli.cli import main
from interview_cli.command_table import app
from interview_cli.storage import paths
from interview_cli.storage.backups.verified_zip import back_up

DOCUMENTS = read_documents()

#: Sessions: what they write are events.
SESSIONS_OF = {"quiz", "check", "flashcards", "mock", "place", "resume"}
#: Those whose own tests hold their documents to the page: they need a model, or a long past.
ELSEWHERE = {"fit", "generate"}

NEWER = """\
format: 1.2
pack: {id: newer, title: From a newer version, made: today}
defaults: {level: mid, topic: t}
questions:
  - {id: wrong, ask: 'Q?', answr: A}
  - {id: sound, ask: 'What?', answer: That.}
"""
SETS = "sets: [{id: week-6, title: Week 6, questions: [middleware], until: 2026-12-04}]"
SPOKEN = """\
questions:
  - id: middleware
    ask: What happens to an exception in a middleware?
    answer: The client gets a 500.
    level: mid
    topic: fastapi
    key_points:
      - says: the client gets a 500
        any: [server error]
"""
FORGOTTEN = "\n1\n:q\n"
MISSED = "The browser shows an internal failure page. Nothing more.\n.\n:t 1.1\n\n"
POSTING = """\
Senior Python Developer

Requirements
- Threads, in software that runs all day
- FastAPI and React
- Physics would be nice to have
"""
HEDGED = "I guess it is an internal failure page, maybe, or I suppose it is something else.\n.\n"
ANSWERS = """\
{"id": 1, "question": "talk:locks", "answer": "two threads wait for each other"}
{"question": "nothing:there", "answer": "so"}
{"ask": "What is a set?", "reference": "Values, each once.", "answer": "Values, each once."}
"""

NOTES = """\
{"v": 1, "id": "n1", "at": "2026-11-20T10:00:00.000Z", "type": "discarded", "of": "x"}
"""

#: What is typed, in this order; behind ``|`` what standard input holds, behind ``=`` the
#: exit code. A word in capitals is a file or pack of this test.
COMMANDS = f"""\
mock -p spoken --seed 1 | {MISSED!r}
place -p TINY --seed 1 --guess mid | ':s\\n:q\\n'
mock -p spoken --seed 1 | {HEDGED!r}
debrief
quiz -p TINY --seed 2 -n 2 | '1\\n:q\\n'
flashcards -t threads -n 1 | {FORGOTTEN!r}
flashcards -t threads -n 1 | {FORGOTTEN!r}
flashcards -t threads -n 1 | {FORGOTTEN!r}
flashcards -t threads -n 1 | {FORGOTTEN!r}
note talk:locks remember
note talk:locks
note
flag talk:locks odd
flag
stories new Locks at work | 'tags: locks\\n\\nI met a deadlock.'
stories list
stories show 1
stories list UNREADABLE
stories remove 1 --yes
stories remove 1 --yes
show talk:locks
read -t threads
note talk:locks --remove
flag talk:locks --remove
search deadlock
search deadlok zebra
topics
help
help format
help search
grade ANSWERS = 1
suspend talk:locks --until tomorrow
suspend tiny:capital
suspend
unsuspend talk:locks
unsuspend --all
stats
config
config ai.url
due
due --all
plan --on 2026-11-26 --minutes 10 --profile threads:2
due
stats
plan --job POSTING
plan --stop
history
pack phrases
undo
progress backup
progress backup -o BACKUP
progress restore --merge --dry-run THEIRS
progress restore --merge THEIRS
progress merge --dry-run BACKUP
progress merge NOTES
progress export
progress export -o HISTORY
progress import HISTORY
progress import --yes ROWS = 1
progress doctor = 1
progress doctor --fix
pack list
pack show
pack show tiny
pack check NEWER = 1
pack check nothing-there = 2
pack check --fix NEWER
pack trust TINY
pack trust --folder FOLDER
pack check TINY --run
pack rules
pack rules longest-key
pack rules level
pack rules phrases
pack preview -p TINY capital
pack preview -p TINY capital --answer 1
pack preview -p talk locks --answer deadlock
pack diff OLDER TINY
pack new fresh
pack preview -p fresh write-a-function
pack schema --out SCHEMA
pack add ADDED
pack list
pack update
pack update CHANGED
pack update --yes CHANGED
pack remove added --yes
"""


@pytest.fixture
def files(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """Write the packs that the commands name, and go to their folder."""
    work = tmp_path / "work"
    (home / "packs").mkdir(parents=True)
    (work / "folder").mkdir(parents=True)
    monkeypatch.chdir(work)
    shutil.copy(INTERVIEW, home / "packs" / "talk.yaml")
    (home / "packs" / "spoken.yaml").write_text(
        head("spoken", more=f"version: 1.0.0, {SETS}") + SPOKEN, encoding="utf-8"
    )
    shutil.copy(SESSIONS, home / "packs" / "tiny.yaml")
    tiny = SESSIONS.read_text(encoding="utf-8")
    older = tiny.replace("id: gaps", "id: holes").replace("[deadlock,", "[livelock,")
    older = older.replace("Which are even?", "Which numbers are even?").replace(
        "level: senior", "level: mid"
    )
    texts = {
        "TINY": tiny,
        "OLDER": older,
        "ADDED": tiny.replace("id: tiny", "id: added"),
        "NEWER": NEWER,
    }
    paths = {name: work / f"{name.lower()}.yaml" for name in texts}
    for name, text in texts.items():
        paths[name].write_text(text, encoding="utf-8")
    (work / "answers.jsonl").write_text(ANSWERS, encoding="utf-8")
    (work / "posting.txt").write_text(POSTING, encoding="utf-8")
    (work / "notes.jsonl").write_text(NOTES, encoding="utf-8")
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "journal").mkdir()
    (tmp_path / "theirs" / "journal" / "x.jsonl").write_text(NOTES.replace("n1", "n2"))
    back_up(tmp_path / "theirs", datetime(2026, 11, 21, tzinfo=UTC), work / "theirs.zip")
    paths |= {"NOTES": work / "notes.jsonl", "THEIRS": work / "theirs.zip"}
    paths |= {"BACKUP": work / "backup.zip", "HISTORY": work / "history.csv"}
    paths |= {"ROWS": work / "rows.csv"}
    paths["ROWS"].write_text("question,at,rating\np:a,2026-11-20,good\np:b,,good\n")
    paths |= {"POSTING": work / "posting.txt"}
    paths |= {"ANSWERS": work / "answers.jsonl", "FOLDER": work / "folder"}
    return paths | {"SCHEMA": work / "schema.json"}


@pytest.fixture
def run(
    files: dict[str, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[str], tuple[str, list[dict[str, Any]]]]:
    def run(line: str) -> tuple[str, list[dict[str, Any]]]:
        """Run a line of ``COMMANDS``; return the command's name and its documents."""
        line, _, code = line.partition(" = ")
        line, _, typed = line.partition(" | ")
        words = line.split()
        name = " ".join(words[: 2 if words[0] in ("pack", "progress", "stories") else 1])
        if words[-1] == "UNREADABLE":
            words.pop()
            (paths.stories() / "unreadable.md").write_bytes(b"\xff")
        if words[-1] == "CHANGED":
            words.pop()
            added = files["ADDED"]
            text = added.read_text(encoding="utf-8")
            added.write_text(text.replace("A deadlock.", "It's a deadlock."), encoding="utf-8")
        words = [str(files.get(word, word)) for word in words]
        data = (typed and json.loads(typed.replace("'", '"'))).encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        capsys.readouterr()
        assert main([*words, "--json"]) == int(code or 0), line
        out = capsys.readouterr().out
        if name == "pack check":
            return name, [json.loads(out)]
        return name, [json.loads(written) for written in out.splitlines()]

    return run


def test_the_fields_on_the_page_are_those_of_the_documents(run) -> None:
    documents: dict[str, list[dict[str, Any]]] = {}
    for line in COMMANDS.splitlines():
        name, found = run(line)
        if name not in SESSIONS_OF:
            documents.setdefault(name, []).extend(found)

    assert documents.keys() == DOCUMENTS.keys() - ELSEWHERE
    misfits = {name: find_misfits(DOCUMENTS[name], found) for name, found in documents.items()}
    assert {name: found for name, found in misfits.items() if found} == {}


def test_every_command_with_json_is_on_the_page() -> None:
    """A new command with `--json` gets a section in events.md, and lines in `COMMANDS`."""
    with_json = {
        path.partition(" ")[2]
        for path, command in find_commands(app(), "interview")
        if any("--json" in param.opts for param in command.params)
    }
    assert with_json == DOCUMENTS.keys() | SESSIONS_OF


def test_a_field_that_strays_is_found() -> None:
    fields = {"a": "All.", "a[].b": "One.", "a[].c": "Only with b.", "d": "Names.", "d.*": "Each."}
    document = {"v": 1, "a": [{"b": 1, "c": 2}, {"b": 3}], "d": {"x": {"y": 1}}}
    assert find_misfits(fields, [document]) == []
    assert find_misfits(fields, [document | {"e": 1}]) == ["e isn't on the page"]
    assert find_misfits(fields | {"f": "None."}, [document]) == ["f isn't in any document"]
    assert find_misfits(fields, [document | {"a": [{"c": 1}, {"b": 1}]}]) == [
        "a[].b is only there sometimes"
    ]
    assert find_misfits(fields, [document | {"a": [{"b": 1, "c": 2}]}]) == ["a[].c is always there"]
