"""The clock: the only place that asks what time it is.

``INTERVIEW_NOW=2026-11-21T20:00:00+01:00`` is where it starts, for tests,
demonstrations and looking ahead. With it nothing is written unless
``INTERVIEW_HOME`` is set too, so that a look ahead leaves no trace.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta

from interview_cli.errors import UsageError

_STARTED = time.monotonic()


def now() -> datetime:
    """Give the time where the learner is, with its offset from UTC."""
    named = os.environ.get("INTERVIEW_NOW")
    if not named:
        return datetime.now(UTC).astimezone()
    try:
        start = datetime.fromisoformat(named)
    except ValueError:
        raise UsageError(
            f"INTERVIEW_NOW is {named!r}, which is no time",
            "write it as 2026-11-21T20:00:00+01:00",
        ) from None
    if start.tzinfo is None:
        start = start.astimezone()
    return start + timedelta(seconds=time.monotonic() - _STARTED)


def pretended() -> bool:
    """Say whether the clock is set and nothing may be written."""
    return bool(os.environ.get("INTERVIEW_NOW")) and not os.environ.get("INTERVIEW_HOME")
