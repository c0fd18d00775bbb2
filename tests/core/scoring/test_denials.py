"""What is turned down isn't said, and what is said instead is."""

from __future__ import annotations

import pytest

from interview_cli.core.questions.question import KeyPoint
from interview_cli.core.scoring.result import CONTRADICTED, HIT, MISSED
from interview_cli.core.scoring.scorer import score

SAYS = ("the default list is made once", "all calls share the list")
POINTS = (
    KeyPoint(SAYS[0], ("default list made once", "list once")),
    KeyPoint(SAYS[1], ("calls share list", "list shared")),
)
ASK = "What happens to a mutable default argument?"
FAULT = "What is wrong with this function?"


def states(answer, *, ask=ASK, points=POINTS):
    scored = score(answer, ask=ask, reference="nothing alike", key_points=points)
    return [point.state for point in scored.points], scored


FRAMES = [
    "It is not true that {}.",
    "It isn't the case, that {}.",
    "Nobody should think that {}.",
    "You must never assume that {}.",
    "It would be a mistake to say that {}.",
    "It's a popular misconception that {}.",
    "It is wrong to claim {}.",
    "I don't believe {}.",
    "I disagree with the idea that {}.",
    "I deny that {}.",
    "Contrary to the belief that {}.",
    "Only beginners would say that {}.",
    "People wrongly think that {}.",
    "There is no truth in the claim that {}.",
    "The notion that {} is false.",
    "That {} is a myth.",
    "So {}, which isn't true.",
    "So {}. That is false.",
    "So {}. This is not the case.",
    "Some say that {}, but that is wrong.",
]


@pytest.mark.parametrize("frame", FRAMES)
def test_a_statement_that_is_turned_down_is_not_said(frame):
    both = " ".join(frame.format(says) for says in SAYS)
    assert HIT not in states(frame.format(SAYS[0]))[0]
    assert HIT not in states(both)[0]
    assert states(both)[1].score < 0.5


@pytest.mark.parametrize("frame", ["{}. No.", "Wrong: {}.", "{} - false."])
def test_verdicts_on_sentence_after_sentence_turn_them_down(frame):
    answer = " ".join(frame.format(says) for says in (*SAYS, SAYS[0]))
    assert states(answer)[0] == [CONTRADICTED, CONTRADICTED]


@pytest.mark.parametrize(
    "answer",
    [
        "It's not true that it is copied; the list is shared.",
        "Many think it is copied, but the list is shared.",
        "I don't think that a copy is made, in fact the list is shared.",
        "It is a myth that each call has its own. The list is shared.",
        "Contrary to popular belief, the list is shared.",
        "It is true that the list is shared.",
        "It isn't wrong that the list is shared.",
        "It's not false that the list is shared.",
        "I think that the list is shared.",
        "False: the list is shared.",
        "Is it copied? No. The list is shared.",
        "That isn't a mistake: the list is shared.",
    ],
)
def test_what_is_said_instead_counts(answer):
    assert states(answer)[0] == [MISSED, HIT]


def test_a_denial_that_is_turned_down_is_not_said_either():
    points = (KeyPoint("the list is not copied", ("not copied",)),)
    assert states("The list is not copied.", points=points)[0] == [HIT]
    assert states("It is false that the list is not copied.", points=points)[0] == [MISSED]


def test_who_is_asked_for_a_fault_may_call_it_wrong():
    answer = "The list is made once, which is wrong. The list is shared. That is wrong."
    assert states(answer, ask=FAULT)[0] == [HIT, HIT]
    assert HIT not in states(answer)[0]
    assert states(f"{answer} {answer}", ask=FAULT)[1].contradicted


def test_a_point_that_is_contradicted_is_not_partly_said():
    found = states("It is not true that all calls share the list.")[1]
    assert (found.points[1].state, found.score) == (CONTRADICTED, 0)
