"""Remarks on delivery: few, with the words that show them, and hardly any on a good answer."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest
from helpers.data import ROOT
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.delivery.feedback import (
    DETOUR,
    HEDGING,
    KEYWORDS,
    LAST,
    LONG,
    MOST,
    PAUSE,
    RUN_ON,
    SHORT,
    remark,
)
from interview_cli.core.questions.question import KeyPoint, Question
from interview_cli.core.scoring.explain import Explain

sys.path.insert(0, str(ROOT / "tests" / "bench"))

import answers

HERE = ROOT / "tests" / "core" / "scoring" / "answers"

CACHE = Question(
    id="stampede",
    ask="Why can a cache that expires overload the database, and what do you do about it?",
    answer=(
        "When a hot key expires, all requests miss at once and every one of them asks the "
        "database. Let one request rebuild the value under a lock, and add jitter to the times."
    ),
    level="mid",
    topic="caching",
    key_points=(
        KeyPoint("all requests miss at once", any=("miss at once|together",), essential=True),
        KeyPoint("one request rebuilds it under a lock", any=("one lock|rebuild*",)),
    ),
)
GOOD = "When the key expires all requests miss at once; I let one rebuild it under a lock."


def remarks(answer, question=CACHE, first_key_ms=None):
    result = Explain(question).score(answer)
    points = [point for point in result.points if point.expected]
    return remark(answer, question, points, result.passed, first_key_ms)


def kinds(answer, **how):
    return [one.kind for one in remarks(answer, **how)]


@pytest.mark.parametrize(
    "answer",
    [
        GOOD,
        "All miss at once. One request rebuilds it, under a lock.",
        "hot key gone -> all miss at once -> one rebuilds w/ lock",
        "I think all requests miss at once, and one should rebuild it under a lock.",
        "I don't know.",
        "Honestly, no idea.",
        "",
        "```python\nlock.acquire()\n```",
    ],
)
def test_a_good_short_answer_and_an_honest_one_get_none(answer):
    assert remarks(answer) == ()


def test_hedges_are_quoted_as_they_were_written():
    hedged = f"I guess it's kind of like this: {GOOD} Not sure, maybe there's more."
    (found,) = remarks(hedged)
    assert found.kind == HEDGING
    assert found.text.startswith("You hedge 4 times.")
    assert found.words == ("I guess", "kind of", "Not sure", "maybe")


@pytest.mark.parametrize(
    "innocent",
    [
        "It's a kind of lock, the same sort of lock that a database has.",
        "Not sure? Then read the logs. If you're not sure, measure it.",
        "The caller doesn't know and can't know it, probably by design.",
    ],
)
def test_what_only_looks_like_a_hedge_is_none(innocent):
    assert HEDGING not in kinds(f"{GOOD} {innocent}")


def test_an_answer_that_comes_last_is_said_with_its_beginning():
    story = (
        "Caches are everywhere in our system and we had a lot of trouble with them over the years. "
        "The database was on one machine, and each value in the cache had the same lifetime of ten "
        "minutes, which was set by somebody long ago. We looked at graphs for days and saw the "
        "load jump every ten minutes. "
    )
    (found,) = remarks(f"{story}It was that all requests miss at once, and one has to rebuild it.")
    assert found.kind == LAST
    assert found.text == "The answer comes after 58 words. Say it first, then explain it."
    assert found.words == ("It was that all requests miss at once, …",)
    assert kinds(f"It's that all requests miss at once, and one has to rebuild it. {story}") == []


def test_keywords_are_told_once_and_nothing_else_is():
    (found,) = remarks("cache stampede, hot key, lock, jitter, TTL, thundering herd, database")
    assert (found.kind, found.words[0]) == (
        KEYWORDS,
        "cache stampede, hot key, lock, jitter, TTL, thundering …",
    )
    assert found.text == "These are keywords. Explain how they fit together."


def test_what_leads_away_from_the_question_is_quoted():
    away = (
        "In my last company there were eight people in the team, and our boss had studied physics. "
        "We liked Scrum, Fridays were free of meetings, and the coffee came from Colombia. "
        "Somebody always brought their dog along, which chewed the chairs."
    )
    (found,) = remarks(f"The database gets slow. {away}")
    assert found.kind == DETOUR
    assert found.text == "41 words lead away from the question."
    assert found.words == ("In my last company there were eight people …",)


def test_a_sentence_without_end():
    endless = (
        f"{GOOD.rstrip('.').replace(';', ' and')} and " + "then the key is there again and " * 9
    )
    assert RUN_ON in kinds(endless)
    assert RUN_ON not in kinds(endless.replace(" and then", ". Then"))
    assert RUN_ON not in kinds(endless.replace(" and then", "\nthen"))


def test_length_against_what_the_question_needs():
    long = f"{GOOD} " + "The key is then in the cache and each request reads it there. " * 14
    (found,) = [one for one in remarks(long) if one.kind == LONG]
    assert found.text == (
        "You could leave words out. It's 199 words, about 1 minute aloud, and 90 are enough here."
    )
    assert found.words == ("The key is then in the cache and …",)
    assert kinds("One rebuilds it.") == [SHORT]
    assert kinds("All miss at once.") == []  # it passed


def test_a_silence_is_told_once_there_was_time_to_read():
    assert kinds(GOOD, first_key_ms=20_000) == []
    (found,) = remarks(GOOD, first_key_ms=48_000)
    assert (found.kind, found.words) == (PAUSE, ())
    assert found.text.startswith("You began after 48 s.")


@given(
    st.lists(
        st.sampled_from(
            [*GOOD.split(), "I", "guess", "maybe", "`x.y`", "\n", "```", ".", "é", ","]
        ),
        max_size=220,
    )
    | st.text(max_size=80)
)
def test_whatever_is_typed_what_is_quoted_stands_there(words):
    answer = words if isinstance(words, str) else " ".join(words)
    found = remarks(answer, first_key_ms=90_000)
    assert len(found) <= MOST
    plain = " ".join(answer.split())
    for one in found:
        for quoted in one.words:
            assert quoted.removesuffix(" …") in plain


def test_good_answers_that_were_written_blind_are_hardly_ever_remarked_on():
    remarked: Counter[str] = Counter()
    every: Counter[str] = Counter()
    pack = {"fresh-questions": HERE / "fresh-questions.yaml", "bank-2": answers.BUNDLED}
    for name, path in pack.items():
        asked = answers.read_questions(Path(path))
        for one in answers.judge_answers([HERE / f"{name}.jsonl"], asked):
            question = asked[one.question].question
            if not isinstance(question, Question):
                continue
            points = [point for point in one.result.points if point.expected]
            every[one.quality] += 1
            remarked[one.quality] += bool(remark(one.answer, question, points, one.result.passed))
    assert every["terse"] == 70
    assert remarked["terse"] == remarked["full"] == remarked["full-2"] == 0
    assert remarked["gamed"] >= 0.4 * every["gamed"]
