"""The bundled bank keeps its promises: whole, fair, and at every level of every topic."""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from itertools import combinations
from math import comb

import pytest
from helpers.bank import find_bank, read_bank

from interview_cli.core.code_review.assessment import assess
from interview_cli.core.code_review.shown_code import read_shown
from interview_cli.core.planning.pace import estimate_minutes
from interview_cli.core.progress.progress import measure_track
from interview_cli.core.questions.judged_points import list_points
from interview_cli.core.questions.question import find_programs, is_proved
from interview_cli.core.scoring.explain import Explain
from interview_cli.core.scoring.result import HIT
from interview_cli.packs.library.catalogue import open_catalogue

PACK = find_bank()
READ = read_bank()
QUESTIONS = [placed.question for placed in READ.questions]
SINGLE = [q for q in QUESTIONS if q.kind == "choice" and q.quiz.expects == "one"]

#: The least of each syllabus row at junior, mid and senior; a row is a set of topics.
ALLOCATION = {
    "containers, functions": ("python/containers python/functions python/data-model", 6, 2, 0),
    "classes, typing": ("python/classes python/dataclasses python/typing", 3, 2, 1),
    "decorators, generators, context managers, exceptions": (
        "python/decorators python/generators python/context-managers python/exceptions",
        3,
        3,
        1,
    ),
    "memory, GIL, imports, versions, tools": (
        "python/memory python/gil python/imports python/versions python/execution "
        "python/packaging python/performance",
        3,
        4,
        2,
    ),
    "asyncio": ("asyncio", 2, 3, 3),
    "HTTP": ("http", 6, 5, 2),
    "FastAPI basics": (
        "fastapi/basics fastapi/routing fastapi/parameters fastapi/responses fastapi/errors",
        6,
        3,
        0,
    ),
    "FastAPI applications": (
        "fastapi/dependencies fastapi/middleware fastapi/lifespan fastapi/background-tasks "
        "fastapi/settings fastapi/structure",
        3,
        4,
        1,
    ),
    "security": ("security", 3, 5, 2),
    "files, WebSocket, streaming, OpenAPI": (
        "fastapi/files fastapi/websockets fastapi/streaming fastapi/openapi",
        1,
        1,
        1,
    ),
    "Pydantic": ("pydantic", 3, 2, 0),
    "databases": ("sqlalchemy sql", 1, 3, 3),
    "caches, queues": ("redis queues", 2, 3, 3),
    "testing": ("testing", 1, 2, 1),
    "operations": ("operations", 1, 4, 2),
    "delivery": ("delivery", 6, 6, 0),
    "design": ("design", 0, 1, 4),
    "coding": ("coding", 1, 1, 0),
    "behaviour": ("behaviour", 0, 1, 1),
}


def in_row(question, topics):
    return any(
        question.topic == topic or question.topic.startswith(f"{topic}/")
        for topic in topics.split()
    )


def test_there_are_enough():
    assert READ.problems == ()
    assert len(QUESTIONS) >= 120


@pytest.mark.parametrize("row", ALLOCATION)
def test_every_row_has_its_share_at_every_level(row):
    topics, *least = ALLOCATION[row]
    found: Counter[str] = Counter(q.level for q in QUESTIONS if in_row(q, topics))
    levels = zip(("junior", "mid", "senior"), least, strict=True)
    assert {level: found[level] for level, n in levels if found[level] < n} == {}


def test_every_topic_is_in_the_syllabus():
    rows = " ".join(topics for topics, *_ in ALLOCATION.values())
    assert {q.topic for q in QUESTIONS if not in_row(q, rows)} == set()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.id)
def test_every_question_is_whole(question):
    words = len(re.sub(r"```.*?```", "", question.answer, flags=re.DOTALL).split())
    if question.kind == "design":
        assert all(2 <= len(stage.key_points) <= 6 for stage in question.quiz.stages)
        assert all(stage.follow_ups for stage in question.quiz.stages)
    elif question.kind != "behaviour":  # whose answer is the learner's own
        assert 2 <= len(list_points(question)) <= 7
        assert question.level == "junior" or question.follow_ups
        assert question.kind in ("choice", "code", "sql") or question.quiz.why
    assert all(point.any for point in list_points(question))
    assert words >= 40
    assert len(question.answer.split()) <= (330 if question.kind == "design" else 220)
    assert question.quiz is not None
    assert question.sources
    assert all(source.startswith("https://") for source in question.sources)
    assert question.checked is not None
    assert date.fromisoformat(question.checked.date) >= date(2026, 11, 21)
    assert question.checked.with_
    for text in question.quiz.offers:
        right_output = question.kind == "output" and text in question.quiz.right
        explained = question.kind in ("order", "match") or question.quiz.whys.get(text)
        assert explained or right_output
    assert not re.search(r"(all|none|both) of the (above|these)", str(question.quiz.offers), re.I)


def test_hardly_any_question_has_two_points_only():
    """Those that ask for one thing and why; from mid on nearly all are worth more."""
    two = [question.id for question in QUESTIONS if len(list_points(question)) == 2]
    assert len(two) <= 5, two


#: Of the weight of the points that are expected at the question's level.
SAID_AT_LEAST = 0.9


#: Scoring takes most of the time of these tests: each time it's done for some of the questions.
SPOKEN = [
    pytest.param(question, id=question.id, marks=() if n % 4 == 0 else pytest.mark.slow)
    for n, question in enumerate(q for q in QUESTIONS if q.spoken)
]


