"""Answers that are read by their pattern: each the same as when its line is read as JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from helpers.damage import JSON
from helpers.learner import reviewed
from hypothesis import example, given
from hypothesis import strategies as st

from interview_cli.core.memory.answer_facts import Answer
from interview_cli.core.records import with_grade
from interview_cli.storage.journal import Journal, encode, format_time, parse
from interview_cli.storage.snapshots.usual_answers import find_usual, read_entries

POINT = {"says": "it waits", "state": "hit", "words": ["waits", 'a "word"']}

LINE: dict[str, Any] = {
    "v": 1,
    "id": "019aa888-0000-7000-8000-000000000001",
    "at": "2026-11-21T19:00:00.123Z",
    "offset": 60,
    "device": "0badcafe",
    "session": "019aa888-0000-7000-8000-000000000000",
    "type": "reviewed",
    "question": "p:a",
    "fingerprint": "0" * 12,
    "mode": "quiz",
    "kind": "choice",
    "answer": ["one", "two\n\tand \\ more"],
    "score": 0.85,
    "rating": 3,
    "reasons": ["partly"],
    "grader": "rule",
    "attempt": 1,
    "elapsed_ms": 1000,
    "hints": 0,
    "confidence": 2,
    "predicted": 0.5,
    "points": [POINT, {"says": "it’s over 🎉", "state": "missed"}],
    "passed": True,
    "weight": 1.0,
    "first_key_ms": 5,
    "variant": 0,
}
LATER = ("passed", "weight", "first_key_ms", "variant")


def read_as_json(data: bytes, start: int) -> tuple[list[Any], list[Any], bool]:
    found: list[Any] = []
    damaged, read = [], True
    for offset, line in parse(data):
        if read := not isinstance(line, bytes):
            answer = Answer.from_line(line) if line["type"] == "reviewed" else line
            found.append((line["at"], line["id"], 1, start + offset, answer))
        else:
            damaged.append((start + offset, line))
    return found, damaged, read


def check(data: bytes) -> None:
    found, damaged, read = read_entries(data, 1, 1000)
    wanted = read_as_json(data, 1000)
    assert (sorted(found, key=lambda entry: entry[3]), damaged, read) == wanted
    # 1 and 1.0 and True are equal, and another snapshot.
    assert repr(sorted(found, key=lambda entry: entry[3])) == repr(wanted[0])


#: What stands in a field, or nearly.
VALUES = st.one_of(
    st.sampled_from(list(LINE.values())),
    st.sampled_from([None, True, False, 0, 1, -1, 0.0, 1.0, 1.5, 1e-7, 1e22, 2**62, 2**63, 10**30]),
    st.sampled_from([-0.0, 1e400, 0.1 + 0.2, 5, [], {}, [POINT], [POINT | {"more": 1}], [[]], [1]]),
    st.floats(0, 1),
    st.integers(-(10**6), 10**6),
    st.text(max_size=6),
    st.lists(st.text(max_size=3), max_size=3),
    JSON,
)
TIMES = st.one_of(
    st.integers(-(10**10), 10**10).map(lambda at: format_time(datetime.fromtimestamp(at, UTC))),
    st.sampled_from(
        [
            "2026-02-30T10:00:00.000Z",
            "2026-02-03T24:00:00.000Z",
            "2026-02-03T10:60:00.000Z",
            "2026-02-03T10:00:60.000Z",
            "2026-02-03T10:00:00.000z",
            "٢٠26-02-03T10:00:00.000Z",
        ]
    ),
)


@st.composite
def lines(draw: st.DrawFn) -> bytes:
    """Give a line that is usual, or nearly."""
    line = dict(LINE)
    for name in draw(st.lists(st.sampled_from(list(LINE)), max_size=2)):
        line[name] = draw(VALUES)
    if draw(st.booleans()):
        line["at"] = draw(TIMES)
    if draw(st.booleans()):
        line["offset"] = draw(st.integers(-1500, 1500))
    for name in draw(st.lists(st.sampled_from([*LATER, *LINE]), max_size=2)):
        line.pop(name, None)
    data = json.dumps(line, ensure_ascii=draw(st.booleans()), separators=(",", ":"))
    raw = data.encode(errors="surrogatepass")
    for _ in range(draw(st.sampled_from([0, 0, 1, 2]))):  # bytes put in the place of others
        at, size = draw(st.integers(0, len(raw))), draw(st.integers(0, 2))
        new = draw(
            st.sampled_from([b"", b" ", b'"', b"\\", b"\\u00e4", b"\x00", b"\xff", b"0", b","])
        )
        raw = raw[:at] + new + raw[at + size :]
    return raw


@given(st.lists(lines(), max_size=6), st.booleans())
@example([b"", b"  ", b"{}", b"torn"], False)
@example([encode(LINE)[:-1], b"torn", encode(LINE)[:-1]], False)
@example(
    [encode(LINE | {"device": "\x7f"})[:-1], encode(LINE)[:-1].replace(b"waits", b"\xff")], True
)
def test_it_says_what_reading_the_json_says(parts: list[bytes], ends: bool) -> None:
    check(b"\n".join(parts) + (b"\n" if ends else b""))


NUMBER_NAMES = ("score", "rating", "attempt", "elapsed_ms", "hints", "confidence", "weight")


@pytest.mark.parametrize("name", [*NUMBER_NAMES, "predicted", "offset", "first_key_ms", "variant"])
@pytest.mark.parametrize(
    "text",
    [
        *(
            "01",
            "-0",
            "-1",
            "1.",
            ".5",
            "1e2",
            "NaN",
            "-Infinity",
            "1.0",
            "0.5",
            "1.5",
            "+1",
            "1_0",
        ),
        *("9" * 18, "9" * 19, "9" * 5000, "0." + "9" * 18, "0." + "9" * 30),
        *("1439", "1440", "true", "٣"),
    ],
)
def test_numbers_are_those_of_json(name: str, text: str) -> None:
    old = json.dumps(LINE[name])
    raw = encode(LINE).replace(f'"{name}":{old}'.encode(), f'"{name}":{text}'.encode())
    check(raw)


def test_a_name_that_stands_twice_is_left_to_json() -> None:
    raw = encode(LINE).replace(b'"rating":3', b'"rating":3,"rating":1')
    check(raw)
    check(encode(LINE).replace(b'"state":"hit"', b'"state":"hit","state":1'))


def test_the_answers_that_the_program_writes_are_usual(tmp_path) -> None:
    journal = Journal(tmp_path)
    records = [
        reviewed("p:a"),
        reviewed("p:b", predicted=0.1234, confidence=1, points=(POINT,), weight=0.5),
        reviewed("p:c", passed=False, first_key_ms=20, variant=3, hints=2),
    ]
    journal.append(records, at=datetime(2026, 11, 21, tzinfo=UTC), session=LINE["session"])
    written = journal.path.read_text(encoding="utf-8") + encode(LINE).decode()
    assert [any(found) for _, *found in find_usual(written)] == [True] * 4 + [False]
    check(journal.path.read_bytes())


@given(
    st.sampled_from(["choice", "explain", "recall"]),
    st.sampled_from([None, 0.0, 0.5, 1.0]),
    st.sampled_from([None, True, False]),
    st.sampled_from([None, 0.0, 0.4, 1.0]),
    st.integers(1, 4),
    st.sampled_from(["self", "rule", "model"]),
    st.sampled_from([None, True, False]),
)
def test_a_new_grade_is_the_same_before_and_after(
    kind, score, passed, new, rating, grader, passes
) -> None:
    line = LINE | {"kind": kind, "score": score, "passed": passed}
    grade = json.loads(
        json.dumps(
            {"of": "x", "score": new, "rating": rating, "points": None, "grader": grader}
            | ({"passed": passes} if passes is not None else {})
        )
    )
    assert Answer.from_line(line).with_grade(grade) == Answer.from_line(with_grade(line, grade))
