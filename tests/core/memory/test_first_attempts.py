"""A session's first attempt at a question counts once, whoever played it at the same time."""

from __future__ import annotations

import json

import pytest
from helpers.learner import reviewed
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.memory.answer_facts import Answer
from interview_cli.core.memory.first_attempts import MAX_SESSIONS, FirstAttempts, drop_repeats
from interview_cli.core.memory.scheduler import collect_answers
from interview_cli.core.progress.progress import Progress
from interview_cli.core.progress.statistics import Statistics
from interview_cli.core.records import Retracted, Started, to_line


def line(n, record, session=None):
    at = f"2026-11-21T19:{n // 60:02d}:{n % 60:02d}.000Z"
    head = {"v": 1, "id": f"{n:04d}", "at": at, "offset": 60, "device": "a", "session": session}
    return head | json.loads(json.dumps(to_line(record)))


BEGUN = line(1, Started("flashcards", ("p:one", "p:two"), 1, {}))


def add_up(lines):
    progress = Progress()
    progress.add(lines)
    return progress


@pytest.fixture
def crossed():
    """Two windows, or two computers, that answered the same two questions."""
    answers = [("p:one", 3), ("p:one", 1), ("p:two", 3), ("p:two", 3)]
    return [BEGUN, *(line(n, reviewed(*a), "0001") for n, a in enumerate(answers, 2))]


def test_the_first_one_counts(crossed):
    progress = add_up(crossed)
    (session,) = progress.list_sessions()
    assert (session.answered, [*progress.days.values()][-1].answered) == (2, 2)
    assert {key: known.asked for key, known in progress.known.items()} == {"p:one": 1, "p:two": 1}
    assert progress.first_ratings == [0, 0, 2, 0]
    assert progress.later_ratings == [0, 0, 0, 0]
    assert [answer.rating for answer in collect_answers(crossed, {})] == [3, 3]
    assert [one["id"] for one in drop_repeats(crossed)] == ["0001", "0002", "0004"]
    statistics = Statistics()
    statistics.add(crossed)
    assert sum(map(sum, statistics.times.counts.values())) == 2


def test_once_the_first_one_is_taken_back_the_other_counts(crossed):
    progress = add_up([*crossed, line(9, Retracted("0002"), "0001")])
    assert not progress.known["p:one"].right
    assert progress.known["p:one"].asked == 1


def test_outside_of_a_session_each_answer_counts():
    progress = add_up([line(n, reviewed("p:one")) for n in range(3)])
    assert progress.known["p:one"].asked == 3


def test_what_is_kept_is_bounded():
    attempts = FirstAttempts()
    for n in range(200):
        assert attempts.take(line(n, reviewed("p:one"), f"s{n}"))
    assert len(attempts.to_plain()) == MAX_SESSIONS
    assert not attempts.take(line(1, reviewed("p:one"), "s199"))


@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"), st.booleans()), max_size=20),
    st.integers(0, 20),
)
def test_it_is_the_same_with_a_snapshot_in_between(answers, cut):
    lines = [
        line(n, reviewed(f"p:{key}", attempt=1 + again), session)
        for n, (session, key, again) in enumerate(answers)
    ]
    whole = add_up(lines)
    parts = add_up(lines[:cut])
    parts = Progress.from_plain(json.loads(json.dumps(parts.to_plain())))
    parts.add(lines[cut:])
    assert parts == whole


@given(
    st.lists(
        st.tuples(st.sampled_from(["", None, "a", "b"]), st.sampled_from("xyz"), st.integers(0, 2)),
        max_size=30,
    ),
    st.integers(0, 30),
)
def test_many_at_once_are_taken_as_one_by_one(answers, cut):
    """Whatever stands between them, and was taken before them."""
    one_by_one, at_once = FirstAttempts(), FirstAttempts()
    firsts, lines = [], []
    for n, (session, key, attempt) in enumerate(answers):
        answer = line(n, reviewed(f"p:{key}", attempt=attempt), session)
        firsts += [one_by_one.take(answer), False]
        lines += [Answer.from_line(answer), BEGUN]
    assert at_once.take_all(lines[:cut]) + at_once.take_all(lines[cut:]) == firsts
    assert at_once.to_plain() == one_by_one.to_plain()
