"""What a picture is, by its bytes: its format and its size in pixels. Nothing is decoded.

Programs that show pictures believe what these say of their size, so that is what's limited: a
file of a hundred bytes can claim to be as large as a football pitch.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from interview_cli.core.questions.picture_endings import ENDINGS
from interview_cli.packs.pictures.safe_svg import measure_svg
from interview_cli.packs.pictures.unusable import Unusable

#: Bytes of a picture, pixels each way, and frames of one that moves.
MOST_BYTES = 2 * 1024 * 1024
MOST_PIXELS = 4096
MOST_FRAMES = 300


class Size(NamedTuple):
    """How wide and high a picture is, in pixels."""

    width: int
    height: int


def measure(name: str, data: bytes) -> Size:
    """Return the size of the picture *data*, whose file is called *name*.

    Raises Unusable for what isn't a picture of the kind that its name says, or is too large.
    """
    if not data:
        raise Unusable("is empty")
    if len(data) > MOST_BYTES:
        raise Unusable(f"is larger than {MOST_BYTES >> 20} MiB: make it smaller")
    kind = _find_kind(data)
    if not kind:
        raise Unusable(_describe_other(data))
    if ENDINGS[_ending(name)] != kind:
        right = next(ending for ending, of in ENDINGS.items() if of == kind)
        raise Unusable(f"is {_article(kind)}: give it a name that ends in {right}")
    try:
        width, height = _MEASURES[kind](data)
    except (IndexError, ValueError):
        raise Unusable(f"is {_article(kind)} that is cut off or broken: save it again") from None
    if width < 1 or height < 1:
        raise Unusable("has no size: save it again")
    if max(width, height) > MOST_PIXELS:
        raise Unusable(f"is {width:,} by {height:,} pixels: {MOST_PIXELS:,} each way are the most")
    return Size(width, height)


def _ending(name: str) -> str:
    return "." + name.rpartition(".")[2].lower()


def _article(kind: str) -> str:
    return f"an {kind}" if kind == "SVG" else f"a {kind}"


_STARTS = {
    "PNG": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "JPEG": re.compile(rb"\xff\xd8\xff"),
    "GIF": re.compile(rb"GIF8[79]a"),
    "WebP": re.compile(rb"RIFF....WEBP", re.DOTALL),
    "SVG": re.compile(rb"<(?:\w+:)?svg\b"),
}
#: What may stand before an SVG, piece by piece.
_BEFORE_SVG = re.compile(
    rb"\xef\xbb\xbf|\s+|<\?[^>]*>|<!--.*?-->|<!DOCTYPE\s+svg\b[^>\[]*(?:\[[^\]]*\]\s*)?>", re.DOTALL
)


def _find_kind(data: bytes) -> str:
    at = 0
    while piece := _BEFORE_SVG.match(data, at):
        at = piece.end()
    starts = ((kind, at if kind == "SVG" else 0) for kind in _STARTS)
    return next((kind for kind, at in starts if _STARTS[kind].match(data, at)), "")


#: What else is given the name of a picture, by how it begins, and what to do about it.
_OTHERS = (
    (rb"(?i)(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html|<head|<body|<script)", "is a web page"),
    (rb"%PDF", "is a PDF: save the page as a PNG"),
    (rb"version https://git-lfs", "stands for a file of Git LFS: fetch that with git lfs pull"),
    (rb"....ftyp(?:hei|mif|avi)", "is a HEIC or AVIF: save it as a PNG or a JPEG"),
    (rb"BM", "is a BMP: save it as a PNG"),
    (rb"II\*\0|MM\0\*", "is a TIFF: save it as a PNG"),
    (rb"PK\x03\x04", "is an archive or a document: save the picture itself as a PNG"),
    (rb"MZ|\x7fELF|#!", "is a program"),
)


def _describe_other(data: bytes) -> str:
    for start, what in _OTHERS:
        if re.match(start, data, re.DOTALL):
            return f"isn't a picture: it {what}"
    return "isn't a picture: save one as PNG, JPEG, GIF, WebP or SVG"


def _number(data: bytes, at: int, size: int, order: str = "big") -> int:
    """Return the number of *size* bytes at *at*; raises ValueError where they end before."""
    part = data[at : at + size]
    if len(part) < size:
        raise ValueError("cut off")
    return int.from_bytes(part, "big" if order == "big" else "little")


def _measure_png(data: bytes) -> Size:
    at = 8
    parts: list[bytes] = []
    while not parts or parts[-1] != b"IEND":
        length, part = _number(data, at, 4), data[at + 4 : at + 8]
        if len(data) < at + 12 + length or (not parts and (part, length) != (b"IHDR", 13)):
            raise ValueError("cut off")
        parts.append(part)
        at += 12 + length
    if b"IDAT" not in parts:
        raise ValueError("no pixels")
    if parts.count(b"fcTL") > MOST_FRAMES:
        raise Unusable(_FRAMES)
    return Size(_number(data, 16, 4), _number(data, 20, 4))


def _measure_jpeg(data: bytes) -> Size:
    at = 2
    while True:
        if data[at] != 0xFF:
            raise ValueError("no marker")
        marker = data[at + 1]
        if marker == 0xFF:  # it may be filled up with these
            at += 1
        elif marker == 0x01 or 0xD0 <= marker <= 0xD8:
            at += 2
        elif marker in (0xD9, 0xDA):
            raise ValueError("pixels before their size")
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            if b"\xff\xd9" not in data[at:]:
                raise ValueError("no end")
            return Size(_number(data, at + 7, 2), _number(data, at + 5, 2))
        else:
            at += 2 + max(2, _number(data, at + 2, 2))


def _measure_gif(data: bytes) -> Size:
    size = Size(_number(data, 6, 2, "little"), _number(data, 8, 2, "little"))
    at = 13 + _colours(data[10])
    frames = 0
    while data[at] != 0x3B:
        if data[at] == 0x21:
            at += 2
        elif data[at] == 0x2C:
            left, top, width, height = (_number(data, at + n, 2, "little") for n in (1, 3, 5, 7))
            if left + width > size.width or top + height > size.height:
                raise ValueError("a frame beyond its edge")
            at += 10 + _colours(data[at + 9]) + 1
            frames += 1
        else:
            raise ValueError("no block")
        while data[at]:
            at += data[at] + 1
        at += 1
    if not frames:
        raise ValueError("no pixels")
    if frames > MOST_FRAMES:
        raise Unusable(_FRAMES)
    return size


def _colours(flags: int) -> int:
    """Return how many bytes the table of colours has that *flags* speak of."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _measure_webp(data: bytes) -> Size:
    if len(data) < 8 + _number(data, 4, 4, "little"):
        raise ValueError("cut off")
    if data.count(b"ANMF") > MOST_FRAMES:
        raise Unusable(_FRAMES)
    kind = data[12:16]
    if kind == b"VP8X":
        return Size(_number(data, 24, 3, "little") + 1, _number(data, 27, 3, "little") + 1)
    if kind == b"VP8L" and data[20] == 0x2F:
        bits = _number(data, 21, 4, "little")
        return Size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        return Size(*(_number(data, at, 2, "little") & 0x3FFF for at in (26, 28)))
    raise ValueError("another kind")


def _measure_svg(data: bytes) -> Size:
    return Size(*measure_svg(data))


_FRAMES = f"has more than {MOST_FRAMES} frames: make it shorter"
_MEASURES: dict[str, Callable[[bytes], Size]] = {
    "PNG": _measure_png,
    "JPEG": _measure_jpeg,
    "GIF": _measure_gif,
    "WebP": _measure_webp,
    "SVG": _measure_svg,
}
