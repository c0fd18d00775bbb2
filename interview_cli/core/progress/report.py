"""What ``interview stats`` shows on a day: how well one answers, what's weak, what's due.

What was right first time says how well one does; the recall that is expected says how much
of it is still there. That is the recall of tomorrow: today's is near 1 for whatever was
answered today, even for what was wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from interview_cli.core.levels import LEVELS
from interview_cli.core.memory.rating import GUESS, SURE, UNSURE
from interview_cli.core.progress.answer_times import median
from interview_cli.core.progress.progress import Progress, QuestionHistory
from interview_cli.core.progress.statistics import BINS, Statistics, log_loss
from interview_cli.core.progress.weak_spots import (
    FirstTimes,
    WeakSpot,
    count_first_times,
    find_weak_spots,
    with_follow_ups,
)
from interview_cli.core.questions.entry import Entry

#: The days that a report goes back and looks ahead, and how many weak spots it names.
YEAR, AHEAD, NAMED = 366, 14, 10

#: The fewest predictions whose calibration means something.
ENOUGH = 30


class ActiveDay(NamedTuple):
    """What was done on a study day: all answers, and the minutes for them."""

    day: date
    answers: int
    minutes: float


class Standing(NamedTuple):
    """How a topic or level stands.

    ``first_times`` are the tries of the last 30 days, ``recall`` is the mean that is expected
    tomorrow over the questions ``seen``; None where none was.
    """

    name: str
    seen: int
    of: int
    recall: float | None
    first_times: FirstTimes = FirstTimes()


class DueCount(NamedTuple):
    """How many questions become due on a day; on the first also those overdue."""

    day: date
    due: int


class Bin(NamedTuple):
    """Answers with a prediction between ``low`` and ``high``: its mean, the share recalled."""

    low: float
    high: float
    answers: int
    predicted: float | None
    happened: float | None


class Calibration(NamedTuple):
    """How well predicted recall matched what happened.

    The last two are those of always predicting the share that was recalled in the end:
    a forecast that does better tells questions apart.
    """

    bins: tuple[Bin, ...]
    answers: int
    happened: float | None
    log_loss: float | None
    brier: float | None
    base_log_loss: float | None
    base_brier: float | None

    @property
    def enough(self) -> bool:
        return self.answers >= ENOUGH


class ConfidenceCount(NamedTuple):
    """How many answers were right and wrong of those given with one confidence."""

    confidence: int
    right: int
    wrong: int


class KindTime(NamedTuple):
    """The median seconds that a kind of question takes."""

    kind: str
    seconds: float
    answers: int


class WeakQuestion(NamedTuple):
    """A weak spot, with the ``recall`` expected tomorrow and how often it was ``asked`` in all."""

    spot: WeakSpot
    recall: float
    asked: int
    due: date


class MockResult(NamedTuple):
    """A mock interview; the mean ``score`` is None where nothing was scored."""

    session: str
    at: str  # UTC, ISO 8601
    offset: int  # minutes from UTC where the learner was
    score: float | None
    answered: int


class Outlook(NamedTuple):
    """The recall expected on the day of the interview: by the plan, and by due dates alone."""

    on: date
    planned: float
    without: float


class Goal(NamedTuple):
    """How many questions of today's plan are done."""

    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Report:
    """The statistics on the study day ``today``.

    ``days`` are those of the last 366 with answers, ``answers`` and ``practised`` the
    totals of all time. ``areas`` are the topics by their first part, or by as many as
    tell them apart.
    """

    today: date
    answers: int
    practised: int  # days
    streak: int  # days
    days: tuple[ActiveDay, ...]
    everything: Standing
    areas: tuple[Standing, ...]
    topics: tuple[Standing, ...]
    levels: tuple[Standing, ...]
    load: tuple[DueCount, ...]
    calibration: Calibration
    confidence: tuple[ConfidenceCount, ...]
    times: tuple[KindTime, ...]
    weak_spots: int
    weakest: tuple[WeakQuestion, ...]
    leeches: tuple[WeakQuestion, ...]
    suspended: int
    mocks: tuple[MockResult, ...]
    outlook: Outlook | None = None
    goal: Goal | None = None

    @property
    def sure_and_wrong(self) -> int:
        return sum(row.wrong for row in self.confidence if row.confidence == SURE)


