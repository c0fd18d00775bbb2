"""Comments of other languages: ``//``, ``/* */``, ``--`` and ``<!-- -->``, in JSON too."""

from __future__ import annotations

import re

from interview_cli.core.sentences import join
from interview_cli.packs.yaml.source import Source
from interview_cli.packs.yaml.structure import CONTAINERS, LISTS, iterate_lines

_ANY = re.compile(r"(?m)^[ ]*(?://|/\*|--+[ ]|<!--)")
_COMMENT = re.compile(
    r"(?P<sign>//+|--+(?=[ ](?![a-z_]+:)))(?P<rest>.*)"
    r"|/\*+[ ]*(?P<stars>.*?)[ ]*\*+/|<!--[ ]*(?P<page>.*?)[ ]*-->"
)
_JSON = re.compile(r"\s*(?://[^\n]*\n\s*|/\*(?:[^*]|\*(?!/))*\*/\s*)*[{\[]\s*(?:[\"{\[/]|$)")
_TOKEN = re.compile(r'"(?:\\.|[^"\\\n])*"|(?<!\S)(?://[^\n]*|/\*(?:[^*]|\*(?!/))*\*/)')


def report_foreign_comments(source: Source) -> None:
    """Report comments of other languages between fields, and read them as comments."""
    if ("//" in source.text or "/*" in source.text) and _JSON.match(source.text):
        _report_json(source)
        return
    if not _ANY.search(source.text):
        return
    hidden = list[tuple[int, int]]()
    for line in iterate_lines(source.text):
        row = source.text[line.body : line.end]
        comment = _COMMENT.fullmatch(row)
        if comment is None or line.depth or line.body > line.start + line.lead:
            continue
        if line.field and line.field not in CONTAINERS:
            continue  # it's more of a text
        if row.startswith("--") and line.field in LISTS - {"questions"}:
            continue  # an item with two hyphens
        at, end = line.body, line.end
        if comment["sign"]:
            sign, edit = comment["sign"], (at, at + len(comment["sign"]), "#")
        else:
            sign = row[: 2 if row.startswith("/") else 4]
            edit = (at, end, f"# {comment['stars'] or comment['page'] or ''}".rstrip())
        message = f"a comment begins with #, not with {sign}: write # for it"
        fixes = source.correct("wrote # before a comment", edit)
        source.flaw(at, message, "lookalike", len(sign), fixes)
        hidden.append((at, end))
    _hide(source, hidden)


def _report_json(source: Source) -> None:
    found = [one for one in _TOKEN.finditer(source.text) if one[0][0] == "/"]
    edits, certain = list[tuple[int, int, str]](), True
    for one in found:
        at, end = one.span()
        if one[0].startswith("//"):
            edits.append((at, at + 2, "#"))
            continue
        if source.rest(end).strip():  # more follows on its line
            certain = False
            continue
        inside = source.text[at + 2 : end - 2]
        edits.append((at, end, "#" + inside.replace("\n", "\n#").rstrip("#* ")))
    if not found:
        return
    lines = [str(source.line_of(one.start())) for one in found]
    where = f" (lines {join(lines[:9], 'and')}{' and more' if len(lines) > 9 else ''})"
    sign = found[0][0][:2]
    message = f"a comment begins with #, not with {sign}: write # for it"
    message += "" if sign == "//" else ", before each of its lines"
    message += where if len(lines) > 1 else ""
    fixes = source.correct("wrote # before comments", *edits) if certain else ()
    source.flaw(found[0].start(), message, "lookalike", 2, fixes)
    text = source.text
    for one in found:
        text = text[: one.start()] + re.sub(r"[^\r\n]", " ", one[0]) + text[one.end() :]
    source.text = text


def _hide(source: Source, spans: list[tuple[int, int]]) -> None:
    for at, end in spans:
        source.text = f"{source.text[:at]}#{' ' * (end - at - 1)}{source.text[end:]}"
