"""Sides of a comparison that changed places."""

from __future__ import annotations

import pytest

from interview_cli.core.questions.question import KeyPoint
from interview_cli.core.scoring.result import CONTRADICTED
from interview_cli.core.scoring.scorer import score

ASK = "What is the difference between a mutex and a semaphore?"
REFERENCE = (
    "A mutex has an owner: only the thread that locked it may unlock it. "
    "A semaphore keeps a counter, and any thread may raise it; it limits how many enter a pool."
)
POINTS = (
    KeyPoint("a mutex is owned by the thread that locked it", ("owner", "same thread unlock*")),
    KeyPoint("a semaphore counts", ("counter", "permits")),
    KeyPoint("a semaphore limits a pool", ("limit* pool|number", "pool connections")),
)


def contradicted(answer, ask=ASK, reference=REFERENCE, points=POINTS):
    found = score(answer, ask=ask, reference=reference, key_points=points)
    return [point.says for point in found.points if point.state == CONTRADICTED]


@pytest.mark.parametrize(
    "answer",
    [
        "A semaphore has an owner. A mutex keeps a counter and limits a pool.",
        "Semaphores belong to one owner, whereas a mutex is a counter that limits a pool.",
        "The mutex is the one with the counter; the semaphore is the one with an owner.",
    ],
)
def test_swapped_sides_contradict(answer):
    assert len(contradicted(answer)) >= 2


@pytest.mark.parametrize(
    "answer",
    [
        "A mutex has an owner. A semaphore keeps a counter and limits a pool.",
        "With an owner: mutex. With a counter: semaphore.",
        "Only one of the two has an owner, the mutex; a counter belongs to the semaphore.",
        "A semaphore has no owner; a mutex has no counter.",
        "A mutex has an owner. It never has a counter.",
        "Both are locks. A mutex has a counter of one in some libraries, and an owner.",
    ],
)
def test_right_sides_do_not(answer):
    assert contradicted(answer) == []


def test_an_acronym_names_its_side():
    asked = {
        "ask": "Compare a read-only replica and a write-ahead log.",
        "reference": "A read-only replica serves queries. A write-ahead log survives a crash.",
        "points": (
            KeyPoint("a replica serves queries", ("serves queries",)),
            KeyPoint("the log survives a crash", ("survives crash",)),
        ),
    }
    assert contradicted("The WAL serves queries. A replica survives a crash.", **asked)
    assert not contradicted("A replica serves queries. The WAL survives a crash.", **asked)


def test_a_question_that_compares_nothing_has_no_sides():
    assert not contradicted("It keeps a counter. It has an owner.", ask="What does a semaphore do?")
