"""The fences of a code block around a whole file, copied from a page or an answer."""

from __future__ import annotations

import re

from interview_cli.packs.yaml.source import Source

_OPENS = re.compile(r"\s*(?P<fence>(?:```+|~~~+)[a-z]*)[ \t]*\r?\n")
_CLOSES = re.compile(r"\n(?P<fence>```+|~~~+)\s*\Z")


def report_fences(source: Source) -> None:
    """Report the fences around the whole text, and read them as comments."""
    first = _OPENS.match(source.text)
    if first is None:
        return
    found = [first, *filter(None, [_CLOSES.search(source.text, first.end() - 1)])]
    message = "a file of a pack has no fences around it: remove this line"
    message += " and the last one" if len(found) > 1 else ""
    edits = []
    for one in found:
        start, end = one.span("fence")
        edits.append((start, source.line_after(start), ""))
        hidden = "#" + " " * (end - start - 1)
        source.text = source.text[:start] + hidden + source.text[end:]
    fixes = source.correct("took the fences off", *edits)
    source.flaw(first.start("fence"), message, "lookalike", len(first["fence"]), fixes)
