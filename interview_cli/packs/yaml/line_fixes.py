"""Fixes that move lines, close what is open, or quote what stands in brackets."""

from __future__ import annotations

import re

from interview_cli.core.sentences import quote_yaml, trim
from interview_cli.packs.yaml.source import Fixes, Map, Seq, Source
from interview_cli.packs.yaml.structure import CONTAINERS

_PLAIN = re.compile(r"\w(?:[\w ,.;()/+=<>!?$%'’“”–…-]|:(?=[^\s]))*")
_FLOW_PLAIN = re.compile(r"\w(?:[\w .;()/+=<>!$%'’“”–…-]|:(?=[^\s]))*")
_OPEN_BLOCK = re.compile(
    r"[ ]*(?:-[ ]+)*(?P<name>[A-Za-z_][\w-]*)[ ]*:[ ]*[|>][-+\d]*[ \t]*(?:#.*)?"
)
Edits = list[tuple[int, int, str]]
_CLOSERS = {"[": "]", "{": "}"}


def write_text(text: str, *, flow: bool = False) -> str:
    """Return how *text* is written in YAML: as it is, or in quotes where it must be."""
    plain = _FLOW_PLAIN if flow else _PLAIN
    return text if plain.fullmatch(text) and not text.endswith(" ") else quote_yaml(text, None)


def indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def name_block(source: Source, at: int, name: str) -> Fixes:
    """Return the fix that makes the block of text at *at*, an item, the field *name* of one."""
    start = source.start_of(at)
    before = source.text[start:at]
    if before.strip(" ") != "-":
        return ()
    edits = [(at, at, f"{name}: ")]
    for line in lines_below(source, start):
        if source.rest(line).strip():
            edits.append((line, line, "  "))
    return source.fix(f"wrote {name}: | for the text", *edits)


def lines_below(source: Source, start: int) -> list[int]:
    """Return where the lines begin that are deeper than the one at *start*, and follow it."""
    deep = indent_of(source.rest(start))
    found, blank = list[int](), list[int]()
    at = source.text.find("\n", start) + 1
    while 0 < at < len(source.text):
        line = source.rest(at)
        if line.strip():
            if indent_of(line) <= deep:
                break
            found += [*blank, at]
            blank = []
        else:
            blank.append(at)
        at = source.text.find("\n", at) + 1
    return found


def shift_lines(source: Source, at: int, by: int) -> Fixes:
    """Move the line at *at* *by* columns to the right, with those that are below it.

    Those that are deep enough already stay, unless the line is an item: they are in it.
    """
    start = source.start_of(at)
    below, edits = lines_below(source, start), []
    item = source.rest(start).lstrip(" ").startswith("- ")
    deep = indent_of(source.rest(start)) + by
    if by > 0 and below and indent_of(source.rest(below[0])) >= deep and not item:
        below = []  # they are beside it now, or below it still
    if any(source.is_corrected(line, len(source.rest(line))) for line in [start, *below]):
        return ()  # its columns aren't what they are shown as
    for line in [start, *below]:
        if source.rest(line).strip():
            edits.append((line, line - min(by, 0), " " * max(by, 0)))
    what = "the line" if len(edits) == 1 else f"{len(edits)} lines"
    return source.fix(f"indented {what} by {abs(by)} {'more' if by > 0 else 'less'}", *edits)


def name_moved_lines(fixes: Fixes) -> str:
    """Return which lines *fixes* move and how far, as in ": lines 9 to 12, by 1 less".

    "" where they move one line at most.
    """
    edits = fixes[0].edits if fixes else ()
    if len(edits) < 2:
        return ""
    last = edits[-1]
    by = len(last.text) or last.end - last.start
    way = "more" if last.text else "less"
    return f": lines {edits[0].line} to {last.line}, by {by} {way}"


def indent_below(source: Source, at: int) -> tuple[str, int, Fixes]:
    """Return the name of the ``|`` text above *at* that isn't indented, its first line and the fix.

    "" where there is none.
    """
    start = source.start_of(at)
    for _ in range(60):
        if start == 0:
            break
        above = source.start_of(start - 1)
        line = source.rest(above)
        found = _OPEN_BLOCK.fullmatch(line)
        deep = found.start("name") if found else 0
        if found and start < len(source.text) and indent_of(source.rest(start)) <= deep:
            name = re.compile(rf"[ ]{{0,{deep}}}(?:-[ ]+)?[a-z_]+[ ]*:(?=\s|$)|[ ]{{0,{deep}}}-[ ]")
            edits, line_at = list[tuple[int, int, str]](), start
            while line_at < len(source.text):
                here = source.rest(line_at)
                if name.match(here) or (here.strip() and indent_of(here) < min(deep, 1)):
                    break
                if here.strip():
                    edits.append((line_at, line_at, "  "))
                line_at = source.text.find("\n", line_at) + 1 or len(source.text)
            if not edits:
                return "", 0, ()
            what = f"indented the text of {found['name']}"
            return found["name"], start, source.fix(what, *edits)
        if found or re.match(r"[ ]*(?:-[ ]+)?[a-z_]+:(?:\s|$)", line):
            break
        start = above
    return "", 0, ()


