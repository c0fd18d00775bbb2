"""Items of a list with numbers for their hyphens: ``1. {text: Forte, right: true}``."""

from __future__ import annotations

import re

from interview_cli.core.sentences import join
from interview_cli.packs.yaml.source import Source
from interview_cli.packs.yaml.structure import FIELDS, LISTS, iterate_lines

_ANY = re.compile(r"(?m)^[ ]*\d{1,2}[.)][ ]+(?:\{[ ]*)?[a-z_]+:")
_ITEM = re.compile(
    r"(?P<mark>(?P<number>\d{1,2})[.)])(?P<gap>[ ]+)(?P<open>\{?)[ ]*(?P<name>[a-z_]+):(?=\s)"
)


def report_numbered_items(source: Source) -> None:
    """Report the numbers of items that are mappings, a list at a time, and read hyphens."""
    if not _ANY.search(source.text):
        return
    lists = list[list[tuple[int, re.Match[str]]]]()
    field, last = "", 0
    for line in iterate_lines(source.text):
        item = _ITEM.match(source.text[line.body : line.end])
        alone = not source.text[line.start : line.body].strip()
        if not item or line.depth or line.field not in LISTS or not alone:
            continue
        if item["name"] not in FIELDS:
            continue
        if line.field != field or int(item["number"]) != last + 1:
            lists.append([])
        lists[-1].append((line.body, item))
        field, last = line.field, int(item["number"])
    signs = [*source.text] if lists else []
    for items in lists:
        edits = list[tuple[int, int, str]]()
        for at, item in items:
            hyphen = "-" + " " * (len(item["mark"]) - 1)
            signs[at : at + len(hyphen)] = hyphen
            # Lines below an item stand where its first name does.
            end = item.end("gap" if item["open"] else "mark")
            edits.append((at, at + end, "- " if item["open"] else hyphen))
        marks = [f'"{item["mark"]}"' for _, item in items]
        which = join(marks) if len(marks) < 6 else f"{marks[0]} to {marks[-1]}"
        message = f'items of a list begin with a hyphen: write "- " in place of {which}'
        fixes = source.correct("wrote the hyphens of a list", *edits)
        source.flaw(items[0][0], message, "lookalike", len(items[0][1]["mark"]), fixes)
    source.text = "".join(signs) or source.text
