"""A unified diff: its files and lines, with their numbers, and what is wrong with it."""

from __future__ import annotations

import re
from typing import NamedTuple

#: ``@@ -3,6 +3,8 @@ def f():``
_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@(.*)")
_LIKE_A_HUNK = re.compile(r"@@.*")

#: What git writes above the names of a file.
_ABOVE = re.compile(
    r"diff |index |(?:new|deleted) file mode |(?:old|new) mode |similarity index "
    r"|rename (?:from|to) |copy (?:from|to) "
)
_NO_FILE = "/dev/null"


class DiffLine(NamedTuple):
    """A line as a reviewer sees it.

    ``sign`` is "+", "-" or a space, and "@" where lines were left out. ``number`` is that
    in the new file; None for a line that isn't in it.
    """

    sign: str
    number: int | None
    text: str


class DiffFile(NamedTuple):
    """A file of a diff, by its new name."""

    name: str
    lines: tuple[DiffLine, ...]


class DiffFault(NamedTuple):
    """What is wrong with a diff, at a row and column from 1.

    ``instead`` is what that row should be; None where that isn't certain.
    """

    row: int
    column: int
    message: str
    instead: str | None = None


class _Hunk(NamedTuple):
    row: int
    header: str
    old: int  # the first line of each file
    new: int
    old_count: int
    new_count: int


def read_diff(text: str) -> tuple[DiffFile, ...]:
    """Return the files of a diff; what isn't sound in it is read as far as it can be."""
    return tuple(_Reader(text).files)


def find_faults(text: str) -> list[DiffFault]:
    """Return what is wrong with a diff, from its top to its end."""
    return sorted(_Reader(text).faults)


