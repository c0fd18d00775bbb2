"""Where lines stand in the journal's files: those of a session, notes, and what was set.

Few of them are asked for at a time, and a long journal takes long to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from interview_cli.core.memory.answer_facts import Answer
from interview_cli.core.progress.progress import is_interview
from interview_cli.core.progress.standing_lines import Standing
from interview_cli.core.records import (
    Discarded,
    Finished,
    Flagged,
    Interviewed,
    Line,
    Noted,
    Planned,
    RebuildNeeded,
    Regraded,
    Retracted,
    Reviewed,
    Setting,
    Skipped,
    Started,
    select_countable,
)

#: To be raised by one when other places are kept, so that old snapshots are not used.
SNAPSHOT_VERSION = 1

#: The places of so many sessions are kept, the latest of each sort; of unfinished ones of all.
MAX_SESSIONS = 100

#: A session that was left and taken up more often is read from its first line to its last.
MAX_RANGES = 8

#: The file and the offset of a line.
Place = tuple[str, int]

_MOVES = frozenset([Reviewed.type, Skipped.type])
_NOTES = frozenset([Noted.type, Flagged.type])
_SAID = frozenset([Setting.type, Planned.type, Interviewed.type])
_WORDS = frozenset([Retracted.type, Regraded.type])


@dataclass(slots=True)
class SessionPlaces:
    """Where a session stands: ranges of a file, by the offsets of their first and last lines.

    ``sort`` is "set" or "interview" for those that are looked at again later.
    """

    sort: str = ""
    begun: bool = False
    finished: bool = False
    discarded: bool = False
    ranges: list[list[Any]] = field(default_factory=list)  # file, first, last

    @property
    def open(self) -> bool:
        return self.begun and not (self.finished or self.discarded)


@dataclass(slots=True)
class Places:
    """The fold of the journal's lines to places.

    ``notes`` are those that weren't retracted, and ``loose`` are words on other lines outside
    of any session.
    """

    sessions: dict[str, SessionPlaces] = field(default_factory=dict)
    notes: dict[str, list[Place]] = field(default_factory=dict)  # by the question's name then
    said: list[Place] = field(default_factory=list)
    loose: list[Place] = field(default_factory=list)
    newest: str = ""
    _known_until: str = ""  # older sessions that aren't here were passed over
    _last: dict[str, tuple[str, list[Any]]] = field(default_factory=dict)  # of each file
    _new_notes: dict[str, Place] = field(default_factory=dict)  # until it's clear which stand

    def prepare(self, lines: list[Line]) -> None:
        """Take what is set by *lines*: nothing here."""

    def add(self, lines: Iterable[Line]) -> None:
        """Add lines whose places were taken; raises RebuildNeeded as ``Progress.add`` does."""
        ids, standing = select_countable(lines, complete=not self.newest)
        self._add(standing, max(ids, default=""))

    def add_standing(self, standing: Standing) -> None:
        """Add what has become of the sessions by lines that count."""
        self._add(standing.lines, standing.newest)

    def _add(self, lines: Iterable[Line | Answer], newest: str) -> None:
        played: str | None = None  # the session that the lines before were played in
        for line in lines:
            if isinstance(line, Answer):
                if line.session != played:
                    played = line.session
                    self._play(played)
                continue
            what, played = line["type"], None
            if what == Finished.type:
                if here := self.sessions.get(line["session"]):
                    here.finished = True
            elif what == Discarded.type:
                if here := self.sessions.get(line["of"]):
                    here.discarded = True
            elif what in _MOVES:
                self._play(line["session"])
            elif what in _NOTES:
                place = self._new_notes[line["id"]]
                self.notes.setdefault(line["question"], []).append(place)
        self._new_notes.clear()
        self.newest = max(newest, self.newest)

    def _play(self, session: str | None) -> None:
        if session is not None and (here := self.sessions.get(session)):
            here.discarded = False

    def take_all(self, lines: Iterable[tuple[str, Line | Answer, str, int]]) -> None:
        """Take lines with their ids and places, whether they count or not."""
        last = self._last
        for _, line, file, start in lines:
            if isinstance(line, Answer):
                # Most are behind another line of their session.
                if (known := last.get(file)) and known[0] == line[0] and start > known[1][2]:
                    known[1][2] = start
                else:
                    self._take_range(Reviewed.type, line[0], file, start)
            else:
                self._take(line, file, start)

    def _take(self, line: Line, file: str, start: int) -> None:
        what, session = line["type"], line["session"]
        if what == Started.type:
            session = line["id"]
        elif what == Discarded.type:
            session = line["of"]
        if what in _NOTES:
            self._new_notes[line["id"]] = (file, start)
        elif what in _SAID:
            self.said.append((file, start))
        elif what in _WORDS and not session:
            self.loose.append((file, start))
        self._take_range(what, session, file, start)
        if what == Started.type:
            here = self.sessions[session]
            here.begun = True
            here.sort = "interview" if is_interview(line["mode"]) else ""
            here.sort = "set" if "set" in line["filters"] else here.sort

    def _take_range(self, what: str, session: str | None, file: str, start: int) -> None:
        before, range_ = self._last.get(file) or ("", [])
        if session and session == before:
            range_[1], range_[2] = min(range_[1], start), max(range_[2], start)
        elif session:
            self._take_apart(what, session, file, start)
        else:
            self._last.pop(file, None)

    def _take_apart(self, what: str, session: str, file: str, start: int) -> None:
        """Take the place of a line that doesn't follow another of its session."""
        here = self.sessions.get(session)
        if here is None:
            if session <= self._known_until:
                self._last.pop(file, None)
                if what in _MOVES:
                    raise RebuildNeeded(session)
                return
            here = self.sessions[session] = SessionPlaces()
        mine = [one for one in here.ranges if one[0] == file]
        if len(mine) >= MAX_RANGES:
            range_ = mine[-1]
            range_[1], range_[2] = min(range_[1], start), max(range_[2], start)
        else:
            range_ = [file, start, start]
            here.ranges.append(range_)
        self._last[file] = (session, range_)

    def _choose_kept(self) -> dict[str, SessionPlaces]:
        latest = sorted(self.sessions)
        some = [latest]
        for sort in ("set", "interview"):
            some.append([id_ for id_ in latest if self.sessions[id_].sort == sort])
        kept = {id_ for ids in some for id_ in ids[-MAX_SESSIONS:]}
        return {id_: one for id_, one in self.sessions.items() if one.open or id_ in kept}

    def to_plain(self) -> dict[str, Any]:
        """Return plain JSON values: a snapshot."""
        return {
            "schema": SNAPSHOT_VERSION,
            "sessions": [
                [id_, one.sort, one.begun, one.finished, one.discarded, one.ranges]
                for id_, one in self._choose_kept().items()
            ],
            "notes": self.notes,
            "said": self.said,
            "loose": self.loose,
            "newest": self.newest,
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Places:
        """Return the places of a snapshot; raises ValueError for one of another version."""
        if plain["schema"] != SNAPSHOT_VERSION:
            raise ValueError("another schema")
        return cls(
            sessions={id_: SessionPlaces(*rest) for id_, *rest in plain["sessions"]},
            notes={
                key: [(file, start) for file, start in places]
                for key, places in plain["notes"].items()
            },
            said=[(file, start) for file, start in plain["said"]],
            loose=[(file, start) for file, start in plain["loose"]],
            newest=plain["newest"],
            _known_until=plain["newest"],
        )
