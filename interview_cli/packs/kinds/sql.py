"""Write a query, judged by running it: for authors."""

from __future__ import annotations

from interview_cli.core.kinds.sql import WrongQuery
from interview_cli.packs.kinds import kind
from interview_cli.packs.yaml.source import Map, Source


def _check(question: Map, quiz: Map, source: Source) -> kind.Found:
    """Report fixtures that aren't there, and what isn't one query."""
    yield from ()


_EXAMPLE = """\
- id: exercise-orders
  ask: Write a query for the name of each customer and how many orders they have.
  answer: |
    A left join keeps customers without orders, and `count(orders.id)` counts no `NULL`.
  quiz:
    kind: sql
    minutes: 5
    fixtures:
      - |
        CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER);
        INSERT INTO customers VALUES (1, 'Ada'), (2, 'Bo');
        INSERT INTO orders VALUES (1, 1), (2, 1);
      - |
        CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER);
        INSERT INTO customers VALUES (1, 'Cy');
    solution: |
      SELECT customers.name, count(orders.id)
      FROM customers LEFT JOIN orders ON orders.customer_id = customers.id
      GROUP BY customers.id
    wrong:
      - query: |
          SELECT customers.name, count(*)
          FROM customers LEFT JOIN orders ON orders.customer_id = customers.id
          GROUP BY customers.id
        why: A customer without orders has one row in the join, and `count(*)` counts it.
      - query: |
          SELECT customers.name, count(*)
          FROM customers JOIN orders ON orders.customer_id = customers.id
          GROUP BY customers.id
        why: An inner join leaves out customers without orders.
    hints: [Which join keeps a row without a match?]
  sources: [https://www.sqlite.org/lang_select.html]
"""

FOR_AUTHORS = kind.KindForAuthors(
    rule=kind.KindRule(
        id="sql",
        title="A query is one SELECT, and there are databases to run it on",
        broken="quiz: {kind: sql, fixtures: [], solution: SELECT 1}",
        fixed="quiz: {kind: sql, fixtures: [CREATE TABLE a (b)], solution: SELECT 1}",
        check=_check,
    ),
    fields={
        "fixtures": kind.Field("Scripts of SQL.", ["CREATE TABLE a (b);"]),
        "solution": kind.Field("The right query.", "SELECT b FROM a"),
        "starter": kind.Field("What the learner's file begins with.", "SELECT"),
        "ordered": kind.Field("Whether the order of rows counts. Default: false.", True),
        "wrong": kind.Field("Queries that people write.", [{"query": "SELECT *"}]),
        "minutes": kind.Field("How long it takes.", 10),
        "hints": kind.Field("A ladder of hints.", ["Which join keeps rows?"]),
    },
    example=_EXAMPLE,
    foreign_fields=(),
    foreign_kinds=(),
    parts={
        WrongQuery: kind.Part(
            noun="wrong query",
            fields={
                "query": kind.Field("The wrong query.", "SELECT *"),
                "why": kind.Field("Why its result is wrong.", "It looks right."),
            },
        )
    },
)
