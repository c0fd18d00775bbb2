"""A disk that is full, or a home that can't be written: said with advice, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.every_command import COMMANDS, FAULTS, TYPED, copy, use
from helpers.program import (
    BOUND,
    PROGRAM,
    mostly_slow,
    needs_permissions,
    without_coverage,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits and modes")

#: The program, where no file can have more bytes than the first word says: as on a full disk.
LIMITED = """
import resource, sys
limit = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
from interview_cli.cli import main
sys.exit(main(sys.argv[1:]))
"""

#: What has to write, and can't do its work without.
WRITES = [
    *("quiz -n 1 -k choice", "check", "flashcards -n 1", "mock --minutes 5", "place -n 2"),
    *("undo", "plan --on 2026-12-15 --minutes 25", "stats --html s.html", "unsuspend --all"),
    *(
        f"{verb} python-fastapi:commit-after-yield{words}"
        for verb, words in (("note", " mine"), ("flag", " wrong"))
    ),
    *("progress backup", "progress backup -o n.zip", "progress export -o n.csv"),
    *("pack new another", "config new_per_day 8", "pack trust my-pack"),
    *("pack add added.yaml --yes", "progress doctor --fix", "progress restore --merge b.zip"),
]


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("used") / "used"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INTERVIEW_NOW", "2026-11-21T20:00:00+01:00/still")
        use(folder)
        (folder / "home/cache/progress.json").write_text("damaged")  # for --fix
    return folder


def surroundings(folder: Path, home: Path) -> dict[str, str]:
    """Return the environment for a command; Python itself writes nothing: of a file that's cut
    off by a limit it takes no notice.
    """
    places = {"INTERVIEW_HOME": str(home), "HOME": str(folder), "TMPDIR": str(folder)}
    return {**without_coverage(), **places, "PYTHONDONTWRITEBYTECODE": "1"}


def read(home: Path) -> dict[str, bytes]:
    """Return all that is the learner's in *home*."""
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for path in home.rglob("*")
        if path.is_file() and path.relative_to(home).parts[0] != "cache"
    }


def find_lost(before: dict[str, bytes], after: dict[str, bytes], code: int) -> set[str]:
    """Return the files that lost something; not those that a command that succeeded wrote again."""
    written = {"config.toml", "trust.json", "drafts.json"} if code == 0 else set()
    kept = before.keys() - written
    lost = {name for name in kept if not after.get(name, b"").startswith(before[name])}
    removed = {data for name, data in after.items() if name.startswith("stories/removed/")}
    return {name for name in lost if before[name] not in removed}


def check(folder: Path, command: str, *program: str, writes: bool, full: bool = False) -> None:
    """Run *command* with *program*; check what it says, and that all is there afterwards."""
    home = folder / "home"
    before = read(home)
    done = subprocess.run(
        [*program, *command.split()],
        input=TYPED,
        env=surroundings(folder, home),
        cwd=folder / "here",
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    said = (command, done.returncode, done.stderr)
    assert done.returncode in ((4,) if writes else (0, 1, 2, 4)), said
    assert not any(fault in done.stderr for fault in FAULTS), said
    if done.returncode == 4:
        assert "interview: " in done.stderr, said
        advice = done.stderr.rstrip().splitlines()[-1]
        assert advice.startswith("  "), said
        assert not full or "space" in advice or "room" in advice, said
    after = read(home)
    assert not find_lost(before, after, done.returncode), said
    new = {name for name in after.keys() - before.keys() if name.startswith("backups/")}
    assert done.returncode == 0 or not new, said


@pytest.mark.parametrize("limit", [0, pytest.param(300, marks=pytest.mark.slow)])
@pytest.mark.parametrize("command", mostly_slow(COMMANDS, 10))
def test_no_room_on_the_disk(used: Path, tmp_path: Path, command: str, limit: int) -> None:
    folder = tmp_path / "case"
    copy(used, folder)
    limited = [sys.executable, "-c", LIMITED, str(limit)]
    check(folder, command, *limited, writes=command in WRITES and limit == 0, full=True)


#: The command that opens a home that is yours, and that only its modes close.
OPENS = "progress doctor --fix"


@needs_permissions
@pytest.mark.parametrize("command", mostly_slow(COMMANDS, 10))
def test_a_home_that_is_read_only(used: Path, tmp_path: Path, command: str) -> None:
    folder = tmp_path / "case"
    copy(used, folder)
    for path in (folder / "home", *(folder / "home").rglob("*"), folder / "here"):
        path.chmod(0o500 if path.is_dir() else 0o400)
    writes = command in WRITES and command != OPENS
    try:
        check(folder, command, *BOUND, *PROGRAM, writes=writes)
    finally:
        for path in (folder / "home", folder / "here"):
            path.chmod(0o700)


def test_every_command_that_writes_is_tried() -> None:
    assert set(WRITES) <= set(COMMANDS)


def _can_mount() -> bool:
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("unshare"):
        return False
    command = ["unshare", "-m", "mount", "-t", "tmpfs", "-o", "size=64k", "none", "/mnt"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


FULL = """
mount -t tmpfs -o size={size},mode=700 none "$2/disk" && cp -a "$2/home" "$2/disk/home" || exit 99
dd if=/dev/zero of="$2/disk/filler" bs=1k 2>/dev/null; cd "$2/here"
shift 2; "$@"; code=$?
rm "$TMPDIR/disk/filler"; cp -a "$TMPDIR/disk/home" "$TMPDIR/after"; exit $code
"""


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_a_disk_that_is_really_full(used: Path, tmp_path: Path, command: str) -> None:
    if not _can_mount():
        pytest.skip("NOT RUN: mounting a small disk takes root and unshare")
    folder = tmp_path / "case"
    copy(used, folder)
    (folder / "disk").mkdir()
    script = ["unshare", "-m", "sh", "-c", FULL.format(size="24m"), "sh", "", str(folder)]
    done = subprocess.run(
        [*script, *PROGRAM, *command.split()],
        input=TYPED,
        env=surroundings(folder, folder / "disk/home"),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    said = (command, done.returncode, done.stderr)
    assert done.returncode in (0, 1, 2, 4), said
    assert not any(fault in done.stderr for fault in FAULTS), said
    before, after = read(folder / "home"), read(folder / "after")
    assert not find_lost(before, after, done.returncode), said
