"""Weights of one's own: which answers train, which judge, and when they are taken."""

from __future__ import annotations

import random
from math import exp

import pytest

from interview_cli.core.memory.scheduler import (
    MIN_GAIN,
    MIN_REVIEWS,
    WEIGHTS,
    Memory,
    RatedAnswer,
    Scheduler,
    are_valid_weights,
    collect_answers,
    fit,
)

DAY = 739_900


def learner(count, *, seed=1, sigma=0.5):
    """Return the answers of somebody whose memory has other weights than the usual ones.

    They practise what is due by the usual weights, and six new questions a day.
    """
    dice = random.Random(seed)
    moved = [w * exp(sigma * dice.gauss(0, 1)) for w in WEIGHTS]
    true = Scheduler(bounded(moved)) if sigma else Scheduler()
    usual = Scheduler()
    own: dict[str, Memory] = {}
    theirs: dict[str, Memory] = {}
    found: list[RatedAnswer] = []
    day = DAY
    while len(found) < count:
        due = [q for q, memory in own.items() if usual.curve.due(memory) <= day][:40]
        for question in [*due, *(f"p:q{len(own) + n}" for n in range(6))]:
            if question in own:
                recalled = dice.random() < true.recall(theirs[question], day)
                rating = dice.choices((2, 3, 4), (0.2, 0.65, 0.15))[0] if recalled else 1
            else:
                rating = dice.choices((1, 2, 3, 4), (0.24, 0.1, 0.5, 0.16))[0]
            theirs[question] = true.after(theirs.get(question), rating, day)
            own[question] = usual.after(own.get(question), rating, day)
            found.append(RatedAnswer(question, day, rating))
        day += 1
    return found[:count]


def bounded(weights):
    """Move *weights* into the bounds of FSRS-6."""
    from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

    bounds = zip(weights, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    return tuple(min(max(w, low), high) for w, low, high in bounds)


def review(question, at, rating=3, **fields):
    head = {"type": "reviewed", "question": question, "at": at, "offset": 0}
    return head | {"rating": rating, "attempt": 1} | fields


# which answers


def test_answers_are_first_ones_by_study_day_under_todays_names():
    lines = [
        {"type": "started", "at": "2026-11-21T20:00:00.000Z"},
        review("p:old", "2026-11-21T20:00:00.000Z", 1),
        review("p:old", "2026-11-21T20:01:00.000Z", 4, attempt=2),
        review("p:two", "2026-11-22T02:00:00.000Z", 2),  # before four: still the day before
        review("p:two", "2026-11-22T02:00:00.000Z", 2, offset=180),
        review("p:new", "2026-11-23T20:00:00.000Z", 4, offset=None),
    ]
    first = collect_answers(lines[1:2], {})[0].day
    assert collect_answers(lines, {"p:old": "p:new"}) == [
        ("p:new", first, 1),
        ("p:two", first, 2),
        ("p:two", first + 1, 2),
        ("p:new", first + 2, 4),
    ]


def test_a_questions_days_never_go_back():
    lines = [
        review("p:one", "2026-11-22T20:00:00.000Z", offset=720),
        review("p:one", "2026-11-22T22:00:00.000Z", offset=-720),
        review("p:two", "2026-11-22T22:00:00.000Z", offset=-720),
    ]
    one, again, two = collect_answers(lines, {})
    assert again.day == one.day > two.day


# what trains and what judges


@pytest.mark.needs_fit
def test_what_judges_does_not_train():
    from interview_cli.core.memory.scheduler import Trainer

    every = learner(1500)
    cut = 1200
    # The later answers turned round: were they looked at, the weights would be others.
    turned = [answer._replace(rating=5 - answer.rating) for answer in every[cut:]]
    weights = Trainer(every).train(cut)
    assert Trainer([*every[:cut], *turned]).train(cut) == weights
    assert Trainer(every[:cut]).train(cut) == weights
    assert Trainer(every).train(1500) != weights


@pytest.mark.needs_fit
def test_only_answers_on_a_later_day_are_predicted():
    from interview_cli.core.memory.scheduler import Trainer

    every = [
        RatedAnswer("p:one", DAY, 3),
        RatedAnswer("p:one", DAY, 3),
        RatedAnswer("p:two", DAY + 1, 3),
        RatedAnswer("p:one", DAY + 1, 3),
        RatedAnswer("p:one", DAY + 9, 1),
    ]
    trainer = Trainer(every)
    assert [trainer.log_loss(WEIGHTS, start)[1] for start in range(6)] == [2, 2, 2, 2, 1, 0]
    # A lapse that was nearly sure not to come costs more than a pass that was.
    lapse, _ = trainer.log_loss(WEIGHTS, 4)
    both, _ = trainer.log_loss(WEIGHTS, 0)
    assert lapse > both > 0


# when they are taken


@pytest.mark.needs_fit
def test_weights_that_predict_better_are_taken():
    every = learner(1500)
    found = fit(every, WEIGHTS)
    assert found.reviews == 1500
    assert 0 < found.tested <= 300
    assert found.before - found.after >= MIN_GAIN
    assert are_valid_weights(found.weights)
    assert found.weights != WEIGHTS
    assert fit(every, WEIGHTS) == found
    assert found.weights
    # By now they are no news.
    again = fit(every, found.weights)
    assert again.weights is None
    assert again.before < found.before


@pytest.mark.needs_fit
def test_weights_that_are_no_better_are_not():
    found = fit(learner(MIN_REVIEWS, sigma=0), WEIGHTS)
    assert found.before - found.after < MIN_GAIN
    assert found.weights is None


@pytest.mark.needs_fit
def test_with_nothing_to_predict_nothing_is_taken():
    found = fit([RatedAnswer(f"p:q{n}", DAY, 1 + n % 4) for n in range(MIN_REVIEWS)], WEIGHTS)
    assert (found.tested, found.weights) == (0, None)
