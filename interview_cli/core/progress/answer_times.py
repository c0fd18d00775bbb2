"""How long the learner's answers took: by kind, and for flashcards question by question."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, zip_longest
from math import log, log2

#: Seconds for a question before any answers of the learner's.
DEFAULT_SECONDS = 30.0

#: From so many answers on, the learner's own median is taken.
MIN_ANSWERS = 10

#: Times are sorted into so many steps for each doubling: a median is within 2 % of its own.
_STEPS = 32


@dataclass(slots=True)
class AnswerTimes:
    """Answers by kind and by how long they took, in steps of a doubling (log histograms)."""

    counts: dict[str, list[int]] = field(default_factory=dict)
    _expected_seconds: dict[str, float] = field(default_factory=dict, compare=False, repr=False)

    def add_all(self, answers: Iterable[tuple[str, float]]) -> None:
        """Add answers, each by its kind and its seconds."""
        self._expected_seconds.clear()
        steps = [
            (kind, round(_STEPS * log2(seconds)) if seconds > 1 else 0) for kind, seconds in answers
        ]
        for (kind, step), times in Counter(steps).items():
            counts = self.counts.setdefault(kind, [])
            if step >= len(counts):
                counts += [0] * (step + 1 - len(counts))
            counts[step] += times

    def expected_seconds(self, kind: str) -> float:
        """Return the median seconds of a kind; of all kinds where it has too few answers."""
        if kind not in self._expected_seconds:
            every = [sum(at) for at in zip_longest(*self.counts.values(), fillvalue=0)]
            enough = (c for c in (self.counts.get(kind, ()), every) if sum(c) >= MIN_ANSWERS)
            self._expected_seconds[kind] = next(map(median, enough), DEFAULT_SECONDS)
        return self._expected_seconds[kind]


def median(counts: Sequence[int]) -> float:
    """Return the median seconds of *counts*, not all 0; of an even number the lower one."""
    sums = list(accumulate(counts))
    return float(2 ** (bisect_left(sums, (sums[-1] + 1) // 2) / _STEPS))


#: Below the one, in seconds, nobody has read anything; above the other the learner has gone away.
SHORTEST, LONGEST = 1.0, 300.0


@dataclass(slots=True)
class RecallTimes:
    """The times, as natural logarithms of seconds: of long times the mean isn't typical.

    ``first`` has that of the very first look at a question, where it was a flashcard; ``later``
    how many there were after it, and their sum.
    """

    first: dict[str, float] = field(default_factory=dict)
    later: dict[str, list[float]] = field(default_factory=dict)

    def add(self, key: str, seconds: float, *, first: bool) -> None:
        if seconds < SHORTEST:
            return
        time = log(min(seconds, LONGEST))
        if first:
            self.first[key] = time
        else:
            counts = self.later.setdefault(key, [0, 0.0])
            counts[0] += 1
            counts[1] += time
