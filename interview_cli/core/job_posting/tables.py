"""Lists and tables of words beside this file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pkgutil import get_data


@cache
def read_list(name: str) -> tuple[str, ...]:
    """Return the lines of a list, without comments and blank lines."""
    lines = (get_data(__package__, name) or b"").decode("utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def read_table(name: str) -> dict[str, str]:
    """Return the regular expressions of a table, by the heading in brackets above their lines."""
    table: dict[str, list[str]] = {}
    heading = ""
    for line in read_list(name):
        if line.startswith("[") and line.endswith("]") and not _is_class(line):
            heading = line[1:-1]
            continue
        table.setdefault(heading, []).extend(line.split(" | "))
    return {heading: "|".join(words) for heading, words in table.items()}


def _is_class(line: str) -> bool:
    """Whether a line is a class of characters rather than a heading."""
    return not line[1:-1].replace(" ", "").replace("_", "").isalpha()


def split_words(name: str) -> Iterator[str]:
    """Yield the words of a list that has several on a line, with commas between them."""
    for line in read_list(name):
        yield from filter(None, (word.strip() for word in line.split(",")))
