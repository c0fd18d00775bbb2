"""A placement, driven by moves: adaptive, silent to its end, and the same however it's resumed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_cli.core.kinds.choice import Choice, Option
from interview_cli.core.kinds.order import Order
from interview_cli.core.kinds.short import Short
from interview_cli.core.levels import LEVELS
from interview_cli.core.modes import PLACE
from interview_cli.core.placement.conclusion import LEAST_FOR_ONE, is_enough
from interview_cli.core.questions.question import Question
from interview_cli.core.records import (
    GOOD,
    HARD,
    Finished,
    Placed,
    Regraded,
    Retracted,
    Reviewed,
    Skipped,
    Started,
    to_line,
)
from interview_cli.core.session import engine, placing
from interview_cli.core.session.engine import Answered, Hint, Next, Quit, Right, Skip, Undo, replay
from interview_cli.core.session.state import Asked, Phase, Settings

T0 = datetime(2026, 11, 21, 20, tzinfo=UTC)
KINDS = (
    Short(accept=("right",)),
    Choice((Option("right", right=True), Option("b"), Option("c"), Option("d"))),
    Order(("a", "b", "c", "d")),
)
RIGHT = ("right", ("right",), ("a", "b", "c", "d"))
WRONG = ("wrong", ("b",), ("d", "c", "b", "a"))


def make_plan(per_level=8, kinds=3, groups=False):
    return [
        Asked(
            f"p:{level}-{n}",
            Question(
                id=f"{level}-{n}",
                ask="?",
                answer="so",
                level=level,
                topic=f"{'xyz'[n % 3]}/{n % 2}",
                quiz=KINDS[n % kinds],
                hint="right",
                group=f"g{n % 4}" if groups and n < 4 else None,
            ),
        )
        for n in range(per_level)
        for level in LEVELS
    ]


class Play:
    """A placement with a journal of its own in memory."""

    def __init__(self, plan=None, most=12, guess=None):
        self.lines, self.ids, self.at = [], count(1), T0
        self.plan = make_plan() if plan is None else plan
        self.settings = Settings(most=most, guess=guess)
        self.session, records = engine.start(PLACE, self.plan, self.settings, at=T0)
        self.keep(records)

    def keep(self, records):
        new = []
        for record in records:
            id_ = f"{next(self.ids):04}"
            self.lines.append(to_line(record) | {"id": id_, "session": "0001"})
            new.append(id_)
        self.session = self.session.add_ids(new)

    def do(self, move, *args):
        self.at += timedelta(seconds=5)
        self.session, records = engine.advance(self.session, move(self.at, *args))
        self.keep(records)
        return records

    def answer(self, *, right):
        kind = KINDS.index(self.session.current.question.quiz)
        return self.do(Answered, (RIGHT if right else WRONG)[kind])

    def to_the_end(self, right=lambda question: True):
        while self.session.phase is Phase.ASKING:
            self.answer(right=right(self.session.current.question))
        return self.session

    def again(self):
        fresh, _ = engine.start(PLACE, self.plan, self.settings, at=self.at)
        fresh = fresh.add_ids([self.lines[0]["id"]])
        return replay(fresh, self.lines[1:], at=self.at)

    def asked(self):
        return [self.session.plan[o.place].key for o in self.session.outcomes]


def standing(session):
    """Return what a session looks like to the learner."""
    at = session.current.key if session.phase is Phase.ASKING else None
    return session.phase, at, session.queue, placing.conclusion(session)


def test_who_knows_all_is_senior_and_who_knows_nothing_junior():
    for right, level in ((True, "senior"), (False, "junior")):
        play = Play()
        play.to_the_end(lambda _, right=right: right)
        assert placing.conclusion(play.session).level == level
        assert LEAST_FOR_ONE <= play.session.answered < 12


def test_who_knows_all_but_the_hard_ones_is_in_the_middle():
    play = Play(guess="mid")
    play.to_the_end(lambda question: question.level != "senior")
    found = placing.conclusion(play.session)
    assert found.level == "mid" or "mid" in found.between
    assert {"p:mid", "p:senior"} <= {key.partition("-")[0] for key in play.asked()}


def test_it_is_silent_until_the_end_and_then_writes_what_it_found():
    play = Play()
    records = play.answer(right=True)
    assert play.session.phase is Phase.ASKING
    assert [type(record) for record in records] == [Reviewed]
    assert not engine.can(play.session, Right)
    assert play.to_the_end().phase is Phase.DEBRIEF
    placed, finished = play.do(Next)
    assert isinstance(placed, Placed)
    assert placed.level == "senior"
    assert placed.questions == play.session.answered
    assert sum(placed.probabilities.values()) == pytest.approx(1, abs=0.001)
    assert finished == Finished(play.session.answered)


def test_started_has_every_candidate_and_the_size_is_the_most():
    play = Play(most=7)
    assert play.lines[0]["type"] == Started.type
    assert len(play.lines[0]["questions"]) == len(play.plan)
    assert play.session.size == 7
    assert [play.session.number, play.answer(right=True), play.session.number][::2] == [1, 2]


def test_leaving_early_places_nobody():
    play = Play()
    play.answer(right=True)
    assert play.do(Quit) == ()
    assert play.session.phase is Phase.DONE
    assert placing.conclusion(play.session).level is None


def test_leaving_from_the_verdicts_keeps_what_was_found():
    play = Play()
    play.to_the_end()
    assert [type(record) for record in play.do(Quit)] == [Placed, Finished]


def test_a_skipped_question_counts_as_not_known_and_leaves_the_memory_alone():
    wrong, skipped = Play(), Play()
    wrong.answer(right=False)
    assert skipped.do(Skip) == (Skipped(wrong.asked()[0]),)
    after = [placing.conclusion(play.session).probabilities for play in (wrong, skipped)]
    assert after[0] == after[1]


def test_only_skipping_says_nothing():
    play = Play(most=6)
    for _ in range(5):
        play.do(Skip)
    assert play.do(Skip) == (Skipped(play.asked()[-1]), Finished(0))
    assert len(play.asked()) == 6


def test_a_hint_makes_a_right_answer_tell_less():
    plain, hinted = Play(), Play()
    hinted.do(Hint)
    for play in (plain, hinted):
        play.answer(right=True)
    senior = [placing.conclusion(play.session).probabilities["senior"] for play in (plain, hinted)]
    assert senior[0] > senior[1]


def test_calling_an_answer_right_changes_what_is_found():
    play = Play()
    play.to_the_end(lambda question: question.level == "junior")
    before = placing.conclusion(play.session)
    wrong = next(n for n, o in enumerate(play.session.outcomes) if not o.right)
    (regraded,) = play.do(Right, wrong)
    assert isinstance(regraded, Regraded)
    assert placing.conclusion(play.session).probabilities["senior"] > before.probabilities["senior"]
    assert standing(play.again()) == standing(play.session)
    play.do(Undo)
    assert placing.conclusion(play.session) == before


def test_what_was_shown_known_is_rated_by_what_the_level_would_know():
    """A right choice is Good where knowing it was likely, and Hard where it may be luck."""
    ratings = {}
    for guess in LEVELS:
        choices = [asked for asked in make_plan() if asked.question.quiz == KINDS[1]]
        play = Play([asked for asked in choices if asked.question.level == "junior"], guess=guess)
        (review,) = play.answer(right=True)
        ratings[guess] = review.rating
    assert ratings == {"junior": HARD, "mid": GOOD, "senior": GOOD}


MOVES = st.lists(st.sampled_from(["right", "wrong", "skip", "undo", "hint"]), max_size=30)


@settings(deadline=None, max_examples=40)
@given(MOVES, st.integers(1, 14), st.sampled_from([None, *LEVELS]), st.booleans())
def test_whatever_one_does(moves, most, guess, groups):
    """No question twice, never more than the most, and the same after a cut and after undo."""
    play = Play(make_plan(4, groups=groups), most=most, guess=guess)
    before = {0: standing(play.session)}
    for move in moves:
        if move == "undo":
            if not engine.can(play.session, Undo):
                continue
            undone = play.do(Undo)
            assert all(isinstance(record, Retracted) for record in undone)
            if play.session.phase is Phase.ASKING:
                assert standing(play.session) == before[len(play.session.outcomes)]
        elif play.session.phase is Phase.ASKING:
            if move == "hint":
                if not play.session.hints:
                    play.do(Hint)
                continue
            play.do(Skip) if move == "skip" else play.answer(right=move == "right")
        asked = play.asked()
        before[len(asked)] = standing(play.session)
        assert len(asked) == len({*asked}) <= most
        shown = [play.session.plan[o.place].question.group for o in play.session.outcomes]
        assert len([g for g in shown if g]) == len({g for g in shown if g})
        resumed = play.again()
        if play.session.phase is Phase.ASKING:
            assert not is_enough(placing.conclusion(play.session))
            assert standing(resumed) == standing(play.session)
        assert placing.conclusion(resumed) == placing.conclusion(play.session)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.booleans(), min_size=12, max_size=12))
def test_undo_after_the_end_takes_all_of_it_back(rights):
    play = Play()
    given_ = iter(rights)
    play.to_the_end(lambda _: next(given_))
    play.do(Next)
    asked = play.asked()
    undone = play.do(Undo)
    gone = {line["type"] for line in play.lines if line["id"] in {r.of for r in undone}}
    assert gone == {"placed", "finished", "reviewed"}
    assert play.session.phase is Phase.ASKING
    assert play.session.current.key == asked[-1]
    assert standing(play.again()) == standing(play.session)
