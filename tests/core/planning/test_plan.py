"""What there is to do today, with a plan and without; and plans as the journal keeps them."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.planning.calendar import ASKED_FOR, Calendar
from interview_cli.core.planning.plan import Plan, model_learner, plan_today
from interview_cli.core.planning.selection import Filters
from interview_cli.core.progress.progress import DayTotal, Progress, QuestionHistory
from interview_cli.core.questions.entry import Entry
from interview_cli.core.records import to_line

TODAY = date(2026, 11, 21).toordinal()  # a Saturday

NAMES = st.sampled_from(["a", "a/b", "a/b/c", "ab", "d"])


def entry(name, topic="t", group=None):
    return Entry(f"p:{name}", "mid", topic, "choice", group)


def known(stability, since, seconds=30.0):
    return QuestionHistory(True, "0" * 12, "recall", 1, 1, seconds, stability, 5.0, TODAY - since)


def plan(days=10, minutes=25.0, **fields):
    calendar = {k: fields.pop(k) for k in ("weekdays", "days_off") if k in fields}
    return Plan(Calendar(TODAY + days, minutes, **calendar), **fields)


PLANS = st.builds(
    Plan,
    st.builds(
        Calendar,
        st.integers(TODAY + 1, TODAY + 731),
        st.floats(1, 1440),
        st.lists(st.integers(0, 6), unique=True, max_size=6).map(sorted).map(tuple),
        st.frozensets(st.integers(TODAY - 10, TODAY + 731), max_size=5),
    ),
    st.dictionaries(NAMES, st.floats(0, 100)),
    st.builds(Filters, *[st.lists(NAMES, max_size=2).map(tuple)] * 5),
)


# the journal


@given(PLANS)
def test_a_plan_comes_back_from_the_journal_as_it_was(made):
    line = json.loads(json.dumps(to_line(made.record())))
    assert line["type"] == "planned"
    assert Plan.read(line, TODAY) == made
    assert Plan.read(line, made.calendar.on - 1) == made
    assert Plan.read(line, made.calendar.on + ASKED_FOR) == made
    assert Plan.read(line, made.calendar.on + ASKED_FOR + 1) is None


@pytest.mark.parametrize(
    "field",
    [
        {"on": "soon"},
        {"on": "2198-12-31"},
        {"minutes": None},
        {"minutes": 1e308},
        {"minutes": float("nan")},
        {"weekdays": [9]},
        {"weekdays": ["mon"]},
        {"days_off": ["2026-13-01"]},
        {"weights": {"a": "much"}},
        {"weights": ["a"]},
        {"filters": {"mood": ["good"]}},
        {"filters": {"levels": 3}},
    ],
    ids=str,
)
def test_a_plan_that_cannot_be_read_is_none(field):
    line = to_line(plan().record())
    assert Plan.read(line, TODAY) is not None
    assert Plan.read(line | field, TODAY) is None


def test_no_line_is_no_plan_and_a_line_may_leave_out_what_is_usual():
    assert Plan.read(None, TODAY) is None
    short = {"on": "2026-12-01", "minutes": 5}
    assert Plan.read(short, TODAY) == plan(10, 5.0)


# weights


@given(st.dictionaries(NAMES, st.floats(0, 100)), NAMES)
def test_the_nearest_topic_above_has_the_say(weights, topic):
    made = plan(weights=weights)
    parts = topic.split("/")
    above = ["/".join(parts[:n]) for n in range(len(parts), 0, -1)]
    assert made.weight(topic) == next((weights[name] for name in above if name in weights), 1.0)


def test_topics_of_no_weight_are_left_out_of_today():
    entries = [entry("one", "a/b"), entry("two", "a"), entry("three", "d")]
    made = plan(weights={"a": 0, "a/b": 2})
    assert set(plan_today(entries, Progress(), TODAY, made).new) == {"p:one", "p:three"}


# today


@given(
    st.dictionaries(
        st.sampled_from([f"q{n}" for n in range(12)]),
        st.tuples(st.floats(0.1, 60), st.integers(0, 60)),
    )
)
def test_without_a_plan_each_question_is_due_or_new_or_coming(memories):
    entries = [entry(f"q{n}") for n in range(12)]
    progress = Progress(known={f"p:{name}": known(*memory) for name, memory in memories.items()})
    found = plan_today(entries, progress, TODAY, None)
    days = {key: progress.scheduler.curve.due(one.memory) for key, one in progress.known.items()}
    assert set(found.due) == {key for key, day in days.items() if day <= TODAY}
    assert set(found.new) == {one.key for one in entries} - days.keys()
    ahead = [day for day in days.values() if day > TODAY]
    assert found.next == ((min(ahead), ahead.count(min(ahead))) if ahead else None)
    assert bool(found.minutes) == bool(found.due)
    assert found.planned is None


@given(
    PLANS,
    st.dictionaries(
        st.sampled_from([f"q{n}" for n in range(12)]),
        st.tuples(st.floats(0.1, 60), st.integers(0, 60)),
    ),
    st.floats(0, 3600),
)
def test_a_plan_has_its_minutes_and_nothing_twice(made, memories, spent):
    entries = [entry(f"q{n}", "abd"[n % 3]) for n in range(12)]
    progress = Progress(
        known={f"p:{name}": known(*memory) for name, memory in memories.items()},
        days={TODAY: DayTotal(TODAY, 3, spent)},
    )
    found = plan_today(entries, progress, TODAY, made)
    left = made.minutes_left(progress, TODAY) * 60
    assert found.planned is not None
    assert len(set(found.planned)) == len(found.planned)
    assert sorted(found.planned) == sorted(found.due + found.new)
    assert found.done == 3
    assert found.seconds <= left + 1e-6 or (left > 0 and len(found.planned) == 1)
    for key in found.planned:
        before = progress.memory(key)
        assert (before is None) == (key in found.new)
        assert before is None or before.day < TODAY


def test_what_was_done_today_takes_from_the_minutes_whatever_it_was():
    made, entries = plan(minutes=2), [entry(f"q{n}") for n in range(12)]
    for day, seconds, questions, minutes in (
        (TODAY, 0.0, 3, 2),
        (TODAY, 60.0, 1, 1),
        (TODAY, 119.0, 1, 1),  # one, for else it would never be its turn
        (TODAY, 120.0, 0, 0),
        (TODAY, 9999.0, 0, 0),
        (TODAY - 1, 9999.0, 3, 2),  # that was yesterday
    ):
        found = plan_today(entries, Progress(days={day: DayTotal(day, 9, seconds)}), TODAY, made)
        assert (len(found.planned or ()), found.minutes) == (questions, minutes), seconds
        assert found.done == (9 if day == TODAY else 0)


def test_a_day_off_asks_for_nothing():
    entries = [entry("one")]
    for made in (plan(weekdays=(0, 1)), plan(days_off=frozenset({TODAY}))):
        found = plan_today(entries, Progress(), TODAY, made)
        assert (found.planned, found.seconds, found.minutes) == ((), 0, 0)


# what is expected of the learner


@given(
    st.lists(st.integers(0, 5000), min_size=4, max_size=4),
    st.lists(st.integers(0, 5000), min_size=4, max_size=4),
)
def test_the_shares_of_ratings_add_up_and_move_towards_the_learners_own(first, later):
    habits = model_learner(Progress(first_ratings=first, later_ratings=later)).habits
    for mine, counts, usual in (
        (habits.first, first, model_learner(Progress()).habits.first),
        (habits.passed, later[1:], model_learner(Progress()).habits.passed),
    ):
        assert sum(mine) == pytest.approx(1)
        for share, count, before in zip(mine, counts, usual, strict=True):
            own = count / sum(counts) if sum(counts) else before
            low, high = sorted((own, before))
            assert low - 1e-9 <= share <= high + 1e-9
            assert share > 0


def test_the_warm_up_takes_one_of_a_group_as_a_sitting_does():
    names = [f"q{n:02}" for n in range(14)]
    entries = [entry(name, group="twins" if n < 3 else None) for n, name in enumerate(names)]
    progress = Progress(known={one.key: known(5.0, 3) for one in entries})
    found = plan_today(entries, progress, TODAY, plan(days=0))
    assert (found.stage, len(found.due)) == ("today", 10)
    assert len({*found.due} & {"p:q00", "p:q01", "p:q02"}) == 1
