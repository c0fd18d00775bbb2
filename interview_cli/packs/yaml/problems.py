"""What is wrong with a pack, as a value: where, what, and the edits that would fix it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put *text* in place of what stands from *start* to *end*, indices into the file's text.

    The same place in lines and columns, both from 1, is for editors.
    """

    start: int
    end: int
    text: str
    line: int
    column: int
    end_line: int
    end_column: int


def _count_rows(edit: Edit) -> int:
    """Return how many lines of the file are changed or removed by *edit*."""
    ends_before = edit.end_line > edit.line and edit.end_column == 1
    return edit.end_line - edit.line + 1 - ends_before


@dataclass(frozen=True, slots=True, order=True)
class Fix:
    """Edits that belong together, and what they did, once they are made: ``wrote x for y``."""

    what: str
    edits: tuple[Edit, ...]

    @property
    def line(self) -> int:
        return min(edit.line for edit in self.edits)

    @property
    def more_lines(self) -> list[int]:
        """The other lines that are changed, in order."""
        touched = {n for e in self.edits for n in range(e.line, e.line + _count_rows(e))}
        return sorted(touched - {self.line})


@dataclass(frozen=True, slots=True, order=True)
class Flaw:
    """A problem whose place is still an index into the text; *fixes* are ways to choose from."""

    at: int
    length: int
    message: str
    rule: str
    fixes: tuple[Fix, ...] = field(default=(), compare=False)
    also: Path | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, at a place that an editor can go to."""

    path: Path
    line: int  # from 1
    column: int  # from 1, in characters: a tab or an emoji is one
    length: int  # how many characters the caret underlines, at least 1
    message: str  # one line: what is wrong, and what to write instead
    rule: str
    source: str  # that line of the file, safe to print
    #: Each of them alone would do; only where there is one it is known what was meant.
    fixes: tuple[Fix, ...] = field(default=(), compare=False)
    #: Another file that it's about as much.
    also: Path | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message} [{self.rule}]"


#: What rules find: places with what is wrong there and, if it is certain, the fix.
FoundWithFixes = Iterator[tuple[int, str, *tuple[Fix, ...]]]


def apply_fixes(text: str, fixes: Iterable[Fix]) -> str:
    """Return *text* with the edits of *fixes*, of which no two overlap, made."""
    pieces, end = [], 0
    for edit in sorted(edit for fix in fixes for edit in fix.edits):
        pieces += [text[end : edit.start], edit.text]
        end = edit.end
    return "".join([*pieces, text[end:]])


def join_fixes(what: str, *parts: tuple[Fix, ...]) -> tuple[Fix, ...]:
    """Return the one fix that makes all of *parts*; none where one of them has none or several."""
    if any(len(fixes) != 1 for fixes in parts):
        return ()
    return (Fix(what, tuple(edit for fixes in parts for edit in fixes[0].edits)),)


def drop_overlapping(fixes: Iterable[Fix]) -> list[Fix]:
    """Return *fixes* without those that overlap an earlier one."""
    kept: list[Fix] = []
    for fix in fixes:
        taken = [edit for other in kept for edit in other.edits]
        if all(e.end <= t.start or e.start >= t.end for e in fix.edits for t in taken):
            kept.append(fix)
    return kept
