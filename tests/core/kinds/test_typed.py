"""What is typed: what counts, what is said of it, and what it makes of the memory."""

from __future__ import annotations

import pytest

from interview_cli.core.kinds.blanks import Blanks
from interview_cli.core.kinds.kind import Mark, WrongAnswer
from interview_cli.core.kinds.output import Output
from interview_cli.core.kinds.short import Number, Short
from interview_cli.core.memory.rating import rate
from interview_cli.core.records import AGAIN, GOOD, HARD

LOOP = Short(
    accept=("event loop",),
    wrong=(WrongAnswer("thread pool", "That is for `def`."), WrongAnswer("event lop", "A typo.")),
)
SIX = Short(number=Number(6), unit=("queries",), wrong=(WrongAnswer("2", "With a join."),))
GAPS = Blanks(
    "`Queue(maxsize={{1}})` runs on the {{2}}: no {{3}}",
    (("20",), ("event loop",), ("deadlock",)),
    wrong=((WrongAnswer("0", "0 is no limit."),), (), (WrongAnswer("livelock", "They run."),)),
)


def test_a_wrong_answer_with_a_typo_is_told_why_and_never_half_right() -> None:
    quiz = Short(accept=("Maillard",), wrong=(WrongAnswer("caramelisation", "Sugar alone."),))

    assert quiz.mark("caramelization", "") == Mark(0.0, ("Sugar alone.",))
    assert quiz.mark("roasting", "") == Mark(0.0)
    assert quiz.mark("Mailard", "").score == 0.5


@pytest.mark.parametrize(
    ("quiz", "answer", "mark"),
    [
        (LOOP, "the event-loop", Mark(1.0)),
        (LOOP, "A thread-pool", Mark(0.0, ("That is for `def`.",))),
        (LOOP, "event lop", Mark(0.0, ("A typo.",))),  # listed: not nearly right
        (LOOP, "something else", Mark(0.0)),
        (Short(accept=("deadlock",)), "dedlock", Mark(0.5, ("Nearly: one letter is missing.",))),
        (SIX, "six queries", Mark(1.0)),
        (SIX, "2 queries", Mark(0.0, ("With a join.",))),
        (SIX, "6 seconds", Mark(0.0)),
        (GAPS, ("maxsize=20", "Event-Loop", "deadlocks"), Mark(1.0)),
        (
            GAPS,
            ("0", "event loop", "dedlock"),
            Mark(0.5, ("Gap 1: 0 is no limit.", "Gap 3: Nearly: one letter is missing.")),
        ),
        (GAPS, ("minsize=20", "event loop"), Mark(1 / 3)),
        (GAPS, None, Mark(0.0)),
    ],
)
def test_what_is_said(quiz, answer, mark):
    found = quiz.mark(answer, "")

    assert found.score == pytest.approx(mark.score)
    assert found.remarks == mark.remarks
    assert quiz.grade(answer) == found.score


def test_what_is_listed_counts_before_anything_is_forgiven():
    quiz = Short(accept=("get_db",), wrong=(WrongAnswer("`get_db()`", "That would call it."),))

    assert quiz.mark("get_db()", "") == Mark(0.0, ("That would call it.",))
    assert quiz.mark("`get_db`", "").score == 1


@pytest.mark.parametrize("typed", ["Async def", "`Async def`"])
def test_capitals_count_in_back_ticks_however_it_is_typed(typed):
    assert Short(accept=("`async def`",)).grade(typed) == 0
    assert Short(accept=("`async def`", "async def")).grade(typed) == 1


def test_capitals_that_count_are_named():
    quiz = Short(accept=("ContextVar",), case=True)

    assert quiz.mark("contextvar", "").remarks == ("Upper and lower case matter here.",)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1048576, "1048576"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (-0.5, "-0.5"),
        (2**40, "1099511627776"),
        (1e300, "1e300"),
    ],
)
def test_a_number_is_shown_as_it_would_be_typed(value, shown):
    quiz = Short(number=Number(float(value)))

    assert quiz.right == (shown,)
    assert quiz.grade(shown) == 1


@pytest.mark.parametrize(
    ("answers", "rating"),
    [
        (("20", "event loop", "deadlock"), GOOD),
        (("20", "event loop", "dedlock"), HARD),
        (("20", "event loop", "no"), HARD),
        (("20", "no", "no"), AGAIN),
    ],
)
def test_one_wrong_gap_is_hard_at_most(answers, rating):
    assert rate(GAPS.grade(answers), luck=GAPS.luck, partial=GAPS.partial)[0] == rating
    many = Blanks(" ".join(f"{{{{{n}}}}}" for n in range(1, 10)), (("x",),) * 9)
    nearly_all = many.grade(("x",) * 8)
    assert rate(nearly_all, luck=many.luck, partial=many.partial)[0] == HARD


@pytest.mark.parametrize(
    ("prints", "typed", "score"),
    [
        ("caf\u00e9\n", "cafe\u0301  \n\n", 1),
        ("the loop\n", "loop", 0),
        ("'a'\n", '"a"', 0),
        ("65536\n", "65,536", 0),
        ("a-b\n", "a b", 0),
        ("x.\n", "x", 0),
    ],
)
def test_an_output_is_exact_but_for_how_accents_are_typed(prints, typed, score):
    assert Output(prints).grade(typed) == score
