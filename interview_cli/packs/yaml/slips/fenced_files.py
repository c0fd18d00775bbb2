"""The fences of a code block around a whole file, copied from a page or an answer."""

from __future__ import annotations

import re

from interview_cli.core.sentences import join
from interview_cli.packs.yaml.source import Source

_OPENS = re.compile(r"\s*(?P<fence>(?:```+|~~~+)[a-z]*)[ \t]*\r?\n")
_CLOSES = re.compile(r"\n(?P<fence>```+|~~~+)\s*\Z")


#: Words above the fence of a pack that was copied with them, and what a pack begins with.
_MOST_WORDS = 2_000
_WORDS = re.compile(
    r"(?P<words>(?![-#{\[ ]|[a-z_]+:)[^\n]*\n(?:(?!```|~~~)[^\n]*\n){0,20}?)(?=```|~~~)"
)
_BEGINS = re.compile(r"(?:[ ]*(?:#[^\n]*)?\r?\n)*(?:format|pack|defaults|questions):|[ ]*- id:")
_BEHIND = re.compile(r"(?m)^(?P<fence>```+|~~~+)[ \t]*\r?$")


def _report_words(source: Source) -> None:
    """Report words of a chat or a page around the fences of a pack, and read them as comments."""
    words = _WORDS.match(source.text[:_MOST_WORDS])
    first = _OPENS.match(source.text, words.end("words")) if words else None
    if words is None or first is None or not _BEGINS.match(source.text, first.end()):
        return
    last = _BEHIND.search(source.text, first.end())
    ends = last.start() if last else len(source.text)
    spans = [(0, words.end("words")), (source.line_after(ends), len(source.text))]
    edits, numbers, at = [], [], 0
    signs = [*source.text]
    for fence in filter(None, [first, last]):
        start = fence.start("fence")
        edits.append((start, source.line_after(start), ""))
        numbers.append(source.line_of(start))
        signs[start : fence.end("fence")] = "#" + " " * (len(fence["fence"]) - 1)
    for at, end in spans:
        while at < end:
            if source.rest(at).strip():
                edits.append((at, at, "# "))
                numbers.append(source.line_of(at))
                signs[at] = "#"
            at = source.line_after(at)
    source.text = "".join(signs)
    numbers.sort()
    named = join([str(n) for n in numbers][:5]) + (" and more" if len(numbers) > 5 else "")
    message = "only what stands between the fences is a pack: remove the fences, and begin the "
    message += f"lines around them with # (lines {named})"
    fixes = source.correct("took the fences off, and made comments of the words", *sorted(edits))
    source.flaw(0, message, "lookalike", len(source.rest(0)), fixes)


def report_fences(source: Source) -> None:
    """Report the fences around the whole text, and read them as comments."""
    first = _OPENS.match(source.text)
    if first is None:
        if "```" in source.text or "~~~" in source.text:
            _report_words(source)
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
