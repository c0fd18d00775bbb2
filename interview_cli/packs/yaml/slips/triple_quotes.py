"""Three quotes around a text, as Python has them: in YAML it goes below ``|``, or in one pair."""

from __future__ import annotations

import re

from interview_cli.core.sentences import quote_yaml, trim
from interview_cli.packs.yaml.line_fixes import indent_of
from interview_cli.packs.yaml.slips.lookalikes import PROSE
from interview_cli.packs.yaml.source import Source
from interview_cli.packs.yaml.structure import FIELDS, iterate_lines

_OPENS = re.compile(r"(?P<name>[a-z_]+)[ ]*:[ ]+(?P<sign>\"\"\"|''')(?P<rest>.*)")
_FIELD = re.compile(r"[ ]*(?:-[ ]+)*(?P<name>[a-z_]+)[ ]*:(?:\s|$)")
#: A longer text is no author's slip.
_LONGEST = 20_000


def report_triple_quotes(source: Source) -> None:
    """Report texts in three quotes, and read them as texts."""
    if "'''" not in source.text and '"""' not in source.text:
        return
    done = 0
    for line in iterate_lines(source.text):
        found = _OPENS.fullmatch(source.text, line.body, line.end)
        if line.start < done or line.depth or not found or found["name"] not in FIELDS:
            continue
        sign, rest = found["sign"], found["rest"].rstrip()
        if rest.endswith(sign) and len(rest) > len(sign):
            if sign == '"""' or found["name"] in PROSE:
                _report_line(source, found, rest.removesuffix(sign))
        elif sign not in rest and (not rest or sign == '"""' or found["name"] in PROSE):
            done = _report_lines(source, found, rest)


def _report_line(source: Source, found: re.Match[str], text: str) -> None:
    at, sign = found.start("sign"), found["sign"]
    end = found.start("rest") + len(text) + len(sign)
    written = quote_yaml(text, None)
    message = f"YAML has no {sign}: write {found['name']}: {quote_yaml(text)}"
    fixes = source.correct(f"put {trim(text, 40)} in one pair of quotes", (at, end, written))
    source.flaw(at, message, "lookalike", 3, fixes)
    hidden = re.sub(r"[^\w ]", "x", text) or "x"
    source.text = f"{source.text[:at]}'{hidden.ljust(end - at - 2)}'{source.text[end:]}"


def _report_lines(source: Source, found: re.Match[str], rest: str) -> int:
    """Report three quotes that open in a line and close in another; return where they close."""
    at, sign, first = found.start("sign"), found["sign"], source.line_after(found.start("sign"))
    close = re.compile(rf"(?m)^(?P<text>[^\n]*?){sign}[ \t]*\r?$").search(
        source.text, first, first + _LONGEST
    )
    if close is None:
        return 0
    between = source.text[first : close.end("text")]
    rows = [row for row in between.split("\n") if row.strip()]
    deep = source.column_of(found.start("name")) - 1
    names = [_FIELD.match(row) for row in rows]
    if any(name and name["name"] in FIELDS and name.start("name") <= deep for name in names):
        return 0  # they aren't closed here, but opened once more
    if not (rows or rest) or sign in between:
        return 0
    least = min(map(indent_of, rows), default=deep + 2)
    more = " " * (deep + 2) if least <= deep else ""
    line_end = "\r\n" if source.text.endswith("\r\n", 0, first) else "\n"
    column = " " * (deep + 2 + least if more else least)
    below = f"{line_end}{column}{rest}" if rest else ""
    edits, line = [(at, at + 3 + len(rest), f"|{below}")], first
    while line < close.start():
        if more and source.rest(line).strip():
            edits.append((line, line, more))
        line = source.line_after(line)
    if close["text"].strip():
        edits += [(line, line, more)] if more else []
        edits.append((close.end("text"), close.end("text") + 3, ""))
    else:
        edits.append((close.start(), source.line_after(close.start()), ""))
    message = f'YAML has no {sign}: write "{found["name"]}: |", and the text alone on the lines '
    message += "below it, indented" if more else "below it"
    fixes = source.correct(f"wrote | after {found['name']}:", *edits)
    source.flaw(at, message, "lookalike", 3, fixes)
    end = close.end("text") + 3
    if more or rest or close["text"].strip():  # what it says isn't read
        hidden = "x" + re.sub(r"[^\r\n]", " ", source.text[at + 1 : end])
    else:
        hidden = f"|  {source.text[at + 3 : end - 3]}   "
    source.text = source.text[:at] + hidden + source.text[end:]
    return end
