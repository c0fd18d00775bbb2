"""Journals put together: the union of their lines by id. Bytes in, bytes out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from interview_cli.core.progress.line_check import is_sound, is_too_deep

#: A longer line is damage: no answer is as long.
LONGEST_LINE = 1_000_000

#: The version of the lines that this program can judge.
_VERSION = 1


@dataclass(slots=True)
class Counts:
    """What came of the lines of one source.

    ``known`` were there already, ``differing`` too, with other contents: those stay as they
    are. ``damaged`` can't be read.
    """

    lines: int = 0
    new: int = 0
    known: int = 0
    differing: int = 0
    damaged: int = 0


@dataclass(slots=True)
class Union:
    """The lines of one journal, and what others add to it."""

    here: dict[str, int] = field(default_factory=dict)
    new: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    types: Counter[str] = field(default_factory=Counter)

    def start_from(self, lines: Iterable[bytes]) -> None:
        """Take *lines* as those that are there already."""
        for raw in lines:
            if (line := read_line(raw)) is not None:
                self.here[line["id"]] = hash(raw.strip())

    def add(self, raw: bytes, counts: Counts) -> bool:
        """Take a line of another journal, and count it; return whether it can be read."""
        counts.lines += 1
        line = read_line(raw)
        if line is None:
            counts.damaged += 1
            return False
        raw, id_ = raw.strip(), line["id"]
        if (same := self.here.get(id_)) is not None:
            if same == hash(raw):
                counts.known += 1
            else:
                counts.differing += 1
        elif (other := self.new.get(id_)) is not None:
            if other[1] == raw:
                counts.known += 1
            else:  # of two the same one, whichever came first
                counts.differing += 1
                self.new[id_] = min(other, (line["at"], raw))
        else:
            counts.new += 1
            self.types[line["type"]] += 1
            self.new[id_] = (line["at"], raw)
        return True

    @property
    def days(self) -> tuple[str, str] | None:
        """The first and the last day of the new lines, by UTC; None where there are none."""
        moments = sorted(at[:10] for at, _ in self.new.values())
        return (moments[0], moments[-1]) if moments else None

    def to_bytes(self) -> bytes:
        """Return the new lines, in the order of the journal, whatever order they came in."""
        ordered = sorted((at, id_, raw) for id_, (at, raw) in self.new.items())
        return b"".join(raw + b"\n" for _, _, raw in ordered)


def read_line(raw: bytes) -> dict[str, Any] | None:
    """Return the line of a journal in *raw*; None where it's damaged.

    One of a newer version is read too: what it means is for that version to say.
    """
    if len(raw) > LONGEST_LINE:
        return None
    try:
        line = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    if not isinstance(line, dict):
        return None
    if not all(isinstance(line.get(name), str) for name in ("id", "at", "type")):
        return None
    return None if line.get("v") == _VERSION and (is_too_deep(line) or not is_sound(line)) else line
