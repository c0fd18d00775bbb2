"""Which lines the journal had when it was read: what tells that some have gone since.

A snapshot is made again where the journal has changed, and then knows nothing of before. What is
here stays: it only grows, until the learner accepts that lines are gone. Of each line it has a
checksum of the id, by the name of its file; where the line stands, and in which file it is now,
is of no account. The newest are in a file of their own, which is small and quick to write.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from interview_cli.core.memory.answer_facts import Answer
from interview_cli.core.progress.lines.line_bytes import find_id, mark_id, mark_ids
from interview_cli.core.progress.standing_lines import Standing
from interview_cli.core.records import Line
from interview_cli.storage import files
from interview_cli.storage.journal import Damage
from interview_cli.storage.reading.kept_files import read_kept

#: At most this many are written again for each session.
MOST_RECENT = 4096

#: So many are compared at once, so that two million need little memory.
_AT_ONCE = 500_000

Marks = dict[str, "array[int]"]


@dataclass(slots=True)
class KnownLines:
    """The lines that were known, kept in *folder*; ``lost`` are those found gone just now.

    Unless it *tells*, what is lost is still to be said.
    """

    folder: Path
    tells: bool = True
    lost: dict[str, int] = field(default_factory=dict)

    @property
    def base(self) -> Path:
        return self.folder / "known-lines.ids"

    @property
    def recent(self) -> Path:
        return self.folder / "known-lines-recent.ids"

    def is_there(self) -> bool:
        """Whether anything was kept; an older version of this program kept nothing."""
        return self.base.exists()

    def read(self) -> Marks:
        """Return the marks of all lines that were known, by file."""
        known = _read(self.base)[0]
        for name, marks in _read(self.recent)[0].items():
            mine = known.setdefault(name, _new())
            mine.extend({*marks}.difference(mine))
        return known

    def add(self, found: Mapping[str, Collection[int]]) -> None:
        """Add the marks of lines that came after a snapshot; where that fails it costs nothing."""
        if not any(found.values()):
            return
        recent, told = _read(self.recent)
        before = _count(recent)
        for name, marks in found.items():
            mine = recent.setdefault(name, _new())
            mine.extend({*marks}.difference(mine))
        if _count(recent) == before:
            return
        if _count(recent) > MOST_RECENT:
            known = self.read()
            for name, marks in recent.items():
                mine = known.setdefault(name, _new())
                mine.extend({*marks}.difference(mine))
            self._write(known, told)
        else:
            _write(self.recent, recent, told)

    def compare(
        self, present: Marks, excused: Iterable[str] = (), away: Iterable[str] = ()
    ) -> None:
        """Find what is lost, given all lines that are *present*, and remember these too.

        Lines with the ids *excused* are damaged, which is said elsewhere; files that are *away*
        come again.
        """
        known, told = self.read(), _read(self.recent)[1]
        gone = find_missing(known, lambda: (mark for marks in present.values() for mark in marks))
        marks = {mark_id(id_) for id_ in excused}
        lost = {
            name: left
            for name, missing in gone.items()
            if name not in {*away} and (left := [mark for mark in missing if mark not in marks])
        }
        for name, missing in gone.items():
            present.setdefault(name, _new()).extend(missing)
        now = [_count(lost), sum(map(sum, lost.values())) % (1 << 32)] if lost else []
        self.lost = {name: len(left) for name, left in lost.items()} if now != told else {}
        if now and not self.tells:
            now = told
        if not self.is_there() or now != told or not _are_same(known, present):
            self._write(present, now)

    def forget(self, marks: Iterable[int]) -> None:
        """Know nothing more of lines with these *marks*; raises OSError."""
        gone = {*marks}
        known = {
            name: array(_CODE, (mark for mark in mine if mark not in gone))
            for name, mine in self.read().items()
        }
        _keep(self.base, known, [])
        _keep(self.recent, {}, [])

    def _write(self, known: Marks, told: list[int]) -> None:
        with suppress(OSError):
            _keep(self.base, known, [])
            _keep(self.recent, {}, told)


@dataclass(slots=True)
class MarkFold:
    """A fold of the journal's lines to their marks: what ``compare`` takes."""

    marks: Marks = field(default_factory=dict)
    newest: str = ""

    def take_all(self, lines: Iterable[tuple[str, Line | Answer, str, int]]) -> None:
        for file, some in groupby(lines, itemgetter(2)):
            self.marks.setdefault(file, _new()).extend(mark_ids(map(itemgetter(0), some)))

    def add(self, lines: Iterable[Line]) -> None:
        """Take lines that came later: their marks were taken already."""

    def prepare(self, lines: list[Line]) -> None:
        """Take what is set by *lines*: nothing here."""

    def add_standing(self, standing: Standing) -> None:
        """Take lines that count: here all do."""

    def to_plain(self) -> dict[str, object]:
        """Return nothing: there is no snapshot of it."""
        return {}


def list_excused(damage: Iterable[Damage]) -> list[str]:
    """Return the ids that lines which can't be read seem to have."""
    return [id_ for spot in damage if (id_ := find_id(spot.text))]


def find_missing(known: Marks, present: Callable[[], Iterable[int]]) -> dict[str, list[int]]:
    """Return the marks of *known* that aren't *present* in any file, by file."""
    missing: dict[str, list[int]] = {}
    parts = 1 + _count(known) // _AT_ONCE
    for part in range(parts if known else 0):
        here = {mark for mark in present() if mark % parts == part}
        for name, marks in known.items():
            if gone := {mark for mark in marks if mark % parts == part and mark not in here}:
                missing.setdefault(name, []).extend(sorted(gone))
    return missing


#: Four bytes for each mark.
_CODE = "I" if array("I").itemsize == 4 else "L"


def to_marks(found: Mapping[str, Iterable[int]]) -> Marks:
    """Return marks as ``compare`` takes them."""
    return {name: array(_CODE, marks) for name, marks in found.items()}


def _new() -> array[int]:
    return array(_CODE)


def _count(known: Mapping[str, array[int] | list[int]]) -> int:
    return sum(map(len, known.values()))


def _are_same(one: Marks, other: Marks) -> bool:
    return {k: {*v} for k, v in one.items() if v} == {k: {*v} for k, v in other.items() if v}


def _read(path: Path) -> tuple[Marks, list[int]]:
    """Return the marks by file in *path*, and which loss was told; nothing where it's damaged."""
    try:
        head, _, data = read_kept(path).partition(b"\n")
        about = json.loads(head)
        every = array(_CODE, data)
        if sys.byteorder == "big":
            every.byteswap()
        known, at = dict[str, "array[int]"](), 0
        for name, many in about["files"]:
            known[name] = every[at : at + many]
            at += many
        return known, about["told"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}, []


def _write(path: Path, known: Marks, told: list[int]) -> None:
    with suppress(OSError):
        _keep(path, known, told)


def _keep(path: Path, known: Marks, told: list[int]) -> None:
    every = _new()
    for marks in known.values():
        every.extend(marks)
    if sys.byteorder == "big":
        every.byteswap()
    about = {"files": [[name, len(marks)] for name, marks in known.items()], "told": told}
    files.keep(path, json.dumps(about).encode() + b"\n" + every.tobytes())
