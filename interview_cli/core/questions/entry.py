"""A question in a catalogue."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """A question in a catalogue: what choosing needs, and where the rest lies."""

    key: str  # pack:id
    level: str
    topic: str
    kind: str
    group: str | None = None
    file: int = 0  # its place among the pack's files
    line: int = 1  # in that file, from 1
    offset: int = 0  # in the compiled pack, in bytes
    length: int = 0
    ask_seconds: int = 0  # to read, see ReadingTime; all 0 where that isn't known
    offer_seconds: int = 0
    answer_seconds: int = 0

    @property
    def pack(self) -> str:
        """The id of its pack."""
        return self.key.partition(":")[0]

    @property
    def pack_group(self) -> tuple[str, str] | None:
        """Its pack and group, of which one question is asked at a time; None without a group."""
        return (self.pack, self.group) if self.group else None
