"""The words of the statistics: what every way of showing them says, and lines for pipes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from interview_cli.core.memory.rating import GUESS, SURE, UNSURE
from interview_cli.core.progress import statistics
from interview_cli.core.progress.statistics import Calibration, MeanRecall, MockResult, Report
from interview_cli.core.safe_text import line as safe
from interview_cli.core.study_days import study_day
from interview_cli.terminal.rendering.wording import duration, local_time, percent

#: What page, screen and lines say where the journal is empty.
NOTHING = "Nothing answered yet. Begin with: interview quiz"

SURENESS = {SURE: "Sure", UNSURE: "Unsure", GUESS: "A guess"}

#: The headings, the same everywhere.
YEAR = "The last year"
RECALL = "Recall expected now"
LOAD = "Due in the next two weeks"
CALIBRATION = "Expected, and what happened"
CONFIDENCE = "How sure you were"
TIMES = "Time per question"
WEAKEST = "Weakest now"
MOCKS = "Mock interviews"


class Step(NamedTuple):
    """A step of the heat map's scale: answers a day from ``low`` on, and its words."""

    low: int
    words: str


def scale(report: Report) -> tuple[Step, ...]:
    """Return the four steps of answers a day: even ones, the last for the busiest days.

    One day in twenty may be beyond them, so that a single long one doesn't pale the rest.
    """
    counts = sorted(day.answers for day in report.days) or [1]
    wide = max(1, -(-counts[(len(counts) - 1) * 19 // 20] // 4))
    lows = [1 + wide * n for n in range(4)]
    words = [f"{low}-{low + wide - 1}" if wide > 1 else str(low) for low in lows[:3]]
    return tuple(map(Step, lows, [*words, f"{lows[3]} or more"]))


def months(report: Report) -> list[tuple[str, int, int]]:
    """Return each month of the last year with its answers, and the days that had some."""
    months: dict[str, list[int]] = {}
    for day in report.days:
        months.setdefault(f"{day.day:%B %Y}", []).append(day.answers)
    return [(month, sum(counts), len(counts)) for month, counts in months.items()]


def quantity(count: int, what: str) -> str:
    """Return how many: ``1 day``, ``1,204 answers``."""
    return f"{count:,} {what}{'s'[: count != 1]}"


def total(report: Report) -> str:
    return f"{quantity(report.answers, 'answer')} on {quantity(report.practised, 'day')}"


def streak(report: Report) -> str:
    return f"{quantity(report.streak, 'day')} in a row" if report.streak else "no streak now"


def seen_count(row: MeanRecall) -> str:
    return f"{row.seen} of {row.of} seen"


def rate(share: float | None, otherwise: str = "") -> str:
    """Return a share in per cent, *otherwise* where there is none."""
    return otherwise if share is None else percent(share)


def due_in_all(report: Report) -> str:
    questions = quantity(sum(load.due for load in report.load), "question")
    return f"{questions}, {report.load[0].due} today"


def short_date(day: date) -> str:
    """Return a day in short: ``21 Nov``."""
    return f"{day.day} {day:%b}"


def when_due(day: date, today: date) -> str:
    """Return when a question is due: ``due today``, ``due 24 Nov``, ``due since 9 Nov``."""
    if day == today:
        return "due today"
    year = f" {day.year}" if day.year != today.year else ""
    return f"due{' since' * (day < today)} {short_date(day)}{year}"


def failure_count(weak: statistics.WeakQuestion) -> str:
    return f"failed {weak.failed} of {weak.asked}"


def leech_advice(key: str, missed: int) -> str:
    """Return what to do about a question, or its follow-up, that was missed so often."""
    question = key.partition("/")[0]
    return (
        f"{key} has been missed {missed} times. Put it in your own words (interview edit "
        f"{question}), write down what trips you up (interview note {question} WORDS), or leave "
        f"it out for now (interview suspend {question})"
    )


def median(time: statistics.KindTime) -> str:
    return duration(time.seconds * 1000)


def too_few(calibration: Calibration) -> str:
    """Return that nothing can be read off so few predictions; nothing where there are enough."""
    if calibration.enough:
        return ""
    answers = calibration.answers
    repeated = quantity(answers, "repeated answer") if answers else "no repeated answers"
    return f"Not enough data yet: {repeated} so far, and this needs about {statistics.ENOUGH}."


def losses(calibration: Calibration) -> str:
    """Return how good the predictions were, and what a constant forecast would have been."""
    _, _, happened, loss, brier, base_loss, base_brier = calibration
    if loss is None or base_loss is None or happened is None:
        return ""
    return (
        f"Log loss {loss:.3f}, Brier score {brier:.3f}; always saying {percent(happened)} would "
        f"give {base_loss:.3f} and {base_brier:.3f}. Lower is better: the predictions are "
        f"{'' if loss < base_loss else 'no '}better than that."
    )


def mock_day(mock: MockResult) -> date:
    return study_day(local_time(mock.at, mock.offset))


def dated(mock: MockResult) -> str:
    """Return the day of a mock interview: ``21 Nov 2026``."""
    day = mock_day(mock)
    return f"{short_date(day)} {day.year}"


def right_share(row: statistics.ConfidenceCount) -> float | None:
    answers = row.right + row.wrong
    return row.right / answers if answers else None


def has_confidence(report: Report) -> bool:
    """Whether the learner ever said how sure they were."""
    return any(row.right + row.wrong for row in report.confidence)


class Predicted(NamedTuple):
    """The answers whose recall was predicted from ``low`` to ``high``, and what happened."""

    low: float
    high: float
    predicted: float
    happened: float
    answers: int


def predictions(calibration: Calibration) -> list[Predicted]:
    return [
        Predicted(row.low, row.high, row.predicted, row.happened, row.answers)
        for row in calibration.bins
        if row.predicted is not None and row.happened is not None
    ]


def lines(report: Report) -> Iterator[str]:
    """Return all of it in words and numbers, a fact a line."""
    today, everything = report.today, report.everything
    yield f"Statistics, {today.day} {today:%B %Y}."
    if not report.answers:
        yield NOTHING
        return
    yield f"{total(report)}. {streak(report).capitalize()}."
    if report.days:
        yield f"{YEAR}, by month:"
    for month, answers, days in months(report):
        yield f"{month}: {quantity(answers, 'answer')} on {quantity(days, 'day')}"
    yield f"{RECALL}: {rate(everything.recall, 'nothing')}, {seen_count(everything)}."
    for row in (*report.levels, *report.areas):
        yield f"{safe(row.name)}: {', '.join(filter(None, (rate(row.recall), seen_count(row))))}"
    yield f"{LOAD}: {due_in_all(report)}."
    yield from (f"{load.day:%A} {short_date(load.day)}: {load.due}" for load in report.load[1:])
    yield f"{CALIBRATION}:"
    yield from _calibration(report.calibration)
    if has_confidence(report):
        yield f"{CONFIDENCE}:"
        for sureness in report.confidence:
            name = SURENESS[sureness.confidence]
            yield f"{name}: {sureness.right} right, {sureness.wrong} wrong"
        yield f"Sure and wrong: {report.sure_and_wrong}"
    if report.times:
        yield f"{TIMES}, median:"
    for time in report.times:
        yield f"{safe(time.kind)}: {median(time)}, {quantity(time.answers, 'answer')}"
    if report.weakest:
        yield f"{WEAKEST}:"
    for weak in report.weakest:
        failed, due = failure_count(weak), when_due(weak.due, today)
        recall = percent(weak.recall)
        yield f"{safe(weak.question)} ({safe(weak.topic)}): {recall}, {failed}, {due}"
    if report.mocks:
        yield f"{MOCKS}:"
    for mock in report.mocks:
        questions = quantity(mock.answered, "question")
        yield f"{dated(mock)}: {rate(mock.score, 'no score')}, {questions}"


def _calibration(calibration: Calibration) -> Iterator[str]:
    if few := too_few(calibration):
        yield few
        return
    for row in predictions(calibration):
        yield (
            f"{round(row.low * 100)} to {percent(row.high)}: expected "
            f"{percent(row.predicted)}, recalled {percent(row.happened)} of {row.answers}"
        )
    yield losses(calibration)


def to_json(report: Report) -> dict[str, Any]:
    """Return all of it as plain values, for ``--json``."""

    def rounded(number: float | None) -> float | None:
        return None if number is None else round(number, 4)

    def recall(row: MeanRecall, **name: str) -> dict[str, Any]:
        return {**name, "seen": row.seen, "of": row.of, "recall": rounded(row.recall)}

    known = report.calibration
    losses = ("log_loss", "brier", "base_log_loss", "base_brier")
    bins = ("from", "to", "count", "predicted", "happened")
    return {
        "today": str(report.today),
        "total": {"answers": report.answers, "days": report.practised},
        "days": [day._asdict() | {"day": str(day.day)} for day in report.days],
        "streak": report.streak,
        "recall": {
            **recall(report.everything),
            "topics": [recall(row, topic=row.name) for row in report.topics],
            "levels": [recall(row, level=row.name) for row in report.levels],
        },
        "load": [load._asdict() | {"day": str(load.day)} for load in report.load],
        "calibration": {
            "bins": [dict(zip(bins, map(rounded, row), strict=True)) for row in known.bins],
            "count": known.answers,
            **{name: rounded(getattr(known, name)) for name in losses},
        },
        "confidence": [row._asdict() for row in report.confidence],
        "sure_and_wrong": report.sure_and_wrong,
        "times": [
            {"kind": time.kind, "median_seconds": time.seconds, "count": time.answers}
            for time in report.times
        ],
        "weakest": [
            weak._asdict() | {"recall": rounded(weak.recall), "due": str(weak.due)}
            for weak in report.weakest
        ],
        "mocks": [
            {
                "session": mock.session,
                "at": mock.at,
                "score": rounded(mock.score),
                "answered": mock.answered,
            }
            for mock in report.mocks
        ],
    }
