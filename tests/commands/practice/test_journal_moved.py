"""A journal that is moved or emptied while a window plays: that window and ``due`` say so."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.learner import Learner
from helpers.program import PROGRAM, mostly_slow

pytestmark = pytest.mark.skipif(os.name == "nt", reason="an open file can't be moved there")


def move(folder: Path) -> None:
    folder.rename(folder.with_name("journal-old"))


def empty(folder: Path) -> None:
    for file in folder.iterdir():
        file.write_bytes(b"")


@pytest.mark.parametrize("gone", mostly_slow([move, shutil.rmtree, empty], 3))
@pytest.mark.parametrize("answers", [0, 1])
def test_it_is_said_at_the_end_of_the_session_and_again_by_due(
    home: Path, gone: Callable[[Path], None], answers: int
) -> None:
    learner = Learner(home)
    learner.answered("p:a", "p:b", "p:c", "p:d", day=-1)
    learner.run("due")
    with subprocess.Popen(
        [*PROGRAM, "quiz", "-k", "choice", "-n", "2", "--json", "--seed", "1"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as window:
        assert window.stdin
        assert window.stdout
        window.stdin.write("1\n" * answers)
        window.stdin.flush()
        for line in window.stdout:
            if json.loads(line)["event"] == ("verdict" if answers else "question"):
                break
        gone(home / "journal")
        _, said = window.communicate("1\n" * (2 - answers))
    assert "was emptied, moved or deleted by something else" in said
    assert "interview progress doctor" in said
    assert len(learner.lines("reviewed")) == 2
    assert "4 lines are gone that were there before" in learner.run("due").err
    assert "are gone" not in learner.run("due").err