class _Reader:
    """Reads a diff from its top to its end, once."""

    def __init__(self, text: str) -> None:
        self.rows = text.removesuffix("\n").split("\n")
        self.files: list[DiffFile] = []
        self.faults: list[DiffFault] = []
        self._lines: list[DiffLine] = []
        self._name = ""
        self._hunk: _Hunk | None = None
        self._counts = {"-": 0, "+": 0, " ": 0}
        self._new = 0
        self._bare: list[int] = []  # rows of the hunk without a sign
        self._read()

    def _read(self) -> None:
        rows = enumerate(self.rows, 1)
        for row, text in rows:
            if self._begins_file(row, text):
                self._end_file()
                self._name = self._read_names(row, *next(rows))
            elif self._is_half_a_name(row, text):
                self._end_file()
                self._name = "?"
                self._fault(row, 1, self._describe_stray(text))
            elif match := _HUNK.fullmatch(text):
                self._begin_hunk(row, text, match)
            elif _LIKE_A_HUNK.fullmatch(text):
                self._end_hunk()
                self._fault(row, 1, "this isn't the head of a hunk: write @@ -1,4 +1,6 @@")
            elif _ABOVE.match(text):
                self._end_hunk()
            elif self._hunk is None:
                if text.strip():
                    self._fault(row, 1, self._describe_stray(text))
            else:
                self._take(row, text)
        self._end_file()
        if not self.files and not self.faults:
            self._fault(1, 1, 'this diff has no file: it begins with "--- a/NAME", "+++ b/NAME"')

    def _begins_file(self, row: int, text: str) -> bool:
        """Whether *text* is the first of the two lines with a file's names.

        Within a hunk they may be a line that was taken out, and begins with two hyphens itself,
        and one that came in: a file has a hunk below them.
        """
        new, below = (*self.rows[row : row + 2], "", "")[:2]
        named = text.startswith("--- ") and new.startswith("+++ ")
        return named and (self._hunk is None or below.startswith("@@"))

    def _is_half_a_name(self, row: int, text: str) -> bool:
        """Whether *text* would be the names of a file, if its second line weren't missing."""
        below = self.rows[row] if row < len(self.rows) else ""
        return text.startswith(("--- ", "+++ ")) and below.startswith("@@ ")

    def _read_names(self, row: int, next_row: int, new: str) -> str:
        old = self.rows[row - 1]
        names = [_strip_name(text) for text in (old, new)]
        name = names[0] if names[1] == _NO_FILE else names[1]
        if not name or name == _NO_FILE:
            self._fault(next_row, 5, "this file has no name: write +++ b/NAME")
        return name

    def _describe_stray(self, text: str) -> str:
        if text.startswith(("+++ ", "--- ")):
            return 'a file begins with two lines: "--- a/NAME", and "+++ b/NAME" below it'
        if text.startswith(("+", "-", " ")) and self._name:
            return "this line belongs to no hunk: write @@ -1,4 +1,6 @@ above it, with its numbers"
        return 'this isn\'t part of a diff: a file begins with "--- a/NAME", "+++ b/NAME"'

    def _begin_hunk(self, row: int, text: str, match: re.Match[str]) -> None:
        self._end_hunk()
        if not self._name:
            self._fault(
                row, 1, 'this hunk is of no file: write "--- a/NAME", "+++ b/NAME" above it'
            )
            self._name = "?"
        old, old_count, new, new_count = (int(n) if n else 1 for n in match.groups()[:4])
        if self._lines and new < self._new:
            self._fault(row, text.index("+") + 1, "hunks are in the order of their lines")
        if self._lines or new > 1:
            self._lines.append(DiffLine("@", None, match[5].strip()))
        self._hunk = _Hunk(row, text, old, new, old_count, new_count)
        self._counts = dict.fromkeys(self._counts, 0)
        self._new, self._bare = new, []

    def _take(self, row: int, text: str) -> None:
        if text.startswith("\\"):  # "\ No newline at end of file"
            return
        sign = text[:1] or " "  # editors strip the space of an empty line
        if sign not in self._counts:
            self._bare.append(row)
            sign, text = " ", f" {text}"
        self._counts[sign] += 1
        number = None if sign == "-" else self._new
        self._lines.append(DiffLine(sign, number, text[1:]))
        self._new += sign != "-"

    def _end_hunk(self) -> None:
        hunk, self._hunk = self._hunk, None
        if hunk is None:
            return
        # Empty lines at its end stand between two files, if it is long enough without.
        new = self._counts[" "] + self._counts["+"]
        while new > hunk.new_count and self._lines[-1] == DiffLine(" ", self._new - 1, ""):
            self._lines.pop()
            self._new -= 1
            self._counts[" "] -= 1
            new -= 1
        old = self._counts[" "] + self._counts["-"]
        sound = (old, new) == (hunk.old_count, hunk.new_count)
        for row in self._bare:
            message = "a line of a hunk begins with +, - or a space"
            # With a space the numbers of the head are right.
            self._fault(row, 1, message, f" {self.rows[row - 1]}" if sound else None)
        if sound or self._bare:
            return
        head = f"@@ -{_range(hunk.old, old)} +{_range(hunk.new, new)} @@"
        counts = f"{old} old and {new} new lines"
        message = f"this hunk has {counts}, and its head says otherwise: write {head}"
        rest = hunk.header[hunk.header.index("@@", 2) + 2 :]
        self._fault(hunk.row, 1, message, head + rest)

    def _end_file(self) -> None:
        self._end_hunk()
        if self._lines:
            self.files.append(DiffFile(self._name, tuple(self._lines)))
        elif self._name:
            self._fault(
                len(self.rows), 1, f"{self._name} has no hunk: write @@ -1,4 +1,6 @@ and lines"
            )
        self._lines, self._name = [], ""

    def _fault(self, row: int, column: int, message: str, instead: str | None = None) -> None:
        self.faults.append(DiffFault(row, column, message, instead))


def _range(first: int, count: int) -> str:
    return f"{first}" if count == 1 else f"{first},{count}"


def _strip_name(row: str) -> str:
    """Return the name in ``+++ b/app.py``, without what else diff writes there."""
    name = row[4:].partition("\t")[0].strip()
    return name[2:] if name.startswith(("a/", "b/")) else name
