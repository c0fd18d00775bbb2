"""Which questions a session asks, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from interview_cli.core.entry import Entry
from interview_cli.core.question import Track
from interview_cli.core.text import rank
from interview_cli.core.words import RECALL, within


@dataclass(frozen=True, slots=True)
class Filters:
    """What a learner asked for; several values of one field mean any of them."""

    levels: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()

    def matcher(
        self, tracks: Mapping[tuple[str, str], Track], *, quiz: bool = False
    ) -> Callable[[Entry], bool]:
        """Give the test for an entry; *tracks* are those known, by pack and id.

        With *quiz* only questions that have a quiz match.
        """
        followed = {at: track for at, track in tracks.items() if at[1] in self.tracks}

        def matches(entry: Entry) -> bool:
            if quiz and entry.kind == RECALL:
                return False
            if self.levels and entry.level not in self.levels:
                return False
            if self.kinds and entry.kind not in self.kinds:
                return False
            if self.topics and not any(within(entry.topic, t) for t in self.topics):
                return False
            if not self.packs and not self.tracks:
                return True
            pack = entry.key.partition(":")[0]
            if self.packs and pack not in self.packs:
                return False
            return not self.tracks or any(
                at[0] == pack and track.step(entry.level, entry.topic) is not None
                for at, track in followed.items()
            )

        return matches


class Seen(NamedTuple):
    """What the journal says of one question, as far as choosing needs it."""

    at: str  # when it was last answered: UTC, ISO 8601
    right: bool


def choose(
    entries: Iterable[Entry],
    seen: Mapping[str, Seen],
    count: int,
    *,
    seed: int,
    step: Callable[[Entry], int] | None = None,
) -> list[Entry]:
    """Choose up to *count* entries: never asked, then missed, then seen longest ago.

    This is the one place that a scheduler replaces. With *step*, which gives an
    entry's place on a track, what was missed behind one comes first, then what was
    never asked, in the order of the track. Ties are broken by a hash of *seed* and
    key, and of two entries of one pack's group only the first is taken.
    """

    def urgency(entry: Entry) -> tuple[int, int, str, bytes]:
        known = seen.get(entry.key)
        tie = rank(seed, entry.key)
        if known is None:
            return (1, step(entry), "", tie) if step else (0, 0, "", tie)
        if known.right:
            return (2, 0, known.at, tie)
        return (0 if step else 1, 0, known.at, tie)

    chosen: list[Entry] = []
    groups = set()
    for entry in sorted(entries, key=urgency):
        if entry.group:
            group = (entry.key.partition(":")[0], entry.group)
            if group in groups:
                continue
            groups.add(group)
        chosen.append(entry)
        if len(chosen) == count:
            break
    return chosen
