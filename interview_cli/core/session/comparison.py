"""A mock interview against the last one of the same kind: by topic, and by repeated point."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from interview_cli.core.progress.progress import PastSession
from interview_cli.core.scoring.result import HIT

#: What a session keeps beside its filters that doesn't make it another kind of interview.
_ASIDE = frozenset(["settings", "save", "coach", "no_ai", "spoken"])


class Judged(NamedTuple):
    """What an interview was judged by: the mean of each topic, and the state of each point.

    A point is named by its question and what it says; with its state comes the number of
    the answer.
    """

    topics: Mapping[str, float]
    points: Mapping[tuple[str, str], tuple[int, str]]


class TopicChange(NamedTuple):
    """The mean scores of a topic that both interviews asked about, from 0 to 1."""

    name: str
    before: float
    now: float


class RepeatedPoint(NamedTuple):
    """A key point that both interviews asked for, with its states; *number* is the answer's."""

    number: int
    key: str
    says: str
    before: str
    now: str

    @property
    def gained(self) -> bool:
        return self.now == HIT and self.before != HIT

    @property
    def lost(self) -> bool:
        return self.now != HIT and self.before == HIT

    @property
    def missed_again(self) -> bool:
        return self.now != HIT and self.before != HIT


class Comparison(NamedTuple):
    """What changed since the interview before, which had this ``score``."""

    past: PastSession
    score: float
    topics: tuple[TopicChange, ...]
    points: tuple[RepeatedPoint, ...]


def compare(past: PastSession, score: float, before: Judged, now: Judged) -> Comparison:
    both = [name for name in now.topics if name in before.topics]
    return Comparison(
        past,
        score,
        tuple(TopicChange(name, before.topics[name], now.topics[name]) for name in both),
        tuple(
            RepeatedPoint(number, *name, before.points[name][1], state)
            for name, (number, state) in now.points.items()
            if name in before.points
        ),
    )


def find_earlier(
    past_sessions: Iterable[PastSession], mode: str, filters: Mapping[str, Any], before: str
) -> PastSession | None:
    """Return the last finished session of this mode and these filters *before* the one named.

    One without a score is passed over; how long it lasted doesn't matter.
    """
    kind = _kind(filters)
    alike = (
        past
        for past in past_sessions
        if past.id < before
        and past.mode == mode
        and past.finished
        and past.scored
        and _kind(past.filters) == kind
    )
    return max(alike, default=None)


def _kind(filters: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in filters.items() if value and name not in _ASIDE}
