"""Whether an answer in one's own words passes, and what that makes of its rating."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.levels import Level
from interview_cli.core.memory.rating import rate
from interview_cli.core.questions.question import KeyPoint
from interview_cli.core.records import read_passed, read_weight
from interview_cli.core.scoring.result import (
    CLOSE,
    CONTRADICTED,
    HIT,
    MISSED,
    PointResult,
    ScoringResult,
    compute_score,
    decide_passed,
)
from interview_cli.core.scoring.scorer import score

STATES = st.sampled_from([HIT, CLOSE, CONTRADICTED, MISSED])
POINTS = st.lists(
    st.builds(
        PointResult,
        says=st.just("it waits"),
        state=STATES,
        weight=st.sampled_from([0.1, 0.5, 1.0, 2.0]),
        expected=st.booleans(),
        essential=st.booleans(),
    ),
    max_size=6,
)


def passes(points: list[PointResult]) -> bool:
    return decide_passed(points, compute_score(points))


@given(POINTS)
def test_a_contradicted_point_that_counts_never_passes(points: list[PointResult]) -> None:
    if any(point.expected and point.state == CONTRADICTED for point in points):
        assert not passes(points)


@given(POINTS, STATES)
def test_with_essential_points_exactly_those_decide(points: list[PointResult], state: str) -> None:
    essential = PointResult("it's essential", state, essential=True)
    counting = [point for point in [*points, essential] if point.expected]
    every = all(point.state == HIT for point in counting if point.essential)
    none = all(point.state != CONTRADICTED for point in counting)
    assert passes([*points, essential]) == (every and none)


@given(POINTS)
def test_saying_one_more_point_never_costs_the_pass(points: list[PointResult]) -> None:
    before = passes(points)
    for place, point in enumerate(points):
        more = [*points]
        more[place] = replace(point, state=HIT)
        assert passes(more) >= before


@given(POINTS)
def test_what_is_expected_of_others_decides_nothing(points: list[PointResult]) -> None:
    others = [replace(point, expected=False) for point in points]
    said = PointResult("it waits", HIT)
    assert passes([*others, said])
    assert not passes([*others, replace(said, state=MISSED)])


@given(st.integers(1, 40).map(lambda tenths: tenths / 10))
def test_two_of_three_is_enough_whatever_the_weights_round_to(weight: float) -> None:
    said = [PointResult(says, HIT, weight=weight) for says in ("a", "b")]
    assert passes([*said, PointResult("c", MISSED, weight=weight)])
    assert not passes([said[0], *(PointResult(says, MISSED, weight=weight) for says in "cd")])


def test_what_cannot_be_judged_neither_passes_nor_fails() -> None:
    assert ScoringResult(0.2, judged=False).passed is None


WAITS = KeyPoint("two threads wait for each other", ("wait* each other",), essential=True)
ORDER = KeyPoint("take the locks in one order", ("locks order",))
TIMEOUT = KeyPoint("a timeout breaks it", ("timeout",), from_="senior", essential=True)


@pytest.mark.parametrize(
    ("answer", "level", "passed"),
    [
        ("Two threads wait for each other.", "mid", True),
        ("Take the locks in one order.", "mid", False),
        ("Two threads never wait for each other. Take the locks in one order.", "mid", False),
        ("Two threads wait for each other. Take the locks in one order.", "senior", False),
        ("Two threads wait for each other. A timeout breaks it.", "senior", True),
        ("", "mid", False),
    ],
)
def test_an_answer_is_judged_by_the_essential_points_of_its_level(
    answer: str, level: Level, passed: bool
) -> None:
    scored = score(
        answer,
        ask="What is a deadlock?",
        reference="A cycle of resources held and requested.",
        key_points=(WAITS, ORDER, TIMEOUT),
        level=level,
        own_level="mid",
    )
    assert scored.passed is passed


@pytest.mark.parametrize(
    ("points", "rating"),
    [
        ({"a": (HIT, True), "b": (MISSED, False), "c": (MISSED, False)}, 3),
        ({"a": (MISSED, True), "b": (HIT, False), "c": (HIT, False)}, 1),
        ({"a": (CLOSE, True)}, 1),
        ({"a": (HIT, True), "b": (CONTRADICTED, False)}, 1),
        ({**dict.fromkeys("abcd", (HIT, False)), "e": (MISSED, False)}, 3),
        ({**dict.fromkeys("abc", (HIT, False)), "d": (MISSED, False)}, 2),
        ({"a": (HIT, False), "b": (HIT, False), "c": (MISSED, False)}, 2),
        ({"a": (HIT, False), "b": (MISSED, False)}, 1),
        ({"a": (HIT, False), "b": (MISSED, False), "c": (MISSED, False)}, 1),
    ],
)
def test_the_rating_follows_from_passing(points: dict[str, tuple[str, bool]], rating: int) -> None:
    every = [PointResult(says, state, essential=must) for says, (state, must) in points.items()]
    scored = ScoringResult(compute_score(every), tuple(every))

    given_, reasons = rate(
        scored.score, luck=0.0, passed=scored.passed, essential=scored.has_essentials
    )

    assert given_ == rating
    assert ("passed" if rating > 1 else "not-passed") in reasons


def test_a_hint_and_a_guess_count_after_passing_too() -> None:
    assert rate(1, luck=0, passed=True, essential=True, hints=1)[0] == 2
    assert rate(1, luck=0, passed=True, essential=True, confidence=1)[0] == 1


@pytest.mark.parametrize(
    ("line", "passed"),
    [
        ({"score": 0.2, "passed": True}, True),
        ({"score": 0.9, "passed": False}, False),
        ({"score": None, "passed": None}, None),
        ({"score": 0.5}, True),
        ({"score": 0.49}, False),
        ({"score": None}, None),
        ({"score": 0.9, "passed": "perhaps"}, True),
    ],
)
def test_lines_without_it_go_by_their_score(line: dict[str, object], passed: bool | None) -> None:
    assert read_passed(line) is passed


@pytest.mark.parametrize(
    ("line", "weight"),
    [({}, 1), ({"weight": 0.5}, 0.5), ({"weight": 0}, 0), ({"weight": "x"}, 1), ({"weight": 9}, 1)],
)
def test_a_weight_that_is_none_is_one(line: dict[str, object], weight: float) -> None:
    assert read_weight(line) == weight
