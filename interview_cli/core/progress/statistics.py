"""The learner's statistics: added up from the journal, and reported for a day.

``Statistics`` stays small for a million answers: a few numbers for each day, bin, kind and
question. Everything but the days counts only the first attempt of a session, which is what
updates the memory.

Log loss and Brier score are the usual ones of forecasts (Brier, 1950): the means of
``-ln`` of the chance that was given to what happened, and of its squared error
(https://doi.org/10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import log
from typing import Any, NamedTuple

from interview_cli.core.levels import LEVELS
from interview_cli.core.memory.rating import GUESS, SURE, UNSURE
from interview_cli.core.modes import MODES
from interview_cli.core.progress.progress import AnswerTimes, Progress, cap_seconds, median
from interview_cli.core.questions.entry import Entry
from interview_cli.core.records import (
    AGAIN,
    Line,
    Reviewed,
    Started,
    is_right,
    read_weight,
    select_countable,
)
from interview_cli.core.study_days import study_day_of

#: To be raised by one when the fold adds up differently, so that old snapshots are not used.
SNAPSHOT_VERSION = 2

#: The number of bins of equal width that predicted recall is sorted into.
BINS = 10

#: No prediction counts as surer than this: one answer could else make the loss infinite.
MAX_CHANCE = 0.999

#: How many past mock interviews are kept.
MAX_MOCKS = 200


class PastMock(NamedTuple):
    """A mock interview; ``score`` is the weighted sum over what was ``scored``, by weight too."""

    id: str
    at: str  # UTC, ISO 8601
    offset: int  # minutes from UTC where the learner was
    answered: int
    score: float
    scored: float


@dataclass(slots=True)
class Statistics:
    """The fold of the journal's lines, oldest first.

    Questions have the names of the journal; ``build_report`` puts in today's. A *prediction*
    is one of recall; it came true where the rating was any but Again.
    """

    days: dict[int, list[float]] = field(default_factory=dict)  # ordinal: [answers, seconds]
    #: Of each bin: how many, the sum of what was predicted, how many were recalled.
    bins: list[list[float]] = field(default_factory=lambda: [[0, 0.0, 0] for _ in range(BINS)])
    loss: list[float] = field(default_factory=lambda: [0.0, 0.0])  # sums: log loss, Brier score
    confidence: dict[int, list[int]] = field(default_factory=dict)  # 1 to 3: [right, wrong]
    times: AnswerTimes = field(default_factory=AnswerTimes)
    questions: dict[str, list[int]] = field(default_factory=dict)  # key: [asked, failed]
    mocks: dict[str, PastMock] = field(default_factory=dict)
    newest: str = ""  # the greatest id that was added up

    def add(self, lines: Iterable[Line], only: Container[str] | None = None) -> None:
        """Add up *lines*; of reviews those whose question is in *only*, where that is given.

        Lines that retract others, or grade them again, must come with these: raises
        RebuildNeeded where they don't.
        """
        ids, lines = select_countable(lines, complete=not self.newest)
        for line in lines:
            if line["type"] == Started.type:
                self._started(line)
            elif line["type"] == Reviewed.type and (only is None or line["question"] in only):
                self._reviewed(line)
        self.newest = max(ids | {self.newest})

    def _started(self, line: Line) -> None:
        if (mode := MODES.get(line["mode"])) and mode.answer_by == "explain":
            offset = line.get("offset") or 0
            self.mocks[line["id"]] = PastMock(line["id"], line["at"], offset, 0, 0.0, 0)

    def _reviewed(self, line: Line) -> None:
        seconds = cap_seconds(line["elapsed_ms"])
        day = self.days.setdefault(study_day_of(line["at"], line.get("offset") or 0), [0, 0.0])
        day[0] += 1
        day[1] += seconds
        if line["attempt"] != 1:
            return
        score, rating = line["score"], line["rating"]
        asked = self.questions.setdefault(line["question"], [0, 0])
        asked[0] += 1
        asked[1] += rating == AGAIN
        self.times.add(line["kind"], seconds)
        if (confidence := line.get("confidence")) is not None:
            self.confidence.setdefault(confidence, [0, 0])[not is_right(score, rating)] += 1
        predicted = line.get("predicted")
        if predicted is not None and 0 <= predicted <= 1:
            recalled = rating > AGAIN
            counts = self.bins[min(int(predicted * BINS), BINS - 1)]
            counts[:] = counts[0] + 1, counts[1] + predicted, counts[2] + recalled
            self.loss[0] += log_loss(predicted, recalled)
            self.loss[1] += (predicted - recalled) ** 2
        if mock := self.mocks.get(line.get("session") or ""):
            weight = 0.0 if score is None else read_weight(line)
            self.mocks[mock.id] = mock._replace(
                answered=mock.answered + 1,
                score=mock.score + weight * (score or 0.0),
                scored=mock.scored + weight,
            )

    def to_plain(self) -> dict[str, Any]:
        """Return plain JSON values: a snapshot."""
        return {
            "schema": SNAPSHOT_VERSION,
            "days": [[day, *counts] for day, counts in self.days.items()],
            "bins": self.bins,
            "loss": self.loss,
            "confidence": [[level, *counts] for level, counts in self.confidence.items()],
            "times": self.times.counts,
            "questions": self.questions,
            "mocks": sorted(self.mocks.values())[-MAX_MOCKS:],
            "newest": self.newest,
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Statistics:
        """Return the statistics of a snapshot; raises ValueError for one of another version."""
        if plain["schema"] != SNAPSHOT_VERSION:
            raise ValueError("another schema")
        return cls(
            days={day: counts for day, *counts in plain["days"]},
            bins=plain["bins"],
            loss=plain["loss"],
            confidence={level: counts for level, *counts in plain["confidence"]},
            times=AnswerTimes(plain["times"]),
            questions=plain["questions"],
            mocks={mock[0]: PastMock._make(mock) for mock in plain["mocks"]},
            newest=plain["newest"],
        )


def log_loss(predicted: float, recalled: bool) -> float:
    """Return the log loss of one prediction: ``-ln`` of the chance it gave to what happened."""
    chance = min(max(predicted, 1 - MAX_CHANCE), MAX_CHANCE)
    return -log(chance if recalled else 1 - chance)


#: The days that a report goes back and looks ahead, and the number of weakest questions.
YEAR, AHEAD, WEAKEST = 366, 14, 10

#: The fewest predictions whose calibration means something.
ENOUGH = 30


class ActiveDay(NamedTuple):
    """What was done on a study day: all answers, and the minutes for them."""

    day: date
    answers: int
    minutes: float


class MeanRecall(NamedTuple):
    """The mean ``recall`` expected now over the questions ``seen``; None where none was."""

    name: str  # of a topic or a level
    seen: int
    of: int
    recall: float | None


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
    """One of the questions that are least likely to be recalled now."""

    question: str
    topic: str
    recall: float
    asked: int
    failed: int
    due: date


class MockResult(NamedTuple):
    """A mock interview; the mean ``score`` is None where nothing was scored."""

    session: str
    at: str  # UTC, ISO 8601
    offset: int  # minutes from UTC where the learner was
    score: float | None
    answered: int


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
    everything: MeanRecall
    areas: tuple[MeanRecall, ...]
    topics: tuple[MeanRecall, ...]
    levels: tuple[MeanRecall, ...]
    load: tuple[DueCount, ...]
    calibration: Calibration
    confidence: tuple[ConfidenceCount, ...]
    times: tuple[KindTime, ...]
    weakest: tuple[WeakQuestion, ...]
    mocks: tuple[MockResult, ...]

    @property
    def sure_and_wrong(self) -> int:
        return sum(row.wrong for row in self.confidence if row.confidence == SURE)


def build_report(
    entries: Iterable[Entry],
    progress: Progress,
    statistics: Statistics,
    today: date,
    names: Mapping[str, str],
) -> Report:
    """Return the statistics of *entries* today; *names* has old names to today's."""
    entries, now = list(entries), today.toordinal()
    seen = {e.key: m for e in entries if (m := progress.memory(e.key)) is not None}
    recall = {key: progress.scheduler.recall(memory, now) for key, memory in seen.items()}
    due = {key: progress.scheduler.curve.due(memory) for key, memory in seen.items()}

    def means(name: Callable[[Entry], str], order: Iterable[str] = ()) -> tuple[MeanRecall, ...]:
        groups: dict[str, list[Entry]] = {}
        for entry in entries:
            groups.setdefault(name(entry), []).append(entry)
        named = [known for known in order if known in groups] or sorted(groups)
        return tuple(_mean_recall(name, groups[name], recall) for name in named)

    depth = _find_depth({entry.topic for entry in entries})
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
        everything=_mean_recall("", entries, recall),
        areas=means(lambda entry: "/".join(entry.topic.split("/")[:depth])),
        topics=means(lambda entry: entry.topic),
        levels=means(lambda entry: entry.level, LEVELS),
        load=_count_due(due.values(), today),
        calibration=_calibration(statistics),
        confidence=tuple(
            ConfidenceCount(level, *statistics.confidence.get(level, (0, 0)))
            for level in (SURE, UNSURE, GUESS)
        ),
        times=_list_times(statistics.times.counts),
        weakest=_weakest(entries, recall, due, _count_asked(statistics, names)),
        mocks=tuple(
            MockResult(m.id, m.at, m.offset, m.score / m.scored if m.scored else None, m.answered)
            for m in sorted(statistics.mocks.values(), key=lambda m: (m.at, m.id))
            if m.answered
        ),
    )


def _mean_recall(name: str, entries: list[Entry], recall: Mapping[str, float]) -> MeanRecall:
    known = [recall[entry.key] for entry in entries if entry.key in recall]
    mean = sum(known) / len(known) if known else None
    return MeanRecall(name, len(known), len(entries), mean)


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


def _count_asked(statistics: Statistics, names: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    """Return how often each question, by today's name, was asked and failed."""
    counts: dict[str, tuple[int, int]] = {}
    for old, (asked, failed) in statistics.questions.items():
        before = counts.get(key := names.get(old, old), (0, 0))
        counts[key] = (before[0] + asked, before[1] + failed)
    return counts


def _weakest(
    entries: Iterable[Entry],
    recall: Mapping[str, float],
    due: Mapping[str, int],
    asked: Mapping[str, tuple[int, int]],
) -> tuple[WeakQuestion, ...]:
    rows = (
        WeakQuestion(
            e.key, e.topic, recall[e.key], *asked.get(e.key, (0, 0)), date.fromordinal(due[e.key])
        )
        for e in entries
        if e.key in recall
    )
    return tuple(sorted(rows, key=lambda row: (row.recall, -row.failed, row.question))[:WEAKEST])
