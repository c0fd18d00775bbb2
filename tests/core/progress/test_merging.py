"""Journals put together: whatever the order, and however often, it's the union of their lines."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.progress.merging import Counts, Union, read_line
from interview_cli.core.records import put_line


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


def settled(here: list[bytes], journals: list[list[bytes]]) -> list[bytes]:
    """Return all lines of a journal to which others were merged."""
    union = Union()
    union.start_from(here)
    for journal in journals:
        for line in journal:
            union.add(line, Counts())
    union.settle(here)
    return here + union.to_bytes().splitlines()


def counting(lines: list[bytes]) -> dict[str, dict]:
    """Return the lines that count, by their ids, as every reader chooses them."""
    found: dict[str, dict] = {}
    for raw_line in lines:
        if (line := read_line(raw_line)) is not None and line["v"] == 1:
            put_line(found, line)
    return found


RIVALS = [
    *(raw(1), raw(1, text="a"), raw(1, text="longer"), raw(1, question="p:b"), raw(1, more=1)),
    *(raw(1, v=2), raw(1, text=5), raw(1)[:-9], raw(1, at="2026-11-02T10:00:00.001Z")),
    *(raw(2), raw(2).replace(b": ", b":"), raw(3)),
]
rivals = st.lists(st.lists(st.sampled_from(RIVALS), max_size=4), min_size=1, max_size=4)


@given(journals=rivals, data=st.data())
def test_two_contents_of_an_id_come_to_the_same_in_any_order(journals, data) -> None:
    every = [line for journal in journals for line in journal]
    wanted = counting(every)
    first, *others = data.draw(st.permutations(journals))
    assert counting(settled(first, data.draw(st.permutations([*others, *others])))) == wanted
    one_by_one = first
    for journal in data.draw(st.permutations([*others, *others])):
        one_by_one = settled(one_by_one, [journal])
        assert one_by_one[: len(first)] == first  # none of one's own is changed
    assert counting(one_by_one) == wanted
    assert settled(one_by_one, journals) == one_by_one


def test_what_can_be_read_counts_and_of_two_such_the_longer_one() -> None:
    short, long, unsound, torn = raw(1), raw(1, text="more"), raw(1, text=5), raw(1)[:-9]
    for here, other, wins in (
        *((short, long, long), (long, short, long), (unsound, short, short)),
        *((short, unsound, short), (torn, short, short), (short, torn, short)),
    ):
        assert counting(settled([here], [[other]])) == {"0001": json.loads(wins)}


def test_a_line_that_is_only_written_in_another_way_is_one_that_is_known() -> None:
    union, counts = Union(), Counts()
    union.start_from([raw(1), raw(2)])
    for line in (raw(1).replace(b": ", b":"), raw(2, text="longer"), b"\xef\xbb\xbf" + raw(1)):
        union.add(line, counts)
    union.settle([raw(1), raw(2)])
    assert counts == Counts(lines=3, known=2, differing=1)
    assert [*union.new] == ["0002"]
    assert union.types == {"noted": 1}


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
