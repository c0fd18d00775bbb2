"""The words of the statistics: what every way of showing them says, and lines for pipes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from interview_cli.core.memory.rating import GUESS, SURE, UNSURE
from interview_cli.core.progress.statistics import (
    ENOUGH,
    Calibration,
    MeanRecall,
    MockResult,
    Report,
)
from interview_cli.core.safe_text import line as safe
from interview_cli.core.study_days import study_day
from interview_cli.terminal.rendering.wording import local, percent

#: What page, screen and lines say where the journal is empty.
NOTHING = "Nothing answered yet. Begin with: interview quiz"

#: How confidence is said.
SURENESS = {SURE: "sure", UNSURE: "unsure", GUESS: "a guess"}

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


def scale(told: Report) -> tuple[Step, ...]:
    """Return the four steps of answers a day: even ones, the last for the busiest days.

    One day in twenty may be beyond them, so that a single long one doesn't pale the rest.
    """
    counts = sorted(day.answers for day in told.days) or [1]
    wide = max(1, -(-counts[(len(counts) - 1) * 19 // 20] // 4))
    lows = [1 + wide * n for n in range(4)]
    words = [f"{low}-{low + wide - 1}" if wide > 1 else str(low) for low in lows[:3]]
    return tuple(map(Step, lows, [*words, f"{lows[3]} or more"]))


def months(told: Report) -> list[tuple[str, int, int]]:
    """Return each month of the last year with its answers, and the days that had some."""
    every: dict[str, list[int]] = {}
    for day in told.days:
        every.setdefault(f"{day.day:%B %Y}", []).append(day.answers)
    return [(month, sum(counts), len(counts)) for month, counts in every.items()]


def counted(count: int, what: str) -> str:
    """Return how many: ``1 day``, ``1,204 answers``."""
    return f"{count:,} {what}{'s'[: count != 1]}"


def total(told: Report) -> str:
    return f"{counted(told.answers, 'answer')} on {counted(told.practised, 'day')}"


def streak(told: Report) -> str:
    return f"{counted(told.streak, 'day')} in a row" if told.streak else "no streak now"


def seen(row: MeanRecall) -> str:
    return f"{row.seen} of {row.of} seen"


def recall(row: MeanRecall) -> str:
    return "" if row.recall is None else percent(row.recall)


def due_in_all(told: Report) -> str:
    return f"{counted(sum(load.due for load in told.load), 'question')}, {told.load[0].due} today"


def short(day: date) -> str:
    """Return a day in short: ``21 Nov``."""
    return f"{day.day} {day:%b}"


def when_due(day: date, today: date) -> str:
    """Return when a question is due: ``due today``, ``due 24 Nov``, ``due since 9 Nov``."""
    if day == today:
        return "due today"
    return f"due{' since' * (day < today)} {short(day)}" + f" {day.year}" * (day.year != today.year)


def failed(asked: int, times: int) -> str:
    return f"failed {times} of {asked}"


def too_few(told: Calibration) -> str:
    """Return that nothing can be read off so few predictions; nothing where there are enough."""
    if told.enough:
        return ""
    so_far = f"{counted(told.answers, 'answer')} so far" if told.answers else "No answer yet"
    return f"{so_far} with a recall expected before: from {ENOUGH} on this means something."


def losses(told: Calibration) -> str:
    """Return how good the predictions were, and what a constant forecast would have been."""
    if told.log_loss is None or told.base_log_loss is None or told.happened is None:
        return ""
    more = (
        "they tell more than that"
        if told.log_loss < told.base_log_loss
        else "they tell no more than that"
    )
    return (
        f"Log loss {told.log_loss:.3f}, Brier score {told.brier:.3f}; always saying "
        f"{percent(told.happened)} would give {told.base_log_loss:.3f} and {told.base_brier:.3f}. "
        f"Lower is better: {more}."
    )


def sure_and_wrong(told: Report) -> str:
    return f"Sure and wrong: {told.sure_and_wrong}"


def seconds(time: float) -> str:
    """Return a median: ``8 s``, ``2 min 5 s``."""
    whole = round(time)
    return f"{whole} s" if whole < 60 else f"{whole // 60} min {whole % 60} s"


def mock_day(mock: MockResult) -> date:
    return study_day(local(mock.at, mock.offset))


def lines(told: Report) -> Iterator[str]:
    """Return all of it in words and numbers, a fact a line."""
    today = told.today
    yield f"Statistics, {today.day} {today:%B %Y}."
    if not told.answers:
        yield NOTHING
        return
    yield f"{total(told)}. {streak(told).capitalize()}."
    if told.days:
        yield f"{YEAR}, by month:"
    for month, answers, days in months(told):
        yield f"{month}: {counted(answers, 'answer')} on {counted(days, 'day')}"
    yield f"{RECALL}: {recall(told.everything) or 'nothing'}, {seen(told.everything)}."
    for row in (*told.levels, *told.areas):
        yield f"{safe(row.name)}: {', '.join(filter(None, (recall(row), seen(row))))}"
    yield f"{LOAD}: {due_in_all(told)}."
    for load in told.load[1:]:
        yield f"{load.day:%A} {short(load.day)}: {load.due}"
    yield from _calibration(told.calibration)
    if any(row.right + row.wrong for row in told.confidence):
        yield f"{CONFIDENCE}:"
        for sureness in told.confidence:
            name = SURENESS[sureness.confidence].capitalize()
            yield f"{name}: {sureness.right} right, {sureness.wrong} wrong"
        yield sure_and_wrong(told)
    if told.times:
        yield f"{TIMES}, median:"
    for time in told.times:
        yield f"{safe(time.kind)}: {seconds(time.seconds)}, {counted(time.answers, 'answer')}"
    if told.weakest:
        yield f"{WEAKEST}:"
    for weak in told.weakest:
        yield (
            f"{safe(weak.question)} ({safe(weak.topic)}): {percent(weak.recall)}, "
            f"{failed(weak.asked, weak.failed)}, {when_due(weak.due, today)}"
        )
    if told.mocks:
        yield f"{MOCKS}:"
    for mock in told.mocks:
        day, score = mock_day(mock), "no score" if mock.score is None else percent(mock.score)
        yield f"{short(day)} {day.year}: {score}, {counted(mock.answered, 'question')}"


def _calibration(told: Calibration) -> Iterator[str]:
    yield f"{CALIBRATION}:"
    if few := too_few(told):
        yield few
        return
    for row in told.bins:
        if row.predicted is not None and row.happened is not None:
            yield (
                f"{round(row.low * 100)} to {percent(row.high)}: expected "
                f"{percent(row.predicted)}, recalled {percent(row.happened)} of {row.answers}"
            )
    yield losses(told)


def document(told: Report) -> dict[str, Any]:
    """Return all of it as plain values, for ``--json``."""

    def rounded(number: float | None) -> float | None:
        return None if number is None else round(number, 4)

    def recalls(name: str, rows: tuple[MeanRecall, ...]) -> list[dict[str, Any]]:
        return [
            {name: row.name, "seen": row.seen, "of": row.of, "recall": rounded(row.recall)}
            for row in rows
        ]

    known = told.calibration
    return {
        "today": str(told.today),
        "total": {"answers": told.answers, "days": told.practised},
        "days": [
            {"day": str(day.day), "answers": day.answers, "minutes": day.minutes}
            for day in told.days
        ],
        "streak": told.streak,
        "recall": {
            "seen": told.everything.seen,
            "of": told.everything.of,
            "recall": rounded(told.everything.recall),
            "topics": recalls("topic", told.topics),
            "levels": recalls("level", told.levels),
        },
        "load": [{"day": str(load.day), "due": load.due} for load in told.load],
        "calibration": {
            "bins": [
                {
                    "from": row.low,
                    "to": row.high,
                    "count": row.answers,
                    "predicted": rounded(row.predicted),
                    "happened": rounded(row.happened),
                }
                for row in known.bins
            ],
            "count": known.answers,
            "log_loss": rounded(known.log_loss),
            "brier": rounded(known.brier),
            "base_log_loss": rounded(known.base_log_loss),
            "base_brier": rounded(known.base_brier),
        },
        "confidence": [row._asdict() for row in told.confidence],
        "sure_and_wrong": told.sure_and_wrong,
        "times": [
            {"kind": time.kind, "median_seconds": time.seconds, "count": time.answers}
            for time in told.times
        ],
        "weakest": [
            weak._asdict() | {"recall": rounded(weak.recall), "due": str(weak.due)}
            for weak in told.weakest
        ],
        "mocks": [
            {
                "session": mock.session,
                "at": mock.at,
                "score": rounded(mock.score),
                "answered": mock.answered,
            }
            for mock in told.mocks
        ],
    }
