"""A journal that ran through a formatter, in whole or in part: all its records are had again."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from helpers.journal_lines import review
from helpers.learner import Learner
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_cli.core.progress.lines.line_faults import judge
from interview_cli.core.progress.lines.spread_records import join_spread
from interview_cli.core.progress.merging import Union
from interview_cli.storage.backups import journals
from interview_cli.storage.doctor import fixing
from interview_cli.storage.doctor.examination import examine
from interview_cli.storage.doctor.places import Places

NOW = datetime(2026, 11, 30, tzinfo=UTC)


def record(n: int) -> dict[str, Any]:
    return {
        "v": 1,
        **review(n),
        "answer": ["{", "}", "a\nb", ""],
        "more": {"deep": [{}, {"a": []}]},
    }


def compact(one: dict[str, Any]) -> str:
    return json.dumps(one) + "\n"


def spread(one: dict[str, Any], indent: int | str = 2, before: str = "", end: str = "\n") -> str:
    text = json.dumps(one, indent=indent, ensure_ascii=False)
    return "".join(f"{before}{line}{end}" for line in text.split("\n"))


INDENTS = [1, 2, 4, "\t"]
STYLES = st.one_of(
    st.just(compact),
    st.builds(
        lambda indent, before, end: lambda one: spread(one, indent, before, end),
        st.sampled_from(INDENTS),
        st.sampled_from(["", "  ", "\t"]),
        st.sampled_from(["\n", "\r\n"]),
    ),
    st.just(lambda one: spread(one)[:-1] + ",\n"),  # in a list
    st.just(lambda one: compact(one)[:-1] * 2 + "\n"),  # two in one line
)
BROKEN = st.sampled_from(
    [
        "{\n",
        "}\n",
        "[\n",
        "]\n",
        "\n",
        '{\n  "a": 1\n',
        "{\n  oops\n}\n",
        '  "a": 1,\n',
        "\ufeff{\n",
    ]
)
FILES = st.lists(st.one_of(STYLES, BROKEN), min_size=1, max_size=8)


def write(pieces: list[Any]) -> tuple[bytes, dict[str, Any]]:
    """Return a file of *pieces*, and the records that are whole in it."""
    texts, records = [], {}
    for number, piece in enumerate(pieces):
        if isinstance(piece, str):
            texts.append(piece)
        else:
            one = record(number)
            records[one["id"]] = one
            texts.append(piece(one))
    return "".join(texts).encode(), records


@settings(max_examples=15)
@given(FILES)
def test_each_record_is_on_one_line_after_a_fix_and_comes_by_a_merge(tmp_path_factory, pieces):
    data, records = write(pieces)
    home = tmp_path_factory.mktemp("home", numbered=True)
    file = home / "journal" / "x.jsonl"
    file.parent.mkdir()
    file.write_bytes(data)

    union, source = Union(), journals.Source(home)
    for name, stream in journals.open_journals(file):
        source.take(union, name, stream)
    merged = [json.loads(raw) for raw in union.to_bytes().splitlines()]
    assert {one["id"]: one for one in merged} == records

    done = fixing.fix(Places(home), examine(home, NOW)[0], NOW)
    assert not any(one.failed for one in done)
    data = file.read_bytes() if file.exists() else b""  # as a whole it goes aside without a record
    left = [raw for raw in data.split(b"\n") if raw.strip()]
    lines = [judge(raw.rstrip(b"\r"))[0] for raw in left]
    assert {one["id"]: one for one in lines if one} == records
    assert all(lines)
    assert not any(one.fix for one in examine(home, NOW)[0] if one.path.startswith("journal"))


@given(st.lists(st.sampled_from([b"{", b"  {", b"}", b"  }", b'  "a": 1', b"", b"[", b"x"])))
def test_no_byte_is_lost_whatever_is_joined(lines):
    rows = [*join_spread(enumerate((line + b"\n" for line in lines), 1))]
    assert b"".join(row.raw for row in rows) == b"".join(line + b"\n" for line in lines)
    assert [row.first for row in rows[1:]] == [row.last + 1 for row in rows[:-1]]


@pytest.mark.parametrize(
    "text",
    [
        '{\n  "v": 1\n}\n',  # no record
        '{\n  "id": "a", "at": "b", "type": "c", "x": NaN\n}\n',
        '{\n  "id": "a", "at": "b", "type": "c", "x": 1e999\n}\n',
        '{\n  "id": "a", "at": "b", "type": "c",\n}\n',
        '{\n"id": "a", "at": "b", "type": "c"\n}\n',  # nothing says what belongs together
    ],
)
def test_what_is_not_certain_is_not_joined(text: str) -> None:
    lines = text.encode().splitlines(keepends=True)
    assert not any(row.joined for row in join_spread(enumerate(lines, 1)))


def test_records_in_what_is_no_record_are_joined() -> None:
    """As in an object with a list of them, and below a brace that nothing closes."""
    every = [record(n) for n in range(3)]
    for text in (json.dumps({"lines": every}, indent=1), "{\n" + spread(every[0], before="  ")):
        lines = text.encode().splitlines(keepends=True)
        rows = [*join_spread(enumerate(lines, 1))]
        joined = [json.loads(row.joined) for row in rows if row.joined]
        assert joined == every[: len(joined)]
        assert joined
        assert b"".join(row.raw for row in rows) == text.encode()


def test_the_doctor_names_them_once_and_says_what_fix_does(home: Path) -> None:
    learner = Learner(home)
    ids = learner.answered("p:a", "p:b", "p:c")
    (file,) = (home / "journal").iterdir()
    first, *others = map(json.loads, file.read_bytes().splitlines())
    file.write_text(compact(first) + "".join(map(spread, others)))
    said = learner.run("progress", "doctor", code=1).out
    last = file.read_bytes().count(b"\n")
    assert f"journal/{file.name}:2-{last}: {last - 1} lines that aren't one record each" in said
    assert "--fix: write each record on one line again" in said
    assert said.count(f"journal/{file.name}") == 1
    done = learner.run("progress", "doctor", "--fix").out
    assert "everything in it can be read now; 1 line stayed as it was, and 2 more" in done
    assert [json.loads(raw)["id"] for raw in file.read_bytes().splitlines()] == ids


def test_merge_takes_what_is_whole_in_a_damaged_home(home: Path, tmp_path: Path) -> None:
    """As ``doctor --fix`` would have it, and it says only what's left of it."""
    other = Learner(tmp_path / "other")
    other.answered("p:a", "p:b", "p:c", "p:d")
    (file,) = (other.home / "journal").iterdir()
    a, b, c, d = file.read_bytes().splitlines()
    file.write_bytes(a + b + b"\n" + c[:50] + d + b"\n" + spread(json.loads(c)).encode())
    said = Learner(home).run("progress", "merge", str(other.home))
    assert "Added 4 answers" in said.out
    assert said.err.count("a line that can't be read") == 1
    assert "more" not in said.err
    again = Learner(home).run("progress", "merge", str(other.home), "--json")
    assert json.loads(again.out)["sources"][0] == {
        "path": str(other.home), "lines": 5, "new": 0, "known": 4, "differing": 0, "damaged": 1
    }  # fmt: skip


@given(st.integers(1, 4), st.integers(40, 400), st.booleans(), st.booleans())
def test_records_that_were_wrapped_at_a_fixed_width_are_had_again(
    many: int, width: int, at_spaces: bool, torn: bool
) -> None:
    whole = [json.dumps(record(n), ensure_ascii=False, separators=(",", ":")) for n in range(many)]
    text = "".join(f"{cut}\n" for one in whole for cut in wrap(one, width, at_spaces=at_spaces))
    lines = text.encode().splitlines(keepends=True)
    if torn:
        lines.insert(0, whole[0][:-9].encode() + b"\n")
    rows = [*join_spread(enumerate(lines, 1))]
    had = [(row.joined or row.raw).decode().strip() for row in rows]
    assert had[torn:] == whole
    assert b"".join(row.raw for row in rows) == b"".join(lines)


def wrap(text: str, width: int, *, at_spaces: bool) -> list[str]:
    """Return *text* in pieces as ``fold`` makes them, with ``-s`` those that end at a space."""
    pieces = []
    while len(text) > width:
        at = text.rfind(" ", 0, width) + 1 if at_spaces else 0
        pieces.append(text[: at or width])
        text = text[at or width :]
    return [*pieces, text]
