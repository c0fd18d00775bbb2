"""Weak spots go by what was wrong, never by what is due."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from helpers.journal_lines import TODAY, line, on, review
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.planning.selection import Filters, choose, choose_wrong
from interview_cli.core.progress.progress import MAX_DAYS, MAX_TRIES, Progress
from interview_cli.core.progress.weak_spots import (
    choose_missed,
    choose_weak,
    count_first_times,
    find_leeches,
    find_weak_spots,
    is_weak,
)
from interview_cli.core.questions.entry import Entry

NOW = TODAY.toordinal()
A, B = (Entry(f"p:{id_}", "mid", f"t/{id_}", "choice") for id_ in "ab")


def progress(*lines):
    folded = Progress()
    folded.add(lines)
    return folded


def tried(tries, question="p:a", start=1):
    """Return answers to a question: days of November, with a minus where one was wrong."""
    return [
        review(n, question, at=on(abs(day)), score=float(day > 0), rating=3 if day > 0 else 1)
        for n, day in enumerate(tries, start)
    ]


@pytest.mark.parametrize(
    ("tries", "weak"),
    [
        ([15], False),
        ([-15], True),
        ([-15, 16], True),
        ([-15, 15, 15], True),  # right twice, on one day
        ([-15, 16, 17], False),
        ([-15, 16, -17], True),
        ([-15, 16, -17, 18], True),
        ([10, 11, 12, 13, -14, 15], True),
        ([10, -11, 13, 14], False),
        ([-10, -11, 12, 13], True),  # right on two days, and still forgotten within three
        ([10, 10, 10, 10], False),
    ],
)
def test_a_miss_is_cleared_by_right_answers_on_two_days(tries, weak):
    assert bool(find_weak_spots([A], progress(*tried(tries)))) == weak


@given(st.lists(st.tuples(st.integers(1, 20), st.booleans()), min_size=1, max_size=12))
def test_what_was_never_missed_is_never_weak_and_the_last_miss_always_is(rows):
    days = sorted(day for day, _ in rows)
    tries = [day if right else -day for day, (_, right) in zip(days, rows, strict=True)]
    known = progress(*tried(tries)).known["p:a"]

    assert len(known.tries) == min(len(tries), MAX_TRIES)
    assert known.failed == sum(day < 0 for day in tries)
    if all(day > 0 for day in known.tries):
        assert not is_weak(known)
    if tries[-1] < 0:
        assert is_weak(known)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=30))
def test_weak_spots_come_by_their_share_of_right_tries(rows):
    lines = [
        review(n, f"p:{id_}", at=on(1 + n // 2), score=float(right), rating=3 if right else 1)
        for n, (id_, right) in enumerate(rows)
    ]
    spots = find_weak_spots(
        [Entry(f"p:{i}", "mid", "t", "choice") for i in "abc"], progress(*lines)
    )
    shares = [(spot.tries.right + 1) / (spot.tries.of + 2) for spot in spots]

    assert all(before <= after for before, after in pairwise(shares))
    assert all(spot.missed >= spot.tries.of - spot.tries.right for spot in spots)


def test_being_due_makes_nothing_weak():
    long_ago = progress(review(1, at="2025-11-21T10:00:00.000Z"))

    assert long_ago.scheduler.curve.due(long_ago.known["p:a"].memory) < NOW
    assert find_weak_spots([A], long_ago) == []


def test_half_right_is_not_right_and_a_mock_answer_that_passed_is():
    explained = {"kind": "explain", "mode": "mock"}
    half = progress(review(1, score=0.5, rating=2))
    passed = progress(review(1, score=0.6, rating=3, passed=True, **explained))
    failed = progress(review(1, score=0.6, rating=1, passed=False, **explained))
    old = progress(review(1, score=0.6, rating=2, **explained))  # from before `passed` was kept

    assert [len(find_weak_spots([A], one)) for one in (half, passed, failed, old)] == [1, 0, 1, 0]


def test_what_only_the_learner_could_rate_says_nothing():
    unrated = progress(review(1, score=None, rating=1))

    assert list(unrated.known["p:a"].tries) == []
    assert count_first_times(unrated.known.values(), NOW) == (0, 0)


def test_only_the_first_attempt_in_a_session_is_a_try():
    known = progress(review(1, score=0.0, rating=1), review(2, attempt=2)).known.values()

    assert count_first_times(known, NOW) == (0, 1)


def test_right_first_time_looks_back_thirty_days():
    lines = [*tried([-21, 21]), review(3, "p:b", at="2026-10-22T10:00:00.000Z")]
    month_ago = review(4, "p:b", at="2026-10-23T10:00:00.000Z")

    assert count_first_times(progress(*lines).known.values(), NOW) == (1, 2)
    assert count_first_times(progress(*lines, month_ago).known.values(), NOW) == (2, 3)


def test_missed_counts_what_was_wrong_in_these_days_even_if_right_since():
    folded = progress(*tried([-19, 20]), *tried([-15], "p:b", 5))

    assert choose_missed([A, B], folded, NOW) == [A, B]
    assert choose_missed([A, B], folded, NOW, 3) == [A]
    assert choose_missed([A, B], folded, NOW, 2) == []


def test_a_follow_up_counts_with_its_question_where_it_can_be_asked():
    folded = progress(*tried([-20], "p:a/why"), *tried([20], "p:a", 5))

    assert [spot.question for spot in find_weak_spots([A], folded)] == ["p:a/why"]
    assert choose_weak([A], folded) == choose_missed([A], folded, NOW) == []
    assert choose_weak([A], folded, follow_ups=True) == [A]
    assert choose_missed([A], folded, NOW, follow_ups=True) == [A]


def test_weak_and_missed_together_are_both():
    folded = progress(*tried([-2]), *tried([-19, 20, 21], "p:b", 5))

    assert choose_wrong(Filters(weak=True), [A, B], folded, NOW) == [A]
    assert choose_wrong(Filters(missed=7), [A, B], folded, NOW) == [B]
    assert choose_wrong(Filters(weak=True, missed=7), [A, B], folded, NOW) == []
    assert choose_wrong(Filters(), [A, B], folded, NOW) == [A, B]


def test_filters_are_kept_as_before_and_read_back():
    old = {"levels": ["mid"], "topics": [], "packs": [], "kinds": [], "tracks": []}
    asked = Filters(levels=("mid",), weak=True, missed=7)

    assert Filters(levels=("mid",)).to_plain() == old
    assert asked.to_plain() == old | {"weak": True, "missed": 7}
    assert Filters.read(asked.to_plain()) == asked
    assert Filters.read(old) == Filters(levels=("mid",))


def test_a_leech_was_missed_four_times_and_is_still_weak():
    folded = progress(*tried([-1, -5, -9, -13]), *tried([-1, -1, -1, -1, 8, 19], "p:b", 11))

    assert [(spot.question, spot.is_leech) for spot in find_weak_spots([A, B], folded)] == [
        ("p:a", True)
    ]


def test_a_leech_is_named_at_its_fourth_miss_and_at_every_second_after_that():
    tries = [-1, -2, -3, -4, -5, 6, -7, -8, -9]
    named = [
        len(tries[:n])
        for n in range(1, len(tries) + 1)
        if find_leeches(["p:new", "p:a"], progress(*tried(tries[:n]))) == ["p:a"]
    ]

    assert named == [4, 7, 9]


def test_an_answer_that_is_overruled_is_no_miss():
    wrong = review(1, score=0.0, rating=1)
    right = line(2, "regraded", of="0001", score=1.0, rating=3, grader="self")

    assert find_weak_spots([A], progress(wrong, right)) == []


def suspended(n, question="p:a", until=None, day=20):
    return line(n, "suspended", at=on(day), question=question, until=until)


def test_a_suspended_question_is_back_on_its_day_or_when_it_is_said():
    forever = progress(suspended(1))
    until = progress(suspended(1, until="2026-11-23"))
    back = progress(suspended(1), line(2, "unsuspended", at=on(21), question="p:a"))

    assert forever.is_suspended("p:a", NOW + 1000)
    assert [until.is_suspended("p:a", NOW + n) for n in range(3)] == [True, True, False]
    assert not back.is_suspended("p:a", NOW)
    assert forever.without_suspended([A, B], NOW) == [B]


def test_the_latest_word_on_a_suspended_question_counts_however_files_are_merged():
    lines = [suspended(1), line(2, "unsuspended", at=on(19), question="p:a")]
    in_order = sorted(lines, key=lambda one: (one["at"], one["id"]))

    assert progress(*in_order).is_suspended("p:a", NOW)


@pytest.mark.parametrize("until", ["soon", 5, "2026-13-01"])
def test_a_line_with_a_day_that_is_none_suspends_nothing(until):
    assert not progress(suspended(1, until=until)).is_suspended("p:a", NOW)


def test_a_suspended_question_that_was_renamed_stays_suspended():
    folded = Progress(names={"p:old": "p:a"})
    folded.add([suspended(1, "p:old")])

    assert folded.is_suspended("p:a", NOW)


def test_an_answer_of_the_future_does_not_hide_what_was_done_today():
    wrong_clock = review(9, "p:z", at="2031-01-01T10:00:00.000Z")
    later = progress(wrong_clock)
    later.add([review(1)])
    for folded in (progress(review(1), wrong_clock), later):
        assert folded.answered_on(NOW).new == 1
        assert folded.answered_on(NOW).answered == 1
    again = Progress.from_plain(json.loads(json.dumps(folded.to_plain())))
    assert again.answered_on(NOW) == folded.answered_on(NOW)


def test_of_many_days_the_latest_are_kept():
    folded = progress(
        *(
            review(n, f"p:{n}", at=f"2026-{n // 28 + 1:02}-{n % 28 + 1:02}T12:00:00.000Z")
            for n in range(100)
        )
    )
    assert len(folded.days) == MAX_DAYS
    last = max(folded.days)
    assert folded.answered_on(last).new == 1
    assert min(folded.days) > last - MAX_DAYS - 5


def test_new_questions_are_counted_by_day_and_limited():
    folded = progress(*tried([20]), review(5, "p:b"), review(6, "p:b"), review(7, "p:c"))
    new = [Entry(f"p:n{n}", "mid", "t", "choice") for n in range(5)]

    def chosen(most):
        return choose([A, *new], folded, 10, seed=1, day=NOW + 9, most_new=most, ahead=False)

    assert folded.answered_on(NOW).new == 2
    assert folded.answered_on(NOW + 1).new == 0
    assert [len(chosen(most)) for most in (None, 3, 1, 0)] == [6, 4, 2, 1]
    assert chosen(0) == [A]
