"""What is said of an interview that's over."""

from __future__ import annotations

import pytest

from interview_cli.core.planning.how_it_went import find_topics, read_outcome

TOPICS = ["sql/locks", "sql/queries", "asyncio/task-groups", "python/classes", "redis/locks"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("well", ("well", "")),
        ("Well, they asked about sql.", ("well", "they asked about sql.")),
        ("so so - locks", ("so-so", "locks")),
        ("so-so", ("so-so", "")),
        ("OK", ("so-so", "")),
        ("badly: no idea of locks", ("badly", "no idea of locks")),
        ("moved", ("moved", "")),
        ("postponed", ("moved", "")),
        ("wellington", None),
        ("they asked about sql", None),
        ("", None),
    ],
)
def test_it_begins_with_how_it_went(text, found):
    assert read_outcome(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SQL, and task groups", ("asyncio/task-groups", "sql")),
        ("locks", ("redis/locks", "sql/locks")),
        ("sql locks", ("redis/locks", "sql")),
        ("a lot of classes", ("python/classes",)),
        ("nothing that I knew", ()),
        ("sqlite", ()),
    ],
)
def test_topics_are_found_by_their_names(text, found):
    assert find_topics(text, TOPICS) == found


OTHERS = {
    "sql": ["PostgreSQL", "query plans", "joins", "locks"],
    "redis": ["caching"],
    "delivery": ["Docker"],
    "python/classes": ["OOP"],
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Postgres, no: postgresql", ("sql",)),
        ("a query plan, and caches", ("sql",)),
        ("query-plans and Caching!", ("redis", "sql")),
        ("OOP", ("python/classes",)),
        ("a join", ("sql",)),
        ("locks", ("redis/locks", "sql/locks")),
        ("SQL, locks", ("redis/locks", "sql")),
        ("docker", ()),  # there are no questions about it
        ("nothing that I knew", ()),
    ],
)
def test_topics_are_found_by_their_other_names(text, found):
    assert find_topics(text, TOPICS, OTHERS) == found
