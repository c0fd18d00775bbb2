"""Indentation that only looks like spaces: no-break and wide ones, copied from a web page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from interview_cli.packs.yaml.source import Fixes, Source

#: What looks like a space, or like several, and isn't one in YAML. What can't be seen at
#: all is reported wherever it stands.
_BLANK = "\xa0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000\u115f\u1160\u3164\uffa0\u2800"
BLANK = re.compile(f"[{_BLANK}]")
_RUN = re.compile(f"[{_BLANK}]+")
#: Those that are as wide as a space.
_AS_WIDE = frozenset("\xa0\u2007\u202f")

_LINE = rf"(?m)^(?P<indent>[ {_BLANK}]*(?:-[ {_BLANK}]+)*)(?P<rest>[^\n]*)$"
_NAME = rf"""(?:[\w.-]+|"[^"\n]*"|'[^'\n]*')[ ]*:(?P<behind>[ {_BLANK}]*)(?=.|$)"""
_BEGINS_BLOCK = rf"(?:^|[:?][ {_BLANK}]+)[|>][-+\d]*[ \t]*(?:#.*)?\r?$"


def report_blanks(source: Source) -> None:
    """Report what looks like the spaces of an indentation, and read it as spaces."""
    text, pieces, done = source.text, list[str](), 0
    if not BLANK.search(text):
        return
    for start, end in _find(text):
        _report(source, start, end)
        pieces += [text[done:start], BLANK.sub(" ", text[start:end])]
        done = end
    source.text = "".join([*pieces, text[done:]])


def drop_consequences(source: Source) -> None:
    """Drop what is wrong with the structure where an indentation has invisible characters in it.

    It follows from them, and would be reported before them.
    """
    unseen = [flaw for flaw in source.flaws if flaw.rule in ("control", "invisible")]
    if any(source.raw[source.start_of(flaw.at) : flaw.at].strip(" -\t") == "" for flaw in unseen):
        source.flaws = [flaw for flaw in source.flaws if flaw.rule not in _STRUCTURE]


_STRUCTURE = frozenset(("yaml", "missing", "empty", "type", "unknown-field"))


def _find(text: str) -> Iterator[tuple[int, int]]:
    """Yield where there are such characters between the beginning of a line and its text.

    Within the lines of a text below ``|`` they may be meant, once its own indentation is past.
    """
    parent, inside = -1, -1  # columns, of what a block of text belongs to and of its lines
    for line in re.finditer(_LINE, text):
        lead = len(line["indent"]) - len(line["indent"].lstrip(" "))
        if parent >= 0 and not line[0].strip():
            continue
        if parent >= 0:
            if inside < 0 and lead > parent:
                inside = lead
            if 0 <= inside <= lead:
                continue
            before = line[0][: len(line[0]) - len(line[0].lstrip())]
            if len(before) > parent and BLANK.search(before):
                yield line.start(), line.start() + len(before)
                continue
            parent = inside = -1
        name = re.match(_NAME, line["rest"])
        behind = line.end("indent")
        if name and BLANK.search(name["behind"]):
            behind += name.end("behind")
        is_part = name or line["rest"].startswith("#") or "-" in line["indent"]
        if is_part and BLANK.search(text, line.start(), behind):
            yield line.start(), behind
        if re.search(_BEGINS_BLOCK, line["rest"]):
            parent = len(line["indent"]) if name else lead


def _report(source: Source, start: int, end: int) -> None:
    found = _RUN.search(source.raw, start, end)
    assert found
    char = found[0][0]
    name = unicodedata.name(char, "").lower()
    what = f"U+{ord(char):04X} ({name})"
    message = f"this line is indented with {what}: use spaces"
    if ":" in source.raw[start : found.start()]:
        message = f"what comes after the colon is {what}: use a space"
    runs = [*_RUN.finditer(source.raw, start, end)]
    fixes: Fixes = ()
    if all(_AS_WIDE.issuperset(run[0]) for run in runs):
        edits = [(*run.span(), " " * len(run[0])) for run in runs]
        fixes = source.fix(f"wrote spaces for U+{ord(char):04X}", *edits)
    source.flaw(found.start(), message, "yaml", len(found[0]), fixes)
