"""Fields that stand beside the name that they belong below: each is indented."""

from __future__ import annotations

import re

from interview_cli.core.sentences import join
from interview_cli.packs.yaml.line_fixes import (
    indent_of,
    remove_block,
    remove_field,
    shift_lines,
    write_text,
)
from interview_cli.packs.yaml.problems import Fix
from interview_cli.packs.yaml.source import Fixes, Map, Seq, Source


def report_strays(source: Source, part: Map, strays: list[str], owner: str) -> None:
    """Report the fields *strays* of *part* that belong to *owner*, all as one."""
    named = join([f'"{name}"' for name in strays], "and")
    belong, them = ("belongs", "it") if len(strays) == 1 else ("belong", "them")
    inside, fixes = part.get(owner), tuple[Fix, ...]()
    if not isinstance(inside, Map) or _follow(source, part, strays, owner, inside):
        message = f"{named} {belong} to {owner}: indent {them} like the fields of {owner}"
        edits = [edit for name in strays for edit in indent_field(source, part, name)]
        if all(source.text[edit[0] - 1 : edit[0]] in ("", "\n") for edit in edits):
            what = f"indented {join(strays, 'and')} like the fields of {owner}"
            fixes = source.fix(what, *edits)
    else:
        where = f'below "{owner}:", indented like its other fields'
        if inside.flows and not _is_brief(source, part, strays):
            where = f'below "{owner}:", with all its other fields there too, and without {{ }}'
        elif inside.flows:
            where = f"into the braces of {owner}"
        message = f"{named} {belong} to {owner}: move {them} {where}"
        fixes = _move_into(source, part, strays, owner, inside)
    source.flaw(part.key_at(strays[0]), message, "unknown-field", len(strays[0]), fixes)


def _follow(source: Source, part: Map, strays: list[str], owner: str, inside: Map) -> bool:
    """Whether the *strays* are the fields that follow those *inside* their owner."""
    names = [*part]
    first = names.index(owner) + 1
    return not inside.flows and names[first : first + len(strays)] == strays


def _is_brief(source: Source, part: Map, strays: list[str]) -> bool:
    """Whether each of *strays* is a text of one line, or in brackets on one."""
    return all(_write_brief(source, part, name) for name in strays)


def _write_brief(source: Source, part: Map, name: str) -> str:
    """Return how the field *name* is written in braces; "" where it takes more than a line."""
    at, value = part.at(name), part[name]
    if isinstance(value, str) and (span := source.span(at, value)):
        quoted = source.text[span[0]] in "\"'"
        written = source.text[slice(*span)] if quoted else write_text(value, flow=True)
        return f"{name}: {written}"
    if isinstance(value, Map | Seq) and value.flows and not value.cut:
        raw = source.text[value.start : value.end].strip()
        return "" if "\n" in raw or not raw.endswith(("]", "}")) else f"{name}: {raw}"
    return ""


def _move_into(source: Source, part: Map, strays: list[str], owner: str, inside: Map) -> Fixes:
    """Return the fix that moves the fields *strays* of *part* to those *inside* their owner."""
    if inside.cut or not inside or part.flows:
        return ()
    what = f"moved {join(strays, 'and')} into {owner}"
    lines = [lines_of(source, part, name) for name in strays]
    if any(start < 0 for start, _ in lines):
        return ()
    gone = [(start, end, "") for start, end in lines]
    raw = source.text[inside.start : inside.end].rstrip()
    if inside.flows and _is_brief(source, part, strays):
        close = inside.start + len(raw) - 1
        if "#" in raw or raw[-2:-1] in ",{" or not raw.endswith("}"):
            return ()
        more = ", ".join(_write_brief(source, part, name) for name in strays)
        return source.fix(what, (close, close, f", {more}"), *gone)
    line_end = "\r\n" if "\r\n" in source.text else "\n"
    at = part.key_at(owner)
    lead = at - source.start_of(at)
    if inside.flows:
        return _unfold(source, part, strays, owner, inside, gone)
    begin, end = lines_of(source, part, owner)
    column = source.column_of(inside.key_at(next(iter(inside)))) - 1
    if begin < 0 or column <= lead:
        return ()
    moved = [_shift(source, start, to, column - lead) for start, to in lines]
    first = "" if source.text[:end].endswith("\n") else line_end
    return source.fix(what, (end, end, first + "".join(moved)), *gone)


def _unfold(
    source: Source,
    part: Map,
    strays: list[str],
    owner: str,
    inside: Map,
    gone: list[tuple[int, int, str]],
) -> Fixes:
    """Return the fix that writes the braces *inside* as lines, with the *strays* below them."""
    at, end = part.key_at(owner), source.line_after(inside.start)
    lead = at - source.start_of(at)
    line_end = "\r\n" if "\r\n" in source.text else "\n"
    close = source.text.rfind("}", inside.start, inside.end + 1)
    raw, tail = source.text[inside.start : close], source.text[close + 1 : end].strip()
    if close < 0 or "#" in raw or (tail and not tail.startswith("#")):
        return ()
    if source.text[source.start_of(at) : at].strip(" -"):
        return ()
    places = [inside.key_at(name) for name in inside]
    ends = [*places[1:], close]
    fields = [
        source.text[a:b].strip().rstrip(",").rstrip() for a, b in zip(places, ends, strict=True)
    ]
    below = "".join(f"{line_end}{' ' * (lead + 2)}{field}" for field in fields)
    moved = [_shift(source, start, to, 2) for start, to, _ in gone]
    text = f"{'  ' * bool(tail)}{tail}{below}{line_end}{''.join(moved)}"
    begin = inside.start - (source.text[inside.start - 1] == " ")
    edits = [(begin, end, text), *gone]
    return source.fix(f"moved {join(strays, 'and')} into {owner}", *edits)


