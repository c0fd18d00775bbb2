"""Days as people type them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.commands.planning.dates import parse_day, parse_days_off
from interview_cli.core.errors import UsageError

TODAY = date(2026, 12, 2)  # a Wednesday
DAYS = st.dates(date(1990, 1, 1), date(2200, 1, 1))


def parse(text, today=TODAY):
    return date.fromordinal(parse_day(text, today.toordinal()))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-15", "2026-12-15"),
        ("20261215", "2026-12-15"),
        ("2026/12/15", "2026-12-15"),
        ("2026.12.15", "2026-12-15"),
        ("today", "2026-12-02"),
        ("tomorrow", "2026-12-03"),
        (" Tomorrow ", "2026-12-03"),
        ("the day after tomorrow", "2026-12-04"),
        ("fri", "2026-12-04"),
        ("Friday", "2026-12-04"),
        ("on friday", "2026-12-04"),
        ("this fri", "2026-12-04"),
        ("thurs", "2026-12-03"),
        ("wed", "2026-12-09"),  # not today
        ("tue", "2026-12-08"),
        ("next fri", "2026-12-11"),
        ("next Wednesday", "2026-12-09"),
        ("next mon", "2026-12-07"),
        ("in 12 days", "2026-12-14"),
        ("in 1 day", "2026-12-03"),
        ("12 days", "2026-12-14"),
        ("12 days from today", "2026-12-14"),
        ("in 2 weeks", "2026-12-16"),
        ("in two weeks", "2026-12-16"),
        ("in a week", "2026-12-09"),
        ("in 3 months", "2027-03-02"),
        ("12 Dec", "2026-12-12"),
        ("12 dec.", "2026-12-12"),
        ("12th of December", "2026-12-12"),
        ("Dec 12", "2026-12-12"),
        ("December 1st", "2027-12-01"),  # this year's is over
        ("2 december", "2026-12-02"),
        ("Sept 3", "2027-09-03"),
        ("29 Feb", "2028-02-29"),
        ("15 December 2026", "2026-12-15"),
        ("December 15, 2026", "2026-12-15"),
        ("Tue 15 Dec", "2026-12-15"),
        ("Tuesday, 15 December 2026", "2026-12-15"),
        ("12.12.", "2026-12-12"),
        ("3.12.", "2026-12-03"),
        ("3. 12.", "2026-12-03"),
        ("3.12.2027", "2027-12-03"),
        ("12/12", "2026-12-12"),
        ("24/12", "2026-12-24"),
        ("12/24", "2026-12-24"),
        ("12/24/2026", "2026-12-24"),
        ("24-12-2026", "2026-12-24"),
    ],
)
def test_a_day_can_be_typed_in_many_ways(text, day):
    assert str(parse(text)) == day


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("12/11/2026", "2026-11-12", "2026-12-11"),
        ("11/12/2026", "2026-11-12", "2026-12-11"),
        ("3/4", "2027-03-04", "2027-04-03"),
        ("01-02-2027", "2027-01-02", "2027-02-01"),
    ],
)
def test_what_could_be_two_days_is_refused_with_both(text, first, second):
    with pytest.raises(UsageError) as error:
        parse(text)
    assert f"{text!r} isn't clear" in str(error.value)
    assert error.value.hint == f"write {first} or {second}"


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "soon", "fr", "in days", "in many days", "in -3 days", "32 Dec", "31 Nov"),
        *("13/13", "0/5", "29 Feb 2027", "2026-02-30", "12", "12 Dez", "1.13.", "next"),
        *("next week", "12 Dec 26", "fri sat", "in 99999 days", "²/3", "in ² days", "12 dec 0000"),
    ],
)
def test_what_is_no_day_is_refused_with_examples(text):
    with pytest.raises(UsageError) as error:
        parse(text)
    assert "isn't a date" in str(error.value)
    assert "in 12 days" in error.value.hint


def test_a_day_of_the_week_that_does_not_fit_is_refused():
    with pytest.raises(UsageError) as error:
        parse("Mon 15 Dec")
    assert "2026-12-15 is a Tuesday, not a Monday" in str(error.value)


@pytest.mark.parametrize("text", ["in 9999 months", "in 9999 weeks", "fri"])
def test_no_day_lies_behind_the_end_of_the_calendar(text):
    assert parse(text, date(9999, 12, 31)) == date.max


@given(DAYS, DAYS)
def test_a_date_is_read_as_it_is_written(day, today):
    for text in (f"{day}", f"{day:%d %B %Y}", f"{day:%b %d %Y}", f"{day:%a %d %b %Y}"):
        assert parse(text, today) == day


@given(DAYS, DAYS)
def test_without_a_year_it_is_the_next_such_day(day, today):
    found = parse(f"{day:%d %B}", today)
    assert (found.day, found.month) == (day.day, day.month)
    assert found >= today
    assert all(
        date(year, day.month, day.day) < today
        for year in range(today.year, found.year)
        if day.day < 29 or day.month != 2
    )


@given(st.text(max_size=20) | st.from_regex(r"[a-z0-9 ./-]{1,16}", fullmatch=True), DAYS)
def test_any_text_is_a_day_or_refused(text, today):
    with suppress(UsageError):
        assert parse(text, today)


@pytest.mark.parametrize(
    ("written", "days"),
    [
        (["12 Dec..14 Dec"], [12, 13, 14]),
        (["12.12...13.12."], [12, 13]),
        (["12.12..13.12"], [12, 13]),
        (["sat, sun", "2026-12-24"], [5, 6, 24]),
        (["tomorrow..sun"], [3, 4, 5, 6]),
    ],
)
def test_days_off_are_typed_alike(written, days):
    found = parse_days_off(written, TODAY.toordinal())
    assert [date.fromordinal(day).day for day in sorted(found)] == days
