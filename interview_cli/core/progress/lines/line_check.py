"""Whether a line of the journal has what its type needs, so that no reader trips over it.

The lines come from other devices, other versions and other programs. A check here is strict
about what is used, and leaves alone what a newer version may add.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache
from math import isfinite
from typing import Any

from interview_cli.core.records import (
    AGAIN,
    EASY,
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

#: The years that anything here can have happened in, or be planned for.
FIRST_YEAR, LAST_YEAR = 1970, 2200

#: The length of a time as the journal writes it: 2026-11-21T19:00:00.123Z.
_TIME_LENGTH = 24

_DAY_MINUTES = 24 * 60

#: No number of ours is larger.
_HUGE = 2**63

Check = Callable[[Any], bool]


def is_sound(line: Line) -> bool:
    """Whether *line* can be used; of unknown types only what all lines have is looked at."""
    return _is_usual_review(line) or (
        is_sound_time(line["at"])
        and _is_offset(line.get("offset"))
        and _is_text_or_none(line.get("session"))
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
        and 0 <= attempt <= _HUGE
        and type(elapsed) is int
        and 0 <= elapsed <= _HUGE
        and type(hints) is int
        and 0 <= hints <= _HUGE
        and type(get("question")) is str
        and type(get("fingerprint")) is str
        and type(get("mode")) is str
        and type(get("kind")) is str
        and type(get("grader")) is str
        and (answer is None or type(answer) is str or _are_texts(answer))
        and ((reasons := get("reasons")) is None or _are_texts(reasons))
        and ((chance := get("predicted")) is None or (type(chance) is float and 0 <= chance <= 1))
        and (get("confidence") is None or _is_confidence(line["confidence"]))
        and (get("points") is None or _are_points(line["points"]))
        and _is_usual_time(line["at"])
        and type(offset := get("offset")) is int
        and -_DAY_MINUTES < offset < _DAY_MINUTES
        and ((session := get("session")) is None or type(session) is str)
    )


def _is_usual_time(at: str) -> bool:
    return _LATE_PART.match(at, 13) is not None and _is_usual_hour(at[:13])


@lru_cache(maxsize=1 << 10)
def _is_usual_hour(hour: str) -> bool:
    return _is_time(f"{hour}:00:00.000Z")


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
    if line["type"] not in _TAKEN_APART and not _is_plain(line):
        return False
    for name, check in needed.items():
        if name not in line or not check(line[name]):
            return False
    return all(check(line[name]) for name, check in optional.items() if name in line)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_text_or_none(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _is_time(value: str) -> bool:
    if len(value) != _TIME_LENGTH or value[10] != "T" or value[-1] != "Z":
        return False
    return _is_within_years(datetime.fromisoformat, value)


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and _is_within_years(date.fromisoformat, value)


def is_sound_time(value: str) -> bool:
    """Whether *value* is a moment as the journal writes it, of a year that can be."""
    return _is_usual_time(value) or _is_time(value)


def _is_within_years(read: Callable[[str], date], value: str) -> bool:
    try:
        return FIRST_YEAR <= read(value).year < LAST_YEAR
    except ValueError:
        return False


def _is_number(value: Any, low: float = -_HUGE, high: float = _HUGE) -> bool:
    # Not isinstance: true and false are no numbers here. NaN is in no range.
    return type(value) in (int, float) and low <= value <= high


def _is_whole(value: Any, low: int = 0, high: int = _HUGE) -> bool:
    return type(value) is int and low <= value <= high


def _is_share(value: Any) -> bool:
    return value is None or _is_number(value, 0, 1)


def _is_offset(value: Any) -> bool:
    return value is None or (_is_number(value) and -_DAY_MINUTES < value < _DAY_MINUTES)


def _is_rating(value: Any) -> bool:
    return _is_whole(value, AGAIN, EASY)


def _is_confidence(value: Any) -> bool:
    return value is None or _is_whole(value, 1, 3)


def _is_list_of(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(map(check, value))


def _are_texts(value: Any) -> bool:
    if type(value) is not list:
        return False
    return type(value[0]) is str if len(value) == 1 else {*map(type, value)} <= _TEXT


_TEXT = {str}


def _is_answer(value: Any) -> bool:
    return _is_text_or_none(value) or _are_texts(value)


def _are_shares(value: Any) -> bool:
    return isinstance(value, dict) and all(_is_number(of, 0, 1) for of in value.values())


def _are_weights(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_number, value.values()))


def _is_point(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and _is_text(value.get("says"))
        and _is_text(value.get("state"))
        and _is_plain(value)
    )


_are_points = _is_list_of(_is_point)


def _or_none(check: Check) -> Check:
    return lambda value: value is None or check(value)


def _is_plain(value: Any) -> bool:
    """Whether all numbers in *value*, at any depth, are ones that JSON has."""
    if not isinstance(value, (dict, list)):
        return not isinstance(value, float) or isfinite(value)
    inner = value.values() if isinstance(value, dict) else value
    # Most have texts alone, or next to nothing else.
    return {*map(type, inner)} <= _NEVER_ODD or all(map(_is_plain, inner))


_NEVER_ODD = {str, int, bool, type(None)}


def _are_filters(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    for name, inner in value.items():
        if not (_are_texts(inner) if name in _CHOSEN else _is_plain(inner)):
            return False
    settings = value.get("settings", {})
    return isinstance(settings, dict) and all(
        check(setting) for name, setting in settings.items() if (check := _SETTINGS.get(name))
    )


_CHOSEN = frozenset(("levels", "topics", "packs", "kinds", "tracks", "paths"))


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


_is_seed: Check = lambda value: type(value) is int  # noqa: E731
_is_length = _or_none(lambda value: _is_number(value, 0, _HUGE))

#: Those of ``core/session/state.py`` that are more than switches and text.
_SETTINGS: Mapping[str, Check] = {
    "seed": _is_seed,
    "limit": _is_length,
    "minutes": _is_length,
    "prior": lambda value: _is_number(value, 0, 1),
    "most": _or_none(_is_whole),
    "level": _is_text_or_none,
    "guess": _is_text_or_none,
    "save": _is_text,
    "title": _is_text,
    **dict.fromkeys(("confidence", "shuffle", "coach", "spoken", "no_ai", "at_end"), _is_flag),
}

_Fields = Mapping[str, Check]
_NONE: _Fields = {}
_ABOUT: _Fields = {"question": _is_text}
_OF: _Fields = {"of": _is_text}
_WORDS: _Fields = {**_ABOUT, "text": _is_text}
_GRADE: _Fields = {"score": _is_share, "rating": _is_rating, "grader": _is_text}
_POINTS: _Fields = {"points": _or_none(_are_points)}

#: For each type what must be there, and what may be.
_FIELDS: Mapping[str, tuple[_Fields, _Fields]] = {
    Started.type: (
        {"mode": _is_text, "questions": _are_texts, "seed": _is_seed, "filters": _are_filters},
        _NONE,
    ),
    Reviewed.type: (
        {
            **_ABOUT,
            **_GRADE,
            "fingerprint": _is_text,
            "mode": _is_text,
            "kind": _is_text,
            "attempt": _is_whole,
            "elapsed_ms": _is_number,
        },
        {
            **_POINTS,
            "answer": _is_answer,
            "reasons": _or_none(_are_texts),
            "hints": _is_whole,
            "confidence": _is_confidence,
            "predicted": _is_share,
        },
    ),
    Regraded.type: ({**_OF, **_GRADE}, _POINTS),
    Retracted.type: (_OF, _NONE),
    Skipped.type: (_ABOUT, _NONE),
    Finished.type: (_NONE, {"answered": _is_whole}),
    Discarded.type: (_OF, _NONE),
    Flagged.type: (_WORDS, _NONE),
    Noted.type: (_WORDS, _NONE),
    Suspended.type: (_ABOUT, {"until": _or_none(_is_day)}),
    Unsuspended.type: (_ABOUT, _NONE),
    Planned.type: (
        {"on": _or_none(_is_day), "minutes": lambda value: _is_number(value, 0, _DAY_MINUTES)},
        {
            "weekdays": _is_list_of(lambda value: _is_whole(value, 0, 6)),
            "days_off": _is_list_of(_is_day),
            "weights": _are_weights,
            "filters": _are_filters,
            "job": _or_none(_is_plain),
        },
    ),
    Placed.type: (
        {"probabilities": _are_shares, "questions": _is_whole},
        {"level": _is_text_or_none, "between": _are_texts, "guess": _is_text_or_none},
    ),
    Interviewed.type: ({"on": _is_day, "how": _is_text}, {"topics": _are_texts, "text": _is_text}),
    Setting.type: ({"name": _is_text}, {"value": _is_plain}),
}

#: The types of which nothing is kept but the fields above; the others are kept whole.
_TAKEN_APART = _FIELDS.keys() - {Planned.type, Placed.type, Interviewed.type}


def find_fault(line: Line) -> str:
    """Return the name of the first field that makes *line* unsound; "" where none does."""
    if not _is_time(line["at"]):
        return "at"
    needed, optional = _FIELDS.get(line["type"], (_NONE, _NONE))
    for name, check in needed.items():
        if name not in line or not check(line[name]):
            return name
    maybe: _Fields = {"offset": _is_offset, "session": _is_text_or_none, **optional}
    for name, check in maybe.items():
        if name in line and not check(line[name]):
            return name
    if line["type"] not in _TAKEN_APART:
        return next((name for name, value in line.items() if not _is_plain(value)), "")
    return ""


def is_known(type_: str) -> bool:
    """Whether this version knows what lines of that type mean."""
    return type_ in _FIELDS
