"""A study sheet has what a question asks for where its answer alone doesn't say it."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.learner import Learner

PACK = """\
format: 1
pack:
  id: mine
  title: Mine
  sets: [{id: week-6, title: "Week 6: joins", questions: [joins, clauses]}]
questions:
  - id: joins
    ask: Match the joins with what they keep.
    answer: Each keeps other rows.
    topic: sql
    level: mid
    quiz:
      kind: match
      pairs:
        - {left: inner, right: "*only* rows with a partner"}
        - {left: left, right: all of the left}
        - {left: cross, right: each with each}
  - id: clauses
    ask: In what order are these read?
    answer: Not as they stand.
    topic: sql
    level: mid
    quiz: {kind: order, steps: [FROM, WHERE, SELECT count(*) AS *]}
    sources: ["Date, SQL & Relational Theory, ch. 4", https://example.org/]
"""


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    (tmp_path / "mine.yaml").write_text(PACK)
    learner = Learner(tmp_path / "home")
    learner.run("pack", "add", str(tmp_path / "mine.yaml"))
    return learner


def test_pairs_and_steps_are_on_the_sheet(learner: Learner) -> None:
    said = learner.run("sheet", "-p", "mine").out

    assert "- inner: *only* rows with a partner\n- left: all of the left\n- cross:" in said
    assert "```text\n1. FROM\n2. WHERE\n3. SELECT count(*) AS *\n```" in said


def test_a_page_has_them_too(learner: Learner, tmp_path: Path) -> None:
    learner.run("sheet", "-p", "mine", "-o", str(tmp_path / "sheet.html"))
    page = (tmp_path / "sheet.html").read_text()

    assert "<em>only</em> rows with a partner" in page
    assert "2. WHERE\n3. SELECT count(*) AS *" in page


def test_books_and_pages_are_on_a_full_sheet(learner: Learner, tmp_path: Path) -> None:
    learner.run("sheet", "-p", "mine", "--full", "-o", str(tmp_path / "sheet.html"))
    page = (tmp_path / "sheet.html").read_text()
    said = learner.run("sheet", "-p", "mine", "--full").out

    assert "Sources:\n\n- Date, SQL & Relational Theory, ch. 4\n- https://example.org/\n" in said
    assert "<li>Date, SQL &amp; Relational Theory, ch. 4</li><li>https://example.org/</li>" in page
    assert "Sources" not in learner.run("sheet", "-p", "mine").out


def test_a_set_is_written_in_its_order_under_its_title(learner: Learner) -> None:
    said = learner.run("sheet", "--set", "week-6").out

    assert said.startswith("# Week 6: joins\n")
    assert said.index("Match the joins") < said.index("In what order")
    assert "In what order" not in learner.run("sheet", "--set", "week-6", "-n", "1").out


def test_a_set_takes_no_other_filter(learner: Learner) -> None:
    said = learner.run("sheet", "--set", "week-6", "-t", "sql", code=2)

    assert "a set has its own questions" in said.err
