"""The learner's past with a question, a session, a day and a track: the parts of ``Progress``."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, zip_longest
from math import log2
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_cli.core.memory.scheduler import Memory

if TYPE_CHECKING:  # a start that asks nothing loads no questions
    from interview_cli.core.questions.entry import Entry
    from interview_cli.core.questions.question import Track


class QuestionHistory(NamedTuple):
    """What is known of one question: its latest first attempt of a session, counts, its memory."""

    right: bool
    fingerprint: str
    kind: str
    asked: int
    times_right: int
    seconds: float  # spent on all of them
    stability: float
    difficulty: float
    day: int

    @property
    def memory(self) -> Memory:
        return Memory(self.stability, self.difficulty, self.day)


@dataclass(slots=True, order=True)
class PastSession:
    """A past session; ``score`` is the sum over the ``scored`` answers.

    ``unrated`` answers are neither right nor wrong: only the learner could rate them, and
    did not.
    """

    id: str
    at: str  # UTC, ISO 8601
    offset: int  # minutes from UTC where the learner was
    mode: str
    filters: dict[str, Any]
    size: int
    answered: int
    right: int
    score: float
    scored: int
    finished: bool
    unrated: int = 0

    @property
    def rated(self) -> int:
        """How many answers are right or wrong."""
        return self.answered - self.unrated


@dataclass(slots=True)
class DayTotal:
    """What was done on a study day, an ordinal: questions answered, and seconds for them."""

    day: int = 0
    answered: int = 0
    seconds: float = 0.0


class TrackProgress(NamedTuple):
    """Progress on a track: questions whose last answer was right, of all on it.

    ``next`` is the topic of the first step that has a question never asked, None without one.
    """

    track: Track
    pack: str
    done: int
    of: int
    next: str | None


def measure_track(
    pack: str, track: Track, entries: Iterable[Entry], known: Mapping[str, QuestionHistory]
) -> TrackProgress:
    """Return the progress on *track* of *pack*; *entries* may be of other packs too."""
    done, of, new = 0, 0, []
    for entry in entries:
        step = track.step(entry.level, entry.topic)
        if entry.pack != pack or step is None:
            continue
        of += 1
        if entry.key in known:
            done += known[entry.key].right
        else:
            new.append((step, entry.topic))
    return TrackProgress(track, pack, done, of, min(new)[1] if new else None)


#: Seconds for a question before any answers of the learner's.
DEFAULT_SECONDS = 30.0

#: From so many answers on, the learner's own median is taken.
MIN_ANSWERS = 10

#: No answer counts for more seconds: the learner has gone away.
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
        """Return the median seconds of a kind; of all kinds where it has too few answers."""
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
    """Return the median seconds of *counts*, not all 0; of an even number the lower one."""
    sums = list(accumulate(counts))
    return float(2 ** (bisect_left(sums, (sums[-1] + 1) // 2) / _STEPS))


def cap_seconds(elapsed_ms: float) -> float:
    """Return the seconds that an answer counts for, at most MAX_SECONDS."""
    return min(max(0.0, elapsed_ms / 1000), MAX_SECONDS)
