"""Lines that are to separate questions, or paragraphs: ``----``, ``===``, ``***``."""

from __future__ import annotations

import re

from interview_cli.packs.yaml.line_fixes import indent_of
from interview_cli.packs.yaml.source import Source
from interview_cli.packs.yaml.structure import CONTAINERS, Line, iterate_lines

_ANY = re.compile(r"(?m)^[ ]*(?:---|===|\*\*\*|___|~~~~|\+\+\+|\.\.\.)")
_RULER = re.compile(r"-{3,}|={3,}|\*{3,}|_{3,}|~{4,}|\+{3,}|\.{3}")
_BLOCK = re.compile(r"[^\n]*[ :-][|>][-+\d]*[ ]*(?:#[^\n]*)?")


def report_rulers(source: Source) -> None:
    """Report lines that are to separate what needs no separator, and read them as comments."""
    if not _ANY.search(source.text):
        return
    hidden, above = list[tuple[int, int]](), ""
    for line in iterate_lines(source.text):
        row = source.text[line.start : line.end].strip()
        if not _RULER.fullmatch(row) or line.depth:
            above = row
        elif (not line.field or line.field in CONTAINERS) and _separates_nothing(source, line, row):
            inside = line.lead == 0 and _BLOCK.fullmatch(above) and _goes_on(source, line)
            at, next_line = line.start, source.line_after(line.start)
            message = f"{row[:12]} separates nothing here: remove this line"
            if inside:
                message = f"{row[:12]} stands amid a text: indent it like that text, or remove it"
            fixes = () if inside else source.correct("removed a separator", (at, next_line, ""))
            source.flaw(at + line.lead, message, "lookalike", len(row), fixes)
            hidden.append((at, line.end))
    for at, end in hidden:
        lead = indent_of(source.rest(at))
        sign = " " if source.text[at : at + 3] == "---" and _is_in_text(source, at) else "#"
        hide = " " * lead + sign + " " * (end - at - lead - 1)
        source.text = source.text[:at] + hide + source.text[end:]


def _separates_nothing(source: Source, line: Line, row: str) -> bool:
    """Whether the ruler *row* isn't what YAML has between documents."""
    if line.lead or row not in ("---", "..."):
        return True
    below = _below(source, line)
    if row == "...":
        return bool(below) and not below.startswith(("---", "..."))
    return _goes_on(source, line)


def _below(source: Source, line: Line) -> str:
    found = re.compile(r"(?:[ ]*(?:#[^\n]*)?\r?\n)*(?P<row>[^\n]*)").match(
        source.text, source.line_after(line.start)
    )
    return found["row"] if found else ""


def _goes_on(source: Source, line: Line) -> bool:
    """Whether what is above the ruler goes on below it."""
    below = _below(source, line)
    return line.start > 0 and below.startswith(" ") and not below.lstrip().startswith("-")


def _is_in_text(source: Source, at: int) -> bool:
    above = source.text[:at].rstrip().rpartition("\n")[2]
    return indent_of(above) > 0