def close_quote(source: Source, start: int) -> Fixes:
    """Close the quotes that open at *start* where their line ends."""
    sign, end = source.text[start], source.end_of(start)
    line = source.text[start + 1 : end].rstrip()
    if sign in line or " #" in line or not line or is_open(source, start):
        return ()
    end = start + 1 + len(line)
    return source.fix(f"closed the quotes of {trim(line, 40)}", (end, end, sign))


def inside_quotes(line: str) -> str:
    """Return what double quotes around a whole *line* hold, with others in it; "" if they don't."""
    inner = line[1:-1]
    if not line.endswith('"') or inner.count('"') % 2 or "'" in inner or "\\" in inner:
        return ""
    # The second opens again: it has a space before it, and none after it.
    return inner if re.search(r'^[^"]*[ (]"\w', inner) else ""


def is_open(source: Source, at: int) -> bool:
    """Whether brackets are open before *at* in its line."""
    return bool(open_brackets(source.text[source.start_of(at) : at]))


def open_brackets(text: str) -> str:
    """Return the brackets of YAML that *text* opens and doesn't close, as those that close them."""
    bare = re.sub(r"""'(?:''|[^'])*'|"(?:\\.|[^"\\])*\"""", "", text)
    stack = list[str]()
    for found in re.finditer(r"(?:^|(?<=[\s\[{,]))[\[{]|[\]}]", bare):
        if found[0] in _CLOSERS:
            stack.append(_CLOSERS[found[0]])
        elif stack and stack[-1] == found[0]:
            stack.pop()
    return "".join(reversed(stack))


def close_brackets(source: Source, at: int) -> Fixes:
    """Close what is open in the line at *at*: before the wrong bracket, else at its end."""
    start, end = source.start_of(at), source.end_of(at)
    line = source.text[start:end].rstrip()
    if " #" in line:
        return ()
    closers = open_brackets(line)
    if source.text[at : at + 1] in ("]", "}") and closers:
        sign = open_brackets(source.text[start:at])[:1]
        if sign and sign != source.text[at]:
            return source.fix(f"wrote {sign} where it was missing", (at, at, sign))
    if not closers or line.endswith(("[", "{", ",")):
        return ()
    end = start + len(line)
    return source.fix(f"wrote {closers} where it was missing", (end, end, closers))


def end_in_brackets(text: str, at: int, end: int) -> int:
    """Return where a value at *at* ends that stands in brackets itself, brackets in it or not."""
    depth = 0
    for n in range(at, end):
        sign = text[n]
        if sign in "[{":
            depth += 1
        elif sign in "]}":
            if depth == 0:
                return n
            depth -= 1
        elif sign == "," and depth == 0:
            return n
    return end


def use_block(source: Source, at: int) -> tuple[str, Fixes]:
    """Return the name whose text begins at *at* on a line of its own, with ``|`` as the fix.

    "" where that name can have no text.
    """
    start = source.start_of(at)
    deep = indent_of(source.rest(start))
    while start > 0:
        start = source.start_of(start - 1)
        line = source.rest(start)
        if line.strip() and indent_of(line) < deep:
            break
    found = re.fullmatch(r"[ ]*(?:-[ ]+)*([A-Za-z_][\w-]*)[ ]*:([ ]*)", source.rest(start))
    if not found or found[1] in CONTAINERS:
        return "", ()
    end = start + found.start(2)
    return found[1], source.fix(f"wrote | after {found[1]}:", (end, start + found.end(2), " |"))


def take_off_fence(source: Source, at: int, text: str, more: Edits | None = None) -> Fixes:
    """Return the fix that removes the first and the last line of the block of *text* at *at*.

    It makes the edits *more*, too.
    """
    filled = [row for row, line in enumerate(text.split("\n")) if line.strip()]
    if not source.text.startswith("|", at) or len(filled) < 3:
        return ()
    edits = [*(more or ())]
    for row in (filled[0], filled[-1]):
        start = at
        for _ in range(row + 1):
            start = source.text.find("\n", start) + 1
        end = source.text.find("\n", start) + 1
        if not end:  # the file ends here
            start, end = start - 1, len(source.text)
        edits.append((start, end, ""))
    return source.fix("took the fence off the code", *edits)


