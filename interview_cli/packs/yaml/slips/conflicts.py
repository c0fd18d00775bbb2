"""What git leaves in a file where two changes met: reported once, and read as one side."""

from __future__ import annotations

import re

from interview_cli.packs.yaml.source import Source

_MARK = re.compile(
    r"(?m)^(?:(?P<ours><{7})|(?P<base>\|{7})|(?P<mid>={7})|(?P<theirs>>{7}))(?=[ \r\n]|$)"
)


def report_conflicts(source: Source) -> None:
    """Report the marks of merge conflicts in column 1, and go on with the upper side of each."""
    marks = ("<<<<<<<", "=======", ">>>>>>>")
    if not any(mark in source.text for mark in marks) or not _MARK.search(source.text):
        return
    pieces, done = list[str](), 0
    start, cut = -1, -1  # where the conflict begins, and where its second side does
    for mark in _MARK.finditer(source.text):
        line_end = source.end_of(mark.start())
        if mark["ours"] and start < 0:
            start = mark.start()
            pieces += [
                source.text[done : mark.start()],
                _blank(source.text[mark.start() : line_end]),
            ]
            done = line_end
        elif start >= 0 and (mark["base"] or mark["mid"]):
            cut = mark.start() if cut < 0 else cut
        else:  # the end of a conflict, or a mark alone
            begin = mark.start() if start < 0 or cut < 0 else cut
            pieces += [source.text[done:begin], _blank(source.text[begin:line_end])]
            done = line_end
            _report(source, start if start >= 0 else begin, mark.start())
            start = cut = -1
    if start >= 0:
        _report(source, start, start)
    source.text = "".join([*pieces, source.text[done:]])


def drop_within_conflicts(source: Source) -> None:
    """Drop what is wrong in the lines of a conflict: which of them stay isn't known."""
    line_of = source.line_of
    spans = [
        (line_of(flaw.at), line_of(flaw.at + flaw.length - 1))
        for flaw in source.flaws
        if flaw.rule == "conflict"
    ]
    source.flaws = [
        flaw
        for flaw in source.flaws
        if flaw.rule == "conflict" or not any(a <= line_of(flaw.at) <= b for a, b in spans)
    ]


def _report(source: Source, start: int, end: int) -> None:
    first, last = source.line_of(start), source.line_of(end)
    message = "a line of a merge conflict is left here: remove it"
    if first != last:
        message = (
            f"a merge conflict is left here (lines {first} to {last}): keep one side, and remove "
            "the lines that begin with <<<<<<<, ======= and >>>>>>>"
        )
    source.flaw(start, message, "conflict", end + 7 - start)


def _blank(text: str) -> str:
    return re.sub(r"[^\r\n]", " ", text)
