"""Fields in braces without the colon between name and value: ``{text: a, right=true}``."""

from __future__ import annotations

import re
from collections.abc import Collection

from interview_cli.packs.kinds.kind import TRUTHS
from interview_cli.packs.yaml.source import Fixes, Map, Source

_UNMARKED = re.compile(r"(?P<name>[a-z_]+)(?P<sign>[ ]*(?:=>?|:=|->)[ ]*|[ ]+|:)(?P<value>\S.*)")


def find_unmarked(
    source: Source, holder: Map, key: str, every: Collection[str], missing: Collection[str]
) -> tuple[str, str, Fixes] | None:
    """Return the field and the value that *key* of *holder* is, which has no value; None if none.

    A space alone may be one between words: it counts where the field is *missing*, or is one
    that can be true or false and no more.
    """
    found = _UNMARKED.fullmatch(key)
    if not found or not holder.flows or holder.get(key, "") is not None:
        return None
    name, value, at = found["name"], found["value"], holder.key_at(key)
    if name not in every or name in holder:
        return None
    spoken = not found["sign"].strip()
    if spoken and name not in missing and (name not in TRUTHS or value not in ("true", "false")):
        return None
    if not source.text.startswith(key, at):
        return name, value, ()
    edit = (at + len(name), at + found.start("value"), ": ")
    return name, value, source.fix(f"put a colon after {name}", edit)
