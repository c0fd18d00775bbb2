"""edit where there is no terminal: it says where the question is."""

from __future__ import annotations

from pathlib import Path

from helpers.learner import Learner


def test_without_a_terminal_the_place_of_a_bundled_question_is_said(home: Path) -> None:
    said = Learner(home).run("edit", "n-plus-one", code=2)
    assert "there is no terminal to edit in" in said.err
    path, _, row = said.err.strip().rpartition(" is at ")[2].rpartition(":")
    assert "id: n-plus-one" in Path(path).read_text("utf-8").splitlines()[int(row) - 1]
    assert not [*home.rglob("*n-plus-one*")]
