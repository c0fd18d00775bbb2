"""How points add up to a score."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.scoring.result import (
    CLOSE,
    CONTRADICTED,
    HIT,
    MISSED,
    PointResult,
    compute_score,
    share_needed,
)

STATES = st.lists(st.sampled_from([HIT, CLOSE, CONTRADICTED, MISSED]), min_size=1, max_size=9)
LENGTHS = st.none() | st.integers(0, 800)
SHARES = st.floats(0, 1)
WEIGHTS = st.lists(st.sampled_from([0.5, 1.0, 2.0, 5.0]), min_size=9, max_size=9)


def points(states, weights=(1.0,) * 9):
    return [
        PointResult(str(n), state, weight=weight)
        for n, (state, weight) in enumerate(zip(states, weights, strict=False))
    ]


def said(hits, of):
    return points([HIT] * hits + [MISSED] * (of - hits))


@given(STATES, WEIGHTS, SHARES, LENGTHS)
def test_a_score_is_a_share(states, weights, overlap, words):
    assert 0 <= compute_score(points(states, weights), overlap, words) <= 1


@given(STATES, WEIGHTS, SHARES, LENGTHS, st.integers(0, 8))
def test_one_more_point_never_takes_away(states, weights, overlap, words, place):
    place %= len(states)
    better = [*states]
    better[place] = HIT
    before = compute_score(points(states, weights), overlap, words)
    assert compute_score(points(better, weights), overlap, words) >= before - 1e-9


@given(WEIGHTS, SHARES, LENGTHS, st.integers(1, 9))
def test_all_of_it_is_1_and_nothing_0(weights, overlap, words, count):
    assert compute_score(points([HIT] * count, weights), overlap, words) == pytest.approx(1)
    assert compute_score(points([MISSED] * count, weights), overlap, words) == 0


@given(STATES, WEIGHTS, SHARES, LENGTHS)
def test_who_contradicts_or_says_no_point_outright_has_less_than_half(
    states, weights, overlap, words
):
    if CONTRADICTED in states or HIT not in states:
        assert compute_score(points(states, weights), overlap, words) < 0.5


ENOUGH = [(1, 1), (2, 2), (2, 3), (3, 4), (3, 5), (4, 6), (4, 9)]
TOO_FEW = [(1, 2), (1, 3), (2, 4), (2, 5), (3, 6), (3, 9)]


@pytest.mark.parametrize(("hits", "of"), [*ENOUGH, *TOO_FEW])
def test_two_thirds_of_the_points_are_enough_and_fewer_of_many(hits, of):
    assert (compute_score(said(hits, of)) >= 0.5) == ((hits, of) in ENOUGH)


def test_a_short_answer_has_room_for_fewer_points():
    assert compute_score(said(1, 5), words=6) > 0.5
    assert compute_score(said(1, 5), words=40) < 0.5
    assert compute_score(said(2, 5), words=18) > 0.5


def test_weights_count_as_more_of_a_point():
    heavy = [1.0, 1.0, 6.0]
    assert compute_score(points([HIT, HIT, MISSED], heavy)) < 0.5
    assert compute_score(points([MISSED, MISSED, HIT], heavy)) > 0.5
    assert share_needed([3.0] * 4) == share_needed([1.0] * 4)


def test_likeness_lifts_a_little_and_only_what_says_something():
    assert compute_score(said(1, 4), 0.6) > compute_score(said(1, 4), 0.3)
    assert compute_score(said(1, 4), 0.3) == compute_score(said(1, 4))
    assert compute_score(said(0, 4), 1.0) == 0
    against = points([HIT, CONTRADICTED, MISSED, MISSED])
    assert compute_score(against, 1.0) == compute_score(against)
