"""progress export and import: what goes out, and that it comes in once."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pytest
from helpers.learner import Learner, reviewed
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.cli import main
from interview_cli.core.progress.history_rows import FIELDS
from interview_cli.storage.backups.history_file import read_rows, write_rows
from interview_cli.storage.journal import Journal

ROWS = "question,at,rating\np:a,2026-11-20,good\np:b,yesterday,good\n"


@pytest.fixture
def learner(home):
    learner = Learner(home)
    learner.answered("p:a", "p:b")
    return learner


@pytest.mark.parametrize("name", ["x.csv", "x.jsonl"])
def test_an_export_is_imported_once_and_never_where_it_came_from(
    learner, tmp_path, monkeypatch, capsys, name
) -> None:
    file, before = str(tmp_path / name), learner.journal()
    assert main(["progress", "export", "-o", file]) == 0
    assert main(["progress", "import", "--yes", file]) == 0
    assert "Nothing new: you have it all." in capsys.readouterr().out
    assert learner.journal() == before
    other = Learner(tmp_path / "other")
    monkeypatch.setenv("INTERVIEW_HOME", str(other.home))
    for _ in range(2):
        assert main(["progress", "import", "--yes", file]) == 0
        assert [line["question"] for line in other.lines("reviewed")] == ["p:a", "p:b"]
    assert main(["progress", "merge", str(learner.home)]) == 0
    lines, _ = Journal(other.home / "journal").read()  # the real ones, and each counts once
    assert [line.get("imported") for line in lines] == [None, None]
    assert main(["progress", "doctor"]) == 0


def test_nothing_is_written_before_somebody_says_so(learner, tmp_path, capsys) -> None:
    file, before = tmp_path / "x.csv", learner.journal()
    file.write_text(ROWS)
    for args in ([], ["--dry-run", "--yes"]):
        assert main(["progress", "import", *args, str(file)]) == 1
        said = capsys.readouterr()
        assert "It would add 1 answer, of 2026-11-20." in said.out
        assert "Nothing was written." in said.out
        assert f"{file}:3: its at must be a time" in said.err
        assert learner.journal() == before
    assert main(["progress", "import", "--json", str(file)]) == 1
    document = json.loads(capsys.readouterr().out)
    assert (document["dry_run"], document["new"], len(document["faults"])) == (True, 1, 1)
    assert learner.journal() == before
    assert main(["progress", "import", "--yes", str(file)]) == 1
    assert len(learner.lines("reviewed")) == 3


def test_what_is_no_file_of_answers_is_refused(learner, tmp_path, capsys) -> None:
    (tmp_path / "x.csv").write_text("")
    for args in (
        ["import", str(tmp_path)],
        ["import", "gone"],
        ["import", str(tmp_path / "x.csv")],
    ):
        assert main(["progress", *args]) == 2
    assert main(["progress", "export", "--format", "xml"]) == 2
    assert main(["progress", "export", "-o", str(tmp_path / "x.csv")]) == 2
    assert capsys.readouterr().out == ""


#: Texts that a spreadsheet would run, if it saw them at the start of a cell, wherever it sees one.
FORMULAS = [
    *("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", " =1", "'=1", '"=1', "\\=1", "\ufeff=1"),
    *("x;=1", "x,@a", "x\n-1", 'x\t"=1', "x\r\n=1", "x|=cmd", "\uff1d1", 'a; " =1', "=\x00"),
    *(
        "",
        '"x"',
        "[1]",
        '["=1"]',
        "[]",
        "null",
        "-",
        "a-b",
        "x - y",
        "1",
        "\u2028=",
        "x" * 99 + ";=1",
    ),
]


def cells_of(text: str) -> list[str]:
    """Return each cell that a spreadsheet may see in a CSV file, however it ends a cell."""
    found = []
    for delimiter in ",;\t|":
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        found += [cell for row in rows for cell in row]
    return [*found, *text.splitlines()]


def test_no_spreadsheet_runs_an_answer_and_it_comes_back_as_it_was(
    home, tmp_path, monkeypatch
) -> None:
    learner, answers = Learner(home), [*FORMULAS, ("=1", "-2"), ("a;=1",), ("\t@x",), None, ()]
    records = [replace(reviewed("p:a"), answer=one, kind="short") for one in answers]
    learner.keep(*records, replace(records[0], mode="=1+1", kind="@x", fingerprint="-1"))
    file = tmp_path / "x.csv"
    assert main(["progress", "export", "-o", str(file)]) == 0
    with file.open(newline="", encoding="utf-8") as opened:
        text = opened.read()
    numbers = re.compile(r"-?[0-9.]+")
    for cell in cells_of(text):
        shown = re.sub(r"^[\s\"'\\\x00\ufeff]+", "", cell)
        assert shown[:1] not in ("=", "+", "-", "@", "\uff1d") or numbers.fullmatch(cell), cell
        assert cell[:1] not in ("\t", "\r", "\n")
    other = Learner(tmp_path / "other")
    monkeypatch.setenv("INTERVIEW_HOME", str(other.home))
    assert main(["progress", "import", "--yes", str(file)]) == 0
    fields = ("id", "at", "answer", "mode", "kind", "fingerprint", "score", "rating")
    was = sorted([line[name] for name in fields] for line in learner.lines("reviewed"))
    assert sorted([line[name] for name in fields] for line in other.lines("reviewed")) == was


@given(st.lists(st.one_of(st.text(), st.lists(st.text())), max_size=6))
def test_whatever_is_answered_comes_back_from_csv(answers) -> None:
    rows = [dict.fromkeys(FIELDS) | {"answer": one, "mode": f"m{one}"} for one in answers]
    out = io.StringIO(newline="")
    write_rows(rows, "csv", out)
    lines = out.getvalue().encode("utf-8", "replace").decode().split("\n")
    back = [row for _, row in read_rows([f"{line}\n" for line in lines[:-1]], "csv")]
    expected = [(clean(row["answer"]), clean(row["mode"])) for row in rows]
    assert [isinstance(row, dict) and (row["answer"], row["mode"]) for row in back] == expected


def clean(value):
    """Return *value* as UTF-8 has it."""
    if isinstance(value, list):
        return [clean(one) for one in value]
    return value.encode("utf-8", "replace").decode()


def test_a_long_answer_of_nothing_but_spaces_takes_no_time() -> None:
    row = dict.fromkeys(FIELDS) | {"answer": "\n" * 100_000 + " '" * 50_000}
    out = io.StringIO(newline="")
    assert write_rows([row] * 20, "csv", out) == 20
