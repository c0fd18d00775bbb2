"""Text of others on our screen: a pack's, a file name's, an error's.

Rich and most terminals pass escape sequences on. Everything that was not written by
this program goes through ``clean`` first, and is then plain text.
"""

from __future__ import annotations

import re

#: Control characters but tab and newline; those that turn the direction of text; and
#: those that cannot be seen. Joiners (U+200C, U+200D) are part of some scripts.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def clean(text: str) -> str:
    """Make what cannot be shown safely visible: ESC becomes ``␛``, the rest ``<U+202E>``."""
    return _UNSAFE.sub(_picture, text.replace("\r\n", "\n"))


def line(text: str) -> str:
    """Make *text* one safe line, for names and messages."""
    return " ".join(clean(text).split())


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"<U+{code:04X}>"
