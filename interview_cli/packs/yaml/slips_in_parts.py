"""Slips in lists and mappings that YAML takes for something else, or stops at."""

from __future__ import annotations

import re

from interview_cli.core.kinds import KINDS
from interview_cli.core.levels import LEVELS
from interview_cli.core.sentences import join, trim
from interview_cli.packs.yaml.line_fixes import indent_of
from interview_cli.packs.yaml.problems import Flaw
from interview_cli.packs.yaml.source import Map, Seq, Source
from interview_cli.packs.yaml.structure import FIELDS

_OWNER_LINE = re.compile(
    r"(?P<lead>(?:[ ]|-[ ])*)(?P<owner>pack|defaults|quiz|checked|image|number):"
    r"(?P<gap>[ ]+)(?P<value>[^\s\"'|>\[{#&*!][^#\n]*?)[ ]*(?:[ ]#.*)?\r?"
)
_FIELD_BELOW = re.compile(r"[ ]*(?P<name>[a-z_]+):(?:\s|$)")
#: The field that a word is the value of, by what holds it, and the words that it can be.
_MEANT: dict[str, tuple[str, set[str]]] = {
    "quiz": ("kind", {*KINDS}),
    "defaults": ("level", {*LEVELS}),
}


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


#: A name in quotes, as JSON has them.
_NAME_IN_QUOTES = re.compile(r'"(?P<name>\w+)"[ ]*:')


def missing_comma(source: Source, at: int) -> Flaw | None:
    """Return the flaw of a comma that is missing between two things in brackets; None if none is.

    Each of them is in brackets or quotes itself, so that it's certain where it ends.
    """
    before = source.text[:at].rstrip() if at < 100_000 else ""
    if source.text[at : at + 1] not in ("{", "[", '"') or before[-1:] not in ("}", "]", '"'):
        return None
    beside = before.endswith('"') and source.text[len(before) : at].strip(" ") == ""
    name = _NAME_IN_QUOTES.match(source.text, at) if beside else None
    if beside and not (name and name["name"] in FIELDS):
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


def find_word_above(source: Source, at: int) -> Flaw | None:
    """Return the flaw of a value on the line at *at*, where fields stand below its name."""
    found = _OWNER_LINE.fullmatch(source.rest(at))
    if not found:
        return None
    below = source.rest(source.line_after(at))
    field, column = _FIELD_BELOW.match(below), indent_of(below)
    owner, value = found["owner"], found["value"]
    if not field or column <= len(found["lead"]):
        return None
    begin, end = at + found.start("value"), at + found.end("value")
    name, words = _MEANT.get(owner, ("", set()))
    given = re.search(rf"(?m)^ {{{column}}}{name}:[ ]*(\w*)", _inside(source, at)) if name else None
    if given and given[1].lower() == value.lower():
        edit = (at + found.start("gap"), end, "")
        message = f"the lines below {owner} have its {name} already: remove {value} here"
        return Flaw(
            begin, len(value), message, "yaml", source.fix(f"removed {value} beside {owner}:", edit)
        )
    if value.lower() not in words or given:
        what = f"the fields of {owner} begin on the next line: give {trim(value, 40)} a name there"
        return Flaw(begin, len(value), f"{what}, or remove it", "yaml")
    line_end = "\r\n" if source.text.endswith("\r", at, source.line_after(at) - 1) else "\n"
    edit = (at + found.start("gap"), end, f"{line_end}{' ' * column}{name}: {value.lower()}")
    message = (
        f"{name}: {value.lower()} belongs below {owner}: write it on a line with its other fields"
    )
    fixes = source.fix(f"wrote {name}: {value.lower()} below {owner}:", edit)
    return Flaw(begin, len(value), message, "yaml", fixes)


def _inside(source: Source, at: int) -> str:
    """Return the lines below that at *at* that are deeper than its name."""
    deep, lines = indent_of(source.rest(at)), list[str]()
    at = source.line_after(at)
    while at < len(source.text):
        line = source.rest(at)
        if line.strip() and indent_of(line) <= deep:
            break
        lines.append(line)
        at = source.line_after(at)
    return "\n".join(lines)


#: What an item can have beside its first field, and what each begins with.
_TRUTH, _TEXTS = "(?:true|false)(?:[ ]*[,#]|[ ]*$)", r"\["
_BESIDE = {
    "text": {"right": _TRUTH, "why": r"\S"},
    "left": {"right": r"\S"},
    "says": {"any": _TEXTS, "not": _TEXTS, "weight": r"\d", "essential": _TRUTH},
    "query": {"why": r"\S"},
    "file": {"alt": r"\S"},
}
_QUOTED = re.compile(r"""(?<!\w)(?:'(?:''|[^'\n])*'|"(?:\\.|[^"\\\n])*")""")
#: A longer line is no author's.
_LONGEST = 1000


def fields_on_a_line(source: Source, at: int) -> Flaw | None:
    """Return the flaw of fields on the line of an item's first: ``text: Forte, right: true``."""
    start = source.start_of(at)
    row = _QUOTED.sub(lambda found: "_" * len(found[0]), source.rest(start))
    first = re.match(
        rf"(?P<lead>[ ]*(?:-[ ]+)*)(?P<name>{'|'.join(_BESIDE)}):[ ]+(?=[^\s\[{{])", row
    )
    if not first or len(row) > _LONGEST:
        return None
    column, beside = len(first["lead"]), _BESIDE[first["name"]]
    names = "|".join(rf"{name}:[ ]+(?={value})" for name, value in beside.items())
    right = rf"|[ ]+(?=right:[ ]+{_TRUTH})" if "right" in beside and first["name"] == "text" else ""
    found = [*re.finditer(rf"(?:,[ ]*{right})(?P<field>{names})", row[first.end() :])]
    fields = [one["field"].partition(":")[0] for one in found]
    if not found or len({*fields}) < len(fields) or _has_below(source, start, column, fields):
        return None
    places = [start + first.end() + one.start("field") for one in found]
    begins = [start + first.end() + one.start() for one in found]
    ends = [*begins[1:], source.end_of(start)]
    written = trim(source.text[places[0] : ends[0]].rstrip(), 40)
    comma = ", and no comma before it" if source.text[begins[0]] == "," else ""
    message = f'{fields[0]} is a field of its own: write "{written}" on the line below'
    if len(fields) > 1:
        message = f"{join(fields)} are fields of their own: write each on a line below"
    message += f", in column {column + 1}{comma}"
    line_end = "\r\n" if source.text.endswith("\r", start, source.line_after(start) - 1) else "\n"
    lead = f"{line_end}{' ' * column}"
    edits = [(begin, place, lead) for begin, place in zip(begins, places, strict=True)]
    fixes = source.fix(
        f"wrote {join(fields)} on {'a line' if len(fields) == 1 else 'lines'} below", *edits
    )
    return Flaw(places[0], len(written), message, "yaml", fixes)


def _has_below(source: Source, start: int, column: int, fields: list[str]) -> bool:
    """Whether the item in the line at *start* has one of *fields* on a line of its own."""
    line = source.line_after(start)
    while line < len(source.text):
        row = source.rest(line)
        if row.strip() and not row.startswith(" " * column):
            break
        if re.match(rf"[ ]{{{column}}}(?:{'|'.join(fields)}):(?:\s|$)", row):
            return True
        line = source.line_after(line)
    return False
