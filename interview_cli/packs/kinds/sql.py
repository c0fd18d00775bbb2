"""Write a query, judged by running it on several small databases: for authors."""

from __future__ import annotations

import re

from interview_cli.core.kinds.sql import WrongQuery
from interview_cli.packs.kinds import kind
from interview_cli.packs.kinds.exercise_fields import (
    FOREIGN_HINTS,
    FOREIGN_STARTER,
    FOREIGN_TIME,
    HINTS,
    MINUTES,
    find_bad_minutes,
)
from interview_cli.packs.kinds.kind import TRUE
from interview_cli.packs.yaml.source import Map, Seq, Source

#: Comments and quoted texts and names, in which no word and no bracket counts.
_ASIDE = re.compile(
    r"""--[^\n]*|/\*.*?(?:\*/|$)|'(?:''|[^'])*'|"(?:""|[^"])*"|`[^`]*`""", re.DOTALL
)
_INNERMOST = re.compile(r"\([^()]*\)")
_CHANGES = re.compile(
    r"\b(?:insert|replace)\s+(?:or\s+\w+\s+)?into\b|\bupdate\b.*\bset\b|\bdelete\s+from\b",
    re.IGNORECASE | re.DOTALL,
)


def _check(question: Map, quiz: Map, source: Source) -> kind.Found:
    """Report that there's no database, what isn't one query, and an order that isn't asked for."""
    yield from find_bad_minutes(quiz)
    fixtures = quiz.get("fixtures")
    if isinstance(fixtures, Seq):
        if not fixtures and not fixtures.cut:
            message = 'fixtures is empty: write "- |" below it, and below that a script of SQL'
            yield quiz.key_at("fixtures"), message
        yield from kind.find_duplicates(fixtures, None, "fixture", source, fold_query)
    solution = quiz.get("solution")
    right = None
    if isinstance(solution, str):
        right = fold_query(solution)
        at = quiz.at("solution")
        if wrong := _find_no_query(solution):
            yield at, f"solution {wrong}"
        else:
            yield from _check_order(quiz, solution, at)
    wrong_ones = quiz.get("wrong")
    if not isinstance(wrong_ones, Seq):
        return
    yield from kind.find_duplicates(wrong_ones, "query", "wrong query", source, fold_query)
    for item in wrong_ones:
        text = item.get("query") if isinstance(item, Map) else None
        if not isinstance(text, str):
            continue
        if fold_query(text) == right:
            yield item.at("query"), "this is the solution, so it isn't wrong"
        elif wrong := _find_no_query(text):
            yield item.at("query"), f"this wrong query {wrong}"


def _find_no_query(text: str) -> str:
    """Return why *text* isn't one query that reads; "" where it is."""
    bare = _ASIDE.sub(" ", text).strip()
    bare = bare.removesuffix(";").rstrip()
    if ";" in bare:
        return "has several statements: write one SELECT, with WITH before it if you like"
    outside = _outside_brackets(bare)
    first = bare.split(None, 1)[0].lower() if bare else ""
    if first not in ("select", "with", "values") or _CHANGES.search(outside):
        return "isn't a query: write one SELECT, with WITH before it if you like"
    return ""


def _check_order(quiz: Map, solution: str, at: int) -> kind.Found:
    """Report an order of rows that is judged and isn't there, or is there and isn't judged."""
    outside = _outside_brackets(_ASIDE.sub(" ", solution)).lower()
    sorts = re.search(r"\border\s+by\b", outside)
    given = quiz.get("ordered")
    if not isinstance(given, str | None):
        return
    ordered = given is not None and given.strip().lower() in TRUE
    if ordered and not sorts:
        message = "the solution has no ORDER BY, so its rows come in any order: add one"
        yield quiz.at("ordered"), message
    elif sorts and not ordered and not re.search(r"\blimit\b", outside):
        message = "the solution sorts its rows, and their order isn't judged"
        yield at, f'{message}: write "ordered: true", or leave ORDER BY out'


def _outside_brackets(text: str) -> str:
    while (shorter := _INNERMOST.sub(" ", text)) != text:
        text = shorter
    return text


def fold_query(text: str) -> str:
    """Return *text* without comments, in one line."""
    kept = _ASIDE.sub(lambda found: " " if found[0][:2] in ("--", "/*") else found[0], text)
    return " ".join(kept.split()).removesuffix(";").rstrip()


