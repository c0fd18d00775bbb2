"""Records of the journal that were spread over several lines, put on one line again.

Only what's certain is joined: what a formatter wrote, from a ``{`` alone to the ``}`` below it, all
between them indented further; and what was wrapped at a fixed width. Together the lines are one
object with what every record has.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from interview_cli.core.progress.lines.line_bytes import LONGEST_LINE, MARK, read_json

#: Who wraps lines makes them no wider, and a record no more of them.
_WIDEST, _MOST_WRAPPED = 1000, 2000

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
    source = iter(lines)
    ahead: deque[tuple[int, bytes]] = deque()  # what was looked at, and is still to be yielded
    while ahead or (following := next(source, None)):
        if not ahead and following:
            ahead.append(following)
        number, raw = ahead[0]
        many = _find_end(ahead, source) if _is_opening(raw) else 0
        joined = _join([line for _, line in islice(ahead, many)]) if many else b""
        if not many and _is_cut(raw):
            many, joined = _unwrap(ahead, source)
        if joined:
            record = [ahead.popleft() for _ in range(many)]
            yield Row(number, record[-1][0], b"".join(line for _, line in record), joined)
        else:
            ahead.popleft()
            yield Row(number, number, raw)


def _find_end(ahead: deque[tuple[int, bytes]], source: Iterator[tuple[int, bytes]]) -> int:
    """Return how many lines there are up to the one that closes what the first of *ahead* opens,
    0 where none does; what had to be read for that is *ahead* then.
    """
    indent, size = _measure_indent(ahead[0][1]), 0
    for many in range(1, _MOST_LINES):
        if many == len(ahead):
            if not (following := next(source, None)):
                return 0
            ahead.append(following)
        raw = ahead[many][1]
        size += len(raw)
        deeper = _measure_indent(raw) - indent
        if deeper == 0 and raw.lstrip().startswith(b"}"):
            return many + 1
        if size > _MOST_BYTES or (deeper <= 0 and raw.strip()):
            return 0
    return 0


def _is_cut(raw: bytes) -> bool:
    """Whether a line begins as a record does and doesn't end as one: it may have been wrapped."""
    if len(raw) > _WIDEST or not raw.startswith(b'{"'):
        return False
    return not raw.rstrip(b"\r\n").endswith(b"}") or raw.count(b"{") != raw.count(b"}")


def _unwrap(
    ahead: deque[tuple[int, bytes]], source: Iterator[tuple[int, bytes]]
) -> tuple[int, bytes]:
    """Return how many lines are one record that was wrapped, and that record; 0 where none is.

    All its lines but the last are of one width, or end with a space: so nothing was left out where
    it was wrapped.
    """
    first = ahead[0][1].rstrip(b"\r\n")
    if first.endswith(b"}") and _check(first):
        return 0, b""
    text, width = first, len(first.decode("utf-8", "replace"))
    for many in range(1, _MOST_WRAPPED):
        if many == len(ahead):
            if not (following := next(source, None)):
                return 0, b""
            ahead.append(following)
        raw = ahead[many][1].rstrip(b"\r\n")
        if not raw.strip() or raw.startswith(b'{"v"'):
            return 0, b""
        text += raw
        if raw.endswith(b"}") and _check(text):
            return many + 1, text
        if len(raw.decode("utf-8", "replace")) != width and not raw.endswith(b" "):
            return 0, b""
    return 0, b""


def _measure_indent(raw: bytes) -> int:
    raw = raw.removeprefix(MARK)
    return len(raw) - len(raw.lstrip())


def _is_opening(raw: bytes) -> bool:
    """Whether a record may begin here: most lines are decided by their length alone."""
    return len(raw) < 200 and raw.removeprefix(MARK).strip().lstrip(b"[,").lstrip() == b"{"


def _join(lines: list[bytes]) -> bytes:
    """Return one line where *lines* are one record for certain, else nothing."""
    text = b"\n".join(raw.rstrip(b"\r\n") for raw in lines).removeprefix(MARK).strip()
    return _check(text)


def _check(text: bytes) -> bytes:
    """Return *text* on one line where it's a record, else nothing."""
    try:
        value = read_json(text.lstrip(b"[, ").rstrip(b"], "))
        dumped = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        joined = dumped.encode()
    except (ValueError, RecursionError):
        return b""
    is_record = isinstance(value, dict) and all(
        isinstance(value.get(name), str) for name in ("id", "at", "type")
    )
    return joined if is_record and len(joined) <= LONGEST_LINE else b""
