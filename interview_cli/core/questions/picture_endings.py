"""What the file of a picture may be called.

What opens a picture goes by the ending of its name, so no other is ever opened.
"""

from __future__ import annotations

#: What a picture is, by the ending of its file's name; of two the better one comes first.
ENDINGS = {
    ".png": "PNG",
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".gif": "GIF",
    ".webp": "WebP",
    ".svg": "SVG",
}

#: The same for a page in a browser.
MEDIA_TYPES = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "GIF": "image/gif",
    "WebP": "image/webp",
    "SVG": "image/svg+xml",
}


def is_picture(name: str) -> bool:
    """Whether a file's *name* ends as that of a picture."""
    return name.lower().endswith((*ENDINGS,))


def media_type(name: str) -> str:
    """Return what a browser calls a picture with this file's *name*."""
    return MEDIA_TYPES[ENDINGS["." + name.lower().rpartition(".")[2]]]
