"""The words of the statistics: what every way of showing them says, and lines for pipes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from interview_cli.core.memory.rating import GUESS, SURE, UNSURE
from interview_cli.core.progress import report as reports
from interview_cli.core.progress.report import (
    Calibration,
    MockResult,
    Report,
    Standing,
    WeakQuestion,
)
from interview_cli.core.progress.weak_spots import FIRST_TIME_DAYS, FirstTimes
from interview_cli.core.safe_text import line as safe
from interview_cli.core.sentences import join
from interview_cli.core.study_days import study_day
from interview_cli.terminal.rendering.wording import duration, local_time, percent, question_id

#: What page, screen and lines say where the journal is empty.
NOTHING = "Nothing answered yet. Begin with: interview quiz"

SURENESS = {SURE: "Sure", UNSURE: "Unsure", GUESS: "A guess"}

#: From so many tries on their share in per cent says something.
MIN_SHARE = 10

#: The headings, the same everywhere.
READY = "Where you stand"
YEAR = "The last year"
FIRST_TIME = "Right first time"
RECALL = "Recall expected tomorrow"
LOAD = "Due in the next two weeks"
CALIBRATION = "Expected, and what happened"
CONFIDENCE = "How sure you were"
TIMES = "Time per question"
WEAKEST = "Weak spots"
LEECHES = "Missed again and again"
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


def seen_count(row: Standing) -> str:
    return f"{row.seen} of {row.of} seen"


def has_begun(row: Standing) -> bool:
    """Whether anything of a topic or level was ever answered."""
    return bool(row.seen or row.first_times.of)


def not_begun(topics: Iterable[Standing]) -> str:
    """Return which topics have no answer yet; "" where all have."""
    new = [row.name for row in topics if not has_begun(row)]
    return f"Nothing seen yet of {join(new, 'or')}" if new else ""


def standing(row: Standing) -> str:
    """Return how a topic or level stands, in words."""
    right = f"{out_of(row.first_times)} right first time" if row.first_times.of else ""
    recall = f"{rate(row.recall)} expected tomorrow" if row.recall is not None else ""
    return ", ".join(filter(None, (right, recall, seen_count(row))))


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


def out_of(tries: FirstTimes) -> str:
    """Return how many tries were right: ``2 of 5``; "" without any."""
    return f"{tries.right} of {tries.of}" if tries.of else ""


def right_first_time(tries: FirstTimes) -> str:
    """Return how many tries were right; in per cent too, where they are enough for that."""
    if not tries.of:
        return f"nothing answered in the last {FIRST_TIME_DAYS} days"
    share = f" ({percent(tries.right / tries.of)})" if tries.of >= MIN_SHARE else ""
    return f"{out_of(tries)}{share} in the last {FIRST_TIME_DAYS} days"


def tried(weak: WeakQuestion) -> str:
    """Return how a weak spot went: ``right 1 of 4``, and how often a leech was missed."""
    often = f", missed {weak.spot.missed} times" if weak.spot.is_leech else ""
    return f"right {out_of(weak.spot.tries)}{often}"


def readiness(report: Report) -> list[tuple[str, str]]:
    """Return what answers "am I ready?": a name and its words for each line."""
    everything = report.everything
    rows = [(FIRST_TIME, right_first_time(everything.first_times))]
    if everything.recall is not None:
        new = everything.of - everything.seen
        rest = f"; {new} are new to you" if new > 1 else "; one is new to you" if new else ""
        mean = percent(everything.recall)
        rows.append(("Tomorrow", f"you'd recall {mean} of the {everything.seen} you've seen{rest}"))
    rows.append((WEAKEST, weak_count(report)))
    if report.mocks and report.mocks[-1].score is not None:
        last = report.mocks[-1]
        rows.append(("Last mock", f"{rate(last.score)} on {dated(last)}"))
    if report.outlook:
        on, planned, without = report.outlook
        with_plan = f"{percent(planned)} expected with your plan"
        rows.append(
            (
                f"On {short_date(on)}",
                f"{with_plan}, {percent(without)} if you only review what's due",
            )
        )
    return [*rows, ("Today", today(report))]


def weak_count(report: Report) -> str:
    """Return how many weak spots there are, and what to do about them."""
    if not report.weak_spots:
        return "none"
    return f"{report.weak_spots}; to practise them: interview quiz --weak"


def today(report: Report) -> str:
    """Return what was done today, and the days in a row."""
    if report.goal:
        done = f"{report.goal.done} of {report.goal.of} done"
    else:
        answers = sum(day.answers for day in report.days if day.day == report.today)
        done = quantity(answers, "answer") if answers else "nothing yet"
    return f"{done}, {streak(report)}"


def leech_advice(key: str, missed: int) -> str:
    """Return what to do about a question, or its follow-up, that was missed so often."""
    name = question_id(key)
    question = name.partition("/")[0]
    return (
        f"{name} has been missed {missed} times. Rewrite it in your own words, note what trips you "
        f"up, or leave it out for now: interview edit, note or suspend {question}"
    )


def median(time: reports.KindTime) -> str:
    return duration(time.seconds * 1000)


def too_few(calibration: Calibration) -> str:
    """Return that nothing can be read off so few predictions; nothing where there are enough."""
    if calibration.enough:
        return ""
    answers = calibration.answers
    repeated = quantity(answers, "repeated answer") if answers else "no repeated answers"
    return f"Not enough data yet: {repeated} so far, and this needs about {reports.ENOUGH}."


def forecasts(calibration: Calibration) -> str:
    """Return in a sentence how the predictions came out; "" where they are too few."""
    if not calibration.enough or calibration.happened is None:
        return ""
    rows = predictions(calibration)
    mean = sum(row.predicted * row.answers for row in rows) / calibration.answers
    return (
        f"Forecasts so far: {percent(mean)} expected, {percent(calibration.happened)} recalled, "
        f"of {quantity(calibration.answers, 'repeated answer')}."
    )


def losses(calibration: Calibration) -> str:
    """Return how good the predictions were, and what a constant forecast would have been."""
    _, _, happened, loss, brier, base_loss, base_brier = calibration
    if loss is None or base_loss is None or happened is None:
        return ""
    return (
        f"Log loss {loss:.3f}, Brier score {brier:.3f}; always saying {percent(happened)} would "
        f"give {base_loss:.3f} and {base_brier:.3f}. Lower is better."
    )


def mock_day(mock: MockResult) -> date:
    return study_day(local_time(mock.at, mock.offset))


def dated(mock: MockResult) -> str:
    """Return the day of a mock interview: ``21 Nov 2026``."""
    day = mock_day(mock)
    return f"{short_date(day)} {day.year}"


def right_share(row: reports.ConfidenceCount) -> float | None:
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


def lines(report: Report, *, details: bool = False, night: str = "") -> Iterator[str]:
    """Return all of it in words and numbers, a fact a line; *night* says why it's yesterday."""
    day = report.today
    yield f"Statistics, {day.day} {day:%B %Y}."
    if night:
        yield night
    if not report.answers:
        yield NOTHING
        return
    yield f"{total(report)}. {streak(report).capitalize()}."
    rows = readiness(report) if report.goal else readiness(report)[:-1]
    yield from (f"{name}: {text}." for name, text in rows)
    topics = report.topics if details else report.areas
    yield "By level and topic:"
    for row in filter(has_begun, (*report.levels, *topics)):
        yield f"{safe(row.name)}: {standing(row)}"
    if text := not_begun(topics):
        yield f"{safe(text)}."
    yield from _weak_spots(report)
    if report.mocks:
        yield f"{MOCKS}:"
    for mock in report.mocks:
        questions = quantity(mock.answered, "question")
        yield f"{dated(mock)}: {rate(mock.score, 'no score')}, {questions}"
    yield f"{LOAD}: {due_in_all(report)}."
    yield from (f"{load.day:%A} {short_date(load.day)}: {load.due}" for load in report.load[1:])
    if report.days:
        yield f"{YEAR}, by month:"
    for month, answers, days in months(report):
        yield f"{month}: {quantity(answers, 'answer')} on {quantity(days, 'day')}"
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
    if details:
        yield f"{CALIBRATION}:"
        yield from _calibration(report.calibration)
    elif text := forecasts(report.calibration):
        yield text