_EXAMPLE = """\
- id: write-a-query
  ask: |
    Write a query for the name of each customer, and how many orders they
    have made. The tables are `customers (id, name)` and
    `orders (id, customer_id)`.
  answer: |
    A left join keeps customers without orders, and `count(orders.id)` doesn't
    count `NULL`.
  quiz:
    kind: sql                       # run on SQLite, on each of the fixtures
    minutes: 5
    fixtures:                       # two at least, so no constant is right
      - |
        CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER);
        INSERT INTO customers VALUES (1, 'Ada'), (2, 'Bo');
        INSERT INTO orders VALUES (1, 1), (2, 1);
      - |
        CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER);
        INSERT INTO customers VALUES (1, 'Cy'), (2, 'Cy');
        INSERT INTO orders VALUES (1, 2);
    solution: |
      SELECT customers.name, count(orders.id) AS orders
      FROM customers LEFT JOIN orders ON orders.customer_id = customers.id
      GROUP BY customers.id
    ordered: false                  # whether the order of rows is judged
    wrong:                          # each must differ on some fixture
      - why: >-
          A customer without orders has one row in the join, and `count(*)`
          counts it.
        query: |
          SELECT customers.name, count(*) AS orders
          FROM customers LEFT JOIN orders ON orders.customer_id = customers.id
          GROUP BY customers.id
      - why: Two customers of one name become one.
        query: |
          SELECT customers.name, count(orders.id) AS orders
          FROM customers LEFT JOIN orders ON orders.customer_id = customers.id
          GROUP BY customers.name
    hints:
      - Which join keeps a row without a match?
      - What does `count` do with `NULL`?
  sources: [https://www.sqlite.org/lang_aggfunc.html]
"""

_SCRIPT = "CREATE TABLE users (id, name);\nINSERT INTO users VALUES (1, 'Ada');\n"

FOR_AUTHORS = kind.KindForAuthors(
    rule=kind.KindRule(
        id="sql",
        title="A solution is one query, and there are databases to run it on",
        broken="quiz: {kind: sql, fixtures: [CREATE TABLE a (b)], solution: DELETE FROM a}",
        fixed="quiz: {kind: sql, fixtures: [CREATE TABLE a (b)], solution: SELECT b FROM a}",
        check=_check,
    ),
    fields={
        "fixtures": kind.Field(
            "Small databases: for each a script of SQL that makes the tables and fills them. The "
            "query is run on each, so give two at least.",
            [_SCRIPT],
            {"minItems": 1},
        ),
        "solution": kind.Field(
            "The right query: one SELECT, with WITH before it if you like. SQLite runs it.",
            "SELECT name FROM users",
        ),
        "starter": kind.Field("What the learner's file begins with.", "SELECT\n"),
        "ordered": kind.Field(
            "Whether the order of rows is judged; the solution has an ORDER BY then. "
            "Default: false.",
            True,
        ),
        "wrong": kind.Field(
            "Queries that people write, each with the reason why its result is wrong. Each must "
            "differ from the solution on some fixture.",
            [{"query": "SELECT id FROM users", "why": "It asks for the wrong column."}],
        ),
        "minutes": MINUTES,
        "hints": HINTS,
    },
    example=_EXAMPLE,
    foreign_fields=(
        kind.ForeignName(
            "schema database databases setup ddl data seed tables fixture scripts",
            "fixtures",
            'write "fixtures:", and below it "- |" with a script of SQL for each database',
        ),
        kind.ForeignName(f"answer query sql modelanswer reference {kind.RIGHT}", "solution"),
        FOREIGN_STARTER,
        kind.ForeignName("order sorted orderby", "ordered"),
        kind.ForeignName(
            "mutants bugs mistakes wrongqueries wronganswers",
            "wrong",
            'write "wrong:", and below it "- query: |" and "why: …" for each',
        ),
        FOREIGN_TIME,
        FOREIGN_HINTS,
    ),
    foreign_kinds=(("query sqlquery sqlite database", ""),),
    parts={
        WrongQuery: kind.Part(
            noun="wrong query",
            fields={
                "query": kind.Field("The wrong query.", "SELECT id FROM users"),
                "why": kind.Field("What it gets wrong. Markdown.", "It asks for the wrong column."),
            },
            foreign_fields=(
                kind.ForeignName("text sql solution code wrong statement", "query"),
                kind.ForeignName(kind.WHY, "why"),
            ),
        )
    },
)
