"""How long answers take, by kind: counts that give a median however many there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import zip_longest
from math import log2

#: Seconds for a question before anything is known of the learner's pace.
USUAL = 30.0

#: From so many answers on, the learner's own median is taken.
ENOUGH = 10

#: The steps of the counts: so many for each doubling of the time, so within 5 %.
_STEPS = 8


@dataclass(slots=True)
class Pace:
    """Answers by kind and by how long they took, in steps of an eighth of a doubling."""

    counts: dict[str, list[int]] = field(default_factory=dict)

    def add(self, kind: str, seconds: float) -> None:
        step = round(_STEPS * log2(max(1.0, seconds)))
        counts = self.counts.setdefault(kind, [])
        counts += [0] * (step + 1 - len(counts))
        counts[step] += 1

    def median(self, kind: str) -> float:
        """Give the median seconds of a kind; of all kinds where it was hardly asked."""
        for counts in (self.counts.get(kind, []), _summed(self.counts.values())):
            if (total := sum(counts)) >= ENOUGH:
                left = (total + 1) // 2
                for step, count in enumerate(counts):
                    left -= count
                    if left <= 0:
                        return float(2 ** (step / _STEPS))
        return USUAL


def _summed(rows: Iterable[list[int]]) -> list[int]:
    return [sum(at) for at in zip_longest(*rows, fillvalue=0)]