def _weak_spots(report: Report) -> Iterator[str]:
    if report.weakest:
        yield f"{WEAKEST}, the weakest first:"
    for weak in report.weakest:
        spot, due = weak.spot, when_due(weak.due, report.today)
        yield f"{safe(spot.question)} ({safe(spot.topic)}): {tried(weak)}, {due}"
    if report.leeches:
        worst = max(report.leeches, key=lambda weak: weak.spot.missed).spot
        yield f"{safe(leech_advice(worst.question, worst.missed))}."
    if report.suspended:
        yield f"{suspended(report)}."


def suspended(report: Report) -> str:
    return f"{quantity(report.suspended, 'question')} suspended; the list: interview suspend"


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

    def recall(row: Standing, **name: str) -> dict[str, Any]:
        return {**name, "seen": row.seen, "of": row.of, "recall": rounded(row.recall)}

    def first(row: Standing, **name: str) -> dict[str, Any]:
        return {**name, **row.first_times._asdict()}

    def plain(weak: WeakQuestion) -> dict[str, Any]:
        spot = weak.spot
        return {
            "question": spot.question,
            "topic": spot.topic,
            "right": spot.tries.right,
            "tries": spot.tries.of,
            "recall": rounded(weak.recall),
            "asked": weak.asked,
            "failed": spot.missed,
            "due": str(weak.due),
        }

    known = report.calibration
    losses = ("log_loss", "brier", "base_log_loss", "base_brier")
    bins = ("from", "to", "count", "predicted", "happened")
    return {
        "today": str(report.today),
        "total": {"answers": report.answers, "days": report.practised},
        "days": [day._asdict() | {"day": str(day.day)} for day in report.days],
        "streak": report.streak,
        "first_time": {
            **first(report.everything),
            "days": FIRST_TIME_DAYS,
            "topics": [first(row, topic=row.name) for row in report.topics],
            "levels": [first(row, level=row.name) for row in report.levels],
        },
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
        "weak_spots": report.weak_spots,
        "weakest": [plain(weak) for weak in report.weakest],
        "leeches": [plain(weak) for weak in report.leeches],
        "suspended": report.suspended,
        "outlook": report.outlook
        and {
            "on": str(report.outlook.on),
            "planned": rounded(report.outlook.planned),
            "without": rounded(report.outlook.without),
        },
        "goal": report.goal and report.goal._asdict(),
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
