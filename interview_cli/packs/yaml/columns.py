"""Which column a line was meant to begin in that begins where nothing above it does."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from interview_cli.core.sentences import trim
from interview_cli.packs.yaml.line_fixes import (
    indent_of,
    lines_below,
    name_moved_lines,
    shift_lines,
)
from interview_cli.packs.yaml.problems import Flaw
from interview_cli.packs.yaml.source import Source
from interview_cli.packs.yaml.structure import Line, iterate_lines

#: How far around a line is looked for what it may belong to.
_NEAR = 50_000
#: The only names that are meant to begin in the first column.
_AT_THE_TOP = frozenset(("format", "pack", "defaults", "questions"))
#: Those of a question: any other belongs to something in it.
_OF_QUESTIONS = frozenset(
    re.findall(
        r"\w+",
        "id ask answer level topic spoken code language image setup fixed proof hint files vary "
        "key_points quiz follow_ups sources checked needs group was draft lint",
    )
)
_BELONGS = re.compile(r'".+" belongs to \w+: begin it in column \d+, like line (?P<line>\d+)$')
_FOLLOWS = frozenset(("missing", "empty", "type", "unknown-field", "duplicate-key"))
_NAME = re.compile(r"(?P<name>[A-Za-z_][\w-]*)[ ]*:(?=\s|$)")


@dataclass(slots=True)
class _Open:
    """A mapping that a line may go on with: its column from 0, its last line, its names."""

    column: int
    line: int  # where its last line begins
    hyphen: int = -1  # the column of the hyphen before it
    first: str = ""
    names: set[str] = field(default_factory=set)


def explain_column(source: Source, at: int) -> Flaw | None:
    """Return what is wrong with the column of the name at *at*; None where that isn't known."""
    found = _NAME.match(source.text, at)
    if not found:
        return None
    name, column = found["name"], source.column_of(at) - 1
    above = _open_above(source, at)
    items = [one for one in above if one.first == name and one.hyphen >= 0]
    fit = [one for one in above if name not in one.names and _may_hold(above, one, name)]
    items = [one for one in items if one.hyphen == column] or ([] if fit else items)
    if items:
        return _missing_hyphen(source, at, items[-1], is_question=above.index(items[-1]) == 1)
    if not fit:
        return None
    elsewhere = re.compile(rf"(?m)^((?:[ ]|-[ ]+)*){re.escape(name)}[ ]*:(?=\s|$)")
    shown = {
        len(other[1])
        for other in elsewhere.finditer(source.text, max(0, at - _NEAR), at + _NEAR)
        if other.start(1) != source.start_of(at)
    }
    below = source.rest(source.line_after(at))
    next_column = indent_of(below) if _NAME.match(below.lstrip(" ")) else -1
    meant = min(
        fit,
        key=lambda one: (
            name in _AT_THE_TOP and one.column != 0,
            one.column not in shown,
            one.column != next_column,
            abs(one.column - column),
            -one.column,
        ),
    )
    message = (
        f"this line begins in column {column + 1}, and no field above it does: begin it in "
        f"column {meant.column + 1}, like line {source.line_of(meant.line)}"
    )
    fixes = shift_lines(source, at, meant.column - column)
    return Flaw(at, 0, f"{message}{name_moved_lines(fixes)}", "yaml", fixes)


def explain_shallow_fields(source: Source, deeper: int) -> Flaw | None:
    """Return what is wrong above the line at *deeper*, where that is right; None if it isn't.

    The fields above it stand beside the name that they belong below: ``quiz:``, ``kind: choice``
    in the same column, and then ``options:`` where both should be.
    """
    deep, fields = indent_of(source.rest(deeper)), list[int]()
    line = source.start_of(max(0, deeper - 1))
    column = indent_of(source.rest(line))
    while line > 0 and re.match(r"[ ]*[a-z_]+:[ ]+[^\s#|>]", row := source.rest(line)):
        if indent_of(row) != column:
            return None
        fields.append(line)
        line = source.start_of(line - 1)
    bare = re.fullmatch(r"(?P<lead>(?:[ ]|-[ ])*)(?P<name>[a-z_]+):[ ]*(?:#.*)?", source.rest(line))
    if not fields or bare is None or len(bare["lead"]) != column:
        return None
    first = fields[-1] + column
    name = source.rest(first).partition(":")[0]
    message = (
        f'"{trim(name)}" belongs to {bare["name"]}: begin it in column {deep + 1}, like line '
        f"{source.line_of(deeper)}"
    )
    edits = [(line, line, " " * (deep - column)) for line in sorted(fields)]
    what = f"indented {trim(name)} like the fields of {bare['name']}"
    return Flaw(first, len(name), message, "yaml", source.fix(what, *edits))


