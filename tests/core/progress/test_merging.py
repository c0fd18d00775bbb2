"""Journals put together: whatever the order, and however often, it's the union of their lines."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.progress.merging import Counts, Union, read_line


def raw(n: int, **fields: object) -> bytes:
    line = {"v": 1, "id": f"{n:04}", "at": f"2026-11-{n % 28 + 1:02}T10:00:00.000Z"}
    return json.dumps(line | {"type": "noted", "question": "p:a", "text": "x"} | fields).encode()


LINES = [*(raw(n) for n in range(12)), raw(12, v=2), raw(13, type="from-a-newer-version")]
subsets = st.lists(st.lists(st.sampled_from(LINES), max_size=9), max_size=5)


def merge(here: list[bytes], journals: list[list[bytes]]) -> list[bytes]:
    union = Union()
    union.start_from(here)
    for journal in journals:
        for line in journal:
            assert union.add(line, Counts())
    return here + union.to_bytes().splitlines()


@given(here=subsets, others=subsets, data=st.data())
def test_merging_is_the_union_in_any_order_any_number_of_times(here, others, data) -> None:
    mine = [*dict.fromkeys(line for journal in here for line in journal)]
    once = merge(mine, others)
    assert once[: len(mine)] == mine
    assert sorted(once) == sorted({*mine, *(line for other in others for line in other)})
    one_by_one = mine
    for journal in data.draw(st.permutations([*others, *others])):
        one_by_one = merge(one_by_one, [journal])
    assert sorted(one_by_one) == sorted(once)
    assert merge(mine, data.draw(st.permutations(others))) == once


def test_what_is_here_stays_and_of_two_strangers_the_same_one_comes() -> None:
    ours, theirs, thirds = raw(1), raw(1, text="a"), raw(1, text="b")
    assert merge([ours], [[theirs]]) == [ours]
    assert merge([], [[theirs], [thirds]]) == merge([], [[thirds], [theirs]]) == [theirs]


def test_every_line_is_counted() -> None:
    union, counts = Union(), Counts()
    union.start_from([raw(1), raw(2)])
    lines = (raw(1), raw(2, text="other"), raw(3), raw(3), b"{", b"[]", b"[" * 100_000, raw(4)[:-1])
    for line in (*lines, b'"' + b"x" * 1_000_001 + b'"', raw(5, type=5), raw(6, text=None)):
        union.add(line, counts)
    assert counts == Counts(lines=11, new=1, known=2, differing=1, damaged=7)
    assert union.days == ("2026-11-04", "2026-11-04")


def test_a_line_of_a_newer_version_comes_too_byte_for_byte() -> None:
    newer = b'{"v":2,"id":"x","at":"?","type":"t","more":[1.0, "\\u00e9"]}'
    assert read_line(newer)
    assert merge([], [[newer + b"\r\n"]]) == [newer]
