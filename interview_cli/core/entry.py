"""A question in a catalogue."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """A question in a catalogue: all that choosing needs, and no more."""

    key: str  # pack:id
    level: str
    topic: str
    kind: str
    group: str | None
