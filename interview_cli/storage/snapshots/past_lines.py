"""Lines of the past that a command asks for, read from their places, not from all of a journal.

Each function gives what is needed of all lines, in order, and now and then more than that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from interview_cli.core.memory.first_attempts import drop_repeats
from interview_cli.core.records import Line, Regraded, Retracted, Reviewed, drop_retracted
from interview_cli.storage.journal import Journal, parse
from interview_cli.storage.journal_files import read_from
from interview_cli.storage.snapshots import progress_cache
from interview_cli.storage.snapshots.journal_tail import Tail
from interview_cli.storage.snapshots.kept_fold import Changed, read_snapshot
from interview_cli.storage.snapshots.line_places import Place, Places
from interview_cli.storage.snapshots.progress_cache import Watch

#: A line is read in pieces of so many bytes.
_BLOCK = 1 << 13


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
            for _, line in parse(_read_lines(folder / file, first, last)):
                if not isinstance(line, bytes):
                    lines[line["id"]] = line
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
    lines = _in_order({line["id"]: line for line in (*sessions, *latest.values())}.values())
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


def _read_lines(path: Path, first: int, last: int) -> bytes:
    """Return what stands from *first* on, with the whole line that begins at *last*."""
    data, most = b"", _BLOCK + last - first
    while True:
        data = read_from(path, first, most)
        end = data.find(b"\n", last - first)
        if end >= 0 or len(data) < most:
            return data[: end + 1] if end >= 0 else data
        most *= 2


def _in_order(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (line["at"], line["id"]))
