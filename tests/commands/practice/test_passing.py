"""Passing, essential points and the weight of follow-ups, as a learner meets them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from helpers.learner import Learner
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.memory.scheduler import Scheduler
from interview_cli.core.progress.progress import Progress
from interview_cli.core.progress.statistics import Statistics
from interview_cli.core.scoring.result import HIT, MISSED, PointResult, compute_score

PACK = """\
  - id: locks
    ask: What is a deadlock?
    answer: A cycle of resources held and requested, in which nobody proceeds.
    level: mid
    topic: threads
    key_points:
      - {says: two threads wait for each other, any: [wait* each other], essential: true}
      - {says: take the locks in one order, any: [locks order]}
      - {says: a timeout breaks it, any: [timeout]}
      - {says: the process hangs, any: [process hangs]}
    follow_ups:
      - id: cure
        ask: How do you avoid one?
        answer: By sorting what is acquired by some global criterion.
        key_points: [{says: take the locks in one order, any: [locks order]}]
"""
WAITS = "Two threads wait for each other.\n.\n"
REST = "Take the locks in one order. A timeout breaks it, else the process hangs.\n.\n"
CURE = "Take the locks in one order.\n.\n"


def worth(said: int, words: int) -> float:
    """Return the score of saying so many of four points in so many words."""
    states = [HIT] * said + [MISSED] * (4 - said)
    return compute_score([PointResult("", state) for state in states], words=words)


#: One of four points, and three of four; likeness to the model answer adds a little to these.
ONE = pytest.approx(worth(1, len(WAITS.split()) - 1))
THREE = pytest.approx(worth(3, len(REST.split()) - 1), abs=0.03)
UNKNOWN = "Nobody knows.\n.\n"


@pytest.fixture
def learner(home: Path) -> Learner:
    learner = Learner(home)
    learner.pack("must", PACK)
    return learner


def mock(learner: Learner, typed: str) -> Any:
    return learner.run("mock", "-p", "must", "--json", typed=typed)


def test_the_essential_point_is_enough_and_nothing_else_is(learner: Learner) -> None:
    enough, rest = (
        mock(learner, f"{answer}:s\n\n").named("verdict")[0] for answer in (WAITS, REST)
    )
    assert (enough["score"], enough["passed"], enough["rating"]) == (ONE, True, 3)
    assert (rest["score"], rest["passed"], rest["rating"]) == (THREE, False, 1)
    first, second = learner.lines("reviewed")
    assert (first["passed"], first["weight"], first["rating"]) == (True, 1, 3)
    assert (second["passed"], second["rating"]) == (False, 1)
    assert second["reasons"] == ["partly", "not-passed"]


def test_marking_points_decides_anew(learner: Learner) -> None:
    said = mock(learner, f"{REST}:s\n:t 1.1\n:t 1.1\n:r 1\n:u\n\n")
    seen = [(verdict["passed"], verdict["rating"]) for verdict in said.named("verdict")]
    assert seen == [(False, 1), (True, 3), (False, 1), (True, 3), (False, 1)]
    assert [line["passed"] for line in learner.lines("regraded")] == [True, False, True]


def test_what_the_lines_and_the_file_say(learner: Learner, tmp_path: Path) -> None:
    saved = tmp_path / "kept.md"
    said = learner.run(
        "mock", "-p", "must", "-l", "mid", "--save", str(saved), typed=f"{REST}:s\n\n"
    ).out
    assert "Not passed, 83 %: 3 of 4 said.\n" in said
    assert "1. Not said: two threads wait for each other [essential]\n" in said
    assert "To pass, say: two threads wait for each other.\n" in said
    text = saved.read_text(encoding="utf-8")
    assert "**not passed, 83 %: 3 of 4 said**" in text
    assert "- Not said: two threads wait for each other [essential]\n" in text
    # The interview itself is passed by its mean.
    assert "Passed, 83 %; pass mark for mid: 70 %." in said
    assert "Mock interview: passed, 83 %; 1 answered.\n" in said
    assert "1 answered, 0 passed, score 83 %" in learner.run("history").out


def test_spoken_answers_pass_by_what_was_ticked(learner: Learner) -> None:
    said = learner.run("mock", "-p", "must", "--spoken", "--json", typed="\n2 3 4\n\n0\n\n")
    first, second = said.named("verdict")
    assert (first["passed"], first["rating"], first["grader"]) == (False, 1, "self")
    assert (second["passed"], second["score"]) == (False, 0)


def test_only_what_did_not_pass_comes_back_soon(learner: Learner) -> None:
    soon = "What you didn't pass is due again soon"
    assert soon not in learner.run("mock", "-p", "must", typed=f"{WAITS}:s\n\n").out
    assert learner.memories()["must:locks"]["due"] > "2026-11-22"
    assert soon in learner.run("mock", "-p", "must", typed=f"{REST}:s\n\n").out


def test_authors_and_readers_see_which_point_is_essential(learner: Learner) -> None:
    assert "- two threads wait for each other [essential]\n" in learner.run("show", "locks").out
    previewed = learner.run("pack", "preview", "must:locks", "-a", REST.partition("\n")[0]).out
    assert "Looks for: two threads wait for each other [essential]\n" in previewed
    assert "Not passed, 83 %: 3 of 4 said.\n" in previewed
    answer = ("pack", "preview", "must:locks", "-a", "Nobody knows.")
    (verdict,) = learner.json(*answer)["verdicts"]
    assert verdict["passed"] is False
    assert [point["essential"] for point in verdict["points"]] == [True, False, False, False]


def test_grade_says_it_too(learner: Learner) -> None:
    answers = [WAITS, REST, "两个线程互相等待。", ""]
    lines = [json.dumps({"question": "must:locks", "answer": text}) for text in answers]
    graded = learner.run("grade", "-", typed="\n".join(lines)).events
    assert [one["passed"] for one in graded] == [True, False, None, False]
    essential = [point["essential"] for point in graded[0]["points"]]
    assert essential == [True, False, False, False]


@pytest.mark.parametrize(
    ("weight", "share"),
    [("", 1 / 1.5), (", weight: 1", 1 / 2), (", weight: 0", 1), (", weight: 0.25", 1 / 1.25)],
)
def test_a_follow_up_weighs_half_unless_the_pack_says_otherwise(
    learner: Learner, weight: str, share: float
) -> None:
    points = "[{says: take the locks in one order, any: [locks order]}]"
    more = f"\n        {weight.removeprefix(', ')}" if weight else ""
    learner.pack("must", PACK.replace(f"key_points: {points}", f"key_points: {points}{more}"))

    said = mock(learner, f"{WAITS}{UNKNOWN}\n")

    mean = ONE.expected * share
    assert said.events[-1]["score"] == pytest.approx(mean)
    assert learner.json("history")["sessions"][0]["score"] == pytest.approx(mean)
    assert learner.json("stats")["mocks"][0]["score"] == pytest.approx(mean, abs=1e-4)


def test_quizzes_pass_from_half_and_flashcards_have_nothing_to_judge(learner: Learner) -> None:
    quiz = "quiz: {kind: blanks, text: '{{1}} {{2}} {{3}} {{4}}', accept: [[a], [b], [c], [d]]}"
    learner.pack("bits", "".join(f"{line}\n" for line in _question(quiz)))
    said = [
        learner.run("quiz", "-p", "bits", "--json", typed=f"{answer}\n").named("verdict")[0]
        for answer in ("a\nb\nc\nd", "a\nb\nc\nx", "a\nb\nx\nx", "a\nx\nx\nx")
    ]
    assert [(one["passed"], one["rating"]) for one in said] == [
        (True, 3),
        (True, 2),  # a wrong gap is hard at best
        (True, 2),
        (False, 1),
    ]
    (card,) = learner.run("flashcards", "-p", "bits", "--json", typed="\n3\n").named("verdict")
    assert card["passed"] is None


def _question(more: str) -> Iterable[str]:
    yield "  - id: gaps"
    yield "    ask: What comes?"
    yield "    answer: Letters."
    yield "    level: mid"
    yield "    topic: t"
    yield f"    {more}"


def test_progress_from_before_is_read_as_ever(learner: Learner) -> None:
    """Lines of an older version have neither field: they go by their score, each in full."""
    mock(learner, f"{WAITS}{CURE}\n")
    (journal,) = (learner.home / "journal").glob("*.jsonl")
    lines = [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        line.pop("passed", None)
        line.pop("weight", None)
    journal.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")

    (past,) = learner.json("history")["sessions"]

    assert past["score"] == pytest.approx((ONE.expected + 1) / 2)
    assert past["passed"] == 2


@given(
    st.lists(
        st.tuples(
            st.floats(0, 1),
            st.sampled_from([0.0, 0.25, 0.5, 1.0, None, "x", 7, True]),
            st.sampled_from([True, False, None, "x", 3]),
        ),
        max_size=8,
    )
)
def test_no_weight_takes_a_mean_out_of_its_bounds(answers: list[tuple[float, Any, Any]]) -> None:
    lines = [_line(0, type="started", mode="mock", questions=[], seed=1, filters={})]
    lines += [
        _line(n, score=score, weight=weight, passed=passed, question=f"p:q{n}")
        for n, (score, weight, passed) in enumerate(answers, 1)
    ]
    progress, statistics = Progress(Scheduler()), Statistics()

    progress.add(lines)
    statistics.add(lines)

    (past,) = progress.past_sessions.values()
    assert past.mean is None or 0 <= past.mean <= 1 + 1e-9
    assert 0 <= past.passed <= len(answers)
    (held,) = statistics.mocks.values()
    assert (held.score, held.scored) == (past.score, past.scored)


def _line(n: int, **more: Any) -> dict[str, Any]:
    return {
        "v": 1,
        "id": f"{n:05}",
        "at": "2026-11-21T19:00:00.000Z",
        "offset": 0,
        "device": "0" * 8,
        "session": "00000",
        "type": "reviewed",
        "fingerprint": "0" * 12,
        "mode": "mock",
        "kind": "explain",
        "answer": "",
        "rating": 2,
        "reasons": [],
        "grader": "rule",
        "attempt": 1,
        "elapsed_ms": 1000,
        **more,
    }
