"""Files of the cache, each with a checksum before it: a flipped bit never changes an answer.

Next to nothing is imported here, since caches are read at every start. ``files.keep`` writes
what's read here.
"""

from __future__ import annotations

from zlib import crc32

from interview_cli.storage.reading.plain_files import read_plain

TYPE_CHECKING = False  # as in plain_files.py
if TYPE_CHECKING:
    from os import PathLike


#: What this process couldn't use in the cache, each with why, for who wants to know: it's made
#: again.
made_again: dict[str, str] = {}

DAMAGED = "was damaged"


def read_kept(path: str | PathLike[str]) -> bytes:
    """Return what is kept in *path*; raises OSError, OfAnOlderVersion, and another ValueError
    where it's damaged.
    """
    whole = read_plain(path)
    check, _, data = whole.partition(b"\n")
    if check == b"%d" % crc32(data):
        return data
    if _is_older(whole):
        raise OfAnOlderVersion
    made_again[str(path)] = DAMAGED
    raise ValueError("its checksum is another one")


class OfAnOlderVersion(ValueError):
    """An older version kept that: it's of no use, and no damage."""


def _is_older(whole: bytes) -> bool:
    """Whether *whole* is JSON without a checksum, or fields with a zero after each, the first a
    checksum or three words.
    """
    head, zero, rest = whole.partition(b"\0")
    words = head.split(b" ")
    if head.isdigit():
        return head == b"%d" % crc32(rest)
    fields = bool(zero) and b"\n" not in head and len(words) == 3 and words[0].isdigit()
    return fields or whole[:1] in (b"{", b"[")


def add_checksum(data: bytes) -> bytes:
    """Return what is to be written, for ``read_kept`` to return *data*."""
    return b"%d\n%b" % (crc32(data), data)
