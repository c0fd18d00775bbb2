"""What happened: the records that are the lines of the journal, and which lines count.

A record knows only its own fields; the journal adds ``v``, ``id``, ``at``,
``offset``, ``device`` and ``session`` when it writes the line. Lines that are read
back stay plain dicts: those of a newer version are kept as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, ClassVar

from interview_cli.core.levels import EXPLAIN, Level

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
RATINGS = {AGAIN: "again", HARD: "hard", GOOD: "good", EASY: "easy"}

#: The score from which an answer passes, unless essential points decide.
PASSING_SCORE = 0.5
#: The mean score that passes a mock interview: our own convention, not an employer's, and not
#: measured.
PASS_MARKS: Mapping[Level, float] = {"junior": 0.6, "mid": 0.7, "senior": 0.75}
_ROUNDING = 1e-9  # half of three points that weigh 0.1, 0.2 and 0.3 is a hair less than half

#: A line of the journal as it was read.
Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Started:
    """A session began; enough to resume it from."""

    type: ClassVar[str] = "started"

    mode: str
    questions: tuple[str, ...]
    seed: int
    filters: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A question was answered.

    ``score`` is from 0 to 1, None where only the learner can say, ``rating`` from 1 (again) to
    4 (easy), with the ``reasons`` for it. ``grader`` is who judged: ``rule``, ``self`` or
    ``model``. ``attempt`` counts from 1 within the session, ``confidence`` is 1 to 3 and
    ``predicted`` the recall (0 to 1) expected before the answer; ``points`` are the key points,
    each with its verdict. ``passed`` is None where nothing can be judged; ``weight`` is what the
    answer counts in its session's score, 1 unless it is to a follow-up. ``first_key_ms`` is how
    long it took until the first key of it, None where nobody knows.
    """

    type: ClassVar[str] = "reviewed"

    question: str
    fingerprint: str
    mode: str
    kind: str
    answer: tuple[str, ...] | str | None
    score: float | None
    rating: int
    reasons: tuple[str, ...]
    grader: str
    attempt: int
    elapsed_ms: int
    hints: int = 0
    confidence: int | None = None
    predicted: float | None = None
    points: tuple[dict[str, Any], ...] | None = None
    passed: bool | None = None
    weight: float = 1.0
    first_key_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Regraded:
    """The learner, or a model, graded an answer again; the latest grade counts."""

    type: ClassVar[str] = "regraded"

    of: str
    score: float | None
    rating: int
    points: tuple[dict[str, Any], ...] | None = None
    grader: str = "self"
    passed: bool | None = None


