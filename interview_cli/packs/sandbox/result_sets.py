"""Whether two results of queries are the same, and the first row in which they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import isclose
from typing import Any, NamedTuple

from interview_cli.packs.sandbox.inside.explaining import shorten

#: How many columns are shown, and how long a row may be before its values are shortened.
MOST_COLUMNS = 30
LONGEST_ROW = 4000

#: A value with the name that SQLite has for its type.
Cell = tuple[str, Any]
Row = tuple[Cell, ...]


class ResultSet(NamedTuple):
    """The rows of a query; ``more`` where only the first of them were read."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    more: bool = False


class Difference(NamedTuple):
    """What is wrong with a result, and the first rows that aren't alike, as lines."""

    message: str
    expected: str = ""
    actual: str = ""


def read_result(plain: dict[str, Any]) -> ResultSet:
    """Return the result that the child told as plain values."""
    rows = tuple(
        tuple((kind, float(value) if kind == "real" else value) for kind, value in row)
        for row in plain["rows"]
    )
    return ResultSet(tuple(plain["columns"]), rows, bool(plain["more"]))


def compare_results(expected: ResultSet, actual: ResultSet, ordered: bool) -> Difference | None:
    """Return how *actual* differs from *expected*; None where it doesn't.

    A whole number equals the same number with a fraction; a text never equals a number. The
    order of rows counts where it's *ordered*, and names of columns only where they stand in
    another order.
    """
    names = [[name.casefold() for name in result.columns] for result in (expected, actual)]
    if len(names[0]) != len(names[1]):
        message = f"{_count(len(names[1]), 'column')} instead of {len(names[0])}"
        return Difference(message, _list(expected.columns), _list(actual.columns))
    if names[0] != names[1] and sorted(names[0]) == sorted(names[1]):
        message = "the columns come in another order"
        return Difference(message, _list(expected.columns), _list(actual.columns))
    if actual.more and not expected.more:
        return Difference(f"more than {len(actual.rows)} rows instead of {len(expected.rows)}")
    return _compare_rows(expected, actual, ordered)


def _compare_rows(expected: ResultSet, actual: ResultSet, ordered: bool) -> Difference | None:
    wanted = [_normal(row) for row in expected.rows]
    came = [_normal(row) for row in actual.rows]
    missing, extra = Counter(wanted) - Counter(came), Counter(came) - Counter(wanted)
    counts = ""
    if len(wanted) != len(came):
        counts = f"{_count(len(came), 'row')} instead of {len(wanted)}; "
    if not missing and not extra:
        if not ordered or wanted == came:
            return None
        at = next(n for n, (a, b) in enumerate(zip(wanted, came, strict=True)) if a != b)
        message = f"the right rows in another order: row {at + 1} differs"
        return _difference(message, expected, actual, at, at)
    if ordered:
        pairs = enumerate(zip(wanted, came, strict=False))
        at = next((n for n, (a, b) in pairs if a != b), min(len(wanted), len(came)))
        return _difference(f"{counts}row {at + 1} differs", expected, actual, at, at)
    lost = next((n for n, row in enumerate(wanted) if row in missing), None)
    found = next((n for n, row in enumerate(came) if row in extra), None)
    if lost is None:
        said = "a row that shouldn't be there"
    elif found is None:
        said = "a row is missing"
    else:
        said = "a row differs"
    return _difference(f"{counts}{said}", expected, actual, lost, found)


def _difference(
    message: str, expected: ResultSet, actual: ResultSet, lost: int | None, found: int | None
) -> Difference:
    return Difference(message, _show(expected, lost), _show(actual, found))


def _list(columns: Sequence[str]) -> str:
    return ", ".join([*columns[:MOST_COLUMNS], *_count_hidden(columns)])


def _show(result: ResultSet, at: int | None) -> str:
    row = "(no row)" if at is None or at >= len(result.rows) else show_row(result.rows[at])
    names = [*result.columns[:MOST_COLUMNS], *_count_hidden(result.columns)]
    return f"{' | '.join(names)}\n{row}"


def show_row(row: Sequence[Cell]) -> str:
    """Return a row as one line of bounded length, each value as SQL writes it."""
    cells = [_show_cell(cell) for cell in row[:MOST_COLUMNS]]
    if sum(map(len, cells)) > LONGEST_ROW:
        cells = [shorten(cell, LONGEST_ROW // len(cells)) for cell in cells]
    return " | ".join([*cells, *_count_hidden(row)])


def _count_hidden(columns: Sequence[object]) -> list[str]:
    more = len(columns) - MOST_COLUMNS
    return [f"… {_count(more, 'more column')}"] if more > 0 else []


def _show_cell(cell: Cell) -> str:
    kind, value = cell
    if kind == "null":
        return "NULL"
    if kind == "text":
        return "'" + str(value).replace("'", "''").replace("\n", "\\n") + "'"
    return f"x'{value}'" if kind == "blob" else str(value)


def _normal(row: Row) -> Row:
    return tuple(_normal_cell(cell) for cell in row)


def _normal_cell(cell: Cell) -> Cell:
    kind, value = cell
    if kind == "real":  # sums of fractions differ in their last digits
        near = round(value) if abs(value) < 1e15 else value
        whole = isclose(value, near, rel_tol=1e-12, abs_tol=1e-12)
        return ("number", near if whole else float(f"{value:.10g}"))
    return ("number", value) if kind == "integer" else cell


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