def move_above(source: Source, part: Map, key: str, name: str) -> Fixes:
    """Move the field *key* out of *part*, to be *name* above the line that *part* is below."""
    at, first = part.key_at(key), source.start_of(part.start)
    start = source.start_of(at)
    lead = source.text[start:at]
    above = source.rest(source.start_of(max(0, first - 1)))
    owner = re.fullmatch(r"(?P<lead>[ ]+)[a-z_]+:[ ]*(?:#.*)?\r?", above)
    by = len(lead) - len(owner["lead"]) if owner else 0
    if part.flows or by <= 0 or lead.strip() or not source.text.startswith(f"{key}:", at):
        return ()
    rows, line = [start], source.line_after(at)
    while 0 < line < len(source.text):
        row = source.rest(line)
        flush = indent_of(row) == len(lead) and row.startswith("- ", len(lead))
        if row.strip() and indent_of(row) <= len(lead) and not flush:
            break
        rows.append(line)
        line = source.line_after(line)
    end = source.line_after(rows[-1])
    if not source.text[start:end].endswith("\n"):
        return ()
    moved = [source.text[row : source.line_after(row)] for row in rows]
    moved = [row[by:] if row[:by].isspace() and row.strip() else row for row in moved]
    moved[0] = moved[0].replace(key, name, 1)
    begin = source.start_of(max(0, first - 1))
    what = f"moved {key} above {above.strip().partition(':')[0]}"
    what += "" if key == name else f", as {name}"
    return source.fix(what, (begin, begin, "".join(moved)), (start, end, ""))


def remove_field(source: Source, holder: Map, key: str) -> list[tuple[int, int, str]]:
    """Return the edits that remove the field *key* of *holder*; none where that isn't certain.

    A line with a comment stays: that is the author's.
    """
    at, value = holder.key_at(key), holder[key]
    if holder.flows:
        return _remove_from_brackets(source, holder, key)
    start, end = source.start_of(at), source.line_after(at)
    lead = source.text[start:at]
    if isinstance(value, Map | Seq) and value and not value.flows:
        if value.cut:
            return []
        end = source.line_after(max(at, min(value.end, len(source.text)) - 1))
        last = source.text[source.start_of(max(0, end - 1)) : end]
        if value.end <= source.start_of(max(0, end - 1)) or not last.strip():
            end = source.start_of(value.end)
    elif isinstance(value, Map | Seq):
        if "\n" in source.text[at : value.end].strip():
            return []
    elif value and (not isinstance(value, str) or source.span(holder.at(key), value) is None):
        return []
    if lead.strip() or "#" in source.text[at:end]:
        return []
    return [(start, end, "")]


def remove_block(source: Source, holder: Map, key: str) -> list[tuple[int, int, str]]:
    """Return the edits that remove the field *key* of *holder*, a text below ``|``."""
    at = holder.key_at(key)
    start = source.start_of(at)
    if source.text[start:at].strip() or not _OPEN_BLOCK.fullmatch(source.rest(start)):
        return []
    below = lines_below(source, start)
    return [(start, source.line_after(below[-1] if below else start), "")]


def write_beside(source: Source, part: Map, key: str, name: str, value: str) -> Edits:
    """Return the edits that write *name* with *value* above the field *key* of *part*, or in it.

    None where that isn't certain.
    """
    at = part.key_at(key)
    if name in part and part.start <= part.key_at(name) <= part.end:
        span = source.span(part.at(name), str(part[name]))
        return [(*span, value)] if span else []
    start = source.start_of(at)
    if part.flows or source.text[start:at].strip(" -"):
        return []
    line_end = "\r\n" if source.text.endswith("\r", start, source.end_of(start) + 1) else "\n"
    return [(at, at, f"{name}: {value}{line_end}{' ' * (at - start)}")]


def write_first(source: Source, part: Map, name: str, value: str) -> Fixes:
    """Return the fix that writes *name* with *value* above the first field of *part*."""
    if not part or part.cut:
        return ()
    first = min(part, key=part.key_at)
    at = part.key_at(first)
    edits = write_beside(source, part, first, name, value)
    if part.flows:
        edits = [(at, at, f"{name}: {value}, ")]
    return source.fix(f"wrote {name}: {trim(value, 60)}", *edits)


def _remove_from_brackets(source: Source, holder: Map, key: str) -> list[tuple[int, int, str]]:
    names, at, value = [*holder], holder.key_at(key), holder[key]
    if isinstance(value, Map | Seq):
        end = value.end
    else:
        span = source.span(holder.at(key), value) if isinstance(value, str) else None
        end = span[1] if span else -1
    n = names.index(key)
    if end < at or "\n" in source.text[at:end]:
        return []
    if n > 0 and (gap := re.search(r",[ ]*$", source.text[holder.start : at])):
        return [(holder.start + gap.start(), end, "")]
    after = re.compile(r"[ ]*,[ ]*").match(source.text, end)
    return [(at, after.end(), "")] if after and n == 0 and len(names) > 1 else []
