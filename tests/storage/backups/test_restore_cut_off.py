"""A restore that is killed at any point is one to run again: then all is there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from helpers.learner import START, Learner
from helpers.program import mostly_slow

from interview_cli.cli import main
from interview_cli.storage.backups.verified_zip import back_up
from interview_cli.storage.doctor.examination import examine

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it can't be killed like that")

#: Restores, and kills itself before the change to the disk that has the given number.
KILLED = """
import os, signal, sys
from pathlib import Path
from interview_cli.storage.backups.restoring import plan, restore
from interview_cli.storage.backups.verified_zip import open_backup
from interview_cli.storage.journal import Journal
from datetime import UTC, datetime

file, home, left = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[4])
journal = Journal(home / "journal")
planned = plan(open_backup(file), home, journal, merge=sys.argv[3] == "merge")
CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.chmod", "os.truncate")

def count(event, args):
    global left
    writes = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
    if writes or event in CHANGES:
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
restore(planned, home, journal, datetime(2026, 11, 30, tzinfo=UTC))
"""

#: More than there are changes in such a restore.
POINTS = 40


def read(home: Path) -> dict[str, bytes]:
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for path in home.rglob("*")
        if path.is_file() and path.relative_to(home).parts[0] not in ("backups", "cache")
    }


def kill(file: Path, home: Path, point: int, *, merge: bool = False) -> bool:
    """Restore *file* into *home*, killed before a change to it; return whether it was."""
    args = [str(file), str(home), "merge" if merge else "", str(point)]
    env = {**os.environ, "INTERVIEW_HOME": str(home)}
    done = subprocess.run([sys.executable, "-c", KILLED, *args], env=env, check=False)
    assert done.returncode in (0, -9)
    return done.returncode == -9


@pytest.fixture
def backed_up(tmp_path: Path) -> tuple[Path, dict[str, bytes]]:
    """Return a backup, and the files in it."""
    learner = Learner(tmp_path / "was")
    learner.answered("p:a", "p:b")
    for name in ("journal/0badcafe.jsonl", "packs/p/.added.json", "exercises/p/x/answer.py"):
        (learner.home / name).parent.mkdir(parents=True, exist_ok=True)
        (learner.home / name).write_bytes(b"" if name.endswith("l") else name.encode())
    (learner.home / "config.toml").write_text("new_per_day = 9\n")
    (own,) = (one for one in (learner.home / "journal").iterdir() if one.stat().st_size)
    (learner.home / "journal/0badcafe.jsonl").write_bytes(
        own.read_bytes().replace(b'"p:a"', b'"p:c"').replace(b'"id":"0', b'"id":"1')
    )
    return back_up(learner.home, START, tmp_path / "b.zip").path, read(learner.home)


def check_unfinished(home: Path, whole: dict[str, bytes]) -> None:
    """Check that a home in which not all is there says so."""
    there = {name: data for name, data in read(home).items() if not name.startswith("..")}
    if any(there.get(name) != data for name, data in whole.items()) and there:
        found = {one.code: one for one in examine(home, datetime(2026, 11, 30, tzinfo=UTC))[0]}
        assert (home / ".restoring").exists()
        assert found["restore-unfinished"].advice
        if "config.toml" in there:  # what comes last is there only if the journal is
            assert there.items() >= {
                (name, data) for name, data in whole.items() if name.startswith("journal/")
            }


@pytest.mark.parametrize("point", mostly_slow(range(POINTS), 7))
def test_in_an_empty_place_the_same_command_gives_the_whole(
    backed_up: tuple[Path, dict[str, bytes]], home: Path, point: int, capsys: pytest.CaptureFixture
) -> None:
    file, whole = backed_up
    killed = kill(file, home, point)
    assert killed or point > 20
    check_unfinished(home, whole)
    assert main(["progress", "restore", str(file)]) == 0
    assert read(home) == whole


@pytest.mark.parametrize("point", mostly_slow(range(POINTS), 10))
def test_where_there_was_something_none_of_it_is_lost(
    backed_up: tuple[Path, dict[str, bytes]], home: Path, point: int
) -> None:
    file, whole = backed_up
    mine = Learner(home)
    mine.minutes = 500
    mine.answered("p:mine")
    (home / "config.toml").write_text("new_per_day = 1\n")
    before = read(home)
    kill(file, home, point, merge=True)
    assert read(home).items() >= before.items()
    assert main(["progress", "restore", "--merge", str(file)]) == 0
    assert read(home).items() >= before.items()
    assert len({line["id"] for line in mine.lines("reviewed")}) == 5
    others = {name for name in whole if not name.startswith("journal/")}
    assert {name: read(home)[name] for name in others - {"config.toml"}}.items() <= whole.items()
    assert not (home / ".restoring").exists()


def test_it_is_said_until_it_is_done(
    backed_up: tuple[Path, dict[str, bytes]], home: Path, capsys: pytest.CaptureFixture
) -> None:
    file, _ = backed_up
    assert kill(file, home, 12)
    assert json.loads((home / ".restoring").read_text())["backup"] == str(file)
    assert main(["stats"]) == 0
    said = capsys.readouterr().err
    assert "a restore was cut off" in said
    assert f"interview progress restore {file}" in said
    assert main(["progress", "doctor"]) == 1
    assert f"interview progress restore {file}" in capsys.readouterr().out
    assert main(["progress", "restore", str(file)]) == 0
    capsys.readouterr()
    assert main(["stats"]) == 0
    assert "cut off" not in capsys.readouterr().err


def test_what_is_ones_own_still_needs_merge(
    backed_up: tuple[Path, dict[str, bytes]], home: Path, capsys: pytest.CaptureFixture
) -> None:
    file, whole = backed_up
    kill(file, home, 12)
    (home / "drafts.json").write_text('{"s": {"q": "mine"}}')
    assert main(["progress", "restore", str(file)]) == 2
    assert "drafts.json is there" in capsys.readouterr().err
    assert main(["progress", "restore", "--merge", str(file)]) == 0
    assert (
        read(home).items() > {name: whole[name] for name in whole if "journal" not in name}.items()
    )
    assert "mine" in (home / "drafts.json").read_text()
