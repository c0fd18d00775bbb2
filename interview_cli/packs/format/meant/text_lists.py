"""Lists that are written as one text: numbered, a line for each, or with commas between them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from interview_cli.core.levels import LEVELS
from interview_cli.core.sentences import quote_yaml, trim
from interview_cli.packs.format.meant.scripts import OF_SCRIPTS, write_script
from interview_cli.packs.yaml.line_fixes import indent_of, write_text
from interview_cli.packs.yaml.source import Fixes, Source

_MARKER = re.compile(r"(?P<mark>\d{1,2}[.)]|[a-z][.)]|[-*+\u2022\u2013\u2014])[ ]+(?=\S)")
_BULLET = re.compile(r"[-*+\u2022\u2013\u2014][ ]+(?=\S)")
_NUMBER = re.compile(r"(?:^|[ ]+)(\d{1,2})[.)][ ]+(?=\S)")
_BETWEEN = re.compile(r"[ ]*[,;][ ]+|[ ]*;[ ]*")
_ARROWS = re.compile(r"[ ]+(?:->|=>|>|\u2192|\u21d2|\||/)[ ]+")
_ADDRESS = re.compile(r"https?://\S+")
_SLUG = re.compile(r"[a-z0-9]+(?:[-/:][a-z0-9]+)*")
#: Lists whose items are names, which have no comma, and lists of which one item is too few.
_OF_NAMES = frozenset(("levels", "kinds", "questions", "was", "topic", "needs"))
_OF_SEVERAL = frozenset(("steps",))


class Row(NamedTuple):
    """A line of a text: where it begins behind its indentation, and what it says."""

    at: int
    text: str


class Items(NamedTuple):
    """The lines of a text that are meant as items, and the edits for what else is written."""

    rows: list[Row]
    edits: list[tuple[int, int, str]]


def find_items(source: Source, at: int, value: str) -> Items:
    """Return the lines of the text *value* at *at*, without their bullets; none if it's one."""
    if source.text.startswith("|", at):
        found = _find_block(source, at)
    else:
        rows = find_rows(source, at, value)
        own_line = rows and not source.text[source.start_of(rows[0].at) : rows[0].at].strip()
        found = Items(rows if own_line and len(rows) > 1 else [], [])
    marks = [_BULLET.match(row.text) for row in found.rows]
    if not all(marks):
        return found
    both = [(row, mark.end()) for row, mark in zip(found.rows, marks, strict=True) if mark]
    rows = [Row(row.at + end, row.text[end:]) for row, end in both]
    return Items(rows, [*found.edits, *((row.at, row.at + end, "") for row, end in both)])


def _find_block(source: Source, at: int) -> Items:
    """Return the lines below the "|" at *at*, which are alike in depth, and the edit for it."""
    least = indent_of(source.rest(source.start_of(at)))
    line, rows, column = source.line_after(at), list[Row](), -1
    while line < len(source.text):
        text = source.rest(line)
        if text.strip():
            if indent_of(text) <= least:
                break
            column = indent_of(text) if column < 0 else column
            if indent_of(text) != column:
                return Items([], [])
            rows.append(Row(line + column, text.strip()))
        line = source.line_after(line)
    begin = at - 1 if source.text[at - 1 : at] == " " else at
    return Items(rows, [(begin, source.end_of(at), "")])


def read_list(
    source: Source, key: str, at: int, value: str, needed: tuple[str, ...]
) -> tuple[str, Fixes] | None:
    """Return what to write where the list *key* is the text *value* at *at*, and the fix.

    *needed* are the fields that each item must have: a text alone can be one of them at most.
    None where the text is no more than one item.
    """
    if len(needed) > 1:
        return None
    if key in OF_SCRIPTS:
        rows = [] if source.text[at : at + 1] in "|>\"'" else find_rows(source, at, value)
        return write_script(source, key, at, value, [row.at for row in rows])

    def write(text: str, *, flow: bool) -> str:
        bare = write_text(text, flow=flow or bool(needed))
        return f"{{{needed[0]}: {bare}}}" if needed else bare

    if source.text.startswith("|", at):
        return _read_block(source, key, at, write)
    rows = find_rows(source, at, value)
    if len(rows) > 1:
        return _read_rows(source, key, rows, write)
    span = source.span(at, value)
    items = _split(key, value, needed)
    if len(items) < 2:
        return None
    several = ", ".join(write(item, flow=True) for item in items)
    if _are_several(key, value, items, needed):
        edit = (*(span or (at, at)), f"[{several}]")
        fixes = source.fix(f"wrote [{trim(several, 60)}]", edit) if span else ()
        return f"{key}: [{trim(several, 80)}]", fixes
    one = f"{{{needed[0]}: {quote_yaml(value, 40)}}}" if needed else quote_yaml(value, 40)
    return f"[{one}] if that's one, [{trim(several, 80)}] if it's {len(items)}", ()


