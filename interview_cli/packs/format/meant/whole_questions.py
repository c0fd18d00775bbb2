"""Questions that have none of a question's own fields, but one name: what that one means."""

from __future__ import annotations

import re

from interview_cli.core.sentences import trim
from interview_cli.packs.format.meant.text_lists import find_rows
from interview_cli.packs.yaml.line_fixes import lines_below, write_text
from interview_cli.packs.yaml.source import Fixes, Map, Seq, Source
from interview_cli.packs.yaml.structure import FIELDS

#: What a question has at least.
_NEEDED = frozenset(("ask", "answer"))


def report_whole_question(source: Source, question: Map) -> bool:
    """Report a *question* that is one name and its value alone; return whether it is that.

    ``- a:`` with fields below it has its id for a name, ``- Term: definition`` a question and
    its answer.
    """
    if len(question) != 1 or question.cut:
        return False
    ((name, value),) = question.items()
    at = question.key_at(name)
    if isinstance(value, Map) and not _NEEDED.isdisjoint(value) and not value.cut:
        message = f"a question's name is its id: write id: {trim(_slug(name))}, and its fields "
        message += "beside that"
        fixes = _lift(source, question, name, value)
    elif isinstance(value, str) and value.strip() and re.search(r"[ A-Z]", name):
        written = f"{{id: {_slug(name)}, ask: {write_text(name, flow=True)}, "
        written += f"answer: {write_text(value, flow=True)}}}"
        message = f"a question says what is asked and what is answered: write - {trim(written, 90)}"
        fixes = _write(source, question, name, value, written)
    else:
        return False
    if not _slug(name):
        return False
    source.flaw(at, message, "unknown-field", len(name), fixes)
    return True


#: A longer text is no author's slip.
_LONGEST = 20_000
_EQUALS = re.compile(r"(?P<name>[a-z_]+)(?P<sign>[ ]*(?:=>?|:=)[ ]*|:)(?P<value>[^\s/].*)")


def report_equals(source: Source, item: str, at: int, rule: str = "type") -> bool:
    """Report fields that have = for a colon, in a text *item* at *at*; return whether they do."""
    if len(item) > _LONGEST or not _EQUALS.match(item):
        return False
    rows = find_rows(source, at, item)
    found = [_EQUALS.fullmatch(row.text) for row in rows]
    if not rows or not all(match and match["name"] in FIELDS for match in found):
        return False
    pairs = [(row.at, match) for row, match in zip(rows, found, strict=True) if match]
    first = pairs[0][1]
    written = f"{first['name']}: {first['value']}"
    sign = first["sign"].strip()
    message = f"a name is followed by a colon, not {sign}: write {trim(written)}"
    if sign == ":":
        message = f"a space is missing after the colon: write {trim(written)}"
    edits = [(at + m.end("name"), at + m.start("value"), ": ") for at, m in pairs]
    what = "put a space after the colon" if sign == ":" else f"wrote : for {sign}"
    fixes = source.fix(what, *edits)
    source.flaw(at, message, rule, fixes=fixes)
    return True


def report_second_hyphen(source: Source, item: Seq) -> bool:
    """Report the second hyphen before a question, which makes a list of it."""
    if item.flows or len(item) != 1 or not isinstance(item[0], Map) or item.cut:
        return False
    at = item.start
    if not source.text.startswith("-", at):
        return False
    message = "one hyphen makes an item of a list: leave the second one out"
    source.flaw(at, message, "type", 1, source.fix("left a hyphen out", (at, at + 1, " ")))
    return True


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _lift(source: Source, question: Map, name: str, value: Map) -> Fixes:
    """Return the fix that writes *name* as the id, and the fields of *value* beside it."""
    at, first = question.key_at(name), value.start
    start = source.start_of(at)
    bare = re.fullmatch(r"""(?P<name>"[^"]*"|'[^']*'|[^:]*):[ ]*(?:#.*)?""", source.rest(at))
    if question.flows or value.flows or not bare or "id" in value:
        return ()
    by = source.column_of(first) - source.column_of(at)
    below = [line for line in lines_below(source, start) if source.rest(line).strip()]
    if by <= 0 or any(source.text[line : line + by].strip() for line in below):
        return ()
    written = f"id: {_slug(name)}"
    edits = [(at, at + len(bare["name"]) + 1, written)]
    edits += [(line, line + by, "") for line in below]
    return source.fix(f"wrote {written}", *edits)


def _write(source: Source, question: Map, name: str, value: str, written: str) -> Fixes:
    at, span = question.key_at(name), source.span(question.at(name), value)
    if question.flows or span is None or not source.text.startswith(name, at):
        return ()
    return source.fix(f"wrote {trim(written)}", (at, span[1], written))
