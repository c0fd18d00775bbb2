"""Files that a program compressed, read as if they weren't: gzip, bzip2 and xz."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, cast

#: How each begins.
_GZIP, _BZIP2, _XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0"

#: More than this, unpacked, is no journal of anybody.
LARGEST = 4 << 30


def is_packed(beginning: bytes) -> bool:
    """Whether a file that begins so can be opened here."""
    return beginning.startswith((_GZIP, _BZIP2, _XZ))


def open_unpacked(path: Path, beginning: bytes) -> BinaryIO:
    """Return what's in the compressed file *path*, open; *beginning* tells how it's compressed.

    Reading it raises OSError, EOFError, ``zlib.error`` or ``lzma.LZMAError`` where it's damaged.
    """
    if beginning.startswith(_GZIP):
        import gzip

        return cast("BinaryIO", gzip.open(path))
    if beginning.startswith(_BZIP2):
        import bz2

        return cast("BinaryIO", bz2.open(path))
    import lzma

    return cast("BinaryIO", lzma.open(path))


def unpack(data: bytes, most: int) -> bytes:
    """Return what's in the compressed *data*; nothing where it's damaged, or over *most* bytes."""
    import bz2
    import lzma
    import zlib

    try:
        if data.startswith(_GZIP):
            unpacked = zlib.decompressobj(wbits=31).decompress(data, most + 1)
        elif data.startswith(_BZIP2):
            unpacked = bz2.BZ2Decompressor().decompress(data, most + 1)
        else:
            unpacked = lzma.LZMADecompressor().decompress(data, most + 1)
    except (zlib.error, lzma.LZMAError, OSError):
        return b""
    return unpacked if len(unpacked) <= most else b""
