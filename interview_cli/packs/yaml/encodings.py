"""What a file that isn't UTF-8 may be: read as that, where it is certain enough."""

from __future__ import annotations

import re

#: Bytes above 127 of Western Windows files, each by the sign that it is there.
_ACCENTED = "àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿœšžß"
_SIGNS = "‘’‚“”„«»‹›–—…•·°±×÷€£¥§©®™¿¡²³½¼¾µªº\xa0ˆ˜†‡‰´`¨¸¶¬¦ƒ"
#: What no one writes in a Western language, so that the file is of another code page.
_UNLIKELY = (
    rf"[^\x00-\x7f]{{4}}|[{_ACCENTED}{_ACCENTED.upper()}]{{3}}"
    rf"|[a-z{_ACCENTED}][{_ACCENTED.upper()}](?!\b)(?=[a-z])"
)


def guess_text(data: bytes) -> tuple[str, str] | None:
    """Return the text of *data*, which isn't UTF-8, and the encoding's name; None if unsure."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or _is_wide(data):
        wide = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else _is_wide(data)
        try:
            text = data.decode(wide)
        except UnicodeDecodeError:
            return None
        # Spaces and line ends with their bytes swapped: a byte is missing before them.
        return None if re.search("[\u0a00\u0d00\u2000]", text) else (text, "UTF-16")
    if b"\0" in data:
        return None
    text = data.decode(errors="surrogateescape")
    try:
        text = re.sub(
            "[\udc80-\udcff]", lambda f: bytes([ord(f[0]) - 0xDC00]).decode("cp1252"), text
        )
    except UnicodeDecodeError:
        return None
    known = {*_ACCENTED, *_ACCENTED.upper(), *_SIGNS}
    odd = {sign for sign in text if "\x80" <= sign <= "\xff" or sign in _SIGNS}
    if not odd <= known or re.search(_UNLIKELY, text):
        return None
    return text, "Windows-1252"


def _is_wide(data: bytes) -> str:
    head = data[:400]
    half = len(head) // 2
    if half > 4 and head[1::2].count(0) > 0.9 * half and not head[::2].count(0):
        return "utf-16-le"
    if half > 4 and head[::2].count(0) > 0.9 * half and not head[1::2].count(0):
        return "utf-16-be"
    return ""


def name_byte(byte: int) -> str:
    """Return what *byte* is in the encodings of Western files, for a message; "" if nothing."""
    was = bytes([byte]).decode("cp1252", errors="replace")
    if was == "\ufffd":
        return ""
    return f" (in {'Windows-1252' if byte < 0xA0 else 'Latin-1'} it would be {was})"