def lines_of(source: Source, part: Map, name: str) -> tuple[int, int]:
    """Return from where to where the lines of the field *name* go; -1 where it shares one."""
    at = part.key_at(name)
    start = source.start_of(at)
    if source.text[start:at].strip():
        return -1, -1
    end = line = source.line_after(at)
    deep = at - start
    while line < len(source.text):
        row = source.rest(line)
        if row.strip():
            if indent_of(row) < deep or (indent_of(row) == deep and not row.startswith("- ", deep)):
                break
            end = source.line_after(line)
        line = source.line_after(line)
    return start, end


def _shift(source: Source, start: int, end: int, by: int) -> str:
    """Return the lines from *start* to *end*, deeper by *by*."""
    rows = source.text[start:end].splitlines(keepends=True)
    if rows and not rows[-1].endswith("\n"):
        rows[-1] += "\r\n" if "\r\n" in source.text else "\n"
    return "".join(" " * by + row if row.strip() else row for row in rows)


def report_doubled(source: Source, part: Map, key: str, owner: str, other: object) -> None:
    """Report the field *key* of *part* that belongs to its *owner*, which has it as *other*.

    It's removed if it says the same.
    """
    same = part[key] == other
    message = f'"{key}" belongs to {owner}, which has it already: '
    message += "remove this one" if same else "keep one of them, there"
    edits = remove_field(source, part, key) or remove_block(source, part, key) if same else []
    fixes = source.fix(f"removed a second {key}", *edits)
    source.flaw(part.key_at(key), message, "unknown-field", len(key), fixes)


def report_stray_item(source: Source, items: Seq, n: int, key: str, noun: str) -> bool:
    """Report the item *n* that lacks *key*, and has what the one above lacks: it's part of that."""
    here, above = items[n], items[n - 1] if n else None
    if not (isinstance(here, Map) and isinstance(above, Map)) or items.flows or here.flows:
        return False
    if key not in above or not {*above}.isdisjoint(here) or above.flows:
        return False
    at = source.text.rfind("-", source.start_of(here.start), here.start)
    if at < 0 or source.column_of(above.start) != source.column_of(here.start):
        return False
    name = next(iter(here))
    message = f'"{name}" belongs to the {noun} above: leave its hyphen out'
    fixes = source.fix("left a hyphen out", (at, at + 1, " "))
    source.flaw(at, message, "missing", 1, fixes)
    return True


def lift_last(source: Source, part: Map, key: str) -> Fixes:
    """Return the fix that moves *key* out of *part*, beside its name; none unless it's the last."""
    at, start = part.key_at(key), source.start_of(part.start)
    column = source.column_of(at) - 1
    if part.flows or [*part][-1] != key or source.text[start : part.start].strip():
        return ()
    above = source.start_of(max(0, start - 1))
    name = re.fullmatch(r"(?P<lead>(?:[ ]|-[ ])*)[a-z_]+:[ ]*(?:#.*)?", source.rest(above))
    if not name or len(name["lead"]) >= column:
        return ()
    return shift_lines(source, at, len(name["lead"]) - column)


def report_bare(source: Source, part: Map, strays: list[str], owner: str) -> None:
    """Report the fields *strays* of a quiz or so, whose name *owner* is missing above them."""
    named = join([f'"{name}"' for name in strays], "and")
    belong, them = ("belongs", "it") if len(strays) == 1 else ("belong", "them")
    what = owner if owner.endswith("s") else f"a {owner}"
    message = f'{named} {belong} to {what}: write "{owner}:" above {them}, and indent {them} '
    message += "below it"
    places = [part.key_at(name) for name in strays]
    edits = [edit for name in strays for edit in indent_field(source, part, name)]
    names = [name for name in part if part.key_at(name) >= places[0]]
    fixes: Fixes = ()
    if names[: len(strays)] == strays and all(edit[2] for edit in edits):
        start = source.start_of(places[0])
        line_end = "\r\n" if "\r\n" in source.text else "\n"
        above = " " * (places[0] - start) + f"{owner}:{line_end}  "
        fixes = source.fix(f'wrote "{owner}:"', (start, start, above), *edits[1:])
    source.flaw(places[0], message, "unknown-field", len(strays[0]), fixes)


def wrap_options(source: Source, question: Map, name: str) -> Fixes:
    """Return the fix that makes a quiz of the list *name* of options, which stands beside it."""
    at = question.key_at(name)
    start = source.start_of(at)
    lead = source.text[start:at]
    if question.flows or lead.strip() or not isinstance(question[name], Seq):
        return ()
    line_end = "\r\n" if "\r\n" in source.text else "\n"
    quiz = f"quiz:{line_end}{lead}  kind: choice{line_end}{lead}  options"
    below = indent_field(source, question, name)[1:]
    return source.fix('wrote "quiz:" with these options', (at, at + len(name), quiz), *below)


def indent_field(source: Source, part: Map, name: str) -> list[tuple[int, int, str]]:
    """Return edits that indent the field *name* of *part* by two, with the lines below it."""
    at = part.key_at(name)
    start = source.start_of(at)
    if source.text[start:at].strip():
        return [(at, at, "")]
    deep = indent_of(source.rest(start))
    edits, line = [(start, start, "  ")], source.line_after(at)
    while line < len(source.text):
        row = source.rest(line)
        if row.strip():
            if indent_of(row) < deep or (indent_of(row) == deep and not row.startswith("-", deep)):
                break
            edits.append((line, line, "  "))
        line = source.line_after(line)
    return edits
