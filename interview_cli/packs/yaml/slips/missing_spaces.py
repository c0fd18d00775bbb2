"""Spaces left out after a colon in ``{ }`` or after a hyphen: YAML takes the rest for text."""

from __future__ import annotations

import re

from interview_cli.core.sentences import trim
from interview_cli.packs.yaml.line_fixes import end_in_brackets, open_brackets
from interview_cli.packs.yaml.problems import Flaw
from interview_cli.packs.yaml.slips.lookalikes import put_space
from interview_cli.packs.yaml.source import Source
from interview_cli.packs.yaml.structure import FIELDS, LISTS, Line, iterate_lines

_ODD = re.compile(r"[{,][ ]*[a-z_]+:[^\s:/,\]}]|\n[ ]*-[^\s-]")
_COLON = re.compile(r"(?:(?<=[{,])|^)[ ]*(?P<name>[a-z_]+):(?=[^\s:/,\]}])")
_QUOTED = re.compile(r"""(?<![\w])(?:'(?:''|[^'\n])*'|"(?:\\.|[^"\\\n])*")""")
_BEGIN = "a space is missing after the "
_FOLLOWS = frozenset(
    (
        *("yaml", "missing", "empty", "type", "unknown-field", "kind", "choice"),
        *("duplicate-key", "options", "pairs"),
    )
)


def report_missing_spaces(source: Source) -> None:
    """Report where a space is missing; what follows from it is dropped later."""
    if not _ODD.search(source.text):
        return
    opened = 0  # where the line begins that opens the brackets
    hyphens = list[Line]()
    before: Line | None = None
    for line in iterate_lines(source.text):
        opened = opened if line.depth else line.start
        _report_colons(source, line, opened)
        if _lacks_space(source, line, before, hyphens):
            hyphens.append(line)
        elif hyphens and line.lead <= hyphens[-1].lead:
            _report_hyphens(source, hyphens)
            hyphens = []
        before = line
    _report_hyphens(source, hyphens)


def _report_colons(source: Source, line: Line, opened: int) -> None:
    """Report the colons of *line* in brackets without a space behind them, all as one."""
    row = _QUOTED.sub(lambda found: "_" * len(found[0]), source.text[line.body : line.end])
    row = row.partition(" #")[0]
    if not line.depth and not re.match(r"(?:[\w.-]+[ ]*:[ ]*)?[\[{]", row):
        return  # text with brackets in it
    found = []
    for match in _COLON.finditer(row):
        at = line.body + match.start("name")
        if match["name"] in FIELDS and open_brackets(source.text[opened:at])[:1] == "}":
            found.append(match)
    if not found:
        return
    written, edits = [], []
    for match in found:
        at, end = line.body + match.start("name"), line.body + match.end()
        stop = line.body + end_in_brackets(row, match.end(), len(row))
        value = source.text[end:stop].strip()
        written.append(f"{match['name']}: {trim(value, 40)}")
        edits.append((end, end, " "))
    message = f"{_BEGIN}colon: write {', '.join(written)}"
    fixes = source.fix("put a space after the colon", *edits)
    at = line.body + found[0].start("name")
    source.flaw(at, message, "lookalike", len(found[0]["name"]) + 1, fixes)


def _lacks_space(source: Source, line: Line, before: Line | None, found: list[Line]) -> bool:
    """Whether *line* is an item of a list but for the space behind its hyphen."""
    row = source.text[line.start : line.end]
    if line.depth or line.field not in LISTS or before is None:
        return False
    if not re.match(r"[ ]*-[^\s-]", row) or re.match(r"[ ]*-[A-Za-z_]+:(?:[ ]|$)", row):
        return False
    above = source.text[before.start : before.end]
    if re.search(rf"(?:^|[ ]){line.field}[ ]*:[ ]*(?:#.*)?$", above):
        return True
    beside = above.startswith(f"{' ' * line.lead}- ")
    return beside or bool(found and found[-1].lead == line.lead)


def _report_hyphens(source: Source, lines: list[Line]) -> None:
    if not lines:
        return
    edits = []
    for line in lines:
        edits += put_space(source, line, line.start + line.lead)
    first = lines[0]
    at = first.start + first.lead
    message = f"{_BEGIN}hyphen: write - {trim(source.text[at + 1 : first.end], 60)}"
    if len(lines) > 1:
        more = len(lines) - 1
        message += f"; so it is in {more} more {'line' if more == 1 else 'lines'}"
    fixes = source.fix("put a space after the hyphen", *edits)
    source.flaw(at, message, "lookalike", 1, fixes)


def drop_what_follows(source: Source) -> None:
    """Drop what is wrong with a question, or with the head, only because a space is missing."""
    places = [f.at for f in source.flaws if _is_of_space(f)]
    if not places:
        return
    listed = re.search(
        r"(?m)^questions:[^\n]*\n(?:[ ]*(?:#[^\n]*)?\r?\n)*(?P<lead>[ ]*)-", source.text
    )
    if listed is None:
        spans = [(0, len(source.text))]
    else:
        item = re.compile(rf"(?m)^{listed['lead']}-")
        begins = [found.start() for found in item.finditer(source.text, listed.start())]
        spans = [_span_of(source, at, listed.start(), begins) for at in places]
    source.flaws = [
        flaw
        for flaw in source.flaws
        if flaw.rule not in _FOLLOWS or not any(a <= flaw.at < b for a, b in spans)
    ]


def _span_of(source: Source, at: int, listed: int, begins: list[int]) -> tuple[int, int]:
    """Return from where to where follows what is wrong at *at*."""
    if at < listed:  # what all questions get from the head isn't known
        return 0, len(source.text)
    before = [begin for begin in begins if begin <= at]
    after = [begin for begin in begins if begin > at]
    whole = len(before) == 1 and re.match(r"[ ]*-\S", source.rest(before[0]))
    return (listed if whole or not before else before[-1]), min(after, default=len(source.text))


def _is_of_space(flaw: Flaw) -> bool:
    return flaw.rule == "lookalike" and flaw.message.startswith(_BEGIN)
