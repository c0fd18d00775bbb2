"""What the doctor says of modes: who gets at a file, and what can't be written all the same."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from helpers.learner import Learner
from helpers.program import BOUND, PROGRAM, needs_permissions
from helpers.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes")


def doctor(learner: Learner, *args: str) -> dict[str, dict[str, object]]:
    """Return the problems that are found, by code."""
    document = json.loads(learner.run("progress", "doctor", "--json", *args, code=None).out)
    return {one["code"]: one for one in document["findings"] if not one["harmless"]}


@pytest.mark.parametrize(
    ("top", "folder", "file", "named"),
    [
        (0o700, 0o755, 0o644, []),
        (0o700, 0o777, 0o666, []),
        (0o755, 0o700, 0o644, ["."]),
        (0o755, 0o755, 0o600, [".", "journal"]),
        (0o755, 0o711, 0o644, [".", "journal", "journal/x.jsonl"]),
        (0o711, 0o711, 0o604, [".", "journal", "journal/x.jsonl"]),
        (0o750, 0o705, 0o604, ["."]),  # who is in the group isn't one of the others
        (0o744, 0o755, 0o644, ["."]),  # a list of names, and no way to what they name
        (0o750, 0o750, 0o604, [".", "journal"]),
    ],
)
def test_only_what_others_get_at_is_called_open(learner, top, folder, file, named) -> None:
    path = learner.home / "journal" / "x.jsonl"
    path.write_bytes(b"")
    path.chmod(file)
    path.parent.chmod(folder)
    learner.home.chmod(top)
    found = doctor(learner)
    assert (found["open-to-others"]["files"] if found else []) == named
    assert doctor(learner, "--fix") == {}


@contextmanager
def immutable(*paths: Path) -> Iterator[None]:
    """Make *paths* what even their owner can't change, for a while."""
    if not shutil.which("chattr"):
        pytest.skip("chattr isn't there")
    try:
        for path in paths:
            if subprocess.run(["chattr", "+i", path], capture_output=True, check=False).returncode:
                pytest.skip("this user, or this file system, can't make a file immutable")
        yield
    finally:
        for path in paths:
            subprocess.run(["chattr", "-i", path], capture_output=True, check=False)


@pytest.mark.parametrize("name", ["", "journal", "drafts.json"])
def test_what_is_immutable_is_named(learner, name) -> None:
    (learner.home / "drafts.json").write_text("{}")
    (journal,) = (learner.home / "journal").iterdir()
    path = learner.home / name if name else journal
    with immutable(path):
        found = doctor(learner)
        assert found["locked"]["path"] == path.relative_to(learner.home).as_posix()
        assert f"chattr -i {path}" in str(found["locked"]["advice"])
        assert found["locked"]["fix"] is None
    assert doctor(learner) == {}


def test_modes_that_can_be_set_are_set_beside_one_that_cannot(learner) -> None:
    (journal,) = (learner.home / "journal").iterdir()
    drafts = learner.home / "drafts.json"
    drafts.write_text("{}")
    for path in (drafts, journal, journal.parent, learner.home):
        path.chmod(0o777 if path.is_dir() else 0o666)
    with immutable(journal):
        said = learner.run("progress", "doctor", "--fix", code=1).out
        assert drafts.stat().st_mode & 0o777 == 0o600
        assert f"journal/{journal.name} keeps its mode: Operation not permitted" in said
        assert "only you can read and write the rest now (3 modes changed)" in said
        assert "nothing was done" not in said


@needs_permissions
def test_a_journal_that_cannot_be_written_is_named_before_anything_is_asked(learner) -> None:
    (journal,) = (learner.home / "journal").iterdir()
    journal.chmod(0o400)
    env = {"INTERVIEW_HOME": str(learner.home)}
    terminal = Terminal([], 120, 40, env, command=(*BOUND, *PROGRAM))
    terminal.wait("q quit")
    assert f"{journal.name}: it can't be written to" in " ".join(terminal.all.split())
    terminal.press("q")
    assert terminal.ends() == 0
    said = learner.run("quiz", code=4, program=[*BOUND, *PROGRAM])
    assert said.out == ""
    assert "make it writable; to see what keeps you from it: interview progress doctor" in said.err
