"""Findings that are kept are those that the rules would find, whatever an author edits."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_cli.packs.format.reader import read
from interview_cli.packs.lint import RULES, lint
from interview_cli.packs.yaml.problems import Problem
from interview_cli.storage import files
from interview_cli.storage.reading.kept_files import read_kept

HEAD = "format: 1\npack: {id: mine, title: Mine}\ndefaults: {level: junior, topic: sql}\n"
QUESTIONS = (
    """\
  - id: join
    ask: What does a join do?
    answer: It pairs the rows of two tables.
    key_points:
      - {says: it pairs rows, any: [pairs|matches row*], not: [pairs columns]}
      - {says: it sorts, any: ["order...ed"], not: ["order...ed"]}
    checked: {date: 2026-11-01, with: {python: "3.11"}}
    sources: [https://a.b]
""",
    """\
  - id: rows
    ask: How many rows come back from both?
    answer: Twelve.
    quiz:
      kind: choice
      options:
        - {text: "12", right: true, why: It pairs them.}
        - {text: "4"}
        - {text: "8", why: Those of one.}
        - {text: All of the above, why: No.}
""",
    """\
  - id: word
    ask: Which word sorts?
    answer: ORDER BY.
    quiz: {kind: short, accept: [ORDER BY], wrong: [{text: SORT, why: x}, {text: sort, why: y}]}
""",
    """\
  - id: twin
    ask: What does a join do?
    answer: It pairs the rows of two tables # really
    lint: {ignore: {near-duplicates: "", longest-keys: typo}}
""",
)
WORDS = ("rows", "pairs", "12", "why: It", "checked: {date: 2026-11-01", "sort,", "\n", "  - id: ")
INSTEAD = ("columns", "  # a comment\n", "", "99", "date: 2020-01-01", "é", " not", "\n\n")
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("replace"), st.sampled_from(WORDS), st.sampled_from(INSTEAD)),
        st.tuples(st.just("insert"), st.integers(0, 40), st.sampled_from(INSTEAD)),
        st.tuples(st.just("turn"), st.integers(1, 3), st.just("")),
    ),
    max_size=2,
)
DAYS = st.sampled_from([date(2026, 11, 30), date(2028, 12, 1)])


def edit(text: str, what: str, where: str | int, other: str) -> str:
    if isinstance(where, str):
        return text.replace(where, other, 1)
    if what == "insert":
        lines = text.splitlines(keepends=True)
        return "".join([*lines[:where], f"# {other.strip()}\n", *lines[where:]])
    head, *questions = text.split("  - id: ")
    return "  - id: ".join([head, *questions[where:], *questions[:where]])


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(steps=st.lists(st.tuples(EDITS, DAYS), min_size=2, max_size=4))
def test_kept_findings_are_those_that_would_be_found(
    steps: list[tuple[list[tuple[str, str | int, str]], date]],
) -> None:
    with TemporaryDirectory() as scratch:
        file, kept = Path(scratch, "mine.yaml"), Path(scratch, "kept")
        text = HEAD + "questions:\n" + "".join(QUESTIONS)
        for edits, day in steps:
            for one in edits:
                text = edit(text, *one)
            file.write_text(text, encoding="utf-8")
            assert with_fixes(file, day, kept) == with_fixes(file, day, None)


def with_fixes(file: Path, day: date, kept: Path | None) -> list[tuple[Problem, object]]:
    return [(one, one.fixes) for one in lint([read(file)], RULES, day, kept)]


def test_only_what_changed_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, kept = tmp_path / "mine.yaml", tmp_path / "kept"
    text = HEAD + "questions:\n" + "".join(QUESTIONS)
    file.write_text(text, encoding="utf-8")
    first = lint([read(file)], None, date(2026, 11, 30), kept)
    (made,) = kept.iterdir()
    data = made.read_bytes()
    assert lint([read(file)], None, date(2026, 11, 30), kept) == first
    assert made.read_bytes() == data
    # What is kept says so, and nobody looks again.
    files.keep(made, read_kept(made).replace(b"is the same as the wrong answer", b"was kept"))
    assert [one for one in lint([read(file)], None, None, kept) if "was kept" in one.message]
    file.write_text(text.replace("Which word", "Which words"), encoding="utf-8")
    assert not [one for one in lint([read(file)], None, None, kept) if "was kept" in one.message]


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"[]", b'{"program": 1}', b"\xff\x00", b"null"],
)
def test_what_is_damaged_is_made_again(tmp_path: Path, damage: bytes) -> None:
    file, kept = tmp_path / "mine.yaml", tmp_path / "kept"
    file.write_text(HEAD + "questions:\n" + "".join(QUESTIONS), encoding="utf-8")
    found = lint([read(file)], None, date(2026, 11, 30), kept)
    (made,) = kept.iterdir()
    data, said = made.read_bytes(), read_kept(made)
    for bad in (damage, data[:-20], data.replace(b"mine", b"fine")):
        made.write_bytes(bad)
        assert lint([read(file)], None, date(2026, 11, 30), kept) == found
        assert made.read_bytes() == data
    for bad in (damage, said[:-20], said.replace(b'"questions":{', b'"questions":{"x":3,')):
        files.keep(made, bad)
        assert lint([read(file)], None, date(2026, 11, 30), kept) == found
        assert made.read_bytes() == data
