"""Whether one English word is the plural of another."""

from __future__ import annotations

_IRREGULAR = {
    "analysis": "analyses",
    "axis": "axes",
    "child": "children",
    "criterion": "criteria",
    "index": "indices",
    "matrix": "matrices",
    "person": "people",
    "schema": "schemata",
    "vertex": "vertices",
}
#: With an s these are something else, or no plural at all.
_NO_PLURAL = frozenset(
    str.split("ftp http imap ldap mqtt rtp sftp smtp ws arg kwarg readline writeline mean new")
)
_SHORT = frozenset(["db", "fk", "id", "pk", "vm"])


def is_plural_pair(one: str, other: str) -> bool:
    """Whether *one* and *other*, both folded, are singular and plural of one word."""
    return _is_plural(one, other) or _is_plural(other, one)


def _is_plural(word: str, plural: str) -> bool:
    if not word.isalpha() or word in _NO_PLURAL:
        return False
    if len(word) < 3 and word not in _SHORT:
        return False
    if _IRREGULAR.get(word) == plural:
        return True
    if word.endswith("y") and word[-2] not in "aeiou":
        return plural == f"{word[:-1]}ies"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return plural == f"{word}es"
    return plural == f"{word}s" or (word.endswith("o") and plural == f"{word}es")
