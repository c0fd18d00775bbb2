"""Code in back-ticks: one rule for an answer of its own, and for a phrase in a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.equal_answers.same_answer import SAME, compare_answers
from interview_cli.core.questions.question import KeyPoint
from interview_cli.core.scoring.result import HIT
from interview_cli.core.scoring.scorer import score

NAMES = st.from_regex(r"[A-Za-z][a-z]{5,9}(_[a-z]{3,6})?", fullmatch=True)


def is_heard(answer: str, key: str) -> bool:
    """Whether the code *key* is found in *answer*; no other word of the point is in it."""
    point = KeyPoint(says="zzz", any=(f"`{key}`",))
    return score(answer, ask="Zzz?", reference="zzz", key_points=[point]).points[0].state == HIT


@pytest.mark.parametrize(
    ("typed", "key", "same"),
    [
        ("AsyncMock", "AsyncMock", True),
        ("AsyncMock()", "AsyncMock", True),
        ("@AsyncMock", "AsyncMock", True),
        ("`AsyncMock`", "AsyncMock", True),
        ("AsyncMock.", "AsyncMock", True),
        ("wraps", "@wraps()", True),
        ("maxsize=", "maxsize", True),
        ("maxsize=20", "maxsize", True),
        ("maxsize = 20", "maxsize=20", True),
        ("[9,16]", "[9, 16]", True),
        ("“json”", '"json"', True),
        ("a − b", "a - b", True),
        ("x==y", "x == y", True),
        ("O(n*log(n))", "O(n log n)", True),
        ("async\u00a0def", "async def", True),
        ("async\u200b de\u00adf", "async def", True),
        ("asyncmock", "AsyncMock", False),
        ("ASYNC DEF", "async def", False),
        ("Async def", "async def", False),
        ("path", "Path", False),
        ("true", "True", False),
        ("AsyncMocks", "AsyncMock", False),
        ("Mock", "AsyncMock", False),
        ("fetch_rate", "fetch_rates", False),
        ("fetchrates", "fetch_rates", False),
        ("fetch-rates", "fetch_rates", False),
        ("time.sleep", "asyncio.sleep", False),
        ("x = y", "x == y", False),
        ("x != y", "x == y", False),
        ("*", "**", False),
        ("**", "*", False),
        ("a-b", "a - b", False),
        ("a b", "a - b", False),
        ("minsize=20", "maxsize=20", False),
        ("[9, 17]", "[9, 16]", False),
        ("O(m + n)", "O(mn)", False),
        ("401", "404", False),
    ],
)
def test_what_is_the_same_code(typed: str, key: str, *, same: bool) -> None:
    assert (compare_answers(typed, f"`{key}`", asked=key) == SAME) is same
    assert is_heard(f"There I write {typed} and go on", key) is same


def test_a_capital_that_begins_a_sentence_is_none_of_the_name() -> None:
    assert is_heard("Async def makes it one.", "async def")
    assert is_heard("It blocks. Yield gives it back.", "yield")
    assert not is_heard("`Yield` gives it back.", "yield")
    assert not is_heard("Yield", "yield")
    assert not is_heard("query takes it.", "Query")


def test_words_beside_code_are_words() -> None:
    point = KeyPoint(says="zzz", any=("Raise|THROW `ValueError`|`KeyError`",))

    for answer, state in (
        ("It raises ValueError.", "hit"),
        ("It throws `KeyError`.", "hit"),
        ("It raises valueerror.", "missed"),
    ):
        found = score(answer, ask="Zzz?", reference="zzz", key_points=[point])
        assert found.points[0].state == state


@given(NAMES, NAMES, st.sampled_from(["{}", "`{}`", "@{}", "{}()", "`{}()`", "“{}”", "{}="]))
def test_names_are_heard_by_the_rule_for_answers(typed: str, key: str, form: str) -> None:
    same = compare_answers(typed, f"`{key}`") == SAME

    assert same == (typed == key)
    assert is_heard(f"there I write {form.format(typed)} and go on", key) is same
    assert is_heard(f"there I write {form.format(key)} and go on", key)
