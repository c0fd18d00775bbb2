"""What the manual's tables don't show: the edges of the rule for equal answers."""

from __future__ import annotations

import pytest

from interview_cli.core.equal_answers.code import is_same_code
from interview_cli.core.equal_answers.same_answer import (
    LONGEST,
    SAME,
    Verdict,
    compare_answers,
    compare_with_number,
)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("a sync function", "sync function"),
        ("a-sync", "async"),
        ("UTF 8", "utf-8"),
        ("I/O bound", "I/O-bound"),
        ("e-mail", "email"),
        ("deadlock", "A deadlock."),
        ("a C function", "C function"),
        ("the A record", "A record"),
        ("worker-thread pools", "worker thread pool"),
        ("queries", "query"),
        ("5s", "5 s"),
        ("HTTP404", "404"),
        ("top-10", "top 10"),
        ("classes", "class"),
        ("“orders.fetch_rate”", "orders.fetch_rate"),
        ("the `with` statement", "with statement"),
        ("the with statement", "the `with` statement"),
        ("dict(a = 1)", "dict(a=1)"),
        ("…", "..."),
        ("event\u00a0loop", "event loop"),
        ("event loop。", "event loop"),
        ("cafe\u0301", "café"),
        ("401 Unauthorised", "401"),
        ("six", "6"),
        ("6", "six"),
        ("1/2", "0.5"),
        ("50 %", "0.5"),
        ("65,536", "65536"),
        ("pytest.fixture", "@pytest.fixture()"),
    ],
)
def test_same(typed: str, key: str) -> None:
    assert compare_answers(typed, key) == SAME


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("a sync function", "async function"),
        ("a sync", "async"),
        ("async", "sync"),
        ("sync", "async"),
        ("before", "after"),
        ("unordered", "ordered"),
        ("blocking", "non-blocking"),
        ("http", "https"),
        ("readline", "readlines"),
        ("x+", "x+="),
        ("b", "a b"),
        ("ab", "a b"),
        ("n 1", "n-1"),
        ("size1", "size-1"),
        ("2x", "2-x"),
        ("for in b", "for a in b"),
        ("item()", "items"),
        ("fetch-rate", "fetch_rate"),
        ("len x", "len"),
        ("len(x)", "len"),
        ("..", "..."),
        ("C", "C++"),
        ("no cache", "--no-cache"),
        ("10", "1 0"),
        ("3.10", "3.1"),
        ("2.0", "2"),
        ("0644", "644"),
        ("401/403", "401"),
        ("401, 403", "401"),
        ("2/2", "1"),
        ("404 Forbidden", "404"),
        ("200 error", "200"),
        ("", "event loop"),
        (" ", "`"),
        ("the", "a"),
        ("asyncio.gathr", "asyncio.gather"),
        ("caching", "catching"),
        ("content", "context"),
        ("caller", "callee"),
        ("wrapped", "wrapper"),
        ("sha265sum", "sha256sum"),
        ("AsyncMocks", "AsyncMock"),
    ],
)
def test_different(typed: str, key: str) -> None:
    assert compare_answers(typed, key).verdict is Verdict.DIFFERENT


@pytest.mark.parametrize(
    ("typed", "differs"),
    [
        ("dedlock", "one letter is missing"),
        ("deadllock", "there's one letter too many"),
        ("the deaflock", "one letter differs"),
        ("deadlokc", "two letters are swapped"),
    ],
)
def test_nearly_says_what_differs(typed: str, differs: str) -> None:
    found = compare_answers(typed, "a deadlock")

    assert (found.verdict, found.differs) == (Verdict.NEARLY, differs)


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("nonlocal", True),
        ("`nonlocal`.", True),
        ("nonlocal()", True),
        ("`nonlocal()`.", True),
        ("Nonlocal", False),
        ("a nonlocal", False),
        ("nonlocals", False),
        ("'nonlocal'", False),
        ("nonlocl", False),
    ],
)
@pytest.mark.parametrize("how", ["case", "ticks"])
def test_code_is_compared_as_written(typed: str, how: str, *, same: bool) -> None:
    key = "`nonlocal`" if how == "ticks" else "nonlocal"

    assert (compare_answers(typed, key, case=how == "case") == SAME) is same


def test_what_counts_in_code_is_said() -> None:
    assert "case matter" in compare_answers("Nonlocal", "nonlocal", case=True).differs
    assert "exactly" in compare_answers("json", '`"json"`').differs


