"""Grading and rating, by tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.kinds.ask_back import Ask, AskBack
from interview_cli.core.kinds.blanks import Blanks
from interview_cli.core.kinds.choice import Choice, Option
from interview_cli.core.kinds.match import Match, Pair
from interview_cli.core.kinds.order import Order
from interview_cli.core.kinds.output import Output, Wrong
from interview_cli.core.kinds.short import Number, Short
from interview_cli.core.memory.rating import PARTIAL, estimate_known, rate

ONE = Choice((Option("a", right=True), Option("b"), Option("c")))
MANY = Choice((Option("a", right=True), Option("b", right=True), Option("c"), Option("d")))
MATCH = Match((Pair("a", "x"), Pair("b", "y"), Pair("c", "z")))
HALF = Choice((Option("a", right=True), Option("b", mark=0.5), Option("c", mark=-0.5)))
MARKED = Choice(
    (
        Option("a", right=True, mark=0.34),
        Option("b", right=True, mark=0.33),
        Option("c", right=True, mark=0.33),
        Option("d", mark=-1.0),
        Option("e", mark=0.0),
        Option("f"),
    )
)
ALL = Choice((Option("a", right=True), Option("b", right=True)))
ORDER = Order(("a", "b", "c", "d"))
ASK_BACK = AskBack((Ask("a", good=True), Ask("b", good=True), Ask("c"), Ask("d")))


@pytest.mark.parametrize(
    ("quiz", "answer", "score"),
    [
        (ONE, ("a",), 1.0),
        (ONE, ("b",), 0.0),
        (MANY, ("b", "a"), 1.0),
        (MANY, ("a",), 0.5),
        (MANY, ("a", "c"), 0.0),
        (MANY, ("a", "b", "c"), 0.5),
        (MANY, ("c", "d"), 0.0),
        (HALF, ("a",), 1.0),
        (HALF, ("b",), 0.5),
        (HALF, ("c",), 0.0),
        (MARKED, ("a", "b", "c"), 1.0),
        (MARKED, ("a",), 0.34),
        (MARKED, ("a", "d"), 0.0),
        (MARKED, ("a", "e"), 0.34),
        (MARKED, ("a", "f"), 0.34 - 1 / 3),  # without a mark it takes a share
        (ALL, ("a", "b"), 1.0),
        (ALL, ("b",), 0.5),
        (MATCH, ("x", "y", "z"), 1.0),
        (MATCH, ("y", "x", "z"), 1 / 3),
        (MATCH, ("x", "y"), 2 / 3),  # time ran out
        (MATCH, ("z", "x", "y"), 0.0),
        (MATCH, None, 0.0),
        (ASK_BACK, ("b", "a"), 1.0),
        (ASK_BACK, ("a", "b"), 1.0),  # in whatever order
        (ASK_BACK, ("b",), 0.5),
        (ASK_BACK, ("a", "b", "d"), 0.5),
        (ASK_BACK, ("c", "d"), 0.0),
        (ASK_BACK, None, 0.0),
        (Short(accept=("Global Interpreter Lock",)), " global  INTERPRETER lock ", 1.0),
        (Short(accept=("deadlock",)), "dedlock", 0.5),
        (Short(accept=("deadlock",)), "deadlokc", 0.5),
        (Short(accept=("deadlock",)), "dedlok", 0.0),
        (Short(accept=("cafe\u0301",)), "café", 1.0),
        (Short(accept=("yield",)), "yeild", 0.0),  # under six letters
        (Short(accept=("synchronous",)), "asynchronous", 0.0),  # the opposite
        (Short(accept=("getter",)), "setter", 0.0),
        (Short(accept=("sha256sum",)), "sha265sum", 0.0),  # digits are no slip
        (Short(accept=("asyncio.gather",)), "asyncio.gathr", 0.0),  # nor is code
        (Short(accept=("nonlocal",), case=True), "Nonlocal", 0.0),
        (Short(accept=("nonlocal",), case=True), "nonlocl", 0.0),
        (Short(number=Number(40)), "40", 1.0),
        (Short(number=Number(40)), " 40.0 ", 1.0),
        (Short(number=Number(0.2, 0.1)), "0.3", 1.0),
        (Short(number=Number(0.2, 0.1)), "0.31", 0.0),
        (Short(number=Number(95, 1)), "95 %", 1.0),
        (Short(number=Number(40)), "forty", 0.0),
        (Short(number=Number(40), accept=("forty",)), "Forty", 1.0),
        (Short(number=Number(40)), "nan", 0.0),
        (Short(number=Number(40)), "inf", 0.0),
        (Blanks("{{1}} {{2}}", (("a", "A1"), ("b",))), ("A", "b"), 1.0),
        (Blanks("{{1}} {{2}}", (("a",), ("b",))), ("a", ""), 0.5),
        (Blanks("{{1}} {{2}}", (("a",), ("b",)), case=True), ("A", "b"), 0.5),
        (Blanks("{{1}} {{2}}", (("a",), ("b",))), ("a",), 0.5),
        (Order(("a", "b", "c", "d")), ("a", "b", "c", "d"), 1.0),
        (Order(("a", "b", "c", "d")), ("b", "a", "c", "d"), 5 / 6),
        (Order(("a", "b", "c", "d")), ("d", "c", "b", "a"), 0.0),
        (Output("1\n2\n"), "1  \n2", 1.0),
        (Output("1\n2\n"), "1 2", 0.0),
        (Output("  x\n"), "x", 0.0),  # space in front is printed
        (Output("True\n"), "true", 0.0),
        (Output("1\n", wrong=(Wrong("2"),)), ("1\n",), 1.0),
        (Output("1\n", wrong=(Wrong("2"),)), ("2",), 0.0),
    ],
)
def test_score(quiz, answer, score):
    assert quiz.grade(answer) == pytest.approx(score)


@given(st.permutations(["a", "b", "c", "d", "e"]))
def test_an_order_and_its_reverse_share_the_pairs(steps):
    quiz = Order(("a", "b", "c", "d", "e"))
    assert quiz.grade(tuple(steps)) + quiz.grade(tuple(reversed(steps))) == pytest.approx(1)


@pytest.mark.parametrize(
    ("luck", "recall", "share"),
    [  # the table of Corbett and Anderson's formula for two and four options
        (1 / 2, 0.2, 0.33),
        (1 / 2, 0.5, 0.67),
        (1 / 4, 0.35, 0.68),
        (1 / 4, 0.7, 0.90),
        (1 / 4, 0.9, 0.97),
    ],
)
def test_guessing_is_counted_out(luck, recall, share):
    assert estimate_known(recall, luck) == pytest.approx(share, abs=0.005)


@pytest.mark.parametrize(
    ("score", "more", "rating", "reasons"),
    [
        (1, {"luck": 1 / 4}, 2, ("right", "could-be-luck")),
        (1, {"luck": 1 / 4, "recall": 0.7}, 3, ("right",)),
        (1, {"luck": 1 / 15}, 3, ("right",)),
        (0, {"luck": 1 / 4}, 1, ("wrong",)),
        (0.5, {"luck": 1 / 15}, 2, ("partly",)),
        (1, {"luck": 0}, 3, ("right",)),
        (0.5, {"luck": 0}, 2, ("partly",)),
        (0.75, {"luck": 0}, 3, ("partly",)),
        (0.49, {"luck": 0}, 1, ("partly",)),
        (1, {"partial": ORDER.partial, "luck": 0}, 3, ("right",)),
        (0.8, {"partial": ORDER.partial, "luck": 0}, 2, ("partly",)),
        (0.79, {"partial": ORDER.partial, "luck": 0}, 1, ("partly",)),
        (1, {"luck": 0, "hints": 1}, 2, ("right", "hint")),
        (1, {"luck": 0, "confidence": 1}, 1, ("right", "guessed")),
        (1, {"luck": 0, "confidence": 2}, 3, ("right",)),
        (1, {"luck": 0, "contradicted": True}, 1, ("right", "contradicted")),
        (0, {"luck": 1 / 4, "late": True}, 1, ("time-out",)),
    ],
)
def test_rating(score, more, rating, reasons):
    assert rate(score, **more) == (rating, reasons)


@given(
    st.floats(0, 1),
    st.sampled_from([ORDER.partial, PARTIAL]),
    st.floats(0, 0.5),
    st.floats(0, 1),
    st.integers(0, 3),
    st.sampled_from([None, 1, 2, 3]),
)
def test_easy_is_only_ever_the_learners_own_word(score, partial, luck, recall, hints, sure):
    rating, reasons = rate(
        score, luck=luck, partial=partial, recall=recall, hints=hints, confidence=sure
    )
    assert rating in (1, 2, 3)
    assert reasons
