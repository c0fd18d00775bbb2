"""The learner's past with a question, a session, a day and a track: the parts of ``Progress``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_cli.core.memory.model import Memory

if TYPE_CHECKING:
    from interview_cli.core.questions.entry import Entry
    from interview_cli.core.questions.question import Track


class Known(NamedTuple):
    """What happened to one question: its last first attempt of a session, and counts.

    The last three are its memory.
    """

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
class Sitting:
    """A past session in short; ``score`` is the sum over the ``scored`` answers.

    ``unrated`` is how many of the answers only the learner could rate, and did not: they
    are neither right nor wrong.
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
class Day:
    """What was done on a study day, an ordinal: questions answered, and the time for all."""

    day: int = 0
    answered: int = 0
    seconds: float = 0.0


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
    """Return how far one is on *track* of *pack*; *entries* may be of other packs too."""
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
    return Standing(track, pack, done, of, min(new)[1] if new else None)
