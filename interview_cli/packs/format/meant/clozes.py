"""Gaps as Anki writes them, ``{{c1::bass}}``: numbers here, with what fills them in accept."""

from __future__ import annotations

import re

from interview_cli.core.sentences import trim
from interview_cli.packs.yaml.line_fixes import write_text
from interview_cli.packs.yaml.source import UNKNOWN, Fixes, Map, Source

_CLOZE = re.compile(r"\{\{c(?P<number>[1-9])::(?P<text>[^{}:]+)(?:::(?P<hint>[^{}]*))?\}\}")


def report_clozes(source: Source, quiz: Map) -> bool:
    """Report the gaps of Anki in the text of *quiz*, all in one; return whether there are any."""
    text = quiz.get("text")
    found = [*_CLOZE.finditer(text)] if isinstance(text, str) else []
    if not found or "accept" in quiz:
        return False
    numbers = [gap["number"] for gap in found]
    fills = ", ".join(f"[{write_text(gap['text'], flow=True)}]" for gap in found)
    message = "a gap is its number alone, and accept has what fills it: write {{1}}, and "
    message += f"accept: [{trim(fills, 60)}]"
    at = quiz.at("text")
    fixes: Fixes = ()
    span = source.span(at, text) if isinstance(text, str) else None
    plain = numbers == [str(n + 1) for n in range(len(numbers))]
    if span and plain and not any(gap["hint"] for gap in found):
        gaps = [*_CLOZE.finditer(source.text, *span)]
        edits = [(gap.start(), gap.end(), f"{{{{{gap['number']}}}}}") for gap in gaps]
        lead = " " * (source.column_of(quiz.key_at("text")) - 1)
        line_end = "\r\n" if "\r\n" in source.text else "\n"
        between = ", " if quiz.flows else f"{line_end}{lead}"
        end = span[1] if quiz.flows else source.end_of(span[1])
        edits.append((end, end, f"{between}accept: [{fills}]"))
        fixes = source.fix("wrote the gaps as numbers, and accept", *edits)
    source.flaw(at, message, "gaps", fixes=fixes)
    quiz["text"] = UNKNOWN
    quiz.cut = True
    return True
