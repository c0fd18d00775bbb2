"""Exercises in the engine: an attempt, its hints and its time, taken back and resumed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from interview_cli.core.exercises.talk import TALK, list_follow_ups
from interview_cli.core.kinds.code import Code
from interview_cli.core.modes import FLASHCARDS, MOCK, QUIZ
from interview_cli.core.questions.question import FollowUp, KeyPoint, Question
from interview_cli.core.records import AGAIN, GOOD, HARD, Finished, Retracted, Reviewed, to_line
from interview_cli.core.scoring.explain import as_question
from interview_cli.core.session import engine
from interview_cli.core.session.debrief import debrief
from interview_cli.core.session.engine import (
    Answered,
    Attempted,
    Continued,
    Hint,
    Next,
    Quit,
    RunOut,
    Skip,
    Undo,
    can,
)
from interview_cli.core.session.state import Asked, Phase, Session, Settings, make_task
from interview_cli.core.session.verdict import verdict

T0 = datetime(2026, 11, 21, 20, tzinfo=UTC)
CODE = Code("write", starter="...\n", solution="x = 1\n", minutes=5, hints=("first", "second"))
EXERCISE = Question(
    id="e",
    ask="Write it.",
    answer="Like this.",
    level="mid",
    topic="t",
    quiz=CODE,
    key_points=(KeyPoint("one pass", essential=True),),
    follow_ups=(FollowUp("more", "And then?", "That."),),
)


def at(minutes: float) -> datetime:
    return T0 + timedelta(minutes=minutes)


class Sitting:
    """A session with its journal."""

    def __init__(self, mode=QUIZ, plan=None, **settings) -> None:
        self._ids = count()
        self.lines: list[dict[str, object]] = []
        self.session: Session
        plan = plan or (Asked("p:e", EXERCISE),)
        self._keep(*engine.start(mode, plan, Settings(**settings), at=T0))

    def _keep(self, session, records):
        ids = [f"{next(self._ids):03}" for _ in records]
        self.lines += [
            to_line(r) | {"id": id_, "at": id_} for r, id_ in zip(records, ids, strict=True)
        ]
        self.session = session.add_ids(ids)
        return records

    def make(self, move):
        return self._keep(*engine.advance(self.session, move))


def test_an_attempt_that_is_solved_is_good():
    sitting = Sitting()
    [review] = sitting.make(Attempted(at(4), "x = 1\n", 1.0))

    assert isinstance(review, Reviewed)
    assert (review.kind, review.grader, review.answer) == ("code", "rule", "x = 1\n")
    assert (review.score, review.passed, review.rating) == (1.0, True, GOOD)
    assert (review.elapsed_ms, review.hints) == (4 * 60_000, 0)
    assert sitting.session.phase is Phase.VERDICT
    assert verdict(sitting.session, sitting.session.outcomes[0]).task.right == ("x = 1\n",)


@pytest.mark.parametrize(
    ("minutes", "hints", "share", "gave_up", "rating"),
    [
        (4, 1, 1.0, False, HARD),
        (11, 0, 1.0, False, HARD),
        (4, 0, 0.8, False, AGAIN),
        (4, 0, 0.8, True, AGAIN),
        (4, 0, 0.0, True, AGAIN),
    ],
)
def test_hints_time_and_tests_make_the_rating(minutes, hints, share, gave_up, rating):
    sitting = Sitting()
    for _ in range(hints):
        sitting.make(Hint(at(1)))
    [review] = sitting.make(Attempted(at(minutes), "x = 2\n", share, gave_up))

    assert (review.rating, review.score) == (rating, share)
    assert review.passed is (share == 1.0 and not gave_up)
    assert ("gave-up" in review.reasons) is gave_up


def test_the_hints_are_a_ladder():
    sitting = Sitting()
    assert sitting.session.hint == ""
    said = []
    while can(sitting.session, Hint):
        sitting.make(Hint(at(1)))
        said.append(sitting.session.hint)
    assert said == ["first", "second"]


def test_it_is_answered_by_an_attempt_alone_and_no_limit_cuts_it():
    sitting = Sitting(limit=10.0)
    assert can(sitting.session, Attempted)
    assert not can(sitting.session, Answered)
    assert not can(sitting.session, RunOut)
    assert not engine.is_late(sitting.session, at(60))

    other = Sitting(plan=(Asked("p:o", Question("o", "Why?", "So.", "mid", "t")),))
    assert not can(other.session, Attempted)
    assert not can(other.session, Continued)


def test_what_was_begun_before_goes_on():
    sitting = Sitting()
    assert sitting.make(Continued(at(60), spent_ms=9 * 60_000, hints=1)) == ()
    [review] = sitting.make(Attempted(at(62), "x = 1\n", 1.0))
    assert (review.elapsed_ms, review.hints, review.rating) == (11 * 60_000, 1, HARD)


def test_an_attempt_can_be_taken_back_and_made_again():
    sitting = Sitting()
    sitting.make(Attempted(at(1), "", 0.0, gave_up=True))
    assert [type(r) for r in sitting.make(Undo(at(2)))] == [Retracted]
    assert sitting.session.phase is Phase.ASKING
    [review] = sitting.make(Attempted(at(3), "x = 1\n", 1.0))
    assert (review.attempt, review.rating) == (1, GOOD)


@pytest.mark.parametrize("moves", [[Skip], [Quit], [Hint, Quit]])
def test_leaving_it_counts_nothing(moves):
    sitting = Sitting()
    records = [r for move in moves for r in sitting.make(move(at(1)))]
    assert not any(isinstance(r, Reviewed) for r in records)


def test_a_session_with_an_attempt_is_replayed():
    plan = (Asked("p:e", EXERCISE), Asked("p:f", EXERCISE))
    sitting = Sitting(plan=plan)
    sitting.make(Attempted(at(4), "x = 1\n", 1.0))
    sitting.make(Next(at(5)))
    begun, _ = engine.start(QUIZ, plan, Settings(), at=T0)

    again = engine.replay(begun.add_ids(["000"]), sitting.lines[1:], at=at(90))

    assert again.current.key == "p:f"
    assert again.outcomes == sitting.session.outcomes


def test_a_flashcard_is_no_exercise():
    assert make_task(Asked("p:e", EXERCISE), FLASHCARDS, Settings()).exercise is None


def interview() -> tuple[Asked, ...]:
    """Return an interview's plan: an exercise, the talk about it, and what is asked then."""
    talk, more = (as_question(f, EXERCISE) for f in list_follow_ups(EXERCISE))
    return (
        Asked("p:e", EXERCISE),
        Asked(f"p:e/{TALK}", talk, follows="p:e", weight=0.5),
        Asked("p:e/more", more, follows=f"p:e/{TALK}", weight=0.5),
        Asked("p:o", Question("o", "Why?", "So.", "mid", "t")),
    )


