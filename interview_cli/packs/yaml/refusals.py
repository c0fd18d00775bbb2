"""Valid YAML that packs do not have: anchors, aliases, tags, escapes of control characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from interview_cli.core.safe_text import UNSAFE
from interview_cli.core.sentences import trim
from interview_cli.packs.yaml.first_signs import flaw_of_star, quote, starred_option
from interview_cli.packs.yaml.problems import Flaw
from interview_cli.packs.yaml.source import Fixes, Map, Seq, Source, is_in_brackets, report_unsafe
from interview_cli.packs.yaml.syntax_errors import bad_escape
from interview_cli.packs.yaml.tags import describe_tag

SIGNS = {"&": "anchor", "*": "alias", "!": "tag"}

_ESCAPE = re.compile(r"\\(?:x(\w{2})|u(\w{4})|U(\w{8})|(.))", re.DOTALL)
_SHORT = {"0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b"}
_SHORT |= {"N": "\x85", "L": "\u2028", "P": "\u2029"}


class Refused(Exception):
    """Valid YAML that packs do not have, and that reading cannot go on behind."""

    def __init__(self, at: int, message: str, rule: str, fixes: Fixes = ()) -> None:
        self.flaw = Flaw(at, 1, message, rule, fixes)


def report_sign(source: Source, at: int, *, container: bool = False) -> bool:
    """Report the anchor, alias or tag at *at*: of a mapping or list, or what was meant as text.

    Return whether a mapping or list has a tag by which it's something else.
    """
    first = source.text[at]
    what = SIGNS.get(first, "tag")
    token = source.rest(at).split(" ")[0]
    fixes: Fixes = ()
    if first == "*" and re.search(rf"[\s\[{{,]&{re.escape(token[1:])}(?=\s|$)", source.text):
        return False  # what has its anchor is told
    again = re.search(rf"[*]{re.escape(token[1:])}(?=[\s,\]}}]|$)", source.text)
    if first == "&" and again:
        message = (
            f"{trim(token)} is a YAML anchor, which packs can't have: remove it, and write out "
            f"what it's on where *{trim(token[1:])} stands"
        )
    elif first == "!":
        message, fixes, other = describe_tag(source, at, container=container)
        source.flaw(at, message, what, len(token), fixes)
        return other
    elif container:
        message = f"{trim(token)} is a YAML {what}, which packs can't have: remove it"
    elif first == "*" and (marked := starred_option(source, at)):
        flaw = flaw_of_star(source, at, marked)
        message, fixes = flaw.message, flaw.fixes
    else:
        message = f"{first} begins a YAML {what}: quote the text: {quote(source, at)}"
        fixes = source.quote_value(at)
    source.flaw(at, message, what, len(token), fixes)
    return False


def missing_name(source: Source, at: int) -> Refused:
    """Return what is wrong with a mapping or a list at *at*, where a name is due."""
    before = source.text[source.start_of(at) : at]
    start = at - (len(before) - len(before.rstrip("{[")))
    message = f"a name must be text; if this is not a mapping, quote it: {quote(source, start)}"
    text = source.text.startswith("{{", start)  # {{n}}, for a value of vary
    row = source.text[source.start_of(start) : source.end_of(start)]
    found = re.search(r"number:[ ]+(\{\{\w+\}\})[ ]*$", row)
    if found and source.start_of(start) + found.start(1) == start:
        written = f'{{value: "{found[1]}"}}'
        edit = (start, start + len(found[1]), written)
        message = f"number must be a mapping, and its value quoted: number: {written}"
        return Refused(at, message, "yaml", source.fix(f"wrote {written}", edit))
    alone = re.compile(r"\{\{\w+\}\}(?=[ ]*[,}\]])").match(source.text, start)
    if alone and is_in_brackets(source.text[source.start_of(start) : start]):
        fixes = source.fix(f"quoted {alone[0]}", (*alone.span(), f'"{alone[0]}"'))
        return Refused(at, message, "yaml", fixes)
    return Refused(at, message, "yaml", source.quote_value(start if text else at))


def report_escape(source: Source, at: int, end: int) -> None:
    """Report the unsafe character that is written as an escape in the quotes from *at* on."""
    for found in _ESCAPE.finditer(source.text, at, end):
        char = _SHORT.get(found[4] or "", "")
        if code := found[1] or found[2] or found[3]:
            char = chr(int(code, 16))
        if "\ud800" <= char <= "\udfff":  # libyaml finds it, its Python twin does not
            flaw = bad_escape(source, at, found.start())
            source.flaw(flaw.at, flaw.message, flaw.rule, flaw.length, flaw.fixes)
            return
        if char and UNSAFE.match(char):
            report_unsafe(source, found.start(), char, len(found[0]))
            return
    source.flaw(at, "control characters are not allowed: remove them", "control")


def report_document(source: Source, at: int, first: Any) -> None:
    """Report the second document that begins with "---" at *at*, behind the mapping *first*."""
    one, line = "a file holds one document", source.line_after(at)
    begins = re.compile(r"(?:[ ]*(?:#[^\n]*)?\r?\n)*(?P<name>[ ]*-(?=[ ])|[\w-]+[ ]*:)?")
    found = begins.match(source.text, min(line, len(source.text)))
    name = found["name"].strip(" :") if found and found["name"] else ""
    name_at = found.start("name") if found and name else 0
    start = source.start_of(at)
    if source.text.endswith(("\n...\n", "\n...\r\n"), 0, start):
        start = source.start_of(start - 1)
    edits = [(start, line, "")]
    items = first.get("questions") if isinstance(first, Map) else None
    fixes: Fixes = ()
    if name == "questions" and isinstance(items, Seq):
        message = f'{one}: remove this "---" and the "questions:" below it'
        edits += [(name_at, source.line_after(name_at), "")]
        if re.fullmatch(r"questions[ ]*:[ ]*(?:#.*)?", source.rest(name_at)):
            edits += _shift_items(source, items, source.line_after(name_at))
            fixes = source.fix('removed "---" and "questions:"', *edits)
    elif name == "-" and isinstance(items, Seq):
        message = f'{one}: remove this "---", and indent what follows like the questions above'
        edits += _shift_items(source, items, name_at)
        fixes = source.fix('removed "---"', *edits)
    elif name in ("id", "ask") and isinstance(items, Seq):
        message = f'{one}: write this question below "questions:", with a hyphen'
        fixes = _list_question(source, items, start, name_at)
    elif name and isinstance(first, Map) and (name in first or name in ("format", "pack")):
        message = f"{one}: move what follows to a file of its own"
        if name == "defaults":
            message += ", in a folder with a pack.yaml"
    else:
        message = f'{one}: remove this "---"'
        if name or not source.text[line:].strip():
            fixes = source.fix('removed "---"', *edits)
    bare = source.rest(at).strip() == "---"
    source.flaw(at, message, "documents", 3, fixes if bare else ())


def _find_lines(source: Source, at: int) -> Iterator[int]:
    """Yield where the lines of a document from *at* on begin, but the empty ones."""
    while at < len(source.text) and not source.text.startswith(("---", "..."), at):
        if source.rest(at).strip():
            yield at
        at = source.line_after(at)


def _hyphen_of(source: Source, items: Seq) -> int:
    return source.rest(source.start_of(items.places[-1])).find("-")


def _shift_items(source: Source, items: Seq, at: int) -> list[tuple[int, int, str]]:
    """Return edits that begin the items from *at* on in the column of the earlier *items*."""
    lines = [*_find_lines(source, source.start_of(at))]
    if not items or items.flows or not lines:
        return []
    by = _hyphen_of(source, items) - source.rest(lines[0]).find("-")
    return [(line, line - min(by, 0), " " * max(by, 0)) for line in lines] if by else []


def _list_question(source: Source, items: Seq, start: int, begin: int) -> Fixes:
    """Write the question that is a document from *begin* on as one more of *items*."""
    if not items or items.flows:
        return ()
    hyphen = _hyphen_of(source, items)
    deep = items.places[-1] - source.start_of(items.places[-1])
    edits = [(start, begin, " " * hyphen + "-" + " " * (deep - hyphen - 1))]
    lines = [*_find_lines(source, begin)]
    return source.fix(
        "wrote a question of the list", *edits, *((line, line, " " * deep) for line in lines[1:])
    )
