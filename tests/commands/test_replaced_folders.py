"""Something else where a file or folder of the home should be: a clear error, or no matter."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers.every_command import COMMANDS, FAULTS, copy, run, use
from helpers.program import mostly_slow

from interview_cli.commands import completion

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and sockets")

NAMES = [
    *("journal", "packs", "packs/my-pack", "exercises", "exercises/p", "backups", "damaged"),
    *("cache", "cache/packs", "cache/checks", "cache/due-line", "cache/progress.json", "."),
    *("config.toml", "trust.json", "agreed.json", "drafts.json", "synonyms.txt", "stories"),
    *(".restoring", "packs/my-pack/pack.yaml"),
]


def make_other(path: Path) -> None:
    """Make a file where a folder was, and a folder where a file was."""
    if path.suffix or path.name in ("due-line", ".restoring"):
        path.mkdir()
    else:
        path.write_text("mine")


def make_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # an address may be short only
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


WAYS: dict[str, Callable[[Path], None]] = {
    "other": make_other,
    "pipe": os.mkfifo,
    "zeros": lambda path: path.symlink_to("/dev/zero"),
    "full": lambda path: path.symlink_to("/dev/full"),
    "socket": make_socket,
    "nowhere": lambda path: path.symlink_to("not/there"),
    "loop": lambda path: path.symlink_to(path.name),
}

CASES = [(name, way) for name in NAMES for way in WAYS]


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("used") / "used"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INTERVIEW_NOW", "2026-11-21T20:00:00+01:00/still")
        use(folder)
    return folder


def check(used: Path, folder: Path, name: str, way: str, command: str) -> tuple[int, str]:
    """Run *command* where *name* was replaced; return its exit code and errors."""
    shutil.rmtree(folder, ignore_errors=True)
    copy(used, folder)
    place = folder / "home" / name
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    place.unlink(missing_ok=True)
    place.parent.mkdir(exist_ok=True)
    WAYS[way](place)
    kept = {path: path.read_bytes() for path in (folder / "home").glob("journal/*.jsonl")}
    code, _, err = run(command, folder / "home", folder / "here")
    assert code in (0, 1, 2, 4), (command, code, err)
    assert not any(fault in err for fault in FAULTS), (command, err)
    assert len(err) < 3000, command
    if code == 4:
        assert err.count("interview: ") >= 1, (command, err)
        assert err.rstrip().splitlines()[-1].startswith("  "), f"no advice: {command}: {err}"
    for path, data in kept.items():
        now = path.read_bytes() if path.is_file() else b""
        assert now.startswith(data) or command == "progress doctor --fix", command
    return code, err


@pytest.mark.parametrize("command", mostly_slow(COMMANDS, 4))
def test_no_command_fails_or_hangs(used: Path, tmp_path: Path, command: str) -> None:
    """Each command with one thing replaced in one way, so that all names and ways come up."""
    number = COMMANDS.index(command)
    name, way = CASES[number * 8 % len(CASES)]
    check(used, tmp_path / "case", name, way, command)


#: One command in so many is tried with each name and way, others each time: all with all would
#: take an hour.
EVERY = 20


@pytest.mark.slow
@pytest.mark.parametrize(("name", "way"), CASES)
def test_none_does_whatever_is_replaced(used: Path, tmp_path: Path, name: str, way: str) -> None:
    for command in COMMANDS[CASES.index((name, way)) % EVERY :: EVERY]:
        check(used, tmp_path / "case", name, way, command)


READS_JOURNAL = ["resume", "undo", "history", "stats", "due", "progress export", "quiz -n 1"]


@pytest.mark.parametrize("way", mostly_slow(WAYS, 4))
@pytest.mark.parametrize("command", mostly_slow(READS_JOURNAL, 4))
def test_a_journal_that_is_something_else_is_never_an_empty_one(
    used: Path, tmp_path: Path, way: str, command: str
) -> None:
    code, err = check(used, tmp_path / "case", "journal", way, command)
    assert code == 4
    assert f"{tmp_path / 'case/home/journal'} is a" in err
    assert "move that away" in err


@pytest.mark.parametrize("way", mostly_slow(WAYS, 3))
def test_own_packs_are_missed(used: Path, tmp_path: Path, way: str) -> None:
    code, err = check(used, tmp_path / "case", "packs", way, "topics")
    assert code == 0
    assert "your own packs aren't found: " in err
    assert err.endswith("not a folder; move it away\n")


def test_every_command_is_tried() -> None:
    def walk(node: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[str]:
        inner = node.get("commands") or {}
        for name, one in inner.items():
            yield from walk(one, (*path, name))
        if not inner:
            yield " ".join(path)

    every = {*walk(json.loads(Path(completion.__file__).with_name("program.json").read_text()))}
    tried = {one for one in every for command in COMMANDS if f"{command} ".startswith(f"{one} ")}
    assert tried == every
