"""What the doctor says of a line: the same that whoever reads the journal makes of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from helpers.journal_lines import review
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.progress.lines.hand_edits import find_doubled_name
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
    RAW + b"}": "joined",
    b"-> " + RAW + b",": "joined",
    RAW + b"; " + OTHER + b" my words": "joined",
    RAW + OTHER[:50]: "torn",
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


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (RAW + b"}", "a whole line, with } behind it"),
        (RAW + b",", "a whole line, with , behind it"),
        (b"'" + RAW + b"'", "a whole line, with '' before it and behind it"),
        (RAW + b" my words", "a whole line, with something else behind it"),
        (RAW + b"," + OTHER, "2 lines in one, with , in between"),
        (RAW + OTHER, "2 lines in one"),
        (b"\0\0" + RAW, "a whole line, with something around it"),
        (RAW + OTHER[:50], "a line that was cut off, and another one in the same line"),
        (RAW[50:] + OTHER, "a line that was cut off, and another one in the same line"),
    ],
)
def test_what_is_around_a_whole_line_was_not_cut_off(raw, says) -> None:
    fault = judge(raw)[1]
    assert (fault.says if fault else None) == says


WRITTEN: tuple[dict[str, Any], ...] = (
    {},
    {"separators": (",", ":")},
    {"separators": (" , ", "\t: ")},
    {"indent": None},
)


@given(
    st.sampled_from(sorted(SOUND)),
    st.dictionaries(st.text('":{} a', max_size=3), st.text('":\\ a'), max_size=2),
    st.sampled_from(WRITTEN),
    st.booleans(),
)
def test_a_name_that_is_in_a_line_twice_is_found_however_it_is_written(
    name, inner, how, differs
) -> None:
    line = SOUND | {"answer": list(inner.values()), "filters": inner}
    raw = json.dumps(line, **how)
    assert find_doubled_name(raw.encode(), line) is None
    value = "another" if differs else line[name]
    again = json.dumps({name: value}, **how)[1:-1]
    fault = find_doubled_name(f"{{{again},{raw[1:]}".encode(), line)
    assert fault
    assert fault.code == ("doubled-name" if differs else "same-name")
    assert f'"{name}"' in fault.says
    within = json.dumps({"filters": {"my words": 1}}, **how).replace("1}", '1,"my words":2}')
    deeper = find_doubled_name(f"{raw[:-1]},{within[1:]}".encode(), line)
    assert deeper
    assert "my words" not in deeper.says


@given(st.data())
def test_the_field_that_is_wrong_is_named(data) -> None:
    name = data.draw(st.sampled_from(sorted(SOUND.keys() - {"v", "id", "at", "type"})))
    value = data.draw(st.sampled_from([None, 5, -1, "x", [], {}, [1], True, 10**30]))
    line = SOUND | {name: value}
    assert find_fault(line) == ("" if is_sound(line) else name)
