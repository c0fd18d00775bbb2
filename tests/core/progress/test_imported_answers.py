"""Answers that go out as rows and come in again, in both formats."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from helpers.journal_lines import line, review
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_cli.core.progress.history_rows import FIELDS, Corrections, make_row
from interview_cli.core.progress.imported_answers import make_line
from interview_cli.core.progress.lines.line_check import is_sound
from interview_cli.storage.backups.history_file import FORMATS, read_rows, read_text, write_rows

NOW = datetime(2026, 11, 30, tzinfo=UTC)
ROW = {"question": "p:a", "at": "2026-11-21T20:00:00+01:00", "rating": 3}
ID = "01a1ff7a-cb80-7c1f-89cd-31e1186ca3c7"


def there_and_back(rows, form):
    text = io.StringIO()
    write_rows(rows, form, text)
    lines = read_text(io.BytesIO(text.getvalue().encode()))
    return [row for _, row in read_rows(lines, form)]


_TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=9)
_ANSWERS = st.one_of(st.none(), _TEXTS, st.lists(_TEXTS), st.just('["x"]'), st.just('"x"'))


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=40)
@given(
    answer=_ANSWERS,
    score=st.sampled_from([0.0, 0.5, 1 / 3, 1.0, None]),
    rating=st.integers(1, 4),
    confidence=st.sampled_from([None, 1, 3]),
)
def test_an_answer_comes_back_as_it_was(form, answer, score, rating, confidence) -> None:
    told = {"answer": answer, "score": score, "rating": rating, "confidence": confidence}
    was = review(1, **told) | {"id": ID}
    (row,) = there_and_back([make_row(was)], form)
    came = make_line(row, NOW)
    assert is_sound(came)
    assert {name: came[name] for name in was if name != "session"} == {
        name: value for name, value in was.items() if name != "session"
    }


def test_only_what_counts_goes_out_with_its_latest_grade() -> None:
    lines = [
        review(1),
        review(2, answer="mine"),
        line(3, "retracted", of="0001"),
        line(4, "regraded", of="0002", score=0.5, rating=1, grader="self"),
    ]
    corrections = Corrections.read(lines[2:4])
    assert corrections.apply(lines[0]) is None
    last = corrections.apply(lines[1])
    assert last
    row = make_row(last)
    assert (*row,) == FIELDS
    assert (row["id"], row["answer"], row["score"], row["rating"]) == ("0002", "mine", 0.5, 1)
    assert row["at"] == "2026-11-21T11:00:00.000+01:00"
    assert make_row(last, answer=False)["answer"] is None


def test_a_row_of_another_program_becomes_the_same_line_each_time() -> None:
    one = make_line(ROW | {"id": "7", "deck": "x"}, NOW)
    assert one == make_line(ROW | {"id": "8"}, NOW)
    assert one["id"] < make_line(ROW | {"at": "2026-11-22"}, NOW)["id"]
    assert one["id"] != make_line(ROW | {"question": "p:b"}, NOW)["id"]
    assert one["at"] == "2026-11-21T19:00:00.000Z"
    assert one["offset"] == 60
    assert make_line(ROW | {"rating": "Easy"}, NOW)["rating"] == 4
    assert make_line(ROW | {"rating": None, "score": 0.6}, NOW)["rating"] == 2
    later = "ffffffff-ffff-7fff-bfff-ffffffffffff"
    assert make_line(ROW | {"id": later}, NOW)["id"] == one["id"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"question": "a"}, "full name"),
        ({"question": 5}, "full name"),
        ({"at": "yesterday"}, "must be a time"),
        ({"at": "2027-01-01"}, "still to come"),
        ({"at": "0001-01-01"}, "must be a time"),
        ({"at": 5}, "must be a time"),
        ({"rating": 5}, "1 to 4"),
        ({"rating": None}, "neither"),
        ({"score": 2}, "from 0 to 1"),
        ({"score": "nan"}, "a number"),
        ({"score": True}, "a number"),
        ({"seconds": "1e400"}, "a number"),
        ({"attempt": 1.5}, "whole"),
        ({"confidence": 9}, "confidence"),
        ({"answer": {"x": 1}}, "answer"),
        ({"answer": "x" * 100_001}, "100 kB"),
    ],
)
def test_a_row_that_cannot_be_an_answer_is_refused(wrong, says) -> None:
    with pytest.raises(ValueError, match=says):
        make_line(ROW | wrong, NOW)


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=40)
@given(st.binary(max_size=200))
def test_any_bytes_are_rows_or_named(form, data) -> None:
    for number, row in read_rows(read_text(io.BytesIO(data)), form):
        assert number > 0
        assert isinstance(row, dict | str)


def test_a_spreadsheet_may_put_semicolons_between() -> None:
    lines = iter(["\ufeffQuestion;At;Rating\r\n", "p:a;2026-11-21;2\r\n", ";;\r\n", "a;b;c;d\r\n"])
    first, second = read_rows(lines, "csv")
    assert first == (2, {"question": "p:a", "at": "2026-11-21", "rating": "2"})
    assert second == (4, "it has 4 cells, and the first line 3")


def test_a_line_without_an_end_is_named() -> None:
    for form in FORMATS:
        source = io.BytesIO(b"question,at,rating\n" + b'"' + b"x" * 3_000_000)
        assert isinstance([*read_rows(read_text(source), form)][-1][1], str)
