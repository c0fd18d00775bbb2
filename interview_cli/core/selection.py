"""Which questions a session asks, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING

from interview_cli.core.entry import Entry
from interview_cli.core.memory import Memory
from interview_cli.core.outlook import Outlook
from interview_cli.core.progress import Progress
from interview_cli.core.text import rank
from interview_cli.core.words import RECALL, within

if TYPE_CHECKING:
    from interview_cli.core.question import Track


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


def matching(
    filters: Filters, entries: Iterable[Entry], tracks: Mapping[tuple[str, str], Track]
) -> list[Entry]:
    """Give the entries that *filters* let through."""
    matches = filters.matcher(tracks)
    return [entry for entry in entries if matches(entry)]


#: How many days ahead an answer of today is to be remembered, where no date is set: what
#: is due is asked in the order of what that gains for its time.
HORIZON = 30


def choose(
    entries: Iterable[Entry],
    progress: Progress,
    count: int,
    *,
    seed: int,
    day: int,
    step: Callable[[Entry], int] | None = None,
    planned: Sequence[str] = (),
    ahead: bool = True,
) -> list[Entry]:
    """Choose up to *count* entries for the study *day*, an ordinal.

    What the plan says for today comes first, by its keys in *planned*; then what is due,
    in the order of what it is worth; what was never asked, in the order of a track where
    *step* gives an entry's place on it; and what is not due yet, nearest to being
    forgotten first. Without *ahead* the last are chosen only where there is nothing else.
    Ties are broken by a hash of *seed* and key. Of two entries of one pack's group only
    the first is taken, and after all others where one of the group was answered today.
    """
    known, scheduler = progress.known, progress.scheduler
    first = {key: place for place, key in enumerate(planned)}
    entries = list(entries)
    today = {
        _group(entry)
        for entry in entries
        if entry.group and entry.key in known and known[entry.key].day >= day
    }

    worth = _Worth(Outlook(scheduler.weights))

    def urgency(entry: Entry) -> tuple[bool, int, float]:
        key, memory = entry.key, progress.memory(entry.key)
        put_off = bool(today) and _group(entry) in today
        if key in first:
            return put_off, PLANNED, first[key]
        if memory is None:
            return put_off, NEW, step(entry) if step else 0
        if scheduler.curve.due(memory) > day:
            return put_off, AHEAD, scheduler.recall(memory, day + 1)
        return put_off, DUE, -worth.of(memory, day) / progress.seconds(key, entry.kind)

    urgent: dict[tuple[bool, int, float], list[Entry]] = {}
    for entry in entries:
        urgent.setdefault(urgency(entry), []).append(entry)
    if not ahead and any(how[1] != AHEAD for how in urgent):
        urgent = {how: alike for how, alike in urgent.items() if how[1] != AHEAD}
    chosen: list[Entry] = []
    groups = set()
    for entry in _ordered(urgent, seed):
        if entry.group:
            if _group(entry) in groups:
                continue
            groups.add(_group(entry))
        chosen.append(entry)
        if len(chosen) == count:
            break
    return chosen


def _ordered(urgent: dict[tuple[bool, int, float], list[Entry]], seed: int) -> Iterator[Entry]:
    for how in sorted(urgent):
        alike = urgent[how]
        yield from sorted(alike, key=lambda e: rank(seed, e.key)) if len(alike) > 1 else alike


class _Worth:
    """What a review today adds to the recall at the horizon, counted for memories alike.

    Stability and time are taken to an eighth of a doubling and difficulty to a half:
    counting each for itself would take longer than all the rest of a start.
    """

    def __init__(self, model: Outlook) -> None:
        self.model = model
        self._found: dict[tuple[int, int, int], float] = {}

    def of(self, memory: Memory, day: int) -> float:
        alike = (
            round(8 * log2(memory.stability)),
            round(2 * memory.difficulty),
            round(8 * log2(max(1, day - memory.day))),
        )
        if alike not in self._found:
            stability, difficulty, since = 2 ** (alike[0] / 8), alike[1] / 2, 2 ** (alike[2] / 8)
            self._found[alike] = self.model.gain(stability, difficulty, round(since), HORIZON)
        return self._found[alike]


#: How urgent a question is: what is planned for today comes before all others.
PLANNED, DUE, NEW, AHEAD = range(4)


def _group(entry: Entry) -> tuple[str, str] | None:
    return (entry.key.partition(":")[0], entry.group) if entry.group else None