def build_report(
    entries: Iterable[Entry],
    progress: Progress,
    statistics: Statistics,
    today: date,
    *,
    outlook: Outlook | None = None,
    goal: Goal | None = None,
) -> Report:
    """Return the statistics of *entries* today."""
    entries, now = list(entries), today.toordinal()
    seen = {e.key: m for e in entries if (m := progress.memory(e.key)) is not None}
    recall = {key: progress.scheduler.recall(memory, now + 1) for key, memory in seen.items()}
    due = {key: progress.scheduler.curve.due(memory) for key, memory in seen.items()}
    tries = with_follow_ups(entries, progress.known)

    def stand(name: str, of: Sequence[Entry]) -> Standing:
        histories = (known for entry in of for _, known in tries[entry])
        first_times = count_first_times(histories, now)
        known = [recall[entry.key] for entry in of if entry.key in recall]
        mean = sum(known) / len(known) if known else None
        return Standing(name, len(known), len(of), mean, first_times)

    def by(name: Callable[[Entry], str], order: Iterable[str] = ()) -> tuple[Standing, ...]:
        groups: dict[str, list[Entry]] = {}
        for entry in entries:
            groups.setdefault(name(entry), []).append(entry)
        named = [known for known in order if known in groups] or sorted(groups)
        return tuple(stand(name, groups[name]) for name in named)

    depth = _find_depth({entry.topic for entry in entries})
    awake = progress.without_suspended(entries, now)
    weak = [_weak(spot, progress, now) for spot in find_weak_spots(awake, progress)]
    return Report(
        today=today,
        answers=int(sum(answers for answers, _ in statistics.days.values())),
        practised=len(statistics.days),
        streak=_count_streak(statistics.days, now),
        days=tuple(
            ActiveDay(date.fromordinal(day), int(answers), round(seconds / 60, 1))
            for day, (answers, seconds) in sorted(statistics.days.items())
            if now - YEAR < day <= now
        ),
        everything=stand("", entries),
        areas=by(lambda entry: "/".join(entry.topic.split("/")[:depth])),
        topics=by(lambda entry: entry.topic),
        levels=by(lambda entry: entry.level, LEVELS),
        load=_count_due((due[entry.key] for entry in awake if entry.key in due), today),
        calibration=_calibration(statistics),
        confidence=tuple(
            ConfidenceCount(level, *statistics.confidence.get(level, (0, 0)))
            for level in (SURE, UNSURE, GUESS)
        ),
        times=_list_times(statistics.times.counts),
        weak_spots=len(weak),
        weakest=tuple(weak[:NAMED]),
        leeches=tuple(row for row in weak if row.spot.is_leech),
        suspended=len(entries) - len(awake),
        mocks=tuple(
            MockResult(m.id, m.at, m.offset, m.score / m.scored if m.scored else None, m.answered)
            for m in sorted(statistics.mocks.values(), key=lambda m: (m.at, m.id))
            if m.answered
        ),
        outlook=outlook,
        goal=goal,
    )


def _weak(spot: WeakSpot, progress: Progress, now: int) -> WeakQuestion:
    known: QuestionHistory = progress.known[spot.question]
    return WeakQuestion(
        spot,
        progress.scheduler.recall(known.memory, now + 1),
        known.asked,
        date.fromordinal(progress.scheduler.curve.due(known.memory)),
    )


def _find_depth(topics: set[str]) -> int:
    """Return how many parts of a topic tell topics apart: 1, or more where all begin alike."""
    depth = 1
    while len(topics) > 1 and len({tuple(topic.split("/")[:depth]) for topic in topics}) == 1:
        depth += 1
    return depth


def _count_streak(days: Mapping[int, object], now: int) -> int:
    """Return the days in a row up to today, or to yesterday while today has no answer yet."""
    last = now if now in days else now - 1
    first = last
    while first in days:
        first -= 1
    return last - first


def _count_due(due: Iterable[int], today: date) -> tuple[DueCount, ...]:
    counts = Counter(max(0, day - today.toordinal()) for day in due)
    return tuple(DueCount(today + timedelta(days=n), counts[n]) for n in range(AHEAD))


def _list_times(times: Mapping[str, list[int]]) -> tuple[KindTime, ...]:
    rows = (KindTime(kind, round(median(counts), 1), sum(counts)) for kind, counts in times.items())
    return tuple(sorted(rows, key=lambda row: (-row.seconds, row.kind)))


def _calibration(statistics: Statistics) -> Calibration:
    bins = tuple(
        Bin(n / BINS, (n + 1) / BINS, int(count), predicted / count, recalled / count)
        if count
        else Bin(n / BINS, (n + 1) / BINS, 0, None, None)
        for n, (count, predicted, recalled) in enumerate(statistics.bins)
    )
    count = sum(b.answers for b in bins)
    if not count:
        return Calibration(bins, 0, None, None, None, None, None)
    rate = sum(recalled for *_, recalled in statistics.bins) / count
    return Calibration(
        bins,
        count,
        rate,
        statistics.loss[0] / count,
        statistics.loss[1] / count,
        rate * log_loss(rate, True) + (1 - rate) * log_loss(rate, False),
        rate * (1 - rate),
    )