@dataclass(frozen=True, slots=True)
class Retracted:
    """A line was retracted."""

    type: ClassVar[str] = "retracted"

    of: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A question was skipped; its memory stays as it was."""

    type: ClassVar[str] = "skipped"

    question: str


@dataclass(frozen=True, slots=True)
class Finished:
    """A session came to its end."""

    type: ClassVar[str] = "finished"

    answered: int


@dataclass(frozen=True, slots=True)
class Discarded:
    """An unfinished session isn't offered any more; its answers stay.

    ``of`` is its id. An answer in it that comes later makes it one to continue again.
    """

    type: ClassVar[str] = "discarded"

    of: str


@dataclass(frozen=True, slots=True)
class Flagged:
    """The learner thinks that a question is doubtful."""

    type: ClassVar[str] = "flagged"

    question: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """The learner wrote a note."""

    type: ClassVar[str] = "noted"

    question: str
    text: str


@dataclass(frozen=True, slots=True)
class Suspended:
    """A question is not asked any more, or not before ``until``, an ISO 8601 date."""

    type: ClassVar[str] = "suspended"

    question: str
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Unsuspended:
    """A question is asked again."""

    type: ClassVar[str] = "unsuspended"

    question: str


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan was made, or given up where ``on`` is None; the latest counts.

    ``on`` and ``days_off`` are ISO 8601 dates, ``weekdays`` go from 0, Monday, to 6 and
    mean all where there are none; ``weights`` are of topics, ``filters`` are as in ``started``.
    ``job`` is what the weights were read from: see ``core/job_posting/kept.py``.
    """

    type: ClassVar[str] = "planned"

    on: str | None
    minutes: float = 0
    weekdays: tuple[int, ...] = ()
    days_off: tuple[str, ...] = ()
    weights: dict[str, float] = field(default_factory=dict)
    filters: dict[str, Any] = field(default_factory=dict)
    job: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A placement came to its end; the latest counts.

    ``probabilities`` are those of the levels that there were questions of. Either ``level`` is
    named or the two it lies ``between``; neither, where too little is known. ``guess`` is what
    the learner thought, None without a guess, and ``questions`` how many were answered.
    """

    type: ClassVar[str] = "placed"

    level: Level | None
    between: tuple[Level, ...]
    probabilities: dict[Level, float]
    guess: Level | None
    questions: int


@dataclass(frozen=True, slots=True)
class Interviewed:
    """How the interview went; it ends the plan to its day.

    ``on`` is that day, an ISO 8601 date, ``how`` one of INTERVIEW_OUTCOMES, ``topics`` are those
    that were asked about, and ``text`` is what the learner wrote.
    """

    type: ClassVar[str] = "interviewed"

    on: str
    how: str
    topics: tuple[str, ...] = ()
    text: str = ""


#: How an interview can have gone. ``moved``: it wasn't on that day.
INTERVIEW_OUTCOMES = ("well", "so-so", "badly", "moved")


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting was changed; the latest value of a name counts."""

    type: ClassVar[str] = "settings"

    name: str
    value: Any


#: The setting that holds the weights of the scheduler; None for the default ones.
WEIGHTS_SETTING = "weights"

Record = (
    Started
    | Reviewed
    | Regraded
    | Retracted
    | Skipped
    | Finished
    | Discarded
    | Flagged
    | Noted
    | Suspended
    | Unsuspended
    | Planned
    | Placed
    | Interviewed
    | Setting
)


def to_line(record: Record) -> Line:
    """Return the fields of *record* as the journal has them, with its ``type``."""
    return {"type": record.type} | {f.name: getattr(record, f.name) for f in fields(record)}


def read_review(line: Line) -> Reviewed:
    """Return the review of *line*; fields of a newer version are ignored."""
    known = {f.name: line[f.name] for f in fields(Reviewed) if f.name in line}
    if isinstance(known.get("answer"), list):
        known["answer"] = tuple(known["answer"])
    known["reasons"] = tuple(known.get("reasons") or ())
    first = known.get("first_key_ms")
    known["first_key_ms"] = first if isinstance(first, int) and first >= 0 else None
    known |= {"passed": read_passed(line), "weight": read_weight(line)}
    return Reviewed(**known)


def read_passed(line: Line) -> bool | None:
    """Return whether the answer of *line* passed; None where nothing could be judged.

    Lines from before this was kept have no essential points: they go by their score.
    """
    if isinstance(passed := line.get("passed"), bool):
        return passed
    return None if line["score"] is None else is_passing(line["score"])


def is_right_first_time(line: Line) -> bool | None:
    """Return whether the answer of *line* was right; None where nobody could say.

    In one's own words that's an answer that passed: hardly any says every point.
    """
    if is_unrated(line["score"], line.get("grader")):
        return None
    if line["kind"] == EXPLAIN and (passed := read_passed(line)) is not None:
        return passed
    return is_right(line["score"], line["rating"])


def read_weight(line: Line) -> float:
    """Return what the answer of *line* counts in the score of its session, from 0 to 1."""
    weight = line.get("weight", 1.0)
    sound = isinstance(weight, _NUMBER) and 0 <= weight <= 1
    return float(weight) if sound else 1.0


def is_passing(score: float) -> bool:
    """Whether *score* is enough to pass where no key point is essential."""
    return score > PASSING_SCORE - _ROUNDING


def is_unrated(score: float | None, grader: str | None) -> bool:
    """Whether only the learner can say how an answer went, and hasn't."""
    return score is None and grader != "self"


