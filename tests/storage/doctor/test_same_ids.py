"""Two lines with one id: the doctor compares what they say, names both, and says which counts."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from helpers.learner import Learner
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.progress.same_ids import SameIds, make_key
from interview_cli.core.records import choose_line
from interview_cli.storage.journal import Journal


@pytest.fixture
def file(home: Path) -> Path:
    os.umask(0o077)
    home.chmod(0o700)
    Learner(home).answered("p:a", "p:b", "p:c", "p:d")
    (file,) = (home / "journal").iterdir()
    return file


def examine(file: Path) -> dict[str, dict[str, Any]]:
    document = Learner(file.parent.parent).json("progress", "doctor", code=None)
    return {one["code"]: one for one in document["findings"] if one["code"] != "unknown-question"}


def rewrite(raw: bytes, how: str) -> bytes:
    line = json.loads(raw)
    if how == "order":
        return json.dumps(dict(reversed(line.items()))).encode()
    if how == "spaces":
        return json.dumps(line, separators=(" , ", "  :  ")).encode()
    return json.dumps(line, ensure_ascii=True).encode() + b"  \r"


@pytest.mark.parametrize("how", ["order", "spaces", "ends"])
def test_a_copy_that_is_written_in_another_way_says_the_same(file: Path, how: str) -> None:
    copy = file.with_name("x (conflicted copy).jsonl")
    copy.write_bytes(b"".join(rewrite(x, how) + b"\n" for x in file.read_bytes().splitlines()))
    found = examine(file)
    assert found.keys() == {"conflict-copy", "doubled"}
    assert found["doubled"]["says"] == (
        "4 lines that the journal has already: "
        f"line 1 is journal/{file.name}:1 too, line 2 is journal/{file.name}:2 too, "
        f"line 3 is journal/{file.name}:3 too and 1 more"
    )


def test_of_other_contents_both_places_are_named_and_which_counts(file: Path) -> None:
    copy = file.with_name("edited.jsonl")
    lines = file.read_bytes().splitlines(keepends=True)
    for new, counts in ((b'"rating":1', "the other one"), (b'"rating":4', "this one")):
        copy.write_bytes(b"".join([*lines[:2], lines[2].replace(b'"rating":3', new), *lines[3:]]))
        one = examine(file)["two-contents"]
        assert one["says"] == f"it has the same id as journal/{file.name}:3, and different contents"
        assert one["means"].startswith(f"only {counts} counts")
        assert (one["path"], one["line"]) == ("journal/edited.jsonl", 3)
        assert one["files"] == ["journal/edited.jsonl", f"journal/{file.name}"]
        read, _ = Journal(file.parent).read()
        assert (read[2]["rating"] != 3) == (counts == "this one")


LINE = {"v": 1, "at": "2026-11-21T10:00:00.000Z", "type": "zap"}


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 2), st.booleans()), max_size=8))
def test_the_one_that_counts_is_named_wherever_the_lines_are(which) -> None:
    lines = [{**LINE, "id": id_, "x": x} for id_, x, _ in which]
    raws = [json.dumps(o, separators=((",", ":") if tight else None)).encode()
            for o, (_, _, tight) in zip(lines, which, strict=True)]  # fmt: skip
    same, seen = SameIds(), dict[str, bytes]()
    for number, (line, raw) in enumerate(zip(lines, raws, strict=True), 1):
        if line["id"] in seen:
            same.add("f", number, make_key(line["id"]), same=seen[line["id"]] == raw)
        seen.setdefault(line["id"], raw)
    same.look_again("f", enumerate(raws, 1), same.list_wanted())
    named = dict[int, str]()
    for one in same.list_findings():
        if one.code == "two-contents":
            named |= dict.fromkeys(range(one.line, one.last + 1), one.means)
    first = {line["id"]: line for line in reversed(lines)}
    best = dict(first)
    for line in lines:
        best[line["id"]] = choose_line(best[line["id"]], line)
    differing = {n for n, line in enumerate(lines, 1) if line != first[line["id"]]}
    assert named.keys() == differing
    for n in differing:
        if named[n].startswith("only"):
            assert named[n].startswith("only this") == (lines[n - 1] == best[lines[n - 1]["id"]])
