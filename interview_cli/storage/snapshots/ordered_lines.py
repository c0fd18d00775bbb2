"""The lines of all files of a journal in their order, a few thousand at a time.

Two million lines at once would take seven gigabytes.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from operator import itemgetter
from pathlib import Path

from interview_cli.core.memory.answer_facts import Answer
from interview_cli.core.records import Line, choose_line
from interview_cli.storage.journal import Damage, parse_piece
from interview_cli.storage.journal_files import read_piece
from interview_cli.storage.snapshots.usual_answers import Entry, read_entries

#: So much is read of all files together before any line is given away, in bytes; less and less
#: towards the end, so that there are many places to stop at. With an eighth of it each line
#: costs a third more, and memory is the same.
MOST, LEAST = 1 << 22, 1 << 15


class OutOfOrder(Exception):
    """Lines stand far from their place, or twice: all have to be looked at together."""


@dataclass(slots=True)
class _Reader:
    """What was read of one file and not given away yet, in order."""

    path: Path
    number: int
    entries: list[Entry] = field(default_factory=list)
    reached: int = 0  # what was read, in bytes
    given: int = -1  # where the last line stands that was given away
    ended: bool = False

    def read_on(self, most: int, damage: list[Damage]) -> None:
        piece, read = read_piece(self.path, self.reached, most), True
        if piece.long:
            damage.append(Damage(self.path, piece.start, piece.data))
            read = False
        else:
            entries, damaged, read = read_entries(piece.data, self.number, piece.start)
            damage += [Damage(self.path, place, line) for place, line in damaged]
            self.entries += entries
        self.entries.sort()
        self.reached = piece.find_end(read=read)
        self.ended = piece.ended

    def give(self, upto: tuple[str, str] | None) -> list[Entry]:
        count = len(self.entries)
        if upto is not None:
            count = bisect_right(self.entries, (*upto, 1 << 30))
        taken, self.entries = self.entries[:count], self.entries[count:]
        if taken:
            self.given = max(self.given, max(map(_get_place, taken)))
        return taken

    @property
    def cut(self) -> int:
        """Before it stands what was given away, and behind it what wasn't."""
        return min(map(_get_place, self.entries), default=self.reached)


_get_id: Callable[[Entry], str] = itemgetter(1)
_get_place: Callable[[Entry], int] = itemgetter(3)


@dataclass(slots=True)
class OrderedLines:
    """The lines of *paths*, to be gone through once; raises OutOfOrder on the way."""

    paths: Sequence[Path]
    size: int
    damage: list[Damage] = field(default_factory=list)
    _readers: list[_Reader] = field(default_factory=list)

    def __iter__(self) -> Iterator[list[Entry]]:
        """Yield them in pieces, each in order, and none twice."""
        self._readers = [_Reader(path, number) for number, path in enumerate(self.paths)]
        last, greatest, jumbled, seen = ("", ""), "", False, array("q")
        while piece := self._next_piece():
            if piece[0][:2] <= last:
                raise OutOfOrder
            last = piece[-1][:2]
            ids = list(map(_get_id, piece))
            if len({*ids}) < len(ids):
                piece = choose_entries(piece, self._read_line)
                ids = list(map(_get_id, piece))
            jumbled = jumbled or ids[0] <= greatest or ids != sorted(ids)
            greatest = max(greatest, max(ids) if jumbled else ids[-1])
            seen.extend(map(hash, ids))
            yield piece
        if jumbled and _has_twins(seen):
            raise OutOfOrder

    def _read_line(self, entry: Entry) -> Line:
        """Return the line of *entry*, read again where only what adds up of it was kept."""
        _, _, number, place, what = entry
        if not isinstance(what, Answer):
            return what
        piece = read_piece(self.paths[number], place, LEAST)
        line = next(line for _, line in parse_piece(piece))
        assert not isinstance(line, bytes)
        return line

    def _next_piece(self) -> list[Entry]:
        """Return the next lines in order; none at the end."""
        while True:
            for reader in self._readers:
                while not reader.entries and not reader.ended:
                    reader.read_on(self._choose_size(), self.damage)
            going = [reader for reader in self._readers if not reader.ended]
            if not going:
                return self._give(None)
            # Not up to the last that was read: the next ones may belong before it.
            limits = {
                reader.number: reader.entries[len(reader.entries) * 3 // 4] for reader in going
            }
            first = min(limits, key=lambda number: limits[number][:2])
            upto = limits[first][:2]
            piece = self._give(upto)
            self._readers[first].read_on(self._choose_size(), self.damage)
            if piece:
                return piece

    def _give(self, upto: tuple[str, str] | None) -> list[Entry]:
        return sorted(chain.from_iterable(reader.give(upto) for reader in self._readers))

    def _choose_size(self) -> int:
        each = len(self._readers) or 1
        return max(LEAST, min(MOST, self.size - self.done) // (2 * each))

    @property
    def done(self) -> int:
        """How many bytes were read."""
        return sum(reader.reached for reader in self._readers)

    def find_cuts(self) -> dict[str, int] | None:
        """Return up to which byte of each file all was given away, and nothing behind it.

        None where there is no such place just now.
        """
        cuts = [reader.cut for reader in self._readers]
        if any(one.given >= cut for one, cut in zip(self._readers, cuts, strict=True)):
            return None
        return {one.path.name: cut for one, cut in zip(self._readers, cuts, strict=True)}


def choose_entries(entries: Iterable[Entry], read: Callable[[Entry], Line]) -> list[Entry]:
    """Return *entries* in order, of several with one id the one that counts.

    *read* returns the line of an entry.
    """
    chosen: dict[str, Entry] = {}
    for entry in entries:
        known = chosen.setdefault(entry[1], entry)
        if known[4] != entry[4]:
            line = read(known)
            if choose_line(line, read(entry)) is not line:
                chosen[entry[1]] = entry
    return sorted(chosen.values())


def _has_twins(numbers: array[int]) -> bool:
    ordered = sorted(numbers)
    return any(one == other for one, other in pairwise(ordered))
