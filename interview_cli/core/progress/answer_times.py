"""How long answers take, by kind: counts that give a median however many there are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, zip_longest
from math import log2

#: Seconds for a question before any answers of the learner's.
DEFAULT_SECONDS = 30.0

#: From so many answers on, the learner's own median is taken.
MIN_ANSWERS = 10

#: No answer counts for more seconds: whoever takes longer has gone away.
MAX_SECONDS = 600.0

#: Times are sorted into so many steps for each doubling: a median is within 2 % of its own.
_STEPS = 32


@dataclass(slots=True)
class AnswerTimes:
    """Answers by kind and by how long they took, in steps of a doubling (log histograms)."""

    counts: dict[str, list[int]] = field(default_factory=dict)
    _expected_seconds: dict[str, float] = field(default_factory=dict, compare=False, repr=False)

    def add(self, kind: str, seconds: float) -> None:
        """Count an answer of a kind."""
        step = round(_STEPS * log2(seconds)) if seconds > 1 else 0
        counts = self.counts.setdefault(kind, [])
        if step >= len(counts):
            counts += [0] * (step + 1 - len(counts))
        counts[step] += 1
        if self._expected_seconds:
            self._expected_seconds.clear()

    def expected_seconds(self, kind: str) -> float:
        """Return the median seconds of a kind; of all kinds where it was hardly asked."""
        if kind not in self._expected_seconds:
            self._expected_seconds[kind] = self._median(kind)
        return self._expected_seconds[kind]

    def _median(self, kind: str) -> float:
        every = [sum(at) for at in zip_longest(*self.counts.values(), fillvalue=0)]
        for counts in (self.counts.get(kind, ()), every):
            if sum(counts) >= MIN_ANSWERS:
                return median(counts)
        return DEFAULT_SECONDS


def median(counts: Sequence[int]) -> float:
    """Return the median seconds of *counts*, not all 0; of two the shorter."""
    sums = list(accumulate(counts))
    return float(2 ** (bisect_left(sums, (sums[-1] + 1) // 2) / _STEPS))


def cap_seconds(elapsed_ms: float) -> float:
    """Return the seconds that an answer counts for, at most MAX_SECONDS."""
    return min(max(0.0, elapsed_ms / 1000), MAX_SECONDS)
