"""Slips in lists that YAML takes for something else: a hyphen left out, a ? by itself."""

from __future__ import annotations

import re

from interview_cli.core.sentences import trim
from interview_cli.packs.yaml.problems import Flaw
from interview_cli.packs.yaml.source import Map, Seq, Source


def report_hyphen(source: Source, items: Seq, here: Map, name: str, at: int, what: str) -> bool:
    """Report a hyphen that is missing before the second *name* of *here*, the last of *items*.

    It must be the first name of *here*, and more of another item must come. Returns whether
    that is so.
    """
    start = source.start_of(at)
    if next(iter(here)) != name or source.text[start:at].strip():
        return False
    indent = " " * (at - start)
    again = {name}
    for row in source.text[source.end_of(at) + 1 :][:20_000].split("\n"):
        if row.strip() and not row.startswith(indent):
            break
        if found := re.match(rf"{indent}([\w-]+):(?:\s|$)", row):
            if found[1] in again:
                break
            again.add(found[1])
    alone = what == "item" and len(here) > 1  # as "text" after "text" and "right"
    if not alone and len(here) > 1 and len(again & set(here)) < 2:
        return False
    first = items.places[0]  # the hyphens of those between may be missing too
    dash = source.text.rfind("-", source.start_of(first), first)
    column = dash - source.start_of(dash)
    if dash < 0 or source.text[dash + 1 : first].strip() or column >= len(indent):
        return False
    written = f"{' ' * column}-{' ' * (len(indent) - column - 1)}"
    line = trim(source.rest(at), 40)
    message = f'another {what} begins here: write "- {line}", with a hyphen'
    fixes = source.fix(f"wrote the hyphen before {line}", (start, at, written))
    source.flaw(at, message, "hyphen", 0, fixes)
    return True


def missing_comma(source: Source, at: int) -> Flaw | None:
    """Return the flaw of a comma that is missing between two things in brackets; None if none is.

    Each of them is in brackets or quotes itself, so that it's certain where it ends.
    """
    before = source.text[:at].rstrip() if at < 100_000 else ""
    if source.text[at : at + 1] not in ("{", "[", '"') or before[-1:] not in ("}", "]", '"'):
        return None
    if before.endswith('"') and source.text[len(before) : at].strip(" ") == "":
        return None  # it may be one text with quotes in it
    message = f"a comma is missing here: write , after this {before[-1]}"
    edit = (len(before), len(before), ",")
    return Flaw(len(before) - 1, 1, message, "yaml", source.fix("wrote a comma", edit))


def find_bare_sign(source: Source, at: int) -> int:
    """Return where the ? is that stands by itself before *at*; -1 where there is none."""
    start = source.start_of(at)
    row = source.rest(start)
    if sum(map(row.count, "[{")) != sum(map(row.count, "]}")):
        return -1  # it may not be a sign of YAML at all, but part of a text with brackets
    before = source.text[start : at + 1].rstrip(" ,:]}")
    return start + len(before) - 1 if re.search(r"[\[{,\s]\?$", before) else -1
