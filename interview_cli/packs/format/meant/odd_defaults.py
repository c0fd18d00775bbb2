"""Defaults that aren't a mapping, though they say what a mapping of them would."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interview_cli.core.levels import LEVELS
from interview_cli.packs.format.meant.mappings import drop_hyphens, replace_list
from interview_cli.packs.yaml.source import Fixes, Map, Seq, Source

_PAIR = re.compile(
    r"(?P<name>level|topic)(?P<sign>[ ]*(?:[:=]=?|[=-]>)[ ]*|[ ]+)(?P<value>[\w/.-]+)"
)
_BETWEEN = re.compile(r"[ ]*[,;]?[ ]*")


def write_defaults(source: Source, root: Map) -> tuple[str, Fixes]:
    """Return what to write for the defaults of *root*, which aren't a mapping; "" if unsure."""
    value = root["defaults"]
    advice, fixes = drop_hyphens(source, value)
    if advice:
        return advice, fixes
    pairs = [*_read_pairs(value)]
    names = [name for name, _ in pairs]
    if not pairs or "" in names or len({*names}) < len(names):
        return "", ()
    written = f"{{{', '.join(f'{name}: {text}' for name, text in pairs)}}}"
    if isinstance(value, Seq):
        return f"write {written}", replace_list(source, root, "defaults", value, written)
    at = root.at("defaults")
    if (span := source.span(at, str(value))) and "\n" not in source.text[slice(*span)]:
        return f"write {written}", source.fix(f"wrote {written}", (*span, written))
    return f"write {written}", _write_colons(source, at, len(pairs))


def _read_pairs(value: object) -> Iterator[tuple[str, str]]:
    """Yield the names and texts that *value* says; a name is "" where it can't be known."""
    if isinstance(value, Map):
        for name, text in value.items():
            known = name in ("level", "topic") and isinstance(text, str) and not value.cut
            yield (name, str(text)) if known else ("", "")
    elif isinstance(value, Seq) and len(value) == 2 and _is_level(value[0]) and _is_word(value[1]):
        yield from (("level", value[0].lower()), ("topic", value[1]))
    elif isinstance(value, Seq):
        for item in value:
            yield from () if value.cut else _read_pairs(item)
    elif isinstance(value, str) and _is_level(value):
        yield "level", value.lower()
    elif isinstance(value, str):
        at = 0
        while found := _PAIR.match(value, at):
            yield found["name"], found["value"]
            between = _BETWEEN.match(value, found.end())
            at = between.end() if between else found.end()
            if at == found.end() < len(value):
                break
        if at < len(value) or not value:
            yield "", ""
    else:
        yield "", ""


def _is_level(value: object) -> bool:
    return isinstance(value, str) and value.lower() in LEVELS


def _is_word(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[\w/.-]+", value) is not None


def _write_colons(source: Source, at: int, number: int) -> Fixes:
    """Return the fix that writes a colon in each of *number* lines, the first of them at *at*."""
    edits = list[tuple[int, int, str]]()
    start = source.start_of(at)
    while found := re.compile(rf"[ ]+{_PAIR.pattern}[ ]*\r?(?:\n|$)").match(source.text, start):
        edits.append((*found.span("sign"), ": "))
        start = found.end()
    return source.fix("wrote the colons", *edits) if len(edits) == number else ()
