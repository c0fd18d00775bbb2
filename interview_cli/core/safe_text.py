"""Text of others made safe to show: a pack's, a file name's, an error's."""

from __future__ import annotations

from interview_cli.core.characters import UNSAFE


def visible(text: str) -> str:
    """Return *text* with a picture in place of each unsafe character, one for one."""
    return UNSAFE.sub(lambda found: _picture(found[0]) or "\ufffd", text)


def clean(text: str) -> str:
    """Return *text* with what is unsafe spelled out: ESC becomes ``␛``, the rest ``<U+202E>``."""
    text = text.replace("\r\n", "\n")
    return UNSAFE.sub(lambda found: _picture(found[0]) or f"<U+{ord(found[0]):04X}>", text)


def _picture(char: str) -> str:
    if char < "\x20":
        return chr(0x2400 + ord(char))
    return "␡" if char == "\x7f" else ""
