"""The filters that choose questions: by level, topic, pack, kind and track."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview_cli.core.levels import RECALL, is_within
from interview_cli.core.questions.entry import Entry

if TYPE_CHECKING:
    from interview_cli.core.questions.question import Track


@dataclass(frozen=True, slots=True)
class Filters:
    """The questions to choose from; several values of one field mean any of them."""

    levels: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()

    def matcher(
        self, tracks: Mapping[tuple[str, str], Track], *, quiz: bool = False
    ) -> Callable[[Entry], bool]:
        """Return whether an entry matches, as a function; *tracks* are all, by pack and id.

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
            if self.topics and not any(is_within(entry.topic, t) for t in self.topics):
                return False
            if not self.packs and not self.tracks:
                return True
            if self.packs and entry.pack not in self.packs:
                return False
            return not self.tracks or any(
                at[0] == entry.pack and track.step(entry.level, entry.topic) is not None
                for at, track in followed.items()
            )

        return matches


def filter_entries(
    filters: Filters, entries: Iterable[Entry], tracks: Mapping[tuple[str, str], Track]
) -> list[Entry]:
    """Return the entries that match *filters*."""
    matches = filters.matcher(tracks)
    return [entry for entry in entries if matches(entry)]
