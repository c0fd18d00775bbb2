"""Gaps as Anki writes them, ``{{c1::bass}}``: numbers here, with what fills them in accept."""

from __future__ import annotations

import re

from interview_cli.core.kinds.blanks import GAP
from interview_cli.core.sentences import join, trim
from interview_cli.packs.yaml.line_fixes import write_text
from interview_cli.packs.yaml.source import UNKNOWN, Fixes, Map, Seq, Source

_CLOZE = re.compile(r"\{\{c(?P<number>[1-9])::(?P<text>[^{}:]+)(?:::(?P<hint>[^{}]*))?\}\}")


def report_clozes(source: Source, quiz: Map) -> bool:
    """Report the gaps of Anki in the text of *quiz*, all in one; return whether there are any."""
    text, accept = quiz.get("text"), quiz.get("accept")
    found = [*_CLOZE.finditer(text)] if isinstance(text, str) else []
    if not found or not isinstance(text, str):
        return False
    numbers, places = [gap["number"] for gap in found], [str(n + 1) for n in range(len(found))]
    fills = ", ".join(f"[{write_text(gap['text'], flow=True)}]" for gap in found)
    at, known = quiz.at("text"), "accept" in quiz
    if known:
        own = numbers if sorted(numbers) == places else places
        written = [f"{{{{{n}}}}} for {gap[0]}" for n, gap in zip(own, found, strict=True)]
        message = f"a gap is its number alone: write {join([trim(one, 60) for one in written])}"
        if GAP.search(text):  # which has numbers already
            message = f"a gap is its number alone: write one of its own for {trim(found[0][0])}"
        first = source.within(at, text, found[0].start())
    else:
        message = "a gap is its number alone, and accept has what fills it: write {{1}}, and "
        message += f"accept: [{trim(fills, 60)}]"
        first = at
    fixes: Fixes = ()
    plain = sorted(numbers) == places if known else numbers == places
    if plain and not GAP.search(text) and not any(gap["hint"] for gap in found):
        fixes = _write_gaps(source, quiz, text, found, "" if known else f"accept: [{fills}]")
    if known and not (isinstance(accept, Seq) and len(accept) == len(found)):
        fixes = ()
    source.flaw(first, message, "gaps", fixes=fixes)
    quiz["text"] = UNKNOWN
    quiz.cut = True
    return True


def _write_gaps(
    source: Source, quiz: Map, text: str, found: list[re.Match[str]], accept: str
) -> Fixes:
    """Return the fix that writes the gaps *found* in *text* as numbers, and *accept* below it."""
    at = quiz.at("text")
    span = source.span(at, text)
    places = [source.within(at, text, gap.start()) for gap in found]
    if span:
        gaps = [*_CLOZE.finditer(source.text, *span)]
        places = [gap.start() for gap in gaps]
    if len(places) != len(found) or (accept and not span):
        return ()
    edits = []
    for place, gap in zip(places, found, strict=True):
        if not source.text.startswith(gap[0], place):
            return ()
        edits.append((place, place + len(gap[0]), f"{{{{{gap['number']}}}}}"))
    if accept and span:
        lead = " " * (source.column_of(quiz.key_at("text")) - 1)
        line_end = "\r\n" if "\r\n" in source.text else "\n"
        between = ", " if quiz.flows else f"{line_end}{lead}"
        end = span[1] if quiz.flows else source.end_of(span[1])
        edits.append((end, end, f"{between}{accept}"))
    what = "wrote the gaps as numbers" + (", and accept" if accept else "")
    return source.fix(what, *edits)
