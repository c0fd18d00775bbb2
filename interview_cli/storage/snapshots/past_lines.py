"""Lines of the past that a command asks for, read from their places, not from all of a journal.

Each function gives what is needed of all lines, in order, and now and then more than that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from interview_cli.core.memory.first_attempts import drop_repeats
from interview_cli.core.records import Line, Regraded, Retracted, Reviewed, drop_retracted, put_line
from interview_cli.storage.journal import Journal, parse_piece
from interview_cli.storage.journal_files import read_pieces
from interview_cli.storage.snapshots import progress_cache
from interview_cli.storage.snapshots.journal_tail import Tail
from interview_cli.storage.snapshots.kept_fold import Changed, read_snapshot
from interview_cli.storage.snapshots.line_places import Place, Places
from interview_cli.storage.snapshots.progress_cache import Watch

#: So many bytes are read at once behind the place of the last line.
_BLOCK = 1 << 13

#: More than that is read piece by piece.
_MOST = 1 << 20


@dataclass(slots=True)
class PastLines:
    """The lines of *journal*, found by *places*; raises DiskError."""

    journal: Journal
    places: Places

    @classmethod
    def open(cls, journal: Journal, watch: Watch | None = None) -> PastLines:
        """Return those of *journal*, with places that are kept; raises DiskError."""
        return cls(journal, progress_cache.load_places(journal, watch))

    def of_sessions(self, ids: Iterable[str]) -> list[Line]:
        """Return the lines of the sessions *ids*, whatever was said of these elsewhere too."""
        wanted = {*ids}
        found = [self.places.sessions.get(id_) for id_ in wanted]
        if None in found:
            return self.journal.read()[0]  # of long ago, and not kept
        ranges = [range_ for one in found if one for range_ in one.ranges]
        lines = self._read([*ranges, *((file, at, at) for file, at in self.places.loose)])
        return [line for line in lines if _is_in(line, wanted)]

    def of_unfinished(self) -> list[Line]:
        """Return the lines of all sessions that may be unfinished."""
        sessions = self.places.sessions
        return self.of_sessions([id_ for id_, one in sessions.items() if not one.finished])

    def of_notes(self, questions: Iterable[str]) -> list[Line]:
        """Return the notes and flags of *questions*, by their names then, that stand."""
        notes = (place for name in questions for place in self.places.notes.get(name, ()))
        return self._at(notes)

    def said(self) -> list[Line]:
        """Return all settings, plans, and what became of interviews."""
        return self._at(self.places.said)

    def _at(self, places: Iterable[Place]) -> list[Line]:
        return self._read([(file, start, start) for file, start in places])

    def _read(self, ranges: Iterable[Sequence[str | int]]) -> list[Line]:
        folder, lines = self.journal.folder, dict[str, Line]()
        for file, first, last in ranges:
            assert isinstance(file, str)
            assert isinstance(first, int)
            assert isinstance(last, int)
            for line in _read_lines(folder / file, first, last):
                put_line(lines, line)
        return _in_order(lines.values())


def read_last_answers(journal: Journal, count: int) -> list[Line]:
    """Return the latest lines, at least *count* answers of this device that count among them.

    Fewer only where there are no more. All lines of the sessions of these answers are there.
    """
    kind = progress_cache.make_places_kind()
    past = PastLines.open(journal)
    if not (stored := read_snapshot(kind.cache.earlier, kind)):
        return journal.read()[0]
    places, base = stored
    try:
        latest = Tail.read(journal, base.reached).lines
    except Changed:
        return journal.read()[0]
    newer = all(x["at"] >= base.at and x["id"] > places.newest for x in latest.values())
    answers = [line for line in latest.values() if is_answer_of(line, journal.device)]
    sessions = past.of_sessions({line["session"] for line in answers if line["session"]})
    for line in sessions:
        put_line(latest, line)
    lines = _in_order(latest.values())
    counted = [line["id"] for line in drop_repeats(drop_retracted(lines))]
    mine = {line["id"] for line in answers}.intersection(counted)
    return lines if newer and len(mine) >= count else journal.read()[0]


def is_answer_of(line: Line, device: str) -> bool:
    """Whether *line* is an answer that was given at *device*."""
    return line["type"] == Reviewed.type and line.get("device") == device


def _is_in(line: Line, sessions: set[str]) -> bool:
    """Whether *line* is of one of these, or is a word on lines of whatever session."""
    if line["session"] in sessions or line["id"] in sessions or line.get("of") in sessions:
        return True
    return not line["session"] and line["type"] in (Retracted.type, Regraded.type)


def _read_lines(path: Path, first: int, last: int) -> Iterator[Line]:
    """Yield the lines from the one that begins at *first* to the one that begins at *last*."""
    for piece in read_pieces(path, first, min(_BLOCK + last - first, _MOST)):
        for offset, line in parse_piece(piece):
            if offset <= last and not isinstance(line, bytes):
                yield line
        if piece.end > last:
            return


def _in_order(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (line["at"], line["id"]))
