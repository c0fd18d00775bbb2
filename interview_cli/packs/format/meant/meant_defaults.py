"""Defaults that are written below ``pack:``, or not as a mapping: what their author means."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from interview_cli.core.levels import LEVELS
from interview_cli.core.sentences import join
from interview_cli.packs.format.meant.mappings import drop_hyphens, replace_list
from interview_cli.packs.format.meant.strays import lines_of
from interview_cli.packs.yaml.line_fixes import remove_field
from interview_cli.packs.yaml.source import UNKNOWN, Fixes, Map, Seq, Source

_PAIR = re.compile(
    r"(?P<name>level|topic)(?P<sign>[ ]*(?:[:=]=?|[=-]>)[ ]*|[ ]+)(?P<value>[\w/.-]+)"
)
_BETWEEN = re.compile(r"[ ]*[,;]?[ ]*")


def report_defaults_in_pack(source: Source, root: Map, names: Collection[str]) -> None:
    """Report those of *names* in the pack of *root* that belong to its defaults, all as one.

    What they say of each question isn't missing there.
    """
    part, given = root.get("pack"), root.get("defaults")
    if not isinstance(part, Map) or ("defaults" in root and not isinstance(given, Map)):
        return
    strays = [name for name in part if name in names and name not in (given or ())]
    if not strays:
        return
    named = join([f'"{name}"' for name in strays], "and")
    belong, them = ("belongs", "it") if len(strays) == 1 else ("belong", "them")
    at = part.key_at(strays[0])
    fixes: Fixes = ()
    if isinstance(given, Map):
        message = f"{named} {belong} to defaults: move {them} there"
    else:
        message = f'{named} {belong} to defaults: write "defaults:" beside "pack:", and {them} '
        message += "below that"
        fixes = _move(source, root, part, strays)
        given = root["defaults"] = Map.opened(at, at)
        root.places += [at, at]
    source.flaw(at, message, "unknown-field", len(strays[0]), fixes)
    for name in strays:
        given[name] = UNKNOWN
        given.places += [at, at]
    part.keep({name: name for name in part if name not in strays})


def _move(source: Source, root: Map, part: Map, strays: list[str]) -> Fixes:
    """Return the fix that writes the *strays* of *part*, the pack, as defaults below it."""
    start, end = lines_of(source, root, "pack")
    if root.flows or start < 0 or len(strays) == len(part):
        return ()
    line_end = "\r\n" if "\r\n" in source.text else "\n"
    gone, rows = list[tuple[int, int, str]](), list[str]()
    for name in strays:
        value = part[name]
        span = source.span(part.at(name), value) if isinstance(value, str) else None
        edits = remove_field(source, part, name)
        if span is None or not edits or (gone and edits[0][0] < gone[-1][1]):
            return ()
        gone += edits
        rows.append(f"  {name}: {source.text[slice(*span)]}{line_end}")
    whole = source.text[:end].endswith("\n") or gone[-1][1] == end  # its line is gone
    first = "" if whole else line_end
    written = f"{first}defaults:{line_end}{''.join(rows)}"
    return source.fix(f"moved {join(strays, 'and')} into defaults", *gone, (end, end, written))


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