def is_right(score: float | None, rating: int) -> bool:
    """Whether the score is 1; where only the learner can say, the rating anything but Again."""
    return rating > AGAIN if score is None else score >= 1


_NUMBER = (int, float)
_NEEDED: dict[str, dict[str, type | tuple[type, ...]]] = {
    Started.type: {"mode": str, "questions": list, "seed": int, "filters": dict},
    Reviewed.type: {
        "question": str,
        "fingerprint": str,
        "mode": str,
        "kind": str,
        "score": (*_NUMBER, type(None)),
        "rating": int,
        "grader": str,
        "attempt": int,
        "elapsed_ms": _NUMBER,
    },
    Regraded.type: {"of": str, "score": (*_NUMBER, type(None)), "rating": int, "grader": str},
    Retracted.type: {"of": str},
    Skipped.type: {"question": str},
    Discarded.type: {"of": str},
    Flagged.type: {"question": str, "text": str},
    Noted.type: {"question": str, "text": str},
    Suspended.type: {"question": str},
    Unsuspended.type: {"question": str},
    Planned.type: {"on": (str, type(None)), "minutes": _NUMBER},
    Placed.type: {"probabilities": dict, "questions": int},
    Interviewed.type: {"on": str, "how": str},
    Setting.type: {"name": str},
}

#: The length of a time as the journal writes it: 2026-11-21T19:00:00.123Z.
_TIME_LENGTH = 24


def is_valid(line: Line) -> bool:
    """Whether *line* has the fields that its type needs; unknown types need none."""
    needed = _NEEDED.get(line["type"])
    if needed is None:
        return True
    try:
        at = line["at"]
        if len(at) != _TIME_LENGTH or at[10] != "T" or at[-1] != "Z":
            return False
        datetime.fromisoformat(at)
        for name, types in needed.items():
            if not isinstance(line[name], types):
                return False
        return line.get("rating", AGAIN) in RATINGS and isinstance(line.get("offset") or 0, _NUMBER)
    except (KeyError, TypeError, ValueError):
        return False


_REGRADED = ("score", "rating", "points", "grader")


def apply_regrades(lines: list[Line]) -> list[Line]:
    """Return the lines that count, each review with its latest grade; see ``Regraded``."""
    remaining = drop_retracted(lines)
    grades = {line["of"]: line for line in remaining if line["type"] == Regraded.type}
    if not grades:
        return remaining
    return [
        line
        | {name: grades[line["id"]].get(name) for name in _REGRADED}
        | {"passed": read_passed(grades[line["id"]])}
        if line["type"] == Reviewed.type and line["id"] in grades
        else line
        for line in remaining
    ]


def drop_retracted(lines: list[Line]) -> list[Line]:
    """Return *lines* without those retracted, their retractions and their new grades."""
    gone = {line["of"] for line in lines if line["type"] == Retracted.type}
    return [
        line
        for line in lines
        if line["type"] != Retracted.type
        and line["id"] not in gone
        and not (line["type"] == Regraded.type and line["of"] in gone)
    ]


class RebuildNeeded(LookupError):
    """A new line changes an earlier one: all must be added up again."""


def select_countable(
    lines: Iterable[Line], *, complete: bool = False
) -> tuple[set[str], list[Line]]:
    """Return the ids of *lines*, and those that count, sessions first.

    A clock that was set back may put an answer before its session. Raises RebuildNeeded
    where a line is retracted or graded again without being among *lines*, unless they
    are all there are (*complete*).
    """
    lines = list(lines)
    ids = {line["id"] for line in lines}
    about_others = [line for line in lines if line["type"] in (Retracted.type, Regraded.type)]
    for line in about_others:
        if line["of"] not in ids and not complete:
            raise RebuildNeeded(line["of"])
    counting = apply_regrades(lines) if about_others else lines
    began = [line for line in counting if line["type"] == Started.type]
    return ids, began + [line for line in counting if line["type"] != Started.type]
