"""A query run on each fixture, a database in memory that can only be read."""

from __future__ import annotations

import sqlite3

from interview_cli.packs.sandbox.inside.explaining import shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from interview_cli.packs.sandbox.inside.reporting import Send

#: How many rows of a result are read, and how long a text in one may be.
MOST_ROWS = 10_000
LONGEST_TEXT = 10_000

_ALLOWED = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
}


def run_queries(job: dict[str, Any], folder: str, send: Send) -> None:
    """Run the solution and the answer of *job* on each of its fixtures, and tell their rows."""
    for number, fixture in enumerate(job["fixtures"], 1):
        send("begin", file="query", name=str(number))
        try:
            solution = _query(_make_database(fixture), job["solution"])
        except sqlite3.Error as error:
            send("ours", message=f"fixture {number} or the solution: {error}")
            return
        try:
            result = _query(_make_database(fixture), job["answer"])
        except MemoryError:
            result = {"error": "", "state": "memory"}
        except (sqlite3.Error, sqlite3.Warning, ValueError, OverflowError) as error:
            result = {"error": explain(error), "state": "error"}
        send("end", file="query", name=str(number), solution=solution, result=result)
    send("done")


def _make_database(fixture: str) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.executescript(fixture)
    database.execute("PRAGMA temp_store = MEMORY")
    database.execute("PRAGMA query_only = ON")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 10_000_000)
    database.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    database.set_authorizer(_authorize)
    return database


def _authorize(
    action: int, first: str | None, second: str | None, database: str | None, by: str | None
) -> int:
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() == "load_extension":
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _query(database: sqlite3.Connection, query: str) -> dict[str, Any]:
    cursor = database.execute(query)
    if cursor.description is None:
        raise sqlite3.ProgrammingError("there is no SELECT in it")
    rows = cursor.fetchmany(MOST_ROWS + 1)
    return {
        "columns": [shorten(str(column[0]), 200) for column in cursor.description],
        "rows": [[_plain(value) for value in row] for row in rows[:MOST_ROWS]],
        "more": len(rows) > MOST_ROWS,
    }


def _plain(value: Any) -> list[Any]:
    """Return a value with its type's name, as JSON can have it."""
    if value is None:
        return ["null", None]
    if isinstance(value, bytes):
        return ["blob", shorten(value.hex(), LONGEST_TEXT)]
    if isinstance(value, float):
        return ["real", repr(value)]
    if isinstance(value, int):
        return ["integer", value]
    return ["text", shorten(value, LONGEST_TEXT)]


def explain(error: Exception) -> str:
    """Return what is wrong with a query in words for who wrote it."""
    said = shorten(str(error), 500)
    if "one statement at a time" in said:
        return "there is more than one statement: write one SELECT"
    if any(word in said for word in ("authoriz", "prohibited", "readonly")):
        return f"only reading is possible here, by one SELECT ({said})"
    return said
