"""Journals put together: the union of their lines by id. Bytes in, bytes out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from interview_cli.core.progress.lines.line_bytes import MARK, read_json
from interview_cli.core.progress.lines.line_check import is_sound, is_too_deep
from interview_cli.core.records import Line, choose_line

#: The version of the lines that this program can judge.
_VERSION = 1


@dataclass(slots=True)
class Counts:
    """What came of the lines of one source.

    ``known`` were there already, ``differing`` too, with other contents. ``damaged`` can't be
    read.
    """

    lines: int = 0
    new: int = 0
    known: int = 0
    differing: int = 0
    damaged: int = 0

    def forget_damaged(self) -> None:
        """Take the last one that couldn't be read for none: all that was in it could be had."""
        self.lines -= 1
        self.damaged -= 1


@dataclass(slots=True)
class Union:
    """The lines of one journal, and what others add to it.

    Of two lines with one id ``choose_line`` says which counts. A line that is here isn't
    written again for that: one that counts more comes beside it.
    """

    here: dict[str, int] = field(default_factory=dict)
    new: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    types: Counter[str] = field(default_factory=Counter)
    _doubled: set[tuple[str, int]] = field(default_factory=set)
    _rivals: dict[str, list[tuple[Counts, bytes]]] = field(default_factory=dict)

    def start_from(self, lines: Iterable[bytes]) -> None:
        """Take *lines* as those that are there already."""
        for raw in lines:
            if (line := read_line(raw)) is not None:
                key, content = _make_key(line), hash(_clean(raw))
                if self.here.setdefault(key, content) != content:
                    self._doubled.add((key, content))

    def add(self, raw: bytes, counts: Counts) -> bool:
        """Take a line of another journal, and count it; return whether it can be read."""
        counts.lines += 1
        line = read_line(raw)
        if line is None:
            counts.damaged += 1
            return False
        raw, key = _clean(raw), _make_key(line)
        if (same := self.here.get(key)) is not None:
            if same == hash(raw) or (key, hash(raw)) in self._doubled:
                counts.known += 1
            else:
                counts.differing += 1
                self._rivals.setdefault(key, []).append((counts, raw))
        elif (other := self.new.get(key)) is not None:
            if other[1] == raw:
                counts.known += 1
            else:
                counts.differing += 1
                if choose_line(json.loads(other[1]), line) is line:
                    self.new[key] = (line["at"], raw)
        else:
            counts.new += 1
            self._put(key, line, raw)
        return True

    @property
    def is_settled(self) -> bool:
        """Whether no line came that is here with other contents."""
        return not self._rivals

    def settle(self, lines: Iterable[bytes]) -> None:
        """Take those that came with other contents, and count more than the ones among *lines*.

        *lines* are again those that are there already.
        """
        ours: dict[str, Line] = {}
        for raw in lines:
            line = read_line(raw)
            if line is not None and (key := _make_key(line)) in self._rivals:
                ours[key] = line if key not in ours else choose_line(ours[key], line)
        for key, rivals in self._rivals.items():
            best = ours.get(key)  # none where it has gone in the meantime
            for counts, raw in rivals:
                line = json.loads(raw)
                if line == ours.get(key):  # written in another way
                    counts.differing -= 1
                    counts.known += 1
                if best is None or choose_line(best, line) is not best:
                    best = line
                    self._put(key, line, raw)
        self._rivals.clear()

    def _put(self, key: str, line: Line, raw: bytes) -> None:
        if key not in self.new:
            self.types[line["type"]] += 1
        self.new[key] = (line["at"], raw)

    @property
    def days(self) -> tuple[str, str] | None:
        """The first and the last day of the new lines, by UTC; None where there are none."""
        moments = sorted(at[:10] for at, _ in self.new.values())
        return (moments[0], moments[-1]) if moments else None

    def to_bytes(self) -> bytes:
        """Return the new lines, in the order of the journal, whatever order they came in."""
        ordered = sorted((at, id_, raw) for id_, (at, raw) in self.new.items())
        return b"".join(raw + b"\n" for _, _, raw in ordered)


def _clean(raw: bytes) -> bytes:
    return raw.strip().removeprefix(MARK)


def _make_key(line: Line) -> str:
    """Return what two lines must have in common for only one of them to count."""
    version = line.get("v")
    return str(line["id"]) if version == _VERSION else f"{line['id']} {version!r}"


def read_line(raw: bytes) -> Line | None:
    """Return the line of a journal in *raw*; None where it's damaged.

    One of a newer version is read too: what it means is for that version to say.
    """
    try:
        line = read_json(raw)
    except (ValueError, RecursionError):
        return None
    if not isinstance(line, dict):
        return None
    if not all(isinstance(line.get(name), str) for name in ("id", "at", "type")):
        return None
    return None if line.get("v") == _VERSION and (is_too_deep(line) or not is_sound(line)) else line
