"""Options written as plain text, as other formats have them: how they are written here."""

from __future__ import annotations

import re
from typing import Any

from interview_cli.storage.packs.other_names import FALSE, TRUE
from interview_cli.storage.packs.problems import brief, quoted

#: Signs with which other formats mark the right option: *A, A *, [x] A, A (correct).
_MARKED = re.compile(
    r"(?i)\*+\s*(.+?)\s*\**|\[x\]\s*(.+)|(.+?)\s*(?:\*+|\((?:correct|right)(?: answer)?\))"
)
_NOT_MARKED = re.compile(r"^\[ ?\]\s*")
_LETTER = re.compile(r"[A-Za-z]|\d+")


def as_option(text: str) -> str:
    """Show how an option that reads *text* is written."""
    bare = _NOT_MARKED.sub("", text.strip())
    if found := _MARKED.fullmatch(bare):
        bare = next(filter(None, found.groups()))
        return f"{{text: {quoted(bare, 40)}, right: true}}"
    return f"{{text: {quoted(bare, 40)}}}, with right: true in it if it is right"


def misread_option(key: str, value: Any) -> str:
    """Tell of an option without fields: ``key: value`` was meant as its text, or as a mark."""
    if not isinstance(value, str):
        return f'"{brief(key)}" is no field of an option: write {{text: …}}'
    if value.strip().lower() in TRUE | FALSE:
        right = ", right: true" if value.strip().lower() in TRUE else ""
        return f"an option says what it is: {{text: {quoted(key, 40)}{right}}}"
    if _LETTER.fullmatch(key):
        return f"an option has no letter or number of its own: {as_option(value)}"
    return f'text with ": " in it must be quoted: {as_option(f"{key}: {value}")}'
