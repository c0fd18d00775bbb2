"""Which questions a mock interview asks, as an interviewer would.

A warm-up first, that is likely to go well; then breadth over the topics by weight; about
one in four was missed before. Depth is left to the follow-ups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from interview_cli.core.entry import Entry
from interview_cli.core.known import Known
from interview_cli.core.progress import Progress
from interview_cli.core.text import rank
from interview_cli.core.words import LEVELS

#: Every so many questions, one that was missed before is asked.
AGAIN_EVERY = 4


def interview(
    entries: Iterable[Entry],
    progress: Progress,
    count: int,
    *,
    seed: int,
    day: int,
    weight: Callable[[str], float] = lambda topic: 1.0,
) -> list[Entry]:
    """Choose up to *count* entries for the study *day*, in the order they are asked.

    *weight* is that of a topic: one with twice the weight comes up about twice as often.
    Ties are broken by a hash of *seed*. One of a group only.
    """
    pool = sorted(entries, key=lambda entry: rank(seed, entry.key))
    pool = [entry for entry in pool if weight(entry.topic) > 0]
    missed = [e for e in pool if (known := progress.known.get(e.key)) and not known.right]
    missed.sort(key=lambda entry: _recall(progress, entry, day))
    fresh = _broad(pool, progress, seed, weight)
    chosen: list[Entry] = []
    groups: set[tuple[str, str]] = set()

    def take(entries: list[Entry]) -> bool:
        while entries:
            entry = entries.pop(0)
            group = (entry.key.partition(":")[0], entry.group or "")
            if entry not in chosen and not (entry.group and group in groups):
                chosen.append(entry)
                groups.add(group)
                return True
        return False

    take(sorted(pool, key=lambda entry: _hard(entry, progress.known.get(entry.key))))
    while len(chosen) < count:
        again = len(chosen) % AGAIN_EVERY == AGAIN_EVERY - 1
        if not (take(missed) if again else take(fresh)) and not (take(fresh) or take(missed)):
            break
    return chosen


def _broad(
    pool: Sequence[Entry], progress: Progress, seed: int, weight: Callable[[str], float]
) -> list[Entry]:
    """Give the pool area by area in turn, those of more weight oftener; new ones first."""
    areas: dict[str, list[Entry]] = {}
    for entry in sorted(pool, key=lambda entry: _asked(progress.known.get(entry.key))):
        areas.setdefault(entry.topic.partition("/")[0], []).append(entry)
    # An area with many questions is a large one: it counts by the root of their number.
    share = {
        name: sum(weight(entry.topic) for entry in of) / len(of) ** 0.5
        for name, of in areas.items()
    }
    turns = dict.fromkeys(areas, 0.0)
    ordered: list[Entry] = []
    for _ in pool:
        open_ = [name for name, of in areas.items() if of]
        name = min(open_, key=lambda name: ((turns[name] + 1) / share[name], rank(seed, name)))
        turns[name] += 1
        ordered.append(areas[name].pop(0))
    return ordered


def _asked(known: Known | None) -> int:
    return known.asked if known else 0


def _recall(progress: Progress, entry: Entry, day: int) -> float:
    memory = progress.memory(entry.key)
    return progress.scheduler.recall(memory, day) if memory else 0.0


def _hard(entry: Entry, known: Known | None) -> tuple[int, float]:
    """Order by how hard a question is to this learner, as far as that is known."""
    share = known.times_right / known.asked if known else 0.5
    return LEVELS.index(entry.level), -share
