"""What the doctor says of a line: the same that whoever reads the journal makes of it."""

from __future__ import annotations

import json

import pytest
from helpers.journal_lines import review
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.progress.lines.line_check import find_fault, is_sound
from interview_cli.core.progress.lines.line_faults import judge, salvage
from interview_cli.storage.journal import parse

SOUND = {"v": 1, **review(1)}
RAW = json.dumps(SOUND).encode()
OTHER = json.dumps(SOUND | {"id": "0002"}).encode()

CASES = {
    RAW: None,
    b"\xef\xbb\xbf" + RAW: None,
    RAW[:50]: "torn",
    RAW[:-1]: "torn",
    RAW[30:]: "torn",
    RAW[:50] + OTHER: "torn",
    RAW + OTHER: "joined",
    b"\0\0" + RAW: "joined",
    b"\0" * 9: "zeros",
    RAW[:50] + b"\0" * 9: "zeros",
    b"<<<<<<< HEAD": "conflict-mark",
    b"\xff\xfe": "not-utf-8",
    b"my words": "not-json",
    RAW.replace(b'"score": 1.0', b'"score": oops'): "not-json",
    b"[1]": "not-a-line",
    b"[" * 5000 + b"]" * 5000: "too-deep",
    RAW.replace(b'"score": 1.0', b'"score": NaN'): "unsound",
    RAW.replace(b'"score": 1.0', b'"score": "1"'): "unsound",
    RAW.replace(b'"id"', b'"di"'): "unsound",
    RAW.replace(b'"v": 1', b'"v": "1"'): "unsound",
    RAW.replace(b'"v": 1', b'"v": 2'): "newer",
    RAW.replace(b'"reviewed"', b'"dreamed"'): "unknown-type",
}


@pytest.mark.parametrize(("raw", "code"), CASES.items(), ids=range(len(CASES)))
def test_a_line_counts_for_the_doctor_as_it_counts(raw, code) -> None:
    line, fault = judge(raw)
    assert (fault.code if fault else None) == code
    read = [one for _, one in parse(raw)]
    assert ([line] if code not in ("newer",) and line else []) == [
        one for one in read if isinstance(one, dict)
    ]
    if fault:
        assert "words" not in fault.says


def test_what_is_whole_in_a_damaged_line_can_be_had() -> None:
    assert salvage(RAW[:50] + OTHER) == ([OTHER], True)
    assert salvage(b"\0\0" + RAW + OTHER + b"\r\n") == ([RAW, OTHER], False)
    assert salvage(RAW[:50]) == ([], True)
    assert salvage(b'{"' * 100_000) == ([], True)


@given(st.data())
def test_the_field_that_is_wrong_is_named(data) -> None:
    name = data.draw(st.sampled_from(sorted(SOUND.keys() - {"v", "id", "at", "type"})))
    value = data.draw(st.sampled_from([None, 5, -1, "x", [], {}, [1], True, 10**30]))
    line = SOUND | {name: value}
    assert find_fault(line) == ("" if is_sound(line) else name)