def explain_item(source: Source, at: int) -> Flaw:
    """Return what is wrong with the column of the hyphen at *at*, which is among names."""
    message = 'this "- " is among names: begin it where the items of its list begin'
    column, start = source.column_of(at) - 1, source.start_of(at)
    begin = source.start_of(max(0, at - _NEAR))
    lists = list[Line]()
    for line in iterate_lines(source.text[begin:start]):
        lists = [other for other in lists if other.lead <= line.lead]
        if line.body > line.start + line.lead and not line.depth:
            lists = [other for other in lists if other.lead < line.lead] + [line]
    deeper = [one for one in lists if one.lead > column]
    if len(deeper) != 1:
        return Flaw(at, 1, message, "yaml")
    (meant,) = deeper
    where = f"column {meant.lead + 1}, like line {source.line_of(begin + meant.start)}"
    fixes = shift_lines(source, at, meant.lead - column)
    message = f"this item belongs to a list above: begin it in {where}{name_moved_lines(fixes)}"
    return Flaw(at, 1, message, "yaml", fixes)


def _may_hold(above: list[_Open], one: _Open, name: str) -> bool:
    """Whether *one* of the mappings *above* may have a field *name*."""
    if name.startswith("x-"):
        return True
    if one.column == 0:
        return name in _AT_THE_TOP
    is_question = one.hyphen >= 0 and above.index(one) == 1 and "questions" in above[0].names
    return not is_question or name in _OF_QUESTIONS


def drop_what_stands_beside(source: Source) -> None:
    """Drop what is wrong only because fields stand beside the name that they belong below."""
    spans = []
    for flaw in source.flaws:
        if flaw.rule == "yaml" and (found := _BELONGS.match(flaw.message)):
            line = source.line_of(flaw.at)
            spans.append((line - 1, int(found["line"])))
    if spans:
        source.flaws = [
            flaw
            for flaw in source.flaws
            if flaw.rule not in _FOLLOWS
            or not any(first <= source.line_of(flaw.at) < last for first, last in spans)
        ]


def _missing_hyphen(source: Source, at: int, item: _Open, *, is_question: bool) -> Flaw:
    """Return the flaw of a line that begins another *item*, without its hyphen."""
    start = source.start_of(at)
    column, by = at - start, item.column - item.hyphen
    edits = [(start, at, " " * item.hyphen + "-" + " " * (by - 1))]
    line = source.line_after(at)
    row = source.rest(line)
    if row.strip() and indent_of(row) == column and _NAME.match(row.lstrip(" ")):
        while line < len(source.text):  # the fields stand below the name, not the hyphen
            row = source.rest(line)
            if row.strip() and (indent_of(row) < column or row.startswith("- ", column)):
                break
            if row.strip():
                edits.append((line, line - min(by, 0), " " * by))
            line = source.line_after(line)
    shown = trim(source.rest(at), 40)
    what = "question" if is_question else "item"
    message = f'another {what} begins here: write "- {shown}", with a hyphen'
    return Flaw(at, 0, message, "yaml", source.fix(f"wrote the hyphen before {shown}", *edits))


def _open_above(source: Source, at: int) -> list[_Open]:
    """Return the mappings that are open above the line at *at*, the outermost first."""
    begin = source.start_of(max(0, at - _NEAR))
    text = source.text[begin : source.start_of(at)]
    found: list[_Open] = []
    for line in iterate_lines(text):
        name = _NAME.match(text, line.body)
        if line.depth or not name:
            continue
        column = line.body - line.start
        hyphen = text[line.start : line.body].rfind("-")
        while found and found[-1].column > (hyphen if hyphen >= 0 else column):
            found.pop()
        if found and found[-1].column == column and hyphen < 0:
            found[-1].names.add(name["name"])
            found[-1].line = begin + line.start
        else:
            found.append(_Open(column, begin + line.start, hyphen, name["name"], {name["name"]}))
    return found


def find_deep_first_line(source: Source, block: int, odd: int) -> Flaw | None:
    """Return the flaw of the first line of the text that *block*, its ``|``, begins.

    *odd* is where the line begins that isn't as deep. None where more than the first line is
    deeper, or there are but two: the author may mean either.
    """
    texts = [at for at in lines_below(source, source.start_of(block)) if source.rest(at).strip()]
    if len(texts) < 3 or texts[1] != odd or source.text[block + 1 : block + 2].isdecimal():
        return None
    first, *others = (indent_of(source.rest(at)) for at in texts)
    if min(others) != others[0] or first <= others[0]:
        return None
    message = (
        f"the first line of this text is deeper than the others: begin it in column "
        f"{others[0] + 1}, like line {source.line_of(odd)}"
    )
    start, by = texts[0], others[0] - first
    fixes = source.fix(f"indented the line by {-by} less", (start, start - by, ""))
    return Flaw(start + first, 0, message, "yaml", fixes)