@pytest.mark.parametrize(
    ("typed", "asked", "same"),
    [
        ("maxsize=20", "Queue(maxsize={{1}})", True),
        ("maxsize = 20", "Which maxsize?", True),
        ("minsize=20", "Which maxsize?", False),
        ("size=20", "Which maxsize?", False),
        ("maxsize==20", "Which maxsize?", False),
        ("maxsize=21", "Which maxsize?", False),
        ("maxsize=20", "", False),
    ],
)
def test_a_value_with_the_name_that_was_asked_about(typed: str, asked: str, *, same: bool) -> None:
    assert (compare_answers(typed, "20", asked=asked) == SAME) is same
    assert (compare_with_number(typed, 20, asked=asked) == SAME) is same


@pytest.mark.parametrize(
    ("typed", "value", "more", "same"),
    [
        ("4294967296", 4294967296.0, {}, True),
        ("4294967295", 4294967296.0, {}, False),
        ("0.3", 0.2, {"tolerance": 0.1}, True),
        ("0.30001", 0.2, {"tolerance": 0.1}, False),
        ("3.14159265358979323846", 3.141592653589793, {}, True),
        ("1.234,5", 1234.5, {}, True),
        ("1.048.576", 1048576.0, {}, True),
        ("1,00,000", 100000.0, {}, True),
        ("65.536", 65536.0, {}, False),
        ("1e6", 1e6, {}, True),
        ("1e999", 1e6, {}, False),
        ("9" * 500, 9.0, {}, False),
        ("95 %", 95.0, {}, True),
        ("0.1 %", 0.1, {}, False),
        ("0.1 %", 0.1, {"asked": "How many percent?"}, True),
        ("10 %", 0.1, {"asked": "How many percent?"}, False),
        ("5 MB", 5.0, {"units": ("MB",)}, True),
        ("5 Mb", 5.0, {"units": ("MB",)}, False),
        ("50ms", 50.0, {"units": ("ms",)}, True),
        ("$5", 5.0, {"units": ("$",)}, True),
        ("6 select statement", 6.0, {"units": ("SELECT statements",)}, True),
        ("six queries", 6.0, {"asked": "How many queries does this send?"}, True),
        ("6 SELECT statements", 6.0, {"asked": "How many SELECT\nstatements are sent?"}, True),
        ("6 statements", 6.0, {"asked": "How many SELECT statements are sent?"}, True),
        ("six times", 6.0, {"asked": "How many queries does this send?"}, True),
        ("6 times", 6.0, {"asked": "How often is `Cart()` called?"}, True),
        ("6 times", 6.0, {"asked": "How many seconds does it wait?"}, False),
        ("6 seconds", 6.0, {"asked": "How many queries does this send?"}, False),
        ("422 times", 422.0, {"asked": "Which status code comes back?"}, False),
        ("6 queries or 7", 6.0, {"units": ("queries",)}, False),
        ("nan", 0.0, {}, False),
        ("1/0", 1.0, {}, False),
    ],
)
def test_numbers(typed: str, value: float, more: dict, *, same: bool) -> None:
    assert (compare_with_number(typed, value, **more) == SAME) is same


@pytest.mark.parametrize(
    ("typed", "key", "same"),
    [
        ("//", "`//`", True),
        ("len()", "`len`", True),
        ("@property", "property", True),
        ("Len", "len", False),
        ("a - b", "a-b", False),
        ("''", '""', False),
    ],
)
def test_code_phrases(typed: str, key: str, *, same: bool) -> None:
    assert is_same_code(typed, key) is same


def test_a_long_answer_takes_no_time() -> None:
    """Only equal texts are compared then: what's typed may be pasted."""
    long = "the event loop " * LONGEST

    assert compare_answers(long, long + " ") == SAME
    assert compare_answers(long, "event loop").verdict is Verdict.DIFFERENT


@pytest.mark.parametrize(
    ("typed", "key", "asked", "same"),
    [
        ("alembic check command", "alembic check", "Which command finds it?", True),
        ("the `alembic check` command", "alembic check", "Which shell command is it?", True),
        ("ValueError exception", "ValueError", "What exception is raised?", True),
        ("alembic upgrade command", "alembic check", "Which command finds it?", False),
        ("async function", "async", "What comes before def?", False),
        ("alembic check command", "`alembic check`", "Which command finds it?", False),
        ("command", "alembic check", "Which command finds it?", False),
    ],
)
def test_what_the_question_names_may_be_said_again(
    typed: str, key: str, asked: str, same: bool
) -> None:
    assert (compare_answers(typed, key, asked=asked) == SAME) is same
