"""A script that is written where a list of scripts is due: all of it is one item."""

from __future__ import annotations

import re

from interview_cli.core.sentences import quote_yaml, trim
from interview_cli.packs.yaml.line_fixes import indent_of, lines_below, write_text
from interview_cli.packs.yaml.source import Fixes, Source

#: Lists of scripts, of which each has lines, commas and semicolons of its own.
OF_SCRIPTS = frozenset(("fixtures",))
_BAR = re.compile(r"[|>][-+]?[ ]*(?:#.*)?")
_FIELD = re.compile(r"(?P<lead>(?:[ ]|-[ ])*)[a-z_]+:(?P<gap>[ ]+)")


def write_script(
    source: Source, key: str, at: int, value: str, rows: list[int]
) -> tuple[str, Fixes]:
    """Return what to write where the list *key* is the script *value* at *at*, and the fix.

    *rows* are where its lines begin, if it's text without quotes.
    """
    start = source.start_of(at)
    what = f"wrote one item of {key}"
    if source.text[at : at + 1] in ("|", ">"):
        message = f'write "{key}:", and below it "- |" with the script indented deeper than that'
        field = _FIELD.fullmatch(source.text[start:at])
        if not field or not _BAR.fullmatch(source.rest(at)):
            return message, ()
        line_end = "\r\n" if source.text.endswith("\r", start, source.line_after(at) - 1) else "\n"
        deep = len(field["lead"]) + 2
        filled = [line for line in lines_below(source, start) if source.rest(line).strip()]
        if not filled or min(indent_of(source.rest(line)) for line in filled) < deep - 1:
            return message, ()
        edits = [(line, line, "  ") for line in filled]
        beside = (start + field.start("gap"), at, f"{line_end}{' ' * deep}- ")
        return message, source.fix(what, beside, *edits)
    if len(rows) > 1:
        if source.text[start : rows[0]].strip():
            return f'write "{key}:", and below it "- |" with the script indented below that', ()
        edits = [(row, row, "  " if n else "- ") for n, row in enumerate(rows)]
        message = 'begin its first line with "- ", and indent the others by 2 more'
        return message, source.fix(what, *edits)
    span = source.span(at, value)
    own = source.text[slice(*span)] if span else ""
    written = f"[{write_text(value, flow=True) if own == value else own}]"
    fixes = source.fix(f"wrote {trim(written, 60)}", (*span, written)) if span else ()
    return f"{key}: [{quote_yaml(value, 60)}]", fixes