def test_in_an_interview_the_talk_about_it_follows_and_then_the_rest():
    sitting = Sitting(MOCK, interview(), minutes=30.0)
    sitting.make(Attempted(at(40), "x = 1\n", 0.6))
    asked = []
    while sitting.session.phase is Phase.ASKING:
        asked.append(sitting.session.current.key)
        sitting.make(Answered(at(41), "It goes over the list in one pass."))
    assert asked == [f"p:e/{TALK}", "p:e/more", "p:o"]

    found = debrief(sitting.session)
    assert found.answers[0].score == 0.6
    assert found.answers[0].scored.points == ()
    assert found.answers[0].delivery == ()
    assert isinstance(sitting.make(Next(at(50)))[0], Finished)


def test_an_exercise_takes_none_of_an_interviews_time():
    sitting = Sitting(MOCK, interview(), minutes=30.0)
    sitting.make(Attempted(at(40), "x = 1\n", 1.0))
    sitting.make(Answered(at(60), "It goes over the list in one pass."))
    assert sitting.session.phase is Phase.ASKING
    begun, _ = engine.start(MOCK, interview(), Settings(minutes=30.0), at=T0)
    again = engine.replay(begun.add_ids(["000"]), sitting.lines[1:], at=at(500))
    assert at(500) - again.began == timedelta(minutes=20)


def test_without_anything_right_nothing_more_is_asked_of_it():
    sitting = Sitting(MOCK, interview(), minutes=30.0)
    sitting.make(Attempted(at(4), "", 0.0))
    assert sitting.session.current.key == "p:o"
