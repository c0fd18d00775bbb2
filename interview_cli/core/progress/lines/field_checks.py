"""Whether a value can stand in a field of a line: a check for each sort of value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from math import isfinite
from typing import Any

from interview_cli.core.records import AGAIN, EASY

#: The years that anything here can have happened in, or be planned for.
FIRST_YEAR, LAST_YEAR = 1970, 2200

#: The length of a time as the journal writes it: 2026-11-21T19:00:00.123Z.
_TIME_LENGTH = 24

DAY_MINUTES = 24 * 60

#: No number of ours is larger.
HUGE = 2**63

Check = Callable[[Any], bool]


def is_text(value: Any) -> bool:
    return isinstance(value, str)


def is_text_or_none(value: Any) -> bool:
    return value is None or isinstance(value, str)


def is_time(value: str) -> bool:
    if len(value) != _TIME_LENGTH or value[10] != "T" or value[-1] != "Z":
        return False
    return _is_within_years(datetime.fromisoformat, value)


def is_day(value: Any) -> bool:
    return isinstance(value, str) and _is_within_years(date.fromisoformat, value)


def _is_within_years(read: Callable[[str], date], value: str) -> bool:
    try:
        return FIRST_YEAR <= read(value).year < LAST_YEAR
    except ValueError:
        return False


def is_number(value: Any, low: float = -HUGE, high: float = HUGE) -> bool:
    # Not isinstance: true and false are no numbers here. NaN is in no range.
    return type(value) in (int, float) and low <= value <= high


def is_whole(value: Any, low: int = 0, high: int = HUGE) -> bool:
    return type(value) is int and low <= value <= high


def is_share(value: Any) -> bool:
    return value is None or is_number(value, 0, 1)


def is_offset(value: Any) -> bool:
    return value is None or (is_number(value) and -DAY_MINUTES < value < DAY_MINUTES)


def is_rating(value: Any) -> bool:
    return is_whole(value, AGAIN, EASY)


def is_confidence(value: Any) -> bool:
    return value is None or is_whole(value, 1, 3)


def is_list_of(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(map(check, value))


def are_texts(value: Any) -> bool:
    if type(value) is not list:
        return False
    if len(value) < 2:  # most of them
        return not value or type(value[0]) is str
    return {*map(type, value)} <= _TEXT


_TEXT = {str}


def is_answer(value: Any) -> bool:
    return is_text_or_none(value) or are_texts(value)


def are_shares(value: Any) -> bool:
    return isinstance(value, dict) and all(is_number(of, 0, 1) for of in value.values())


def are_weights(value: Any) -> bool:
    return isinstance(value, dict) and all(map(is_number, value.values()))


def _is_point(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and is_text(value.get("says"))
        and is_text(value.get("state"))
        and is_plain(value)
    )


are_points = is_list_of(_is_point)


def or_none(check: Check) -> Check:
    return lambda value: value is None or check(value)


def is_plain(value: Any) -> bool:
    """Whether all numbers in *value*, at any depth, are ones that JSON has."""
    if not isinstance(value, (dict, list)):
        return not isinstance(value, float) or isfinite(value)
    inner = value.values() if isinstance(value, dict) else value
    # Most have texts alone, or next to nothing else.
    return {*map(type, inner)} <= _NEVER_ODD or all(map(is_plain, inner))


_NEVER_ODD = {str, int, bool, type(None)}


def are_filters(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    for name, inner in value.items():
        if inner == []:  # most of them
            continue
        if not (are_texts(inner) if name in _CHOSEN else is_plain(inner)):
            return False
    settings = value.get("settings", {})
    return isinstance(settings, dict) and all(
        check(setting) for name, setting in settings.items() if (check := _SETTINGS.get(name))
    )


_CHOSEN = frozenset(("levels", "topics", "packs", "kinds", "tracks", "paths"))


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


is_seed: Check = lambda value: type(value) is int  # noqa: E731
_is_length = or_none(lambda value: is_number(value, 0, HUGE))

#: Those of ``core/session/state.py`` that are more than switches and text.
_SETTINGS: Mapping[str, Check] = {
    "seed": is_seed,
    "limit": _is_length,
    "minutes": _is_length,
    "prior": lambda value: is_number(value, 0, 1),
    "most": or_none(is_whole),
    "level": is_text_or_none,
    "guess": is_text_or_none,
    "save": is_text,
    "title": is_text,
    **dict.fromkeys(("confidence", "shuffle", "coach", "spoken", "no_ai", "at_end"), _is_flag),
}
