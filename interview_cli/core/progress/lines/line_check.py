"""Whether a line of the journal has what its type needs, so that no reader trips over it.

The lines come from other devices, other versions and other programs. A check here is strict
about what is used, and leaves alone what a newer version may add.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from interview_cli.core.progress.lines.field_checks import (
    DAY_MINUTES,
    HUGE,
    Check,
    are_filters,
    are_points,
    are_shares,
    are_texts,
    are_weights,
    is_answer,
    is_confidence,
    is_day,
    is_list_of,
    is_number,
    is_offset,
    is_plain,
    is_rating,
    is_seed,
    is_share,
    is_text,
    is_text_or_none,
    is_time,
    is_whole,
    or_none,
)
from interview_cli.core.records import (
    Discarded,
    Finished,
    Flagged,
    Interviewed,
    Line,
    Noted,
    Placed,
    Planned,
    Regraded,
    Retracted,
    Reviewed,
    Setting,
    Skipped,
    Started,
    Suspended,
    Unsuspended,
)

#: Lists and mappings within each other, at most.
MAX_DEPTH = 40


def is_sound(line: Line) -> bool:
    """Whether *line* can be used; of unknown types only what all lines have is looked at."""
    return _is_usual_review(line) or (
        is_sound_time(line["at"])
        and is_offset(line.get("offset"))
        and is_text_or_none(line.get("session"))
        and _has_fields(line)
    )


def _is_usual_review(line: Line) -> bool:
    """Whether *line* is a sound answer as this program writes them; False if that's unclear.

    Most lines are, and the tables below take four times as long.
    """
    if line["type"] != Reviewed.type:
        return False
    get = line.get
    score, rating, attempt = get("score", ""), get("rating"), get("attempt")
    elapsed, hints, answer = get("elapsed_ms"), get("hints", 0), get("answer")
    return (
        (score is None or (type(score) is float and 0 <= score <= 1))
        and type(rating) is int
        and 1 <= rating <= 4
        and type(attempt) is int
        and 0 <= attempt <= HUGE
        and type(elapsed) is int
        and 0 <= elapsed <= HUGE
        and type(hints) is int
        and 0 <= hints <= HUGE
        and type(get("question")) is str
        and type(get("fingerprint")) is str
        and type(get("mode")) is str
        and type(get("kind")) is str
        and type(get("grader")) is str
        and (answer is None or type(answer) is str or are_texts(answer))
        and ((reasons := get("reasons")) is None or are_texts(reasons))
        and ((chance := get("predicted")) is None or (type(chance) is float and 0 <= chance <= 1))
        and (get("confidence") is None or is_confidence(line["confidence"]))
        and (get("points") is None or are_points(line["points"]))
        and _is_usual_time(line["at"])
        and type(offset := get("offset")) is int
        and -DAY_MINUTES < offset < DAY_MINUTES
        and ((session := get("session")) is None or type(session) is str)
    )


def is_sound_time(at: str) -> bool:
    """Whether *at* is a moment as the journal writes it, of a year that can be."""
    return _is_usual_time(at) or is_time(at)


def _is_usual_time(at: str) -> bool:
    return _LATE_PART.match(at, 13) is not None and _is_usual_hour(at[:13])


@lru_cache(maxsize=1 << 10)
def _is_usual_hour(hour: str) -> bool:
    return is_time(f"{hour}:00:00.000Z")


#: What stands behind the hour.
_LATE_PART = re.compile(r":[0-5][0-9]:[0-5][0-9]\.[0-9]{3}Z\Z")


def is_too_deep(value: Any) -> bool:
    """Whether *value* has more than MAX_DEPTH lists and mappings within each other."""
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, (dict, list))
        ]
        if not level:
            return False
    return True


def _has_fields(line: Line) -> bool:
    needed, optional = _FIELDS.get(line["type"], (_NONE, _NONE))
    if line["type"] not in _TAKEN_APART and not is_plain(line):
        return False
    for name, check in needed.items():
        if name not in line or not check(line[name]):
            return False
    return all(check(line[name]) for name, check in optional.items() if name in line)


_Fields = Mapping[str, Check]
_NONE: _Fields = {}
_ABOUT: _Fields = {"question": is_text}
_OF: _Fields = {"of": is_text}
_WORDS: _Fields = {**_ABOUT, "text": is_text}
_GRADE: _Fields = {"score": is_share, "rating": is_rating, "grader": is_text}
_POINTS: _Fields = {"points": or_none(are_points)}

#: For each type what must be there, and what may be.
_FIELDS: Mapping[str, tuple[_Fields, _Fields]] = {
    Started.type: (
        {"mode": is_text, "questions": are_texts, "seed": is_seed, "filters": are_filters},
        _NONE,
    ),
    Reviewed.type: (
        {
            **_ABOUT,
            **_GRADE,
            "fingerprint": is_text,
            "mode": is_text,
            "kind": is_text,
            "attempt": is_whole,
            "elapsed_ms": is_number,
        },
        {
            **_POINTS,
            "answer": is_answer,
            "reasons": or_none(are_texts),
            "hints": is_whole,
            "confidence": is_confidence,
            "predicted": is_share,
        },
    ),
    Regraded.type: ({**_OF, **_GRADE}, _POINTS),
    Retracted.type: (_OF, _NONE),
    Skipped.type: (_ABOUT, _NONE),
    Finished.type: (_NONE, {"answered": is_whole}),
    Discarded.type: (_OF, _NONE),
    Flagged.type: (_WORDS, _NONE),
    Noted.type: (_WORDS, _NONE),
    Suspended.type: (_ABOUT, {"until": or_none(is_day)}),
    Unsuspended.type: (_ABOUT, _NONE),
    Planned.type: (
        {"on": or_none(is_day), "minutes": lambda value: is_number(value, 0, DAY_MINUTES)},
        {
            "weekdays": is_list_of(lambda value: is_whole(value, 0, 6)),
            "days_off": is_list_of(is_day),
            "weights": are_weights,
            "filters": are_filters,
            "job": or_none(is_plain),
        },
    ),
    Placed.type: (
        {"probabilities": are_shares, "questions": is_whole},
        {"level": is_text_or_none, "between": are_texts, "guess": is_text_or_none},
    ),
    Interviewed.type: ({"on": is_day, "how": is_text}, {"topics": are_texts, "text": is_text}),
    Setting.type: ({"name": is_text}, {"value": is_plain}),
}

#: The types of which nothing is kept but the fields above; the others are kept whole.
_TAKEN_APART = _FIELDS.keys() - {Planned.type, Placed.type, Interviewed.type}


def find_fault(line: Line) -> str:
    """Return the name of the first field that makes *line* unsound; "" where none does."""
    if not is_time(line["at"]):
        return "at"
    needed, optional = _FIELDS.get(line["type"], (_NONE, _NONE))
    for name, check in needed.items():
        if name not in line or not check(line[name]):
            return name
    maybe: _Fields = {"offset": is_offset, "session": is_text_or_none, **optional}
    for name, check in maybe.items():
        if name in line and not check(line[name]):
            return name
    if line["type"] not in _TAKEN_APART:
        return next((name for name, value in line.items() if not is_plain(value)), "")
    return ""


def is_known(type_: str) -> bool:
    """Whether this version knows what lines of that type mean."""
    return type_ in _FIELDS
