"""Which learning path fits a plan."""

from __future__ import annotations

from collections.abc import Iterable

from interview_cli.core.levels import LEVELS
from interview_cli.core.planning.pace import estimate_minutes
from interview_cli.core.planning.plan import Plan
from interview_cli.core.progress.progress import TrackProgress

#: The evening before an interview nobody practises for longer, in minutes.
EVENING = 90.0


def choose_track(tracks: Iterable[TrackProgress], plan: Plan, today: int) -> TrackProgress | None:
    """Return the path that fits *plan* on the study day *today*, an ordinal; None where none does.

    On the last day that's the longest one that takes an evening at most, and is for all levels of
    the plan. Before that it's one of the plan's levels alone, the one with the most to do.
    """
    days = plan.calendar.on - today
    if days < 0:
        return None
    levels = {*plan.filters.levels}
    open_ = [(estimate_minutes(at.left), at) for at in tracks if at.left]
    if days <= 1:
        wanted = levels or {*LEVELS}
        short = [each for each in open_ if each[0] <= EVENING and wanted <= _levels(each[1])]
        return max(short, key=lambda each: each[0], default=(0.0, None))[1]
    fitting = [each for each in open_ if levels and _levels(each[1]) <= levels]
    return max(fitting, key=lambda each: each[0], default=(0.0, None))[1]


def _levels(at: TrackProgress) -> set[str]:
    return {level for step in at.track.steps for level in step.levels}
