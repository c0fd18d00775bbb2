"""Words beside each other explain nothing; telegram style does."""

from __future__ import annotations

import random

import pytest

from interview_cli.core.questions.question import KeyPoint
from interview_cli.core.scoring.guards.keywords import KEYWORDS, UNDECIDED
from interview_cli.core.scoring.result import CLOSE, HIT, MISSED
from interview_cli.core.scoring.scorer import score

POINTS = (KeyPoint("a hash table", ("hash*",)), KeyPoint("constant time", ("`O(1)`", "constant")))
WHY = "Why is a set quick?"
LIST = "hash table, buckets, O(1), collisions, `__eq__`, load factor, membership"
MODEL = (
    "A set is a table of buckets, and the hash of an item says in which of them it lies. So a "
    "lookup needs constant time, however many items there are. A list has to be read from the "
    "beginning to the end, and that is why it gets slower with each item."
)


def scored(answer, ask=WHY):
    return score(answer, ask=ask, reference=MODEL, key_points=POINTS)


def states(answer, ask=WHY):
    return {point.state for point in scored(answer, ask).points}


@pytest.mark.parametrize(
    "answer",
    [
        LIST,
        LIST.replace(", ", "\n- "),
        LIST.replace(",", ""),
        LIST.replace(", ", "; "),
        " ".join(sorted(MODEL.split(), key=str.casefold)),
        " ".join(random.Random(2).sample(MODEL.split(), len(MODEL.split()))),
        ", ".join(sorted(set(MODEL.lower().replace(".", "").replace(",", "").split()))),
        "needs, hash, table, gets, bucket, lookup, constant, time, compares, equal, fast, items",
        "set stores hash table buckets lookup needs constant time `O(1)` list scans slow items",
        "hash table buckets, constant time lookup, collisions probing, load factor, dict keys",
    ],
)
def test_keywords_are_at_most_partly_said(answer):
    found = scored(answer)
    assert found.note == KEYWORDS
    assert HIT not in states(answer)
    assert found.score < 0.5


def test_a_keyword_of_the_language_may_follow_the():
    answer = "With the or you get the default. Instead of the or, test for None and use the if."
    assert not scored(answer).note


def test_steps_in_telegram_style_are_not_keywords():
    steps = "compute hash, pick bucket, compare items, return one found, constant time"
    assert not scored(f"{steps}, keep load factor low, check equality").note


def test_where_names_are_asked_for_a_list_is_the_answer():
    assert states(LIST, "Which words would you use of a set?") == {HIT}
    assert states("hash, O(1)", WHY) == {HIT}
    assert states(LIST, "In what order do things happen in a set?") == {HIT}
    assert HIT not in states(LIST, "In what order do things happen in a set, and why?")
    many = ", ".join(f"word{n}" for n in range(20))
    assert scored(f"{LIST}, {many}", "Which words would you use of a set?").note == KEYWORDS


@pytest.mark.parametrize(
    "answer",
    [
        "hash table -> O(1), list: scan, O(n), buckets, collisions rare",
        "Hash of the item gives the bucket, constant time, no scan, unlike list.",
        "It hashes, so constant, no scan, buckets, equality check, done.",
        "hashing = one lookup, constant; list = scan, linear, slow",
        MODEL,
        "The set statement of the with block aside, the hash is what counts: constant time.",
    ],
)
def test_telegram_style_is_an_answer(answer):
    assert scored(answer).note == ""
    assert HIT in states(answer)


def test_every_possibility_at_once_is_at_most_partly_said():
    answer = (
        "It could be a hash or a tree or a list, perhaps constant or linear time, or maybe "
        "logarithmic, it depends on the case."
    )
    assert scored(answer).note == UNDECIDED
    assert states(answer) <= {CLOSE, MISSED}
    assert scored("It's either a hash table or it would be slow; constant time.").note == ""
