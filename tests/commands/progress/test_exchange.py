"""progress export and import: what goes out, and that it comes in once."""

from __future__ import annotations

import json

import pytest
from helpers.learner import Learner

from interview_cli.cli import main
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
