"""What authors certainly mean is named, and written where it can be one thing alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.packs import head

from interview_cli.packs.checking.fix import fix_file
from interview_cli.packs.format.reader import read
from interview_cli.packs.format.rules.set_rules import read_day

QUESTION = "  - {id: one, ask: Say it, answer: It, level: mid, topic: python}\n"


def test_a_pack_with_another_name_is_named_where_a_topic_file_has_no_head(tmp_path: Path) -> None:
    (tmp_path / "sailing.yaml").write_text("format: 1\npack: {id: sailing, title: Sailing}\n")
    topic = tmp_path / "knots.yaml"
    topic.write_text("questions:\n" + QUESTION)

    (problem,) = read(topic).problems

    assert problem.message == (
        "this file belongs to no pack: rename sailing.yaml beside it to pack.yaml"
    )
    assert problem.fixes == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("31.12.2026", "2026-12-31"),
        ("2026/1/5", "2026-01-05"),
        ("12/31/2026", "2026-12-31"),
        ("2026-1-5", "2026-01-05"),
        ("05/06/2026", ""),
        ("30.2.2026", ""),
        ("tomorrow", ""),
    ],
)
def test_a_day_that_can_be_one_alone_is_written_as_it_should_be(written: str, meant: str) -> None:
    assert read_day(written) == meant


def test_sets_follow_the_ids_that_they_mean(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    sets = "sets: [{id: week, title: Week, until: 31.12.2026, questions: [mine:one, Two]}]"
    path.write_text(
        f"format: 1.1\npack: {{id: mine, title: Mine, {sets}}}\nquestions:\n"
        + QUESTION
        + QUESTION.replace("one", "two")
    )

    found = read(path)
    while fix_file(found, path, found.problems, schema=False):
        found = read(path)

    text = path.read_text()
    assert "until: 2026-12-31, questions: [one, two]" in text
    assert found.problems == ()


def test_what_belongs_below_pack_is_sent_there(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(f"{head('mine')}sets: []\nquestions:\n{QUESTION}license: MIT\n")

    told = [problem.message for problem in read(path).problems]

    assert told == ['"sets" and "license" belong to pack: move them into the braces of pack']
