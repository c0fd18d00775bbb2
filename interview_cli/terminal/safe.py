"""Text of others on our screen: a pack's, a file name's, an error's.

Rich and most terminals pass escape sequences on. Everything that was not written by
this program goes through ``clean`` first, and is then plain text.
"""

from __future__ import annotations

from interview_cli.core.characters import UNSAFE
from interview_cli.core.safe_text import clean as clean


def line(text: str) -> str:
    """Make *text* one safe line, for names and messages."""
    return " ".join(clean(text).split())


def json_line(value: object, *, indent: int | None = None) -> str:
    """Write *value* as JSON that a terminal shows as it is; it means the same to a program."""
    import json  # not for what is only shown

    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return UNSAFE.sub(lambda found: json.dumps(found[0])[1:-1], text)
