"""A script where a list of scripts is due, which is one item, and a list where a script is."""

from __future__ import annotations

import re

from interview_cli.core.sentences import quote_yaml, trim
from interview_cli.packs.format.meant.strays import lines_of
from interview_cli.packs.yaml.line_fixes import indent_of, lines_below, write_text
from interview_cli.packs.yaml.source import Fixes, Map, Seq, Source

#: Lists of scripts, of which each has lines, commas and semicolons of its own.
OF_SCRIPTS = frozenset(("fixtures",))
#: Programs, each of which is one text.
PROGRAMS = frozenset(
    ("code", "fixed", "setup", "proof", "starter", "solution", "tests", "hidden", "query")
)
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


def join_script(source: Source, holder: object, key: str, value: Seq) -> tuple[str, Fixes]:
    """Return what to write where the program *key* is the list *value*, and the fix.

    Its items are the lines of one program, or its parts.
    """
    message = f'write "{key}: |", and all of it on the lines below'
    message += "" if value.flows else ", without hyphens"
    start, end = lines_of(source, holder, key) if isinstance(holder, Map) else (-1, -1)
    if start < 0 or not isinstance(holder, Map) or holder.flows or value.cut:
        return message, ()
    lead = holder.key_at(key) - start
    if all(isinstance(item, str) for item in value):
        parts = any("\n" in item.strip("\n") for item in value)
        text = ("\n\n\n" if parts else "\n").join(item.rstrip("\n") for item in value)
        if source.text[start:end].count("#") != text.count("#"):
            return message, ()  # a comment of YAML would be lost
    else:
        text = "" if value.flows else _without_hyphens(source.text[start:end])
    if not text or text.startswith((" ", "\n")) or "\t" in text:
        return message, ()
    line_end = "\r\n" if "\r\n" in source.text else "\n"
    rows = [f"{key}: |", *(f"  {row}" if row else "" for row in text.split("\n"))]
    written = "".join((" " * lead if row else "") + row + line_end for row in rows)
    return message, source.fix(f"wrote {key} as one text", (start, end, written))


def _without_hyphens(text: str) -> str:
    """Return the lines of a list, below the name of its field, without hyphens; "" if unsure."""
    rows = [row.rstrip() for row in text.splitlines()[1:] if row.strip()]
    lead = indent_of(rows[0]) if rows else 0
    found = [re.match(rf"[ ]{{{lead}}}(?:- (?![\"'|>])|  )(?=\S|  )", row) for row in rows]
    if not all(found):
        return ""
    return "\n".join(row[lead + 2 :] for row in rows)
