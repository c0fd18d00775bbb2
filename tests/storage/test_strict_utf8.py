"""Journals that aren't lines in UTF-8: nothing in them is guessed, and it's said what they are."""

from __future__ import annotations

import gzip
import json

import pytest
from helpers.learner import START, Learner, reviewed

from interview_cli.cli import main
from interview_cli.core.progress.lines.line_bytes import MARK
from interview_cli.core.progress.lines.line_faults import judge
from interview_cli.core.progress.merging import read_line
from interview_cli.core.records import Flagged
from interview_cli.storage.doctor.examination import examine
from interview_cli.storage.journal import Journal, parse

ENCODINGS = {
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16-LE": lambda text: text.encode("utf-16-le"),
    "UTF-16-BE": lambda text: text.encode("utf-16-be"),
    "UTF-32": lambda text: text.encode("utf-32"),
    "gzip": lambda text: gzip.compress(text.encode()),
}


@pytest.fixture
def learner(home):
    learner = Learner(home)
    learner.answered("p:a", "p:b")
    return learner


@pytest.fixture
def file(learner):
    (file,) = (learner.home / "journal").iterdir()
    return file


@pytest.fixture
def text(tmp_path):
    """The journal of another computer, with a letter that isn't ASCII."""
    other = Journal(tmp_path / "other")
    other.append([reviewed("p:c"), Flagged("p:c", "na\u00efve"), reviewed("p:d")], at=START)
    return other.path.read_text(encoding="utf-8")


def count(journal):
    lines, damage = journal.read()
    return len(lines), len(damage)


@pytest.mark.parametrize("encoding", ENCODINGS.keys() - {"gzip"})
def test_a_file_in_another_encoding_is_never_merged(learner, text, encoding, tmp_path) -> None:
    before = learner.journal()
    other = tmp_path / "their.jsonl"
    other.write_bytes(ENCODINGS[encoding](text))
    said = learner.refused("progress", "merge", str(other))
    assert f"{other} is in {encoding[:6]}" in said
    assert "first" in said.splitlines()[1]
    # Among others it's left out, and that is said.
    folder = tmp_path / "folder"
    folder.mkdir()
    other.rename(folder / "a.jsonl")
    (folder / "b.jsonl").write_text(text.splitlines()[0] + "\n", encoding="utf-8")
    said = learner.run("progress", "merge", str(folder))
    assert f"{folder / 'a.jsonl'} is " in said.err
    assert "it's left out" in said.err
    assert "Added 1 answer" in said.out
    assert learner.journal().items() > before.items()


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_import_says_what_it_is(learner, encoding, tmp_path) -> None:
    rows = '{"question": "p:a", "at": "2026-11-20", "rating": 3}\n'
    for name, text in (("a.jsonl", rows), ("a.csv", "question,at,rating\np:a,2026-11-20,3\n")):
        other = tmp_path / name
        data = ENCODINGS[encoding](text)
        if encoding in ("UTF-16-LE", "UTF-16-BE") and name == "a.csv":
            continue  # without a mark only lines that begin with a brace show it
        other.write_bytes(data)
        said = learner.refused("progress", "import", str(other), "--yes")
        assert f"{other} is " in said


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_no_line_of_such_a_file_is_guessed_at(file, text, encoding) -> None:
    (file.parent / "other.jsonl").write_bytes(ENCODINGS[encoding](text))
    lines, damage = count(Journal(file.parent))
    assert lines == 2
    assert damage


def test_a_latin_1_line_costs_itself_alone_and_is_named_once(learner, file, text) -> None:
    other = file.with_name("other.jsonl")
    other.write_bytes(text.encode("latin-1"))
    assert count(Journal(file.parent)) == (4, 1)
    said = [learner.run("due") for _ in range(2)]
    assert ["can't be read" in one.err for one in said] == [True, False]
    (one,) = [one for one in examine(learner.home, START)[0] if one.code == "not-utf-8"]
    assert one.place == "journal/other.jsonl:2"
    assert main(["progress", "doctor", "--fix"]) in (0, 1)
    assert count(Journal(file.parent)) == (4, 0)
    (aside,) = (learner.home / "damaged").rglob("*.txt")
    assert aside.read_bytes() == text.encode("latin-1").splitlines(keepends=True)[1]


def test_a_mark_before_a_line_is_passed_over(learner, file, text, tmp_path) -> None:
    first, rest = text.encode().split(b"\n", 1)
    both = MARK + first + b"\n" + MARK + rest
    file.with_name("other.jsonl").write_bytes(both)
    assert count(Journal(file.parent)) == (5, 0)
    marked = tmp_path / "marked.jsonl"
    marked.write_bytes(both)
    mine = Learner(tmp_path / "mine")
    assert mine.json("progress", "merge", str(marked))["new"] == 3
    assert MARK not in b"".join(mine.journal().values())


@pytest.mark.parametrize(
    "raw",
    [
        b'{"v":1,"id":"\xff"}',
        '{"v":1,"id":"é"}'.encode("latin-1"),
        '{"v":1}'.encode("utf-16"),
        '{"v":1}'.encode("utf-16-le"),
        '{"v":1}'.encode("utf-32"),
        b'{"v":1,"id":"\xed\xa0\x80"}',  # half a pair of UTF-16, which UTF-8 doesn't have
        b'{"v":1,"id":"\xc0\xaf"}',
        b'{"v":1,"n":NaN}',
    ],
)
def test_every_reader_of_lines_refuses_the_same(raw) -> None:
    line = json.loads('{"at":"2026-11-21T19:00:00.000Z","type":"dreamt","id":"x"}')
    whole = raw.replace(b"}", b"," + json.dumps(line).encode()[1:])
    for one in (raw, whole):
        assert read_line(one) is None
        assert judge(one)[0] is None
        assert [type(value) for _, value in parse(one)] == [bytes] * len(one.split(b"\n"))


def test_a_compressed_file_is_merged_as_what_is_in_it(learner, text, tmp_path) -> None:
    other = tmp_path / "their.jsonl.gz"
    other.write_bytes(ENCODINGS["gzip"](text))
    assert "Added 2 answers" in learner.run("progress", "merge", str(other)).out
