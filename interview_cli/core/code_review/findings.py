"""What a learner wrote of a piece of code: findings, a line each, with the lines they name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from interview_cli.core.code_review.shown_code import ShownCode, same_file
from interview_cli.core.kinds.review import Lines

_NUMBER = r"\d{1,6}"
_RANGE = rf"{_NUMBER}(?:\s*(?:-|–|—|to|\.\.)\s*{_NUMBER})?"
_RANGES = rf"{_RANGE}(?:\s*(?:,|and|&|\+)\s*{_RANGE})*"
_WORD = r"(?:lines?|ln?s?\.?|rows?|#)"
#: A name with an ending, or one that is known to have none.
_FILE = r"[`\"']?(?P<file>[\w./-]*\w\.\w{1,12}|Dockerfile|Makefile|Jenkinsfile|Procfile)[`\"']?"

#: ``- ``, ``* ``, ``1) `` before a finding that names its lines behind it.
_BULLET = re.compile(r"[-*•–]\s+")
_ORDINAL = re.compile(
    rf"{_NUMBER}[.)]\s+(?=\(?(?:{_FILE}\s*[:,]\s*\d|{_WORD}\s*\d))", re.IGNORECASE
)

#: At the beginning: ``app.py:12-14: ``, ``line 12 ``, ``12. ``, ``(12) ``.
_FIRST = re.compile(
    rf"(?:in\s+)?(?:{_FILE}\s*[:,(#]?\s*)?[\[(]?(?:(?:on|in|at)\s+)?(?P<word>{_WORD})?\s*"
    rf"(?P<lines>{_RANGES})(?:\s*:\s*\d+(?=\s*:))?(?![\w%])(?P<end>\s*[\])]?\s*(?:[:;,.)=-]+|–|—|->|→)\s*|\s+|$)",
    re.IGNORECASE,
)
#: Anywhere: ``… on line 12``, ``… (app.py:12)``.
_LATER = re.compile(
    rf"[\[(]?\s*(?:\b(?:on|in|at)\s+)?(?:{_FILE}\s*[:,]?\s*)?(?:\b(?P<word>lines?|rows?)\s*|:\s*)"
    rf"(?P<lines>{_RANGES})(?![\w%:])\s*[\])]?",
    re.IGNORECASE,
)
#: A file alone: ``app.py: …``.
_FILE_ALONE = re.compile(rf"{_FILE}\s*[:–—-]\s+")

#: Lines that say that there is nothing more.
_NOTHING = frozenset(["nothing", "none", "no", "lgtm", "done", "ok", "okay", "end", "-"]) | {
    "looks good",
    "looks good to me",
    "that's all",
    "nothing else",
    "i don't know",
    "no idea",
}


class Finding(NamedTuple):
    """What a learner found wrong.

    ``text`` is the whole finding as it was written, ``says`` what is wrong, without the place.
    ``file`` and ``lines`` are what the learner named; None, and empty, where they named none.
    """

    text: str
    says: str
    file: str | None = None
    lines: tuple[Lines, ...] = ()


def read_findings(answer: str, shown: Sequence[ShownCode]) -> tuple[Finding, ...]:
    """Return the findings of *answer* on the code that is *shown*, each once.

    A line that is indented, and names no line of the code, belongs to the one above it.
    """
    names = [one.name for one in shown]
    longest = max((line.number or 0 for one in shown for line in one.lines), default=0)
    found: list[Finding] = []
    for row in answer.splitlines():
        text = " ".join(row.split())
        if not re.search(r"\w", text) or text.casefold().strip(" .!") in _NOTHING:
            continue
        one = _read(text, names, longest)
        if row[:1].isspace() and found and not (one.lines or one.file or _BULLET.match(text)):
            above = found.pop()
            one = above._replace(text=f"{above.text} {text}", says=f"{above.says} {text}")
        found.append(one)
    unique = {(one.file, one.lines, one.says.casefold().strip(" .")): one for one in found}
    return tuple(unique.values())


def _read(text: str, names: Sequence[str], longest: int) -> Finding:
    bare = _BULLET.sub("", text, count=1) if _BULLET.match(text) else text
    if ordinal := _ORDINAL.match(bare):
        bare = bare[ordinal.end() :]
    first = _FIRST.match(bare)
    if first and _names_lines(first, longest):
        return _make(text, bare[first.end() :], first, names)
    for later in _LATER.finditer(bare):
        named = _known(later["file"], names)
        if later["word"] or named:
            rest = f"{bare[: later.start()].rstrip()} {bare[later.end() :].lstrip()}"
            return _make(text, rest.strip(" :,"), later, names)
    alone = _FILE_ALONE.match(bare)
    if alone and (file := _known(alone["file"], names)):
        return Finding(text, bare[alone.end() :], file)
    return Finding(text, bare)


def _names_lines(first: re.Match[str], longest: int) -> bool:
    """Whether the number that a finding begins with is that of a line, not part of what it says.

    ``404 for a missing user`` is none, in code of fewer lines; ``404: …`` is meant to be one.
    """
    says = bool(first["word"] or first["file"] or first["end"].strip())
    return says or all(a <= longest and b <= longest for a, b in _read_ranges(first["lines"]))


def _make(text: str, says: str, match: re.Match[str], names: Sequence[str]) -> Finding:
    file = match["file"]
    return Finding(text, says, _known(file, names) or file, _read_ranges(match["lines"]))


def _known(file: str | None, names: Sequence[str]) -> str | None:
    """Return which of the *names* is meant by *file*; None where it's none of them."""
    return next((name for name in names if file and same_file(file, name)), None)


def _read_ranges(text: str) -> tuple[Lines, ...]:
    found = []
    for match in re.finditer(rf"({_NUMBER})(?:\s*(?:-|–|—|to|\.\.)\s*({_NUMBER}))?", text):
        first, last = int(match[1]), int(match[2] or match[1])
        found.append((min(first, last), max(first, last)))
    return tuple(found)
