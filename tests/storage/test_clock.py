"""The clock: where it starts, that it runs, and that it can stand still."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from helpers.learner import Learner, question

from interview_cli.core.errors import UsageError
from interview_cli.storage import clock

START = "2026-11-21T20:00:00+01:00"


def named(monkeypatch, value):
    monkeypatch.setenv("INTERVIEW_NOW", value)
    return clock.now()


def test_without_a_name_it_is_the_machines(monkeypatch):
    monkeypatch.delenv("INTERVIEW_NOW")
    before = datetime.now(UTC)
    assert before <= clock.now() <= datetime.now(UTC)
    assert not clock.is_still()


def test_it_runs_on_from_where_it_starts(monkeypatch):
    first = named(monkeypatch, START)
    assert first > datetime.fromisoformat(START)
    started = time.monotonic()
    while time.monotonic() == started:
        pass
    assert clock.now() > first
    assert not clock.is_still()


@pytest.mark.parametrize("start", [START, "2026-11-21T20:00:00Z", "2026-11-21"])
def test_it_stands_still(monkeypatch, start):
    first = named(monkeypatch, f"{start}/still")
    assert first.replace(tzinfo=None) == datetime.fromisoformat(start).replace(tzinfo=None)
    assert first.tzinfo is not None
    assert clock.now() == first
    assert clock.is_still()


@pytest.mark.parametrize(
    "value", ["soon", "/still", "2026-13-01/still", f"{START}/slow", START * 2]
)
def test_what_is_not_a_time(monkeypatch, value):
    with pytest.raises(UsageError, match=r"^INTERVIEW_NOW is '.*', which isn't a time$") as raised:
        named(monkeypatch, value)
    assert START in raised.value.hint
    assert "/still" in raised.value.hint


def test_with_a_still_clock_a_session_takes_no_time(home):
    learner = Learner(home)
    learner.pack("trial", *(question(f"q{n}") for n in range(3)))
    said = learner.run("flashcards", "-p", "trial", typed="\n3\n\n" * 3)
    assert "It took 0 s" in said.out
    assert [line["elapsed_ms"] for line in learner.lines("reviewed")] == [0, 0, 0]
