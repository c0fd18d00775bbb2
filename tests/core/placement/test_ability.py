"""What answers tell of a level, which question tells most, and what that comes to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.levels import LEVELS
from interview_cli.core.placement.ability import (
    Answer,
    chance_known,
    estimate,
    expect_known,
    information,
    split,
)
from interview_cli.core.placement.conclusion import (
    ENOUGH,
    EVEN,
    LEAST_FOR_ONE,
    LEAST_FOR_TWO,
    conclude,
    is_enough,
    read_conclusion,
)
from interview_cli.core.placement.next_question import Candidate, choose_next, levels_of

levels = st.sampled_from(LEVELS)
guesses = st.sampled_from([None, *LEVELS])
credits = st.sampled_from([0.0, 0.5, 0.75, 1.0])
answers = st.builds(Answer, levels, st.sampled_from([0.0, 0.03, 0.25, 0.5]), credits)
candidates = st.lists(
    st.builds(
        Candidate,
        levels,
        st.sampled_from(["python/lists", "python/dicts", "sql", "http/caching"]),
        st.sampled_from([0.0, 0.03, 0.25]),
        st.sampled_from([None, None, "twins", "triplets"]),
    ),
    min_size=1,
    max_size=10,
)


@given(st.lists(answers, max_size=14), guesses, st.randoms())
def test_the_order_of_answers_does_not_matter(given_, guess, dice):
    shuffled = [*given_]
    dice.shuffle(shuffled)
    assert estimate(shuffled, guess) == estimate(given_, guess)


@given(st.lists(answers, max_size=60), guesses)
def test_chances_add_up_to_one(given_, guess):
    chances = estimate(given_, guess)
    assert sum(chances) == pytest.approx(1)
    assert sum(split(chances).values()) == pytest.approx(1)
    assert min(chances) >= 0


@given(st.lists(answers, max_size=10), guesses, answers)
def test_a_better_answer_never_lowers_the_level(given_, guess, answer):
    def expected(credit):
        chances = estimate([*given_, answer._replace(credit=credit)], guess)
        return sum(n * p for n, p in enumerate(split(chances).values()))

    assert expected(0.0) < expected(0.5) < expected(1.0)


@given(st.lists(answers, max_size=10), guesses, answers)
def test_luck_makes_a_right_answer_tell_less(given_, guess, answer):
    def known(luck):
        right = answer._replace(luck=luck, credit=1.0)
        return expect_known(answer.level, estimate([*given_, right], guess))

    assert known(0.5) < known(0.25) < known(0.0)


@given(st.lists(answers, max_size=10), guesses, levels)
def test_information_is_never_negative_and_less_where_one_can_guess(given_, guess, level):
    chances = estimate(given_, guess)
    blind, free = (information(level, luck, chances, LEVELS) for luck in (0.25, 0.0))
    assert 0 <= blind < free + 1e-12


def test_a_guess_is_where_it_begins_and_answers_decide():
    assert split(estimate([], "senior"))["senior"] > 0.7
    wrong = [Answer("mid", 0.0, 0.0)] * 4 + [Answer("junior", 0.0, 0.0)] * 4
    assert split(estimate(wrong, "senior"))["junior"] > split(estimate(wrong, "senior"))["senior"]


def test_levels_without_questions_are_part_of_their_neighbours():
    chances = estimate([Answer("mid", 0.0, 1.0)])
    three, two = split(chances), split(chances, ("junior", "mid"))
    assert two["mid"] == pytest.approx(three["mid"] + three["senior"])
    assert split(chances, ("mid",)) == {"mid": pytest.approx(1)}


# The chance that the plan asks for


@given(st.dictionaries(levels, st.floats(0.01, 1), min_size=1))
def test_harder_questions_are_known_less_often(probabilities):
    chances = [chance_known(level, probabilities) for level in LEVELS]
    assert chances == sorted(chances, reverse=True)
    assert all(0 < chance < 1 for chance in chances)


@pytest.mark.parametrize("level", LEVELS)
def test_higher_levels_know_more(level):
    known = [chance_known(level, {at: 1.0}) for at in LEVELS]
    assert known == sorted(known)
    mixed = chance_known(level, dict.fromkeys(LEVELS, 1 / 3))
    assert known[0] < mixed < known[-1]


def test_without_a_placement_there_is_a_chance_all_the_same():
    assert chance_known("junior", {}) > chance_known("senior", {})


# Which question is next

#: Of another level, so that there is something to tell apart; it tells least itself.
OTHER = Candidate("senior", "trivia", 0.95)


@given(candidates, st.lists(answers, max_size=5), guesses)
def test_no_question_comes_twice_and_one_of_a_group(offered, given_, guess):
    chances = estimate(given_, guess)
    asked: list[int] = []
    while (place := choose_next(offered, asked, chances)) is not None:
        assert place not in asked
        asked.append(place)
    groups = [offered[n].group for n in asked if offered[n].group]
    assert len(groups) == len({*groups})
    assert {offered[n].group for n in range(len(offered))} - {None} == {*groups}
    assert [n for n, one in enumerate(offered) if not one.group] == sorted(
        n for n in asked if not offered[n].group
    )


def test_the_question_that_tells_most_comes_first():
    free = Candidate("senior", "sql", 0.0)
    offered = [Candidate("junior", "sql", 0.0), Candidate("senior", "sql", 0.25), free]
    assert choose_next(offered, [], estimate([], "senior")) == 2
    offered = [free, Candidate("junior", "sql", 0.0)]
    assert choose_next(offered, [], estimate([Answer("junior", 0.0, 0.0)], "junior")) == 1


def test_topics_take_turns_and_large_areas_get_more():
    offered = [Candidate("mid", f"python/{n}", 0.0) for n in range(9)]
    offered += [Candidate("mid", "sql", 0.0), Candidate("mid", "http", 0.0), OTHER]
    chances = estimate([])
    asked: list[int] = []
    for _ in range(6):
        place = choose_next(offered, asked, chances)
        assert place is not None
        asked.append(place)
    areas = [offered[n].area for n in asked]
    assert areas[:2] == ["python", "python"]
    assert {*areas} == {"python", "sql", "http"}
    assert areas.count("python") == 4


def test_of_one_topic_another_is_preferred():
    offered = [
        Candidate("mid", "python/lists", 0.0),
        Candidate("mid", "python/lists", 0.0),
        Candidate("mid", "python/dicts", 0.1),
        OTHER,
    ]
    assert choose_next(offered, [0], estimate([])) == 2


# What it comes to


@given(st.lists(answers, max_size=14), guesses, candidates)
def test_what_is_named_is_likely_enough(given_, guess, offered):
    there = levels_of(offered)
    found = conclude(estimate(given_, guess), there, len(given_))
    named = [found.level] if found.level else [*found.between]
    assert not (found.level and found.between)
    if named:
        assert sum(found.probabilities[level] for level in named) >= ENOUGH
        assert found.answered >= LEAST_FOR_ONE
        assert found.chance >= ENOUGH
    if found.between:
        low, high = found.between
        assert there.index(high) == there.index(low) + 1
    assert [*found.probabilities] == [*there]


@given(st.lists(answers, max_size=14), guesses)
def test_it_stops_once_a_level_or_two_are_likely_enough(given_, guess):
    found = conclude(estimate(given_, guess), LEVELS, len(given_))
    top = max(found.probabilities.values())
    if len(given_) >= LEAST_FOR_ONE and top >= ENOUGH:
        assert is_enough(found)
    elif is_enough(found):
        assert len(given_) >= LEAST_FOR_TWO
        assert min(found.probabilities[level] for level in found.between) >= EVEN
    else:
        assert top < ENOUGH or len(given_) < LEAST_FOR_ONE


def test_a_guess_alone_is_never_enough():
    assert not is_enough(conclude(estimate([], "senior"), LEVELS, 0))
    right = [Answer("senior", 0.0, 1.0)] * (LEAST_FOR_ONE - 1)
    early = conclude(estimate(right, "senior"), LEVELS, len(right))
    assert early.probabilities["senior"] > ENOUGH
    assert not is_enough(early)
    assert (early.level, early.between) == (None, ())


# The line in the journal


def test_a_line_is_read_back():
    line = {
        "level": None,
        "between": ["mid", "senior"],
        "probabilities": {"junior": 0.1, "mid": 0.5, "senior": 0.4},
        "questions": 9,
    }
    found = read_conclusion(line)
    assert found is not None
    assert found.between == ("mid", "senior")
    assert found.chance == pytest.approx(0.9)
    assert read_conclusion(None) is None


@pytest.mark.parametrize(
    "change",
    [
        {"probabilities": {}},
        {"probabilities": {"mid": "much"}},
        {"probabilities": {"expert": 1.0}},
        {"probabilities": {"junior": 1.0}, "level": "senior"},
        {"questions": None},
    ],
)
def test_a_line_that_makes_no_sense_is_passed_over(change):
    line = {"level": "mid", "between": [], "probabilities": {"mid": 0.9}, "questions": 5}
    assert read_conclusion(line) is not None
    assert read_conclusion(line | change) is None
