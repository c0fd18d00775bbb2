"""The engine, driven by nobody but moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.kinds.choice import Choice, Option
from interview_cli.core.kinds.order import Order
from interview_cli.core.kinds.output import Output, Wrong
from interview_cli.core.kinds.short import Short
from interview_cli.core.modes import CHECK, FLASHCARDS, QUIZ
from interview_cli.core.progress.progress import Progress
from interview_cli.core.questions.question import Question
from interview_cli.core.records import (
    Finished,
    Flagged,
    Noted,
    Regraded,
    Retracted,
    Reviewed,
    Skipped,
    Started,
    drop_retracted,
    to_line,
)
from interview_cli.core.session import engine
from interview_cli.core.session.engine import (
    Answered,
    Confide,
    Edited,
    Flag,
    Grade,
    Hint,
    Next,
    Note,
    Quit,
    Reveal,
    Right,
    RunOut,
    Skip,
    Undo,
    replay,
)
from interview_cli.core.session.state import Asked, Phase, Settings
from interview_cli.core.session.verdict import interval_after

T0 = datetime(2026, 11, 21, 20, tzinfo=UTC)


def question(id_, quiz=None, **more):
    return Question(id=id_, ask=f"{id_}?", answer="so", level="mid", topic="t", quiz=quiz, **more)


SUM = Asked(
    "p:sum",
    question(
        "sum",
        Choice((Option("1"), Option("2", right=True), Option("3"), Option("4"))),
        hint="count",
    ),
)
WORD = Asked("p:word", question("word", Short(accept=("deadlock",))))
STEPS = Asked("p:steps", question("steps", Order(("a", "b", "c"))))
PRINT = Asked("p:print", question("print", Output("1\n", wrong=(Wrong("2"),)), code="print(1)"))
CARD = Asked("p:card", question("card"))


class Play:
    """A session with a journal of its own in memory."""

    def __init__(self, mode, *plan, **settings):
        self.lines, self.ids, self.at = [], count(1), T0
        self.session, records = engine.start(mode, plan, Settings(**settings), at=T0)
        self.keep(records)

    def keep(self, records):
        ids = [f"{next(self.ids):05}" for _ in records]
        self.lines += [to_line(r) | {"id": i} for r, i in zip(records, ids, strict=True)]
        self.session = self.session.add_ids(ids)

    def __call__(self, move, *args, after=1.0):
        self.at += timedelta(seconds=after)
        self.session, records = engine.advance(self.session, move(self.at, *args))
        self.keep(records)
        return records


def test_an_answer_is_recorded_before_its_verdict_is_shown():
    play = Play(QUIZ, SUM, WORD)
    (review,) = play(Answered, ("2",), after=2.5)
    assert play.session.phase is Phase.VERDICT
    assert (review.score, review.question, review.elapsed_ms) == (1.0, "p:sum", 2500)
    assert play(Next) == ()
    assert play.session.current is WORD


def test_the_last_verdict_is_followed_by_the_end():
    play = Play(QUIZ, WORD)
    play(Answered, "deadlock")
    assert play(Next) == (Finished(answered=1),)
    assert play.session.over


def test_a_late_answer_counts_as_none():
    play = Play(QUIZ, WORD, limit=10)
    (review,) = play(Answered, "deadlock", after=10.5)
    assert (review.answer, review.score, review.rating) == (None, 0.0, 1)
    assert review.reasons == ("time-out",)


def test_what_stood_there_when_time_ran_out_counts_and_is_hard_at_most():
    play = Play(QUIZ, WORD, SUM, STEPS, limit=10)
    (right,) = play(RunOut, "deadlock", after=10.001)
    assert (right.answer, right.score, right.rating) == ("deadlock", 1.0, 2)
    assert right.reasons == ("right", "time-out")
    play(Next)
    (none,) = play(RunOut, None, after=10.001)
    assert (none.answer, none.score, none.rating, none.reasons) == (None, 0.0, 1, ("time-out",))
    play(Next)
    (partly,) = play(RunOut, ("a",), after=10.001)
    assert (partly.answer, partly.score, partly.rating) == (("a",), 0.0, 1)


def test_time_runs_out_only_where_there_is_a_limit():
    assert not engine.can(Play(QUIZ, WORD).session, RunOut)
    assert not engine.can(Play(FLASHCARDS, CARD, limit=10).session, RunOut)


def test_time_spent_in_an_editor_does_not_count():
    play = Play(QUIZ, WORD, limit=10)
    changed = question("word", Short(accept=("livelock",)))
    began = play.at + timedelta(seconds=1)
    play(Edited, began, changed, after=101)
    (review,) = play(Answered, "livelock", after=2)
    assert (review.score, review.elapsed_ms) == (1.0, 3000)


def test_confidence_is_asked_before_the_verdict():
    play = Play(QUIZ, WORD, confidence=True)
    assert play(Answered, "deadlock", after=3) == ()
    assert play.session.phase is Phase.CONFIDING
    (review,) = play(Confide, 1, after=60)
    assert (review.confidence, review.score, review.rating) == (1, 1.0, 1)
    assert review.elapsed_ms == 3000


def test_quitting_before_confidence_keeps_the_answer():
    play = Play(QUIZ, WORD, SUM, confidence=True)
    play(Answered, "deadlock")
    (review,) = play(Quit)
    assert (review.score, review.confidence) == (1.0, None)
    assert play.session.over


def test_undo_before_confidence_asks_the_same_question_again():
    play = Play(QUIZ, WORD, confidence=True)
    play(Answered, "deadlok")
    assert play(Undo) == ()
    assert (play.session.phase, play.session.current) == (Phase.ASKING, WORD)


def test_a_hint_is_counted_and_caps_the_rating():
    play = Play(QUIZ, SUM, prior=0.9)
    play(Hint)
    (review,) = play(Answered, ("2",))
    assert (review.hints, review.rating) == (1, 2)


def test_there_is_no_hint_where_the_pack_has_none():
    assert not engine.can(Play(QUIZ, WORD).session, Hint)


def test_missed_cards_come_back_until_right_once_and_count_once():
    play = Play(FLASHCARDS, CARD, WORD)
    for rating in (1, 3, 1, 2):
        play(Reveal)
        play(Grade, rating)
    assert [(line["question"], line["attempt"]) for line in play.lines[1:5]] == [
        ("p:card", 1),
        ("p:word", 1),
        ("p:card", 2),
        ("p:card", 3),
    ]
    play(Next)
    assert play.session.over
    assert play.lines[-1]["answered"] == 2


def test_a_quiz_does_not_repeat_what_was_missed():
    play = Play(QUIZ, WORD, SUM)
    play(Answered, "no idea")
    play(Next)
    play(Answered, ("2",))
    play(Next)
    assert play.session.over


def test_a_card_is_not_graded_before_it_is_revealed():
    session = Play(FLASHCARDS, CARD).session
    assert not engine.can(session, Grade)
    assert not engine.can(session, Answered)


def test_minutes_end_a_session_after_the_card_at_hand():
    play = Play(FLASHCARDS, CARD, WORD, minutes=1)
    assert play.session.size is None
    play(Reveal, after=59)
    play(Grade, 3, after=5)
    assert play.session.over
    assert play.lines[-1]["type"] == "finished"


def test_undo_takes_back_any_number_of_steps_also_after_the_end():
    play = Play(QUIZ, WORD, SUM, STEPS)
    play(Answered, "deadlock")
    play(Next)
    play(Skip)
    play(Answered, ("a", "c", "b"))
    play(Next)
    assert play.session.over
    assert play(Undo) == (Retracted("00005"), Retracted("00004"))
    assert play.session.current is STEPS
    assert play(Undo) == (Retracted("00003"),)
    assert play.session.current is SUM
    assert play(Undo) == (Retracted("00002"),)
    assert play.session.current is WORD
    assert not engine.can(play.session, Undo)
    assert [line["type"] for line in drop_retracted(play.lines)] == ["started"]


def test_a_new_grade_after_the_end_does_not_confuse_undo():
    play = Play(QUIZ, WORD)
    play(Answered, "no idea")
    play(Next)
    play(Right)
    play(Undo)
    assert (play.session.phase, play.session.right) == (Phase.VERDICT, 0)
    play(Undo)
    assert [line["type"] for line in drop_retracted(play.lines)] == ["started"]


def test_i_was_right_is_the_learners_word():
    play = Play(QUIZ, WORD, SUM)
    play(Answered, "mutual waiting")
    assert play(Right) == (Regraded(of="00002", score=1.0, rating=3, grader="self", passed=True),)
    assert play.session.right == 1
    assert not engine.can(play.session, Right)


def test_i_was_right_reaches_back_to_the_last_verdict():
    play = Play(QUIZ, WORD, SUM)
    play(Answered, "mutual waiting")
    play(Next)
    play(Right)
    assert (play.session.right, play.session.current) == (1, SUM)


@pytest.mark.parametrize("later", [False, True])
def test_undo_takes_back_an_override_and_leaves_the_answer(later):
    play = Play(QUIZ, WORD, SUM)
    play(Answered, "mutual waiting")
    if later:
        play(Next)
    play(Right)
    assert play(Undo) == (Retracted(of="00003"),)
    assert (play.session.right, play.session.answered) == (0, 1)
    assert engine.can(play.session, Right)
    assert play(Undo) == (Retracted(of="00002"),)
    assert (play.session.current, play.session.answered) == (WORD, 0)


def test_a_flag_changes_nothing_else():
    play = Play(QUIZ, WORD)
    before = play.session
    assert play(Flag, "two answers fit") == (Flagged("p:word", "two answers fit"),)
    assert replace(play.session, markings=()) == before.add_ids(["00002"])


def test_a_second_flag_takes_the_first_back_and_so_does_undo():
    play = Play(QUIZ, WORD)
    play(Flag)
    assert play.session.flags(WORD) == ("00002",)
    assert play(Flag) == (Retracted(of="00002"),)
    assert play.session.flags(WORD) == ()
    play(Flag)
    assert play(Undo) == (Retracted(of="00004"),)
    assert not engine.can(play.session, Undo)


def test_a_flag_of_an_earlier_session_is_taken_back_too():
    play = Play(QUIZ, WORD._replace(flags=("0001a", "0001b")))
    assert play(Flag) == (Retracted(of="0001a"), Retracted(of="0001b"))
    assert play(Flag) == (Flagged("p:word"),)


def test_a_note_is_on_the_question_whose_answer_was_seen_last():
    play = Play(QUIZ, WORD._replace(notes=("before",)), SUM)
    assert play(Note, "first") == (Noted("p:word", "first"),)
    play(Answered, "deadlock")
    play(Next)
    assert play.session.current.key == "p:sum"
    assert play(Note, "second") == (Noted("p:word", "second"),)
    assert play.session.notes(play.session.plan[0]) == ("before", "first", "second")
    assert play(Undo) == (Retracted(of="00004"),)
    assert play.session.notes(play.session.plan[0]) == ("before", "first")


def test_what_is_seen_last_in_flashcards_is_the_card_that_is_turned():
    play = Play(FLASHCARDS, CARD, WORD)
    assert play.session.seen is None
    play(Reveal)
    assert play.session.seen == CARD
    play(Grade, 3)
    assert (play.session.current, play.session.seen) == (WORD, CARD)
    play(Reveal)
    assert play.session.seen == WORD


def test_a_move_out_of_turn_is_a_bug():
    with pytest.raises(ValueError, match="Next in ASKING"):
        Play(QUIZ, SUM)(Next)


def test_options_are_shuffled_by_the_seed_and_nothing_else():
    orders = {Play(QUIZ, SUM, seed=seed).session.task.offers for seed in range(40)}
    assert len(orders) > 10
    assert (
        Play(QUIZ, SUM, seed=7).session.task.offers == Play(CHECK, SUM, seed=7).session.task.offers
    )
    assert Play(QUIZ, SUM, shuffle=False).session.task.offers == ("1", "2", "3", "4")


def test_this_order_is_for_all_time():
    """A journal says seed 7 and must mean the same screen on every machine and Python."""
    assert Play(QUIZ, SUM, seed=7).session.task.offers == ("2", "3", "1", "4")


def test_steps_are_never_shown_in_the_right_order():
    for seed in range(60):
        for shuffle in (True, False):
            session = Play(QUIZ, STEPS, seed=seed, shuffle=shuffle).session
            assert sorted(session.task.offers) == ["a", "b", "c"]
            assert session.task.offers != ("a", "b", "c")


PLANS = st.lists(
    st.sampled_from([SUM, WORD, STEPS, PRINT, CARD]), max_size=5, unique_by=lambda a: a.key
)
ANSWERS: dict[str, list[Any]] = {
    "p:sum": [("2",), ("1",)],
    "p:word": ["deadlock", "deadlok", "x"],
    "p:steps": [("a", "b", "c"), ("c", "b", "a")],
    "p:print": [("1\n",), ("2",)],
}


def possible(session) -> list[tuple[Any, ...]]:
    """Every move that the session allows now, each with its arguments."""
    answers = [] if session.over else ANSWERS.get(session.current.key, [None])
    moves: list[tuple[Any, ...]] = [
        *((Answered, answer) for answer in answers),
        (Answered, None),
        *((Confide, n) for n in (1, 2, 3)),
        *((Grade, n) for n in (1, 2, 3, 4)),
        *((move,) for move in (Reveal, Next, Hint, Skip, Undo, Right, Quit)),
        (Flag, "odd"),
        (Flag,),
        (Note, "ask"),
    ]
    return [move for move in moves if engine.can(session, move[0])]


@given(
    mode=st.sampled_from([QUIZ, CHECK, FLASHCARDS]),
    plan=PLANS,
    confidence=st.booleans(),
    data=st.data(),
)
def test_any_session_tells_one_story_and_can_be_resumed(mode, plan, confidence, data):
    plan = [asked for asked in plan if mode.answer_by == "recall" or asked.question.quiz]
    play = Play(mode, *plan, confidence=confidence)
    for _ in range(data.draw(st.integers(0, 30))):
        moves = possible(play.session)
        if not moves:
            break
        play(*data.draw(st.sampled_from(moves)))

    session, story = play.session, drop_retracted(play.lines)
    assert len(play.lines) == len(session.ids)
    assert story[0]["type"] == Started.type
    assert sum(line["type"] == Started.type for line in story) == 1
    told = [line for line in story if line["type"] in (Reviewed.type, Skipped.type)]
    assert [line["id"] for line in told] == [session.ids[o.line] for o in session.outcomes]
    assert [line["question"] for line in told] == [plan[o.place].key for o in session.outcomes]
    ends = [line for line in story if line["type"] == Finished.type]
    assert len(ends) == (session.finished is not None)
    if ends:
        assert ends[0]["answered"] == session.answered
    for n, asked in enumerate(plan):
        lines = [line for line in story if line.get("question") == asked.key]
        flags = tuple(line["id"] for line in lines if line["type"] == Flagged.type)
        notes = tuple(line["text"] for line in lines if line["type"] == Noted.type)
        assert (session.flags(session.plan[n]), session.notes(asked)) == (flags, notes)
    for outcome in session.outcomes:
        assert outcome.score is None or 0 <= outcome.score <= 1

    # What the journal holds is enough to stand where the session stood.
    fresh, _ = engine.start(mode, plan, session.settings, at=T0)
    again = replay(fresh.add_ids([play.lines[0]["id"]]), play.lines[1:], at=play.at)
    assert again.queue == session.queue
    assert [(o.place, o.score, o.rating) for o in again.outcomes] == [
        (o.place, o.score, o.rating) for o in session.outcomes
    ]


@given(plan=PLANS.filter(len), data=st.data())
def test_undoing_everything_leads_back_to_the_start(plan, data):
    play = Play(FLASHCARDS, *plan)
    start = play.session
    for _ in range(data.draw(st.integers(0, 20))):
        moves = [move for move in possible(play.session) if move[0] not in (Quit, Undo)]
        if not moves:
            break
        play(*data.draw(st.sampled_from(moves)))
    while engine.can(play.session, Undo):
        play(Undo)
    assert (play.session.queue, play.session.outcomes) == (start.queue, ())
    assert [line["type"] for line in drop_retracted(play.lines)] == [Started.type]


@given(data=st.data())
def test_undo_takes_back_what_another_computer_answered_too(data):
    """Else its answer, which didn't count, would count instead."""
    mode = replace(QUIZ, returns=data.draw(st.booleans()))
    plays = [Play(mode, SUM, WORD) for _ in range(2)]
    lines = [plays[0].lines[0]]
    for n, play in enumerate(plays):
        for _ in range(data.draw(st.integers(0, 6))):
            moves = [move for move in possible(play.session) if move[0] in (Answered, Skip, Next)]
            if moves:
                play(*data.draw(st.sampled_from(moves)))
        one = [line for line in play.lines[1:] if line["type"] in (Reviewed.type, Skipped.type)]
        lines += [line | {"id": f"{line['id']}-{n}", "session": lines[0]["id"]} for line in one]
    fresh, _ = engine.start(mode, (SUM, WORD), plays[0].session.settings, at=T0)
    session = replay(fresh.add_ids([lines[0]["id"]]), lines[1:], at=T0)
    kept = list(lines)
    while engine.can(session, Undo):
        question = session.plan[session.outcomes[-1].place].key
        attempts = [o for o in session.outcomes if session.plan[o.place].key == question]
        session, records = engine.advance(session, Undo(T0))
        ids = [f"undo-{len(kept)}-{n}" for n in range(len(records))]
        session = session.add_ids(ids)
        kept += [{**to_line(record), "id": id_} for record, id_ in zip(records, ids, strict=True)]
        again = replay(fresh.add_ids([lines[0]["id"]]), kept[1:], at=T0)
        left = [o for o in again.outcomes if again.plan[o.place].key == question]
        assert len(left) < len(attempts)
        assert len(again.outcomes) == len(session.outcomes)
    standing = drop_retracted(kept)
    assert [line for line in standing if line["type"] != Started.type] == []


def test_a_missed_question_that_comes_back_says_so_and_counts_its_first_answer_only():
    scheduler, day = Progress().scheduler, 20000
    play = Play(replace(QUIZ, returns=True), WORD, SUM)
    play(Answered, "mutex")
    assert interval_after(play.session, play.session.outcomes[-1], scheduler, day) == 0
    for move, *arguments in ((Next,), (Answered, ("2",)), (Next,), (Answered, "deadlock")):
        play(move, *arguments)
    missed, _, again = play.session.outcomes
    assert (missed.right, again.right) == (False, True)
    assert missed.rating
    assert again.rating
    once = interval_after(play.session, again, scheduler, day)
    forgotten = scheduler.after(None, missed.rating, day)
    assert once == scheduler.curve.interval(forgotten.stability)
    known = scheduler.after(None, again.rating, day)
    assert once < scheduler.curve.interval(known.stability)
