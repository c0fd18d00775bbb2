"""A line of the journal as it's in the file: strict UTF-8, one JSON value, and not too long."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any
from zlib import crc32

#: A longer line is damage: no answer is as long, and reading it would take too much memory.
LONGEST_LINE = 1_000_000

#: What some editors put before the first line, and ``cat`` then leaves between two files.
MARK = b"\xef\xbb\xbf"


def read_json(raw: bytes) -> Any:
    """Return the value in *raw*; raises ValueError, and RecursionError where it's too deep.

    It's UTF-8 or nothing: ``json.loads`` would guess at other encodings, line by line.
    """
    if len(raw) > LONGEST_LINE and len(raw.strip()) > LONGEST_LINE:
        raise ValueError("it's longer than 1 MB")
    return json.loads(raw.removeprefix(MARK).decode(), parse_constant=_refuse)


def read_many(lines: list[bytes]) -> list[Any]:
    """Return the values in *lines*, none of which is too long; raises as ``read_json`` does.

    It's several times quicker than one by one.
    """
    values: list[Any] = json.loads(
        (b"[" + b",".join(lines) + b"]").decode(), parse_constant=_refuse
    )
    # A comma inside a damaged line could make two of one.
    if len(values) != len(lines):
        raise ValueError("a line isn't one value")
    return values


def find_id(raw: bytes) -> str:
    """Return the id that a line, or what is left of it, seems to have; "" without one."""
    match = _ID.search(raw, 0, _BEGINNING)
    return match[1].decode() if match else ""


#: An id stands at the beginning of a line of ours.
_ID = re.compile(rb'"id" ?: ?"([ -!#-\[\]-~]{1,100})"')
_BEGINNING = 1000


def mark_id(id_: str) -> int:
    """Return 32 bits of an id, the same on every computer: next to no two have the same."""
    return crc32(id_.encode(errors="surrogatepass"))


def mark_ids(ids: Iterable[str]) -> list[int]:
    """Return what ``mark_id`` returns of each of *ids*."""
    ids = list(ids)
    try:
        return list(map(crc32, map(str.encode, ids)))
    except UnicodeEncodeError:  # half a character, which ids of ours haven't
        return list(map(mark_id, ids))


def _refuse(constant: str) -> None:
    """Refuse NaN and Infinity, which JSON doesn't have."""
    raise ValueError(constant)
