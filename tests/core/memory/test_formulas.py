"""The formulas of FSRS-6 are those of the library, to the last bit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import fsrs
import pytest
from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_cli.core.memory.formulas import make_update
from interview_cli.core.memory.scheduler import WEIGHTS

bounds = zip(LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
some_weights = st.just(WEIGHTS) | st.tuples(*(st.floats(low, high) for low, high in bounds))
#: A rating, and the days since the answer before.
some_answers = st.lists(st.tuples(st.integers(1, 4), st.integers(0, 3000)), max_size=12)

START = datetime(2000, 1, 1, 12, tzinfo=UTC)


def check_against_library(weights, answers):
    library = fsrs.Scheduler(weights, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    update, state, at = make_update(weights), None, START
    card = fsrs.Card(card_id=1, due=at)
    for rating, days in answers:
        at += timedelta(days=days)
        card, _ = library.review_card(card, fsrs.Rating(rating), at)
        state = update(state, rating, days)
        assert state == (card.stability, card.difficulty)


@settings(max_examples=50)
@given(weights=some_weights, answers=some_answers)
def test_each_memory_is_that_of_the_library(weights, answers):
    check_against_library(weights, answers)


@pytest.mark.slow
@settings(max_examples=3000)
@given(weights=some_weights, answers=some_answers)
def test_each_memory_is_that_of_the_library_often(weights, answers):
    check_against_library(weights, answers)
