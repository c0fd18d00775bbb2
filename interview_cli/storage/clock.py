"""The clock: the only place that asks what time it is.

``INTERVIEW_NOW=2026-11-21T20:00:00+01:00`` is where it starts, for tests,
demonstrations and looking ahead; with ``/still`` behind it, it stands still, so that
every session takes 0 s. With it nothing is written unless ``INTERVIEW_HOME`` is set
too, so that a look ahead leaves no trace.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta

from interview_cli.core.errors import UsageError

_STARTED = time.monotonic()
_STILL = "/still"
#: The years in which a clock can be right. Beyond them days can't be added or taken away.
_YEARS = range(1970, 2201)


def now() -> datetime:
    """Return the time where the learner is, with its offset from UTC."""
    named = os.environ.get("INTERVIEW_NOW")
    if not named:
        return _local(datetime.now(UTC))
    try:
        start = datetime.fromisoformat(named.removesuffix(_STILL))
        if not 1970 < start.year < 2199:
            raise ValueError(start.year)
    except ValueError:
        raise UsageError(
            f"INTERVIEW_NOW is {named!r}, which isn't a time",
            "write it as 2026-11-21T20:00:00+01:00, or with /still after it "
            "for a clock that stands still",
        ) from None
    if start.tzinfo is None:
        start = _local(start)
    if start.year not in _YEARS:
        raise UsageError(
            f"INTERVIEW_NOW is in the year {start.year}",
            f"name a year from {_YEARS[0]} to {_YEARS[-1]}",
        )
    return start if is_still() else start + timedelta(seconds=time.monotonic() - _STARTED)


def _local(time: datetime) -> datetime:
    """Return *time* with the offset of the zone that the learner is in."""
    try:
        return time.astimezone()
    except (ValueError, OverflowError):
        raise UsageError(
            f"the time zone {os.environ.get('TZ', '')!r} is more than a day away from UTC, "
            "or the clock is set wrong",
            "set TZ to a zone such as Europe/Berlin",
        ) from None


def is_still() -> bool:
    """Whether the clock stands still, so that no time limit is ever reached."""
    return os.environ.get("INTERVIEW_NOW", "").endswith(_STILL)


def is_pretended() -> bool:
    """Whether the clock is set and nothing may be written."""
    return bool(os.environ.get("INTERVIEW_NOW")) and not os.environ.get("INTERVIEW_HOME")


def require_writable() -> None:
    """Raise UsageError where nothing may be written."""
    if is_pretended():
        raise UsageError(
            "nothing is written while INTERVIEW_NOW is set", "set INTERVIEW_HOME too, or neither"
        )
