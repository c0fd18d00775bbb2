"""Records of the journal that a formatter spread over several lines, put on one line again.

Only what's certain is joined: the lines from a ``{`` alone to the ``}`` below it, all between
them indented further, which together are one object with what every record has.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from interview_cli.core.progress.lines.line_bytes import LONGEST_LINE, MARK, read_json

#: A record that is written so has no more lines, nor more bytes.
_MOST_LINES, _MOST_BYTES = 20_000, LONGEST_LINE


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its number or place, or ``joined`` from several, the last of which is ``last``.

    ``raw`` are the bytes as they were read.
    """

    first: int
    last: int
    raw: bytes
    joined: bytes = b""


def join_spread(lines: Iterable[tuple[int, bytes]]) -> Iterator[Row]:
    """Yield *lines* one by one, but those that are one record as one row."""
    held: list[tuple[int, bytes]] = []
    indent = size = 0
    for number, raw in lines:
        if held:
            size += len(raw)
            closes = _measure_indent(raw) == indent and raw.lstrip().startswith(b"}")
            if closes:
                held.append((number, raw))
                yield from _join(held)
                held = []
                continue
            inner = _measure_indent(raw) > indent or not raw.strip()
            if inner and size <= _MOST_BYTES and len(held) < _MOST_LINES:
                held.append((number, raw))
                continue
            yield from _leave(held)
            held = []
        if _is_opening(raw):
            held, indent, size = [(number, raw)], _measure_indent(raw), len(raw)
        else:
            yield Row(number, number, raw)
    yield from _leave(held)


def _measure_indent(raw: bytes) -> int:
    raw = raw.removeprefix(MARK)
    return len(raw) - len(raw.lstrip())


def _is_opening(raw: bytes) -> bool:
    """Whether a record may begin here: most lines are decided by their length alone."""
    return len(raw) < 200 and raw.removeprefix(MARK).strip().lstrip(b"[,").lstrip() == b"{"


def _leave(held: list[tuple[int, bytes]]) -> Iterator[Row]:
    return (Row(number, number, raw) for number, raw in held)


def _join(held: list[tuple[int, bytes]]) -> Iterator[Row]:
    """Yield one row where *held* is one record for certain, else each line by itself."""
    text = b"\n".join(raw.rstrip(b"\r\n") for _, raw in held).removeprefix(MARK).strip()
    try:
        value = read_json(text.lstrip(b"[, ").rstrip(b"], "))
        dumped = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        joined = dumped.encode()
    except (ValueError, RecursionError):
        joined = b""
    else:
        is_record = isinstance(value, dict) and all(
            isinstance(value.get(name), str) for name in ("id", "at", "type")
        )
        joined = joined if is_record and len(joined) <= LONGEST_LINE else b""
    if joined:
        yield Row(held[0][0], held[-1][0], b"".join(raw for _, raw in held), joined)
    else:
        yield from _leave(held)
