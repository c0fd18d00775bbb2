"""Queries are run on several small databases, and their rows compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from interview_cli.core.exercises.exercise import Exercise
from interview_cli.core.exercises.exercise_run import CheckResult, ExerciseRun
from interview_cli.packs.sandbox.boxes.bounded_output import PartedOutput
from interview_cli.packs.sandbox.boxes.box import BoxRun
from interview_cli.packs.sandbox.boxes.limits import Limits
from interview_cli.packs.sandbox.exercise_runner import run_exercise
from interview_cli.packs.sandbox.inside.running_query import run_queries
from interview_cli.packs.sandbox.queries import run_sql

FIRST = """
CREATE TABLE users (id INTEGER, name TEXT);
INSERT INTO users VALUES (1, 'Ann'), (2, 'Bo'), (3, 'Cy');
"""
SECOND = "CREATE TABLE users (id INTEGER, name TEXT); INSERT INTO users VALUES (7, NULL);"
NAMES = Exercise(
    "sql",
    "query.sql",
    "",
    "SELECT id, name FROM users ORDER BY id DESC",
    fixtures=(FIRST, SECOND),
    ordered=True,
)


def run_here(job: Mapping[str, Any], limits: Limits, **_: object) -> BoxRun:
    """Run *job* without a box, which takes a hundredth of the time: what it does is the same."""
    events: list[dict[str, Any]] = []
    run_queries(dict(job), "", lambda event, **values: events.append({"event": event, **values}))
    ended = "ours" if any(event["event"] == "ours" for event in events) else "done"
    return BoxRun(ended, events, PartedOutput(0, ""), 0.0, limits.first_seconds, (), ())


def run(query: str, *, ordered: bool = True, solution: str = NAMES.solution) -> ExerciseRun:
    exercise = NAMES._replace(ordered=ordered, solution=solution)
    return run_sql(exercise, query, Limits(), run_here)


def test_the_same_rows_solve_it() -> None:
    query = "with u as (select * from users) select id, name as n from u order by 1 desc;"
    result = run_exercise(NAMES, query)
    assert result.solved, result
    assert [check.name for check in result.checks] == ["database 1", "database 2"]


def test_the_first_row_that_differs_is_shown_beside_the_expected_one() -> None:
    first, second = run("SELECT id, upper(name) AS name FROM users ORDER BY id DESC").checks
    assert second.state == "passed"
    assert first == CheckResult(
        "database 1",
        "failed",
        message="row 1 differs",
        expected="id | name\n3 | 'Cy'",
        actual="id | name\n3 | 'CY'",
    )


@pytest.mark.parametrize(
    ("query", "ordered", "message"),
    [
        ("SELECT id, name FROM users", True, "the right rows in another order: row 1 differs"),
        ("SELECT id, name FROM users", False, ""),
        ("SELECT id FROM users ORDER BY id DESC", True, "1 column instead of 2"),
        ("SELECT name, id FROM users ORDER BY id DESC", True, "the columns come in another order"),
        ("SELECT id, name FROM users WHERE id > 1", False, "2 rows instead of 3; a row is missing"),
        ("SELECT id, name FROM users UNION ALL SELECT 1, 'Ann'", False,
         "4 rows instead of 3; a row that shouldn't be there"),
        ("SELECT id + 0.0, name FROM users", False, ""),
        ("SELECT CAST(id AS TEXT), name FROM users", False, "a row differs"),
    ],
)  # fmt: skip
def test_differences(query: str, ordered: bool, message: str) -> None:
    assert run(query, ordered=ordered).checks[0].message == message


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "there is no SELECT in it"),
        ("-- nothing", "there is no SELECT in it"),
        ("SELEC 1", 'near "SELEC": syntax error'),
        ("SELECT nope FROM users", "no such column: nope"),
        ("SELECT 1, 2; SELECT 3", "there is more than one statement: write one SELECT"),
        ("DELETE FROM users", "only reading is possible here"),
        ("DROP TABLE users", "only reading is possible here"),
        ("ATTACH 'x.db' AS x", "only reading is possible here"),
        ("PRAGMA query_only = OFF", "only reading is possible here"),
        ("PRAGMA writable_schema = ON", "only reading is possible here"),
        ("VACUUM INTO 'x.db'", "only reading is possible here"),
        ("CREATE TABLE t (x)", "only reading is possible here"),
        ("SELECT load_extension('x.so')", "only reading is possible here"),
        ("SELECT writefile('x', 'y')", "no such function: writefile"),
        ("SELECT hex(zeroblob(1000000000))", "string or blob too big"),
        ("BEGIN", "only reading is possible here"),
        ("SELECT 1, 2\0", "the query contains a null character"),
    ],
)
def test_a_query_can_only_read(query: str, message: str) -> None:
    result = run(query)
    assert result.state == "error"
    assert message in result.message


def test_a_query_without_an_end_is_stopped() -> None:
    loop = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x), 1 FROM n"
    result = run_exercise(NAMES, loop, limits=Limits(seconds=0.3))
    assert result.state == "timeout"
    assert result.checks[1].message == "not reached"


def test_rows_without_an_end_are_cut() -> None:
    rows = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x, x FROM n"
    assert run(rows).checks[0].message == "more than 10000 rows instead of 3"


def test_a_solution_that_fails_is_a_fault_of_ours() -> None:
    assert run("SELECT 1, 2", solution="SELECT nope").state == "ours"


def test_what_is_shown_of_a_row_is_bounded() -> None:
    """A query with 1,990 columns gave a text of 414 KB."""
    check = run("SELECT " + ", ".join(f"{n} AS {'c' * 100}{n}" for n in range(1990))).checks[0]
    assert (check.state, check.message) == ("failed", "1990 columns instead of 2")
    assert check.actual.endswith(", … 1960 more columns")
    assert len(check.actual) < 7000
    check = run("SELECT hex(zeroblob(4000)) AS id, hex(zeroblob(4000)) AS name").checks[0]
    assert len(check.actual) < 5000


def test_a_row_of_many_columns_says_how_many_are_not_shown() -> None:
    solution = "SELECT " + ", ".join(f"{n} AS c{n}" for n in range(40))
    check = run(solution.replace("0 AS c0", "7 AS c0"), solution=solution).checks[0]
    names, values = check.actual.splitlines()
    assert names.endswith("c29 | … 10 more columns")
    assert values.endswith("29 | … 10 more columns")
