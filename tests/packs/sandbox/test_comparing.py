"""What equals what, where the answer has no say in it; the small pytest is like the real one."""

from __future__ import annotations

import operator
import subprocess
import sys
from collections import Counter, OrderedDict, namedtuple
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from helpers import hostile_answers
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_cli.packs.sandbox.inside import small_pytest
from interview_cli.packs.sandbox.inside.comparing import compare, holds
from interview_cli.packs.sandbox.inside.explaining import show
from interview_cli.packs.sandbox.inside.small_pytest import CheckFailed, make_cases, make_pytest

OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le,
    ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
SCALARS = st.one_of(
    st.integers(-3, 3), st.booleans(), st.none(), st.sampled_from(["", "a", "b", b"a", 0.5, 1.0])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner, inner)
        | st.dictionaries(st.sampled_from("ab"), inner)
        | st.sets(SCALARS, max_size=3)
    ),
    max_leaves=6,
)


#: How many examples each has: these take most of the time here.
few = settings(max_examples=30)


class Yes:
    """What says yes to everything."""

    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False

    __lt__ = __le__ = __gt__ = __ge__ = __eq__
    __hash__ = None  # type: ignore[assignment]


class YesInt(Yes, int):  # type: ignore[misc]
    """A number that says so too."""


@few
@given(VALUES, VALUES, st.sampled_from(["==", "!="]), st.booleans())
def test_plain_values_compare_as_python_does(
    left: object, right: object, symbol: str, turned: bool
) -> None:
    wanted = OPERATORS[symbol](left, right)
    assert holds(symbol, left, right) == wanted
    assert compare(symbol, left, right, turned) is wanted


@few
@given(st.integers(), st.integers(), st.sampled_from([*OPERATORS]), st.booleans())
def test_numbers_compare_as_python_does(left: int, right: int, symbol: str, turned: bool) -> None:
    assert compare(symbol, left, right, turned) is OPERATORS[symbol](left, right)


@few
@given(VALUES)
def test_what_says_yes_equals_nothing_plain(expected: Any) -> None:
    for liar in (Yes(), YesInt(99)):
        assert not holds("==", liar, expected)
        assert compare("==", liar, expected, False) is False
        assert compare("==", expected, liar, True) is False
        assert not holds("==", [liar], [expected])
        assert not holds("==", (1, {"a": [liar]}), (1, {"a": [expected]}))
        assert not holds("in", liar, [expected])


def test_a_liars_order_is_that_of_what_is_expected() -> None:
    assert not holds("<", YesInt(5), 3)
    assert holds("<", YesInt(2), 3)
    assert holds("!=", YesInt(2), 3)


Row = namedtuple("Row", "a b")


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (Row(1, 2), (1, 2)),
        (OrderedDict(a=1), {"a": 1}),
        (Counter("aab"), {"a": 2, "b": 1}),
        (Fraction(1, 2), 0.5),
        (Decimal("2"), 2),
        (True, 1),
        ({1: "a"}.keys(), {1}),
        (frozenset({1}), {1}),
        (Path("a"), Path("a")),
        ([float("inf")], [float("inf")]),
    ],
)
def test_what_is_equal_by_right_stays_so(actual: object, expected: object) -> None:
    assert holds("==", actual, expected)


def test_what_isnt_a_truth_is_left_alone() -> None:
    """Libraries make a query of a comparison."""

    class Column:
        def __eq__(self, other: object) -> Any:
            return ("equals", other)

        __hash__ = None  # type: ignore[assignment]

    column = Column()
    assert compare("==", column, column, False) == ("equals", column)


NUMBERS = st.floats(allow_nan=False) | st.integers(-1000, 1000)


@few
@given(NUMBERS, NUMBERS, st.none() | st.floats(0, 1), st.none() | st.floats(0, 1))
def test_approximately_is_what_pytest_says(
    actual: float, expected: float, rel: float | None, allowed: float | None
) -> None:
    mine = small_pytest.approx(expected, rel=rel, abs=allowed) == actual
    assert mine == (pytest.approx(expected, rel=rel, abs=allowed) == actual)
    assert mine == (small_pytest.approx([expected], rel=rel, abs=allowed) == [actual])
    assert mine == (small_pytest.approx({"a": expected}, rel=rel, abs=allowed) == {"a": actual})


@few
@given(st.lists(st.tuples(SCALARS, SCALARS), min_size=1, max_size=3))
def test_cases_have_the_names_that_pytest_gives_them(values: list[tuple[Any, Any]]) -> None:
    for name, arguments in make_cases("a, b", list(values)):
        assert name.count("-") >= 1
        assert [*arguments] == ["a", "b"]


def test_raises_knows_the_same_as_pytest() -> None:
    module = make_pytest(lambda _: None, lambda *_: None)
    with module.raises((ValueError, KeyError), match="a+b") as caught:
        raise ValueError("xaab")
    assert caught.type is ValueError
    assert caught.match("b")
    assert module.raises(ZeroDivisionError, lambda: 1 / 0).type is ZeroDivisionError
    with pytest.raises(CheckFailed, match="doesn't match"), module.raises(ValueError, match="z"):
        raise ValueError("a")
    with pytest.raises(CheckFailed, match="ValueError wasn't raised"), module.raises(ValueError):
        pass
    with pytest.raises(TypeError), module.raises(ValueError):
        raise TypeError
    with pytest.raises(AttributeError, match="approx, fail, mark, param, raises"):
        _ = module.fixture
    with pytest.raises(CheckFailed, match="so"):
        module.fail("so")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ([1, 2], "[1, 2]"),
        ("x" * 3000, "… (3000 in all)"),
        (list(range(10**5)), "… (list of 100000)"),
        (type("Mean", (), {"__repr__": lambda _: 1 / 0})(), "<Mean, whose repr raises "),
    ],
)
def test_a_value_is_shown_in_bounds(value: object, text: str) -> None:
    assert text in show(value)
    assert len(show(value)) < 5000


@pytest.mark.slow
def test_the_same_tests_run_with_the_real_pytest(tmp_path: Path) -> None:
    (tmp_path / "exercise.py").write_text(hostile_answers.SOLUTION)
    tests = hostile_answers.TESTS.replace("async def test_later", "async def later")
    (tmp_path / "test_exercise.py").write_text(tests)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:randomly"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "5 passed" in ran.stdout, ran.stdout
