"""The learner's own times for flashcards, question by question."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log

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
