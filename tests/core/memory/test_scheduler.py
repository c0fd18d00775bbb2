"""The memory of a question: what FSRS-6 says, whatever the hour, the time zone or the order."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import fsrs
import pytest
from helpers.program import mostly_slow
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.memory.scheduler import (
    PYTHON,
    RUST,
    WEIGHTS,
    Curve,
    Memory,
    Scheduler,
    are_valid_weights,
)
from interview_cli.core.progress.progress import Progress

VECTORS = json.loads((Path(__file__).parent / "fsrs-sequences.json").read_text())
SEQUENCES = {sequence["name"]: sequence["reviews"] for sequence in VECTORS["sequences"]}
DAY = date(2026, 10, 1)

#: Before the clocks go back, and before they go forward.
SEASONS = (DAY, date(2026, 3, 1))


def the_same(memory, expected, scheduler, tolerance=1e-6):
    assert memory.stability == pytest.approx(expected["stability"], rel=tolerance)
    assert memory.difficulty == pytest.approx(expected["difficulty"], rel=tolerance)
    for retention, days in expected["interval_days"].items():
        assert scheduler.curve.interval(memory.stability, float(retention)) == days


@pytest.mark.parametrize("name", SEQUENCES)
def test_every_step_of_the_published_sequences(name):
    scheduler, memory, day = Scheduler(), None, DAY.toordinal()
    for review in SEQUENCES[name]:
        day += review["elapsed_days"]
        if memory is not None:
            recall = scheduler.recall(memory, day)
            assert recall == pytest.approx(review["retrievability_before"], abs=1e-6)
        memory = scheduler.after(memory, review["rating"], day)
        the_same(memory, review, scheduler)


@pytest.mark.needs_fit
@pytest.mark.parametrize("name", SEQUENCES)
def test_the_quick_library_gives_the_same_intervals(name):
    scheduler, memory, day = Scheduler(library=RUST), None, DAY.toordinal()
    for review in SEQUENCES[name]:
        day += review["elapsed_days"]
        memory = scheduler.after(memory, review["rating"], day)
        the_same(memory, review, scheduler, tolerance=1e-4)


def line(n, at, offset, rating, question="p:q"):
    return {
        "v": 1,
        "id": f"{n:08d}",
        "at": at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "offset": offset,
        "type": "reviewed",
        "session": None,
        "mode": "flashcards",
        "question": question,
        "fingerprint": "0" * 12,
        "kind": "recall",
        "score": None,
        "rating": rating,
        "attempt": 1,
        "elapsed_ms": 1000,
    }


#: Minutes after 04:00, where the learner is: the study day has 24 hours, of its own clock.
in_the_day = st.integers(0, 24 * 60 - 1)


@pytest.mark.parametrize("first", SEASONS, ids=str)
@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata"])
@pytest.mark.parametrize("name", mostly_slow(SEQUENCES, 5))
@given(hours=st.lists(in_the_day, min_size=13, max_size=13))
def test_the_hour_of_the_day_changes_nothing(first, zone, name, hours):
    """The first reviews lie before the clocks are changed, the later ones after it."""
    progress, day, lines, last = Progress(Scheduler(library=PYTHON)), first, [], None
    for n, review in enumerate(SEQUENCES[name]):
        day += timedelta(days=review["elapsed_days"])
        clock = datetime.combine(day, time(4)) + timedelta(minutes=hours[n])
        # 02:30 in the night in which the clocks go forward does not exist.
        at = clock.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone))
        if last is not None and at <= last:
            at = last + timedelta(milliseconds=1)
        last = at
        offset = round((at.utcoffset() or timedelta()) / timedelta(minutes=1))
        lines.append(line(n, at, offset, review["rating"]))
        progress = Progress(Scheduler(library=PYTHON))
        progress.add(lines)
        the_same(progress.known["p:q"].memory, review, progress.scheduler)


def test_a_flight_to_the_west_does_not_turn_the_days_back():
    at = datetime(2026, 11, 21, 12, tzinfo=UTC)
    progress = Progress()
    progress.add([line(1, at, 14 * 60, 3), line(2, at + timedelta(hours=1), -10 * 60, 3)])
    memory = progress.known["p:q"].memory
    assert memory.day == date(2026, 11, 21).toordinal()
    assert (
        memory.stability
        == Progress()
        .scheduler.after(Progress().scheduler.after(None, 3, memory.day), 3, memory.day)
        .stability
    )


def test_the_weights_are_those_of_the_library():
    assert fsrs.Scheduler(enable_fuzzing=False).parameters == WEIGHTS


@pytest.mark.parametrize(
    "weights", [None, 1, "x", [], [1.0] * 20, [*WEIGHTS[:20], 9.0], [*WEIGHTS[:20], "0.2"]]
)
def test_weights_that_cannot_be_used(weights):
    assert not are_valid_weights(weights)
    assert are_valid_weights(list(WEIGHTS))


def test_recall_falls_to_nine_tenths_on_the_day_a_question_is_due():
    scheduler = Scheduler()
    memory = Memory(40.0, 5.0, 1000)
    assert scheduler.curve.due(memory) == 1040
    assert scheduler.recall(memory, 1040) == pytest.approx(0.9)
    assert Curve.from_weights(WEIGHTS).interval(0.001) == 1
    assert Curve.from_weights(WEIGHTS).interval(1e9) == 36_500


def some_lines(ratings, undone):
    start = datetime(2026, 11, 1, 9, tzinfo=UTC)
    lines = [
        line(n, start + timedelta(hours=7 * n), 60, rating, f"p:q{n % 3}")
        for n, rating in enumerate(ratings)
    ]
    for place in undone:
        of = lines[place % len(ratings)]["id"]
        id_ = f"{len(lines):08d}"
        lines.append(lines[0] | {"id": id_, "type": "retracted", "of": of, "at": f"2027-{id_}"})
    return lines


def folded(lines):
    progress = Progress(Scheduler(library=PYTHON))
    progress.add(sorted({x["id"]: x for x in lines}.values(), key=lambda x: (x["at"], x["id"])))
    return progress


@given(st.lists(st.integers(1, 4), min_size=1, max_size=12), st.data())
def test_any_order_and_any_copies_of_lines_give_the_same_memories(ratings, data):
    lines = some_lines(ratings, data.draw(st.lists(st.integers(0, 20), max_size=3)))
    copies = data.draw(st.lists(st.sampled_from(lines), max_size=10))
    assert folded(data.draw(st.permutations([*lines, *copies]))) == folded(lines)


@given(st.lists(st.integers(1, 4), min_size=1, max_size=12), st.integers(1, 4))
def test_a_review_and_its_undo_give_no_memory(ratings, rating):
    before = folded(some_lines(ratings, []))
    both = folded(some_lines([*ratings, rating], [len(ratings)]))
    assert both.known == before.known
    assert folded(some_lines([rating], [0])).known == {}
