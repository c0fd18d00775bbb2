"""Learning paths: which questions are on one, and how far a learner is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from interview_cli.core.entry import Entry
from interview_cli.core.known import Known
from interview_cli.core.question import Track


class Standing(NamedTuple):
    """How far one is on a track: questions whose last answer was right, of all on it.

    ``next`` is the topic of the first step that has a question never asked; None when
    every question was asked.
    """

    track: Track
    pack: str
    done: int
    of: int
    next: str | None


def standing(
    pack: str, track: Track, entries: Iterable[Entry], known: Mapping[str, Known]
) -> Standing:
    """Say how far one is on *track* of *pack*; *entries* may be of other packs too."""
    done, of, new = 0, 0, []
    for entry in entries:
        step = track.step(entry.level, entry.topic)
        if entry.key.partition(":")[0] != pack or step is None:
            continue
        of += 1
        if entry.key in known:
            done += known[entry.key].right
        else:
            new.append((step, entry.topic))
    return Standing(track, pack, done, of, min(new)[1] if new else None)