@pytest.mark.parametrize("question", SPOKEN)
def test_what_is_said_aloud_passes_its_own_question(question):
    # Of a review, the defects are what is to be said.
    asked = replace(question, key_points=list_points(question))
    scored = Explain(asked, measured=True).score(question.spoken)
    expected = [point for point in scored.points if point.expected]
    said = [point for point in expected if point.state == HIT]
    missing = [f"{point.says} ({point.state})" for point in expected if point not in said]
    share = sum(point.weight for point in said) / sum(point.weight for point in expected)
    assert scored.passed, missing
    assert share >= SAID_AT_LEAST, missing


def test_every_question_says_how_its_answer_sounds_aloud():
    silent = [q.id for q in QUESTIONS if not q.spoken and q.kind not in ("behaviour", "design")]
    assert silent == []


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.id)
def test_code_fits_into_a_window(question):
    assert max(map(len, (question.code or "").splitlines()), default=0) <= 80


def test_most_claims_are_proved_by_code():
    assert sum(map(is_proved, QUESTIONS)) / len(QUESTIONS) >= 0.8


REVIEWS = [q for q in QUESTIONS if q.kind == "review"]


@pytest.mark.parametrize("question", REVIEWS, ids=lambda q: q.id)
def test_a_review_is_whole_and_its_own_words_find_each_defect(question):
    """Each in its own place: what is said of one defect is a false alarm nowhere."""
    found = assess(question.quiz, "\n".join(question.quiz.right))
    assert {one.defect.says: one.state for one in found.defects if one.state != HIT} == {}
    assert found.score == 1
    assert all(defect.why for defect in question.quiz.defects)
    shown = read_shown(question.quiz)
    assert max(len(line.text) for one in shown for line in one.lines) <= 80


def tail(hits, n, chance):
    """The chance of at least *hits* of *n*, each with *chance*: a binomial test."""
    return sum(comb(n, k) * chance**k * (1 - chance) ** (n - k) for k in range(hits, n + 1))


def test_length_gives_nothing_away():
    longest = shortest = 0
    for question in SINGLE:
        right = len(question.quiz.right[0])
        others = [len(o.text) for o in question.quiz.options if not o.right]
        longest += right > max(others)
        shortest += right < min(others)
    chance = sum(1 / len(q.quiz.options) for q in SINGLE)
    assert longest <= chance
    assert shortest <= chance * 1.5


def test_the_place_in_the_file_gives_nothing_away():
    places = Counter(
        next(n for n, o in enumerate(q.quiz.options) if o.right)
        for q in SINGLE
        if len(q.quiz.options) == 4
    )
    n = sum(places.values())
    assert all(tail(count, n, 1 / 4) > 0.01 for count in places.values())


def test_no_two_questions_ask_the_same_thing():
    """Word 3-grams of what is asked, with its code: no pair shares most of them."""

    def grams(question):
        words = re.findall(r"\w+", f"{question.ask} {question.code or ''}".lower())
        return {tuple(words[n : n + 3]) for n in range(len(words) - 2)}

    asked = {q.id: grams(q) for q in QUESTIONS}
    alike = [
        (a, b)
        for a, b in combinations(asked, 2)
        if len(asked[a] & asked[b]) / max(1, len(asked[a] | asked[b])) >= 0.5
    ]
    assert alike == []


def test_every_question_is_on_a_track_and_every_step_has_questions():
    on_one = set()
    empty = []
    assert READ.info
    for track in READ.info.tracks:
        per_step = defaultdict(list)
        for question in QUESTIONS:
            step = track.step(question.level, question.topic, question.kind)
            if step is not None:
                per_step[step].append(question.id)
                on_one.add(question.id)
        empty += [(track.id, s.topic) for n, s in enumerate(track.steps) if not per_step[n]]
    assert empty == []
    assert {q.id for q in QUESTIONS} - on_one == set()


def test_the_method_says_where_each_question_of_the_seeds_is_now_taught():
    page = (PACK / "README.md").read_text(encoding="utf-8")
    ids = {q.id for q in QUESTIONS}
    rows = re.findall(r"^\| ([AB]\d+) .*\| (.+) \|$", page, re.MULTILINE)
    assert {name for name, _ in rows} == {
        *(f"A{n}" for n in range(1, 18)),
        *(f"B{n}" for n in range(1, 9)),
    }
    for _, taught in rows:
        assert set(re.findall(r"`([a-z0-9-]+)`", taught)) <= ids
        assert re.findall(r"`([a-z0-9-]+)`", taught)


#: Modules whose distribution has another name, and those that come with another one.
DISTRIBUTIONS = {"jwt": "pyjwt", "pydantic_settings": "pydantic-settings", "multipart": ""}
WITH = {"starlette": "fastapi", "anyio": "fastapi", "pydantic": "", "pydantic_core": ""}


def imported(program):
    for node in ast.walk(ast.parse(program.text)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.id)
def test_what_code_imports_is_named_in_needs(question):
    """Else a question whose libraries are not here would fail instead of not being run."""
    modules = {name for program in find_programs(question) for name in imported(program)}
    others = modules - sys.stdlib_module_names
    needed = {DISTRIBUTIONS.get(m, WITH.get(m, m)) for m in others} - {""}
    text = "".join(program.text for program in find_programs(question))
    made = {name for name in needed if f'"{name}"' in text or f"{name}.py" in text}
    assert needed - made - set(question.needs) == set()


def test_the_day_before_takes_an_hour():
    """By the estimate that is shown, for somebody who hasn't answered anything."""
    catalogue, _ = open_catalogue(())
    track = catalogue.tracks["python-fastapi", "the-day-before"]
    found = measure_track("python-fastapi", track, catalogue.entries(), {})
    assert 50 <= estimate_minutes(found.left) <= 65
