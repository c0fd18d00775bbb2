"""Pictures made byte by byte, and a pack whose questions have one."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from helpers.packs import head

ALT = "A root of two keys, and below it three leaves."
#: Two questions about one picture, which is below the pack's folder.
_HEAD = head("pictures", defaults="level: junior, topic: trees", more="version: 1.0.0").replace(
    "format: 1\n", "format: 1.1\n"
)
PICTURED = f"""\
{_HEAD}questions:
  - id: leaves
    ask: How many leaves are there?
    image: {{file: images/tree.png, alt: "{ALT}"}}
    answer: There are three leaves.
    key_points: [{{says: three leaves}}]
    quiz: {{kind: short, accept: ["3", three]}}
  - id: keys
    ask: How many keys has the root?
    image: {{file: images/tree.png, alt: "{ALT}"}}
    answer: The root has two keys.
    quiz: {{kind: choice, options: [{{text: "2", right: true, why: yes}}, {{text: "4", why: no}}]}}
"""


def chunk(name: bytes, data: bytes = b"") -> bytes:
    """Return a part of a PNG."""
    checksum = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", checksum)


def png(width: int = 3, height: int = 2, colour: int = 200) -> bytes:
    """Return a PNG; a large one says only that it is, and has a few pixels."""
    rows = (b"\0" + bytes([colour]) * 3 * min(width, 64)) * min(height, 64)
    about = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", about) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND")
    return b"\x89PNG\r\n\x1a\n" + parts


def jpeg(width: int = 3, height: int = 2) -> bytes:
    """Return what a JPEG has around its pixels."""
    size = struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\1\x11\0"
    return b"\xff\xd8\xff\xe0\0\4AB\xff\xc0" + size + b"\xff\xda\0\2pixels\xff\xd9"


def gif(width: int = 3, height: int = 2, frames: int = 1, wide: int | None = None) -> bytes:
    """Return a GIF; each of its *frames* is as *wide* as that, or as the whole."""
    frame = b"\x2c" + struct.pack("<HHHH", 0, 0, width if wide is None else wide, height)
    frame += b"\0\2" + b"\2\x44\1" + b"\0"
    start = b"GIF89a" + struct.pack("<HH", width, height) + b"\x80\0\0" + bytes(6)
    return start + frame * frames + b"\x3b"


def webp(width: int = 3, height: int = 2) -> bytes:
    """Return what a WebP has before its pixels."""
    bits = (width - 1) | (height - 1) << 14
    body = b"WEBPVP8L" + struct.pack("<I", 5) + b"\x2f" + struct.pack("<I", bits) + b"\0"
    return b"RIFF" + struct.pack("<I", len(body)) + body


def svg(inside: str = '<rect width="3" height="2"/>', more: str = "") -> bytes:
    """Return a drawing with *inside* in it, and *more* attributes."""
    about = f'xmlns="http://www.w3.org/2000/svg" width="3" height="2" {more}'
    return f"<svg {about}>{inside}</svg>".encode()


def write_pictured(
    folder: Path, text: str = PICTURED, picture: bytes | None = None, name: str = "tree.png"
) -> Path:
    """Write a pack with a picture into *folder*, and return it."""
    (folder / "images").mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(text, encoding="utf-8")
    (folder / "images" / name).write_bytes(png() if picture is None else picture)
    return folder
