"""A file that another program wrote in its own way: in UTF-16, or compressed.

Lines are UTF-8, and nothing is guessed where they aren't; but it's said what a file is.
"""

from __future__ import annotations

import json
from typing import Any

from interview_cli.storage.reading.packed_files import unpack

#: How such files begin, each with how it's decoded. UTF-32 begins as UTF-16 does.
_BEGINNINGS = {
    b"\xff\xfe\0\0": "UTF-32",
    b"\0\0\xfe\xff": "UTF-32",
    b"{\0\0\0": "UTF-32-LE",
    b"\0\0\0{": "UTF-32-BE",
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\0": "xz",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
    b"{\0": "UTF-16-LE",
    b"\0{": "UTF-16-BE",
}

#: More than this isn't decoded: it would take too much memory.
LARGEST = 1 << 25

#: What unpacks each.
_UNPACKED_BY = {"gzip": "gunzip", "bzip2": "bunzip2", "xz": "unxz"}

#: What a list, and an object over several lines, begin with.
_JSON = (b"[", b"{\n", b"{\r\n")


def find_encoding(data: bytes) -> str:
    """Return what a file that begins with *data* is in; "" for lines in UTF-8, and all else."""
    for beginning, encoding in _BEGINNINGS.items():
        if data.startswith(beginning):
            return encoding
    return "JSON" if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_JSON) else ""


def describe(encoding: str) -> str:
    """Return what a file in that *encoding* is, in words."""
    if encoding in _UNPACKED_BY:
        return f"compressed with {encoding}"
    if encoding == "JSON":
        return "JSON, but not a line for each record"
    return f"in {encoding[:6]}, not in UTF-8"


def advise(encoding: str) -> str:
    """Return how a file in that *encoding* becomes one that can be read."""
    if encoding in _UNPACKED_BY:
        return f"unpack it first: {_UNPACKED_BY[encoding]}"
    if encoding == "JSON":
        return "write each record on a line of its own first: jq -c '.[]'"
    return f"convert it to UTF-8 first, in an editor or with: iconv -f {encoding[:6]} -t UTF-8"


def is_in(data: bytes, encoding: str) -> bool:
    """Whether all of *data* is in the *encoding* in which it begins: its lines are there only so.

    A file of which a disk has damaged the first bytes can begin like one in another encoding.
    """
    if not _has_objects(decode(data, encoding)):
        return False
    return encoding == "JSON" or not _has_objects(data)


def _has_objects(data: bytes) -> bool:
    for raw in data.split(b"\n"):
        try:
            if isinstance(json.loads(raw.decode()), dict):
                return True
        except (ValueError, RecursionError):
            continue
    return False


def decode(data: bytes, encoding: str) -> bytes:
    """Return *data* as lines in UTF-8, as far as it can be had; nothing where it can't."""
    if encoding == "JSON":
        return _put_in_lines(data)
    if encoding in _UNPACKED_BY:
        return unpack(data, LARGEST)
    return data.decode(encoding, "replace").encode(errors="replace")


def _put_in_lines(data: bytes) -> bytes:
    """Return the objects in *data*, a list or one after the other, as a line each."""
    text, at, values = data.decode("utf-8-sig", "replace"), 0, []
    decoder = json.JSONDecoder()
    try:
        while text[at:].strip():
            at += len(text[at:]) - len(text[at:].lstrip())
            value, at = decoder.raw_decode(text, at)
            values += value if isinstance(value, list) else [value]
    except (ValueError, RecursionError):
        return b""
    if not all(map(_is_line, values)):
        return b""
    lines = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in values)
    return "".join(f"{line}\n" for line in lines).encode(errors="replace")


def _is_line(value: Any) -> bool:
    return isinstance(value, dict) and all(name in value for name in ("id", "at", "type"))
