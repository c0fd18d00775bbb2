"""What happened: the records that are the lines of the journal, and which lines count.

A record knows only its own fields; the journal adds ``v``, ``id``, ``at``,
``offset``, ``device`` and ``session`` when it writes the line. Lines that are read
back stay plain dicts: those of a newer version are kept as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

from interview_cli.core.levels import Level
from interview_cli.core.passing import is_passing

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
RATINGS = {AGAIN: "again", HARD: "hard", GOOD: "good", EASY: "easy"}

#: The mean score that passes a mock interview: our own convention, not an employer's, and not
#: measured.
PASS_MARKS: Mapping[Level, float] = {"junior": 0.6, "mid": 0.7, "senior": 0.75}

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
    long it took until the first key of it, None where nobody knows. ``variant`` is the place,
    from 0, of the set of values that was in its texts, None where it has none. ``stages`` is what a
    case keeps of each of its stages: see ``read_stages``.
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
    variant: int | None = None
    stages: tuple[dict[str, Any], ...] | None = None


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


def choose_line(one: Line, other: Line) -> Line:
    """Return which of two sound lines with the same id counts: the longer one.

    One that came by an import counts less than the one that it was an export of. Where both are
    as long their text decides, so that it's the same on every computer, whatever order they
    come in.
    """
    return one if one == other or _rank(one) >= _rank(other) else other


def _rank(line: Line) -> tuple[bool, int, str]:
    text = json.dumps(line, sort_keys=True)
    return not line.get("imported"), len(text), text


def put_line(lines: dict[str, Line], line: Line) -> bool:
    """Put *line* among *lines*, by their ids, and return whether it's there now.

    Of two lines with the same id the one that counts stays.
    """
    id_ = line["id"]
    known = lines.get(id_)
    if known is None or choose_line(known, line) is not known:
        lines[id_] = line
        return True
    return False


def to_line(record: Record) -> Line:
    """Return the fields of *record* as the journal has them, with its ``type``."""
    line = {"type": record.type} | {f.name: getattr(record, f.name) for f in fields(record)}
    if line.get("stages", ()) is None:  # only a case has them
        del line["stages"]
    return line


def read_review(line: Line) -> Reviewed:
    """Return the review of *line*; fields of a newer version are ignored."""
    known = {f.name: line[f.name] for f in fields(Reviewed) if f.name in line}
    if isinstance(known.get("answer"), list):
        known["answer"] = tuple(known["answer"])
    known["reasons"] = tuple(known.get("reasons") or ())
    first = known.get("first_key_ms")
    known["first_key_ms"] = first if isinstance(first, int) and first >= 0 else None
    known |= {"passed": read_passed(line), "weight": read_weight(line)}
    known["variant"] = read_variant(line)
    known["stages"] = read_stages(line)
    return Reviewed(**known)


def read_passed(line: Line) -> bool | None:
    """Return whether the answer of *line* passed; None where nothing could be judged.

    Lines from before this was kept have no essential points: they go by their score.
    """
    if isinstance(passed := line.get("passed"), bool):
        return passed
    return None if line["score"] is None else is_passing(line["score"])


def read_weight(line: Line) -> float:
    """Return what the answer of *line* counts in the score of its session, from 0 to 1."""
    weight = line.get("weight", 1.0)
    sound = isinstance(weight, _NUMBER) and 0 <= weight <= 1
    return float(weight) if sound else 1.0


def read_variant(line: Line) -> int | None:
    """Return which set of values the question of *line* had, from 0; None for none."""
    variant = line.get("variant")
    sound = isinstance(variant, int) and not isinstance(variant, bool) and variant >= 0
    return variant if sound else None


def read_stages(line: Line) -> tuple[dict[str, Any], ...] | None:
    """Return what *line* keeps of each stage of a case; None where that's nothing sound.

    Each has its ``id``, its time in ``ms`` and the learner's ``own`` grade, 0 to 3 or None.
    """
    stages = line.get("stages")
    if not isinstance(stages, list | tuple):
        return None
    sound = all(
        isinstance(stage, dict)
        and isinstance(stage.get("id"), str)
        and _is_whole(stage.get("ms"))
        and (stage.get("own") is None or stage["own"] in range(4))
        for stage in stages
    )
    return tuple(stages) if sound and stages else None


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def is_unrated(score: float | None, grader: str | None) -> bool:
    """Whether only the learner can say how an answer went, and hasn't."""
    return score is None and grader != "self"


def is_right(score: float | None, rating: int) -> bool:
    """Whether the score is 1; where only the learner can say, the rating anything but Again."""
    return rating > AGAIN if score is None else score >= 1


_NUMBER = (int, float)

_REGRADED = ("score", "rating", "points", "grader")


def apply_regrades(lines: list[Line]) -> list[Line]:
    """Return the lines that count, each review with its latest grade; see ``Regraded``."""
    remaining = drop_retracted(lines)
    grades = {line["of"]: line for line in remaining if line["type"] == Regraded.type}
    if not grades:
        return remaining
    return [
        with_grade(line, grades[line["id"]])
        if line["type"] == Reviewed.type and line["id"] in grades
        else line
        for line in remaining
    ]


def with_grade(line: Line, grade: Line) -> Line:
    """Return the review *line* with what ``regraded`` says in *grade*."""
    given = {name: grade.get(name) for name in _REGRADED}
    return line | given | {"passed": read_passed(grade)}


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
