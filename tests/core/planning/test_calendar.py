"""The days until the interview: the stage that a day is at, and those of mock interviews."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.planning.calendar import LEAST_DAYS, Calendar

TODAY = 740_001  # a Wednesday


def days(*ahead: int) -> tuple[int, ...]:
    return tuple(TODAY + n for n in ahead)


@pytest.mark.parametrize(
    ("ahead", "stage"),
    [
        *((30, "ahead"), (2, "ahead"), (1, "tomorrow"), (0, "today")),
        *((-1, "after"), (-14, "after"), (-15, "none")),
    ],
)
def test_the_stage_of_a_day(ahead, stage):
    assert Calendar(TODAY + ahead, 25).stage(TODAY) == stage


@pytest.mark.parametrize(
    ("length", "mocks"),
    [
        (12, days(3, 7, 10)),
        (60, days(19, 39, 58)),
        (10, days(3, 6, 8)),
        (7, days(3, 5)),
        (4, days(2)),
        (3, ()),
        (1, ()),
    ],
)
def test_mocks_are_after_a_third_and_two_thirds_and_on_the_last_day_but_one(length, mocks):
    assert Calendar(TODAY + length, 25).mock_days(TODAY) == mocks


@pytest.mark.parametrize(
    ("minutes", "mock"), [(5, 0), (9.9, 0), (10, 10), (15, 10), (25, 15), (40, 24), (90, 30)]
)
def test_a_mock_leaves_time_for_questions_where_there_is_some(minutes, mock):
    calendar = Calendar(TODAY + 12, minutes)
    assert calendar.mock_minutes == mock
    assert bool(calendar.mock_days(TODAY)) == bool(mock)


@given(
    st.integers(1, 90),
    st.lists(st.integers(0, 6), unique=True, max_size=6).map(tuple),
    st.frozensets(st.integers(0, 90).map(lambda n: TODAY + n), max_size=20),
)
def test_a_mock_is_on_a_study_day_and_never_the_day_before(length, weekdays, off):
    calendar = Calendar(TODAY + length, 25, weekdays, off)
    study, mocks = calendar.days(TODAY), calendar.mock_days(TODAY)
    assert set(mocks) <= set(study)
    assert calendar.on - 1 not in mocks
    assert len(mocks) <= 3
    assert bool(mocks) == (len(study) >= LEAST_DAYS)
    assert list(mocks) == sorted(set(mocks))
