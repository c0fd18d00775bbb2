"""The answer as one would say it, on a terminal of 60 columns, above the whole one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from helpers.packs import head

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

PACK = """\
questions:
  - id: locks
    ask: What is a deadlock?
    answer: A cycle of resources held and requested, in which nobody proceeds.
    spoken: >-
      A deadlock is two threads that wait for each other. Each holds a lock that the other one
      wants, and neither lets go, so both stand still.
    topic: threads
    key_points: [{says: two threads wait for each other, any: [wait* each other]}]
"""


@pytest.fixture
def path(tmp_path: Path) -> str:
    file = tmp_path / "say.yaml"
    file.write_text(head("say", defaults="level: mid") + PACK, encoding="utf-8")
    return str(file)


def test_the_back_of_a_flashcard(start, path):
    term = start(f"flashcards -p {path}", columns=60)
    term.wait("What is a deadlock?", "Space")
    term.press(" ")
    shown = term.wait("Say it like this", "nobody", "1 again")
    said, _, whole = shown.partition("stand still.")
    assert "A deadlock is two threads" in said
    assert "A cycle of resources" in whole
    assert max(map(len, shown.splitlines())) <= 60
    term.press("3")


def test_the_model_answer_of_a_debrief(start, path):
    term = start(f"mock -p {path} --seed 1", columns=60, rows=40)
    term.wait("What is a deadlock?", "ends it")
    term.press("It hangs.", "enter", ".", "enter")
    term.wait("q done")
    term.press("m")
    shown = term.wait("Say it like this", "Model answer")
    assert shown.index("Each holds a lock") < shown.index("Model answer")
    assert max(map(len, shown.splitlines())) <= 60
    term.press("q")
    assert term.ends() == 0