def _split(key: str, value: str, needed: tuple[str, ...]) -> list[str]:
    numbers = _NUMBER.findall(value)
    if len(numbers) > 1 and numbers == [str(n + 1) for n in range(len(numbers))]:
        first, *items = _NUMBER.split(value)[::2]
        return [] if first.strip() else [item.strip() for item in items]
    words = value.split()
    if len(words) > 1 and all(_ADDRESS.fullmatch(word.rstrip(",;")) for word in words):
        return [word.rstrip(",;") for word in words]
    arrows = _ARROWS.split(value.strip())
    if len(arrows) > 2 and len({*_ARROWS.findall(value)}) == 1:
        return [item for item in arrows if item]
    return [item for item in _BETWEEN.split(value.strip(" ,;")) if item]


def _are_several(key: str, value: str, items: list[str], needed: tuple[str, ...]) -> bool:
    """Whether *items* can't be one item of the list *key*."""
    if _NUMBER.match(value) or all(_ADDRESS.fullmatch(item) for item in items):
        return True
    if key == "levels":
        return all(item in LEVELS for item in items)
    if key in _OF_NAMES or needed == ("topic",):
        return all(_SLUG.fullmatch(item) for item in items)
    return (key in _OF_SEVERAL or bool(_ARROWS.search(value))) and len(items) > 2


def find_rows(source: Source, at: int, value: str) -> list[Row]:
    """Return the lines of the plain text *value*; none where it isn't written so."""
    rows, line = [Row(at, source.rest(at).rstrip())], source.line_after(at)
    left = " ".join(value.split()).removeprefix(" ".join(rows[0].text.split()))
    while left:
        if line >= len(source.text) or len(rows) > 100:
            return []
        text = source.rest(line)
        if text.strip():
            rows.append(Row(line + indent_of(text), text.strip()))
            rest = left.removeprefix(f" {' '.join(text.split())}")
            if rest == left:
                return []
            left = rest
        line = source.line_after(line)
    return rows


def _read_rows(
    source: Source, key: str, rows: list[Row], write: Callable[..., str]
) -> tuple[str, Fixes]:
    """Return what to write of a text whose *rows* are lines of a file."""
    marks = [_MARKER.match(row.text) for row in rows]
    own_line = not source.text[source.start_of(rows[0].at) : rows[0].at].strip()
    if own_line and all(marks):
        sign = marks[0]["mark"] if marks[0] else ""
        edits = [
            (row.at, row.at + len(row.text), f"- {write(row.text[mark.end() :], flow=False)}")
            for row, mark in zip(rows, marks, strict=True)
            if mark
        ]
        message = f'begin each item with "- ", and not with "{sign}"'
        return message, source.fix("wrote the hyphens of a list", *edits)
    message = 'begin each item with "- "'
    if not own_line or key not in _OF_SEVERAL:
        return f"{message}: the first line alone, if all of this is one", ()
    edits = [(row.at, row.at + len(row.text), f"- {write(row.text, flow=False)}") for row in rows]
    return message, source.fix("wrote the hyphens of a list", *edits)


def _read_block(
    source: Source, key: str, at: int, write: Callable[..., str]
) -> tuple[str, Fixes] | None:
    """Return what to write of a text below "|", each line of which is an item."""
    rows, edits = _find_block(source, at)
    if not rows:
        return None
    for row in rows:
        mark = _MARKER.match(row.text)
        item = row.text[mark.end() :] if mark else row.text
        edits.append((row.at, row.at + len(row.text), f"- {write(item, flow=False)}"))
    message = 'leave | out, and begin each item with "- "'
    return message, source.fix("wrote the hyphens of a list", *edits)
