"""What a verdict marks, and when a question comes back."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.kinds.blanks import Blanks
from interview_cli.core.kinds.choice import Choice, Option
from interview_cli.core.kinds.order import Order
from interview_cli.core.kinds.short import Short
from interview_cli.core.memory.scheduler import Scheduler
from interview_cli.core.modes import QUIZ
from interview_cli.core.questions.question import Question
from interview_cli.core.session import engine
from interview_cli.core.session.state import Asked, Settings
from interview_cli.core.session.verdict import (
    interval_after,
    interval_if_right,
    is_clear_mistake,
    longest_rise,
    verdict,
)

AT = datetime(2026, 11, 21, 20, tzinfo=UTC)
MANY = Choice((Option("a", right=True), Option("b"), Option("c", right=True), Option("d")))
GAPS = Blanks("{{1}} {{2}} {{3}}", (("event loop",), ("thread pool",), ("async def",)))


def answered(quiz, answer):
    question = Question("q", "?", "so", level="mid", topic="t", quiz=quiz)
    session, _ = engine.start(QUIZ, [Asked("p:q", question)], Settings(shuffle=False), at=AT)
    session, _ = engine.advance(session.add_ids(["1"]), engine.Answered(AT, answer))
    return session.add_ids(["2"])


def marks(quiz, answer):
    session = answered(quiz, answer)
    return [row.mark for row in verdict(session, session.outcomes[0]).rows]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (("a", "b"), ["right", "wrong", "missed", ""]),
        (("a", "c"), ["right", "", "right", ""]),
        (None, ["missed", "", "missed", ""]),
    ],
)
def test_options_are_marked(answer, expected):
    assert marks(MANY, answer) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (("event loop", "worker thread", "async def"), ["right", "wrong", "right"]),
        (("event loop", "thred pool", ""), ["right", "nearly", "wrong"]),
        (None, ["wrong"] * 3),
    ],
)
def test_gaps_are_marked_each(answer, expected):
    session = answered(GAPS, answer)
    rows = verdict(session, session.outcomes[0]).rows
    assert [row.mark for row in rows] == expected
    assert [row.right for row in rows] == ["event loop", "thread pool", "async def"]
    assert [row.text for row in rows] == list(answer or ("", "", ""))


@pytest.mark.parametrize(
    ("answer", "wrong"),
    [
        ("abcde", ""),
        ("bcdea", "a"),  # one step moved, however far
        ("acbde", "c"),
        ("edcba", "abcde"),
    ],
)
def test_the_steps_that_are_out_of_order_are_marked(answer, wrong):
    session = answered(Order(tuple("abcde")), tuple(answer))
    rows = verdict(session, session.outcomes[0]).rows
    assert [row.text for row in rows] == list("abcde")
    assert {row.text for row in rows if row.mark == "wrong"} == set(wrong)
    assert [row.place for row in rows] == [answer.index(step) + 1 for step in "abcde"]


@given(st.permutations(range(1, 8)))
def test_no_other_choice_of_steps_to_keep_is_longer(places):
    kept = longest_rise(places)
    texts = [places[n - 1] for n in sorted(kept)]
    assert texts == sorted(texts)
    longer = combinations(places, max(2, len(kept) + 1))
    assert not any(list(some) == sorted(some) for some in longer)


def test_a_verdict_knows_what_being_right_would_change():
    session = answered(Short(accept=("deadlock",)), "mutex")
    (outcome,), scheduler, day = session.outcomes, Scheduler(), 20000
    now = interval_after(session, outcome, scheduler, day)
    then = interval_if_right(session, outcome, scheduler, day)
    assert now < then
    session, _ = engine.advance(session, engine.Right(AT))
    assert interval_after(session, session.outcomes[0], scheduler, day) == then


@pytest.mark.parametrize(
    ("quiz", "answer", "clear"),
    [
        (Short(accept=("deadlock",)), "mutex", True),
        (Short(accept=("deadlock",)), "deadlok", False),  # nearly right
        (Short(accept=("deadlock",)), None, False),  # time ran out
        (MANY, ("b",), True),
        (MANY, ("a",), False),
    ],
)
def test_only_an_answer_without_anything_right_is_a_clear_mistake(quiz, answer, clear):
    session = answered(quiz, answer)
    assert is_clear_mistake(session, session.outcomes[0]) is clear
