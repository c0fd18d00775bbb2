"""How many questions an interview has time for, and what its clock says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from interview_cli.core.modes import MOCK, QUIZ
from interview_cli.core.questions.question import FollowUp, Question
from interview_cli.core.scoring.explain import as_question
from interview_cli.core.session import engine
from interview_cli.core.session.state import Asked, Session, Settings
from interview_cli.terminal.play.interview_clock import (
    describe_clock,
    describe_length,
    has_clock,
)

T0 = datetime(2026, 11, 21, 20, tzinfo=UTC)


def interview(questions: int, *, follow_ups: int = 0, minutes: float = 30, **settings) -> Session:
    plan = []
    for n in range(questions):
        follow_up = FollowUp("more", "And then?", "That.")
        asked = Question(
            id=f"q{n}",
            ask="Why?",
            answer="Because.",
            level="mid",
            topic="t",
            follow_ups=(follow_up,) * (n < follow_ups),
        )
        plan.append(Asked(f"p:q{n}", asked))
        if n < follow_ups:
            plan.append(Asked(f"p:q{n}/more", as_question(follow_up, asked), follows=f"p:q{n}"))
    given = Settings(minutes=minutes, **settings)
    return engine.start(MOCK, plan, given, at=T0)[0]


def after(seconds: float) -> datetime:
    return T0 + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("session", "own", "said"),
    [
        (interview(30, follow_ups=30), None, "About 10 questions in 30 minutes, with follow-ups"),
        (interview(30), None, "About 17 questions in 30 minutes"),
        (interview(30, spoken=True), None, "About 24 questions in 30 minutes"),
        (interview(30), 600.0, "About 3 questions in 30 minutes"),
        (interview(30, minutes=1), None, "About 1 question in 1 minute"),
        (interview(4, follow_ups=2), None, "4 questions with follow-ups, in 30 minutes at most"),
        (interview(1), None, "1 question, in 30 minutes at most"),
    ],
)
def test_the_length_is_said_at_the_start(session, own, said):
    assert describe_length(session, T0, own) == said


def test_what_is_left_is_said_when_it_goes_on():
    session = interview(30, follow_ups=30)
    session = engine.advance(session, engine.Answered(after(600), "No idea."))[0]
    assert describe_length(session, after(600)) == (
        "About 7 more questions in 20 minutes, with follow-ups"
    )


@pytest.mark.parametrize(
    ("seconds", "own", "said"),
    [
        (0, None, "30 min left"),
        (59, None, "29 min left"),
        (61, None, "29 min left · 1 min on this one"),
        (200, None, "27 min left · 3 min on this one"),
        (230, None, "26 min left · 3 min on this one · time to wrap it up"),
        (230, 300.0, "26 min left · 3 min on this one"),
        (29 * 60 + 1, 3600.0, "less than a minute left · 29 min on this one"),
        (30 * 60 + 5, None, "Time's up: this answer still counts · 30 min on this one"),
    ],
)
def test_the_clock_says_what_is_left_and_how_long_this_question_takes(seconds, own, said):
    assert describe_clock(interview(9), after(seconds), own) == said


def test_only_an_interview_has_such_a_clock():
    assert has_clock(interview(1))
    assert not has_clock(engine.start(QUIZ, interview(1).plan, Settings(minutes=5), at=T0)[0])


def test_a_follow_up_has_the_number_of_its_question():
    session = interview(2, follow_ups=1)
    numbers = [session.main_number]
    for answer in ("Because of that.", "That again.", "This."):
        session = engine.advance(session, engine.Answered(after(9), answer))[0]
        if session.phase.name == "ASKING":
            numbers.append(session.main_number)
    assert numbers == [1, 1, 2]
