"""What a search finds, and in which order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.search.ranking import Searchable, rank

QUESTIONS = [
    Searchable("p:gather-or-taskgroup", "How do they differ when one fails?", "asyncio", "..."),
    Searchable("p:bounded-queue", "How do you send a file?", "asyncio", "In a task group, say."),
    Searchable("p:group-by", "What does a task do with each group?", "sql", "It counts."),
    Searchable("p:a-cache", "Where does a cache help?", "caching redis", "It saves a query."),
    Searchable("q:cached-list", "Why does the list grow?", "python", "The cache returns it."),
]

words = st.sampled_from(["task", "group", "cache", "list", "gathr", "zebra", "TASK", "sql", "p:"])


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        # together in the name, before apart in the wording, before an answer
        ("task group", ["p:gather-or-taskgroup", "p:group-by", "p:bounded-queue"]),
        # a whole word before the beginning of one, the name before the answer
        ("cache", ["p:a-cache", "q:cached-list"]),
        ("redis", ["p:a-cache"]),
        ("REDIS", ["p:a-cache"]),
        ("", sorted(question.key for question in QUESTIONS)),
    ],
)
def test_the_best_match_comes_first(typed: str, found: list[str]) -> None:
    assert list(rank(typed.split(), QUESTIONS).keys) == found


def test_a_typing_error_is_taken_for_the_word_most_like_it() -> None:
    found = rank(["gathr"], QUESTIONS)
    assert found.keys == ("p:gather-or-taskgroup",)
    assert found.corrected == {"gathr": "gather"}


def test_what_has_some_of_the_words_comes_only_where_nothing_has_all() -> None:
    found = rank(["cache", "queue", "zebra"], QUESTIONS)
    assert found.partly
    assert set(found.keys) == {"p:a-cache", "q:cached-list", "p:bounded-queue"}
    assert not rank(["cache", "query"], QUESTIONS).partly


def test_what_is_nowhere_finds_nothing() -> None:
    assert rank(["zebra"], QUESTIONS).keys == ()


@given(st.lists(words, max_size=4), st.permutations(QUESTIONS))
def test_the_order_of_the_questions_does_not_matter(
    typed: list[str], questions: list[Searchable]
) -> None:
    assert rank(typed, questions) == rank(typed, QUESTIONS)


@given(st.lists(words, min_size=1, max_size=3))
def test_more_words_never_find_more(typed: list[str]) -> None:
    every = set(rank(typed[:-1], QUESTIONS).keys)
    fewer = rank(typed, QUESTIONS)
    assert fewer.partly or set(fewer.keys) <= every or rank(typed[:-1], QUESTIONS).partly
