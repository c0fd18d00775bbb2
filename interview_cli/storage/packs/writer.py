"""Plain values to the YAML of a pack, as a person would write it.

What is written reads back to the same, for the reader takes every scalar as text: what
looks like a number or a ``no`` needs no quotes. Text of several lines stands below ``|``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

#: A longer text of one line stands below ``|-``, where it needs no escapes either.
WIDTH = 88

_PLAIN = re.compile(r"[A-Za-z0-9_(/.](?:[^:#\"'`{}\[\],&*!|>%@\\\n\t]|:(?=[^\s:])|(?<=\S)#|['`,])*")
_IN_BLOCK = re.compile(
    r"[\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*"
)
_MARKED = re.compile(r"(?:---|\.\.\.)(?:\s|$)")


def items(values: Sequence[Mapping[str, Any]], indent: int = 2) -> str:
    """Write mappings as the items of a list, each behind ``-`` *indent* columns in."""
    return "".join(_item(value, indent) for value in values)


def mapping(value: Mapping[str, Any], indent: int = 0) -> str:
    """Write the lines of a mapping, *indent* columns in."""
    return "".join(f"{' ' * indent}{name}:{_value(item, indent)}" for name, item in value.items())


def _item(value: Any, indent: int) -> str:
    if not isinstance(value, Mapping) or not value:
        return f"{' ' * indent}-{_value(value, indent)}"
    return f"{' ' * indent}- {mapping(value, indent + 2).lstrip(' ')}"


def _value(value: Any, indent: int) -> str:
    """Write a value behind its name or its ``-``, with what separates it and the line's end."""
    if isinstance(value, Mapping):
        return f"\n{mapping(value, indent + 2)}" if value else " {}\n"
    if isinstance(value, str):
        return _text(value, indent)
    if isinstance(value, Sequence):
        return "\n" + "".join(_item(item, indent + 2) for item in value) if value else " []\n"
    return f" {json.dumps(value)}\n"


def _text(text: str, indent: int) -> str:
    if ("\n" in text or len(text) + indent > WIDTH) and _fits_block(text):
        return _block(text, indent)
    plain = (
        _PLAIN.fullmatch(text)
        and not text.endswith((" ", ":"))
        and not _MARKED.match(text)
        and len(text) + indent <= WIDTH
    )
    return f" {text}\n" if plain else f" {json.dumps(text, ensure_ascii=False)}\n"


def _fits_block(text: str) -> bool:
    """Say whether *text* reads back from below ``|``: it has a line, and nothing to escape."""
    return bool(text.strip(" \t\n")) and bool(_IN_BLOCK.fullmatch(text))


def _block(text: str, indent: int) -> str:
    kept = len(text) - len(text.rstrip("\n"))
    sign = "|" + ("2" if text[0] in " \t\n" else "") + {0: "-", 1: ""}.get(kept, "+")
    lines = text[:-1].split("\n") if kept else text.split("\n")
    margin = " " * (indent + 2)
    return f" {sign}\n" + "".join(f"{margin}{line}\n" if line else "\n" for line in lines)
