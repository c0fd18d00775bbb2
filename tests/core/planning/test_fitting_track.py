"""Which learning path is offered beside a plan."""

from __future__ import annotations

import pytest
from helpers.journal_lines import TODAY

from interview_cli.core.levels import Level
from interview_cli.core.planning.calendar import Calendar
from interview_cli.core.planning.fitting_track import choose_track
from interview_cli.core.planning.pace import LONG_MINUTES, estimate_minutes
from interview_cli.core.planning.plan import Plan
from interview_cli.core.planning.selection import Filters
from interview_cli.core.progress.progress import TrackProgress, measure_track
from interview_cli.core.questions.entry import Entry
from interview_cli.core.questions.question import Step, Track

NOW = TODAY.toordinal()


def path(id_: str, *levels: Level, minutes: int = 60) -> TrackProgress:
    left = tuple(Entry(f"p:{id_}{n}", "mid", "t", "sql") for n in range(minutes // 8))
    steps = tuple(Step("t", (level,)) for level in levels)
    return TrackProgress(Track(id_, id_, steps), "p", 0, len(left), "t", left)


PATHS = [
    path("senior", "senior", minutes=900),
    path("mid", "mid", minutes=800),
    path("mid-sql", "mid", minutes=200),
    path("all", "junior", "mid", "senior", minutes=2000),
    path("evening", "junior", "mid", "senior", minutes=60),
    path("evening-of-mid", "mid", minutes=80),
    path("short", "mid", minutes=16),
    path("done", "mid", minutes=0),
]


@pytest.mark.parametrize(
    ("days", "levels", "chosen"),
    [
        (14, ("mid",), "mid"),
        (14, ("senior",), "senior"),
        (14, ("mid", "senior"), "senior"),
        (14, ("junior",), None),
        (14, (), None),
        (1, ("senior",), "evening"),
        (0, (), "evening"),
        (1, ("junior",), "evening"),
        (1, ("mid",), "evening-of-mid"),
        (-1, ("mid",), None),
    ],
)
def test_it_is_of_the_plans_levels_and_at_the_end_of_an_evening(days, levels, chosen) -> None:
    plan = Plan(Calendar(NOW + days, 30), filters=Filters(levels=levels))
    found = choose_track(PATHS, plan, NOW)
    assert (found and found.track.id) == chosen


def test_the_time_that_is_left_is_that_of_what_is_not_right_yet() -> None:
    track = Track("x", "X", (Step("sql"), Step("sql", kinds=("sql",))))
    entries = [
        Entry("p:a", "mid", "sql", "choice", ask_seconds=20, answer_seconds=28),
        Entry("p:b", "mid", "sql", "sql"),
        Entry("p:c", "mid", "sql", "code"),  # no step names its kind
        Entry("p:d", "mid", "http", "choice"),
    ]
    found = measure_track("p", track, entries, {})
    assert (found.of, [entry.key for entry in found.left]) == (2, ["p:a", "p:b"])
    assert estimate_minutes(found.left) == 1 + LONG_MINUTES["sql"]
