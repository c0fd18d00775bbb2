"""Make text from elsewhere safe to show: a pack's, a file name's, an error's."""

from __future__ import annotations

import re


def make_visible(text: str) -> str:
    """Return *text* with one safe character in place of each unsafe one."""
    return UNSAFE.sub(lambda found: _picture(found[0]) or "\ufffd", text)


def clean(text: str) -> str:
    """Return *text* with what is unsafe spelled out: ESC becomes ``␛``, the rest ``<U+202E>``."""
    text = text.replace("\r\n", "\n")
    return UNSAFE.sub(lambda found: _picture(found[0]) or f"<U+{ord(found[0]):04X}>", text)


def _picture(char: str) -> str:
    if char < "\x20":
        return chr(0x2400 + ord(char))
    return "␡" if char == "\x7f" else ""


#: All controls but tab and line feed, marks that change the direction of writing, invisible
#: characters and lone surrogates. U+2028 and U+2029 too, which YAML takes for line ends; not
#: joiners (U+200C, U+200D), which some scripts need.
UNSAFE = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)


#: What keys such as the arrows send where nobody listens to them, other controls, and bytes that
#: aren't text, as of a terminal with another encoding.
_CONTROLS = re.compile("\x1b[\\[O][0-?]*[ -/]*[@-~]|[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def drop_controls(text: str) -> str:
    """Return what was typed without control characters; tabs and line feeds stay."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n"))


def is_utf8(text: str) -> bool:
    """Whether *text* can be written: a name from the system may hold bytes that aren't text."""
    return not any("\ud800" <= char <= "\udfff" for char in text)


def line(text: str) -> str:
    """Return *text* as one safe line, for names and messages."""
    return " ".join(clean(text).split())


def json_line(value: object, *, indent: int | None = None) -> str:
    """Return *value* as JSON that is safe to show, and means the same to a program."""
    import json  # most commands write none

    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return UNSAFE.sub(lambda found: json.dumps(found[0])[1:-1], text)
