"""A mock interview, driven by moves: silent until the debrief, follow-ups, turned points."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.modes import MOCK, QUIZ
from interview_cli.core.planning.selection import MISSED_EVERY, choose_mock
from interview_cli.core.progress.progress import Progress, QuestionHistory
from interview_cli.core.questions.entry import Entry
from interview_cli.core.questions.question import FollowUp, KeyPoint, Question
from interview_cli.core.records import Finished, Regraded, Retracted, to_line
from interview_cli.core.scoring.explain import as_question
from interview_cli.core.scoring.result import (
    CONTRADICTED,
    HIT,
    MISSED,
    PointResult,
    ScoringResult,
    compute_score,
    share_needed,
)
from interview_cli.core.session import engine
from interview_cli.core.session.debrief import debrief
from interview_cli.core.session.engine import (
    Answered,
    End,
    Grade,
    Next,
    Quit,
    Reveal,
    Right,
    Skip,
    Tick,
    Turn,
    Undo,
    replay,
)
from interview_cli.core.session.state import Asked, Phase, Settings

T0 = datetime(2026, 11, 21, 20, tzinfo=UTC)

LOCKS = Question(
    id="locks",
    ask="What is a deadlock, and how do you avoid one?",
    # Long and in other words, so that the key points decide and not likeness to it.
    answer=(
        "A cycle of resources held and requested: nobody proceeds. Acquisition sorted by some "
        "global criterion prevents the cycle; hierarchies, bounded blocking, optimistic "
        "algorithms, transactions, supervision and restarting are other remedies in practice, "
        "as are immutable data, message passing, actors, queues and a single writer."
    ),
    level="mid",
    topic="threads",
    hint="Think of two forks.",
    key_points=(
        KeyPoint("two threads wait for each other", any=("threads wait each other",)),
        KeyPoint("take locks in one order", any=("lock* same|fixed|one order",), weight=2.0),
        KeyPoint("a timeout breaks it", any=("timeout",), from_="senior"),
    ),
    follow_ups=(
        FollowUp(
            "waiting",
            "Who waits for whom?",
            "Each thread for the other.",
            (KeyPoint("each thread waits", any=("thread waits",)),),
        ),
        FollowUp(
            "ordering",
            "How would you choose the order of the locks?",
            "By an id that every lock has.",
            (KeyPoint("by the id of the lock", any=("id lock",)),),
        ),
    ),
)
BARE = Question(id="bare", ask="Why?", answer="Because of gravity.", level="junior", topic="life")


def plan(*questions):
    every = []
    for question in questions:
        every.append(Asked(f"p:{question.id}", question))
        every += [
            Asked(f"p:{question.id}/{f.id}", as_question(f, question), follows=f"p:{question.id}")
            for f in question.follow_ups
        ]
    return tuple(every)


class Play:
    """A mock interview with a journal of its own in memory."""

    def __init__(self, *questions, **settings):
        self.lines, self.ids, self.at = [], count(1), T0
        self.plan = plan(*questions)
        self.settings = Settings(minutes=30, **settings)
        self.session, records = engine.start(MOCK, self.plan, self.settings, at=T0)
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

    def again(self):
        """Return the session again from its lines, as ``resume`` does."""
        fresh, _ = engine.start(MOCK, self.plan, self.settings, at=T0)
        return replay(fresh.add_ids(["00001"]), self.lines[1:], at=self.at)


GOOD = "Two threads wait for each other. I take the locks in a fixed order."
WAITS = "Two threads wait for each other, for ever."
#: The lighter one of two points, and two of three for a senior, in so many words.
WAITS_SCORE = pytest.approx(1 / 3 / share_needed([1, 2], len(WAITS.split())) / 2)
SENIOR = 1 - (1 / 4) / (1 - share_needed([1, 2, 1], len(GOOD.split()))) / 2


def test_an_answer_is_scored_and_kept_at_once_and_told_at_the_end():
    play = Play(LOCKS, BARE)
    (review,) = play(Answered, GOOD)
    assert (review.kind, review.grader, review.score, review.answer) == (
        "explain",
        "rule",
        1.0,
        GOOD,
    )
    assert [point["state"] for point in review.points] == [HIT, HIT, MISSED]
    assert play.session.phase is Phase.ASKING
    assert not engine.can(play.session, Right)
    assert not engine.can(play.session, Turn)


def test_the_follow_up_probes_what_was_missed():
    play = Play(LOCKS, BARE)
    play(Answered, WAITS)
    assert play.session.current.key == "p:locks/ordering"
    play(Answered, "By the id of each lock.")
    assert play.session.current.key == "p:bare"  # one follow-up, and none to a follow-up


@pytest.mark.parametrize("move", [(Answered, ""), (Answered, "I don't know"), (Skip,)], ids=str)
def test_nobody_is_asked_more_of_what_they_know_nothing_of(move):
    play = Play(LOCKS, BARE)
    play(*move)
    assert play.session.current.key == "p:bare"


def test_only_what_is_expected_at_the_level_counts():
    for level, score in (("junior", 1.0), ("mid", 1.0), ("senior", SENIOR)):
        play = Play(LOCKS, level=level)
        (review,) = play(Answered, GOOD)
        assert review.score == pytest.approx(score), level
    play(Quit)
    told = debrief(play.session).answers[0]
    assert told.gap
    assert told.gap.says == "a timeout breaks it"
    assert not told.above
    mid = Play(LOCKS, level="mid")
    mid(Answered, GOOD)
    assert [point.says for point in debrief(mid.session).answers[0].above] == [
        "a timeout breaks it"
    ]


def ended():
    play = Play(LOCKS, BARE)
    play(Answered, WAITS)
    play(Answered, "No idea.")
    play(Answered, "Apples fall.")
    assert play.session.phase is Phase.DEBRIEF
    return play


def test_the_debrief_comes_before_the_end():
    play = ended()
    told = debrief(play.session)
    assert [one.asked.key for one in told.answers] == ["p:locks", "p:locks/ordering", "p:bare"]
    assert [one.score for one in told.answers] == [WAITS_SCORE, 0.0, None]
    assert told.score == pytest.approx(WAITS_SCORE.expected / 2)
    assert told.answers[0].gap
    assert told.answers[0].gap.says == "take locks in one order"
    assert play(Next) == (Finished(answered=3),)
    assert play.session.over


def test_turning_a_point_counts_like_having_said_it_and_can_be_turned_back():
    play = ended()
    (word,) = play(Turn, 0, 1)
    assert isinstance(word, Regraded)
    assert (word.score, word.rating, word.grader) == (1.0, 3, "self")
    assert play.session.outcomes[0].review.score == WAITS_SCORE  # both are kept
    (back,) = play(Turn, 0, 1)
    assert back.score == WAITS_SCORE
    assert play.session.phase is Phase.DEBRIEF


def test_a_point_that_is_turned_counts_in_an_answer_of_that_length():
    play = Play(LOCKS, level="senior")
    (review,) = play(Answered, "A timeout.")
    while play.session.phase is not Phase.DEBRIEF:
        play(Answered, "No idea.")
    (word,) = play(Turn, 0, 0)
    assert 0.5 < review.score < word.score
    (back,) = play(Turn, 0, 0)
    assert back.score == pytest.approx(review.score)


def test_i_was_right_leaves_the_points_that_were_turned():
    play = ended()
    play(Turn, 0, 0)
    play(Right, 0)
    assert play.session.outcomes[0].score == 1.0
    states = [point.state for point in debrief(play.session).answers[0].scored.points]
    assert states == [MISSED, MISSED, MISSED]


def test_undo_in_the_debrief_takes_back_one_word_at_a_time_and_never_an_answer():
    play = ended()
    counted = [debrief(play.session).answers]
    ids = []
    for word in ((Turn, 0, 1), (Turn, 0, 0), (Right, 0), (Right, 2), (Turn, 1, 0)):
        play(*word)
        counted.append(debrief(play.session).answers)
        ids.append(play.lines[-1]["id"])
    answers = [line for line in play.lines if line["type"] == "reviewed"]
    while ids:
        assert debrief(play.session).answers == counted.pop()
        (taken,) = play(Undo)
        assert taken == Retracted(of=ids.pop())
        assert play.session.phase is Phase.DEBRIEF
        assert debrief(play.again()).answers == counted[-1]
    assert [o.regraded for o in play.session.outcomes] == [None] * 3  # the scorer's verdict
    assert not engine.can(play.session, Undo)
    with pytest.raises(ValueError, match="Undo in DEBRIEF"):
        play(Undo)
    assert [line for line in play.lines if line["type"] == "reviewed"] == answers
    assert play(Next) == (Finished(answered=3),)


def test_what_was_skipped_is_told_and_counts_in_no_score():
    play = Play(LOCKS, BARE)
    play(Answered, WAITS)
    play(Skip)
    play(Skip)
    told = debrief(play.session)
    assert [asked.key for asked in told.skipped] == ["p:locks/ordering", "p:bare"]
    assert [one.asked.key for one in told.answers] == ["p:locks"]
    assert told.score == told.answers[0].score
    play(Turn, 0, 1)
    play(Undo)
    assert debrief(play.session)[1:] == told[1:]  # all but the session


def test_leaving_in_the_middle_can_be_resumed_with_its_follow_up():
    play = Play(LOCKS, BARE)
    play(Answered, WAITS)
    assert play(Quit) == ()
    again = play.again()
    assert again.current.key == "p:locks/ordering"
    assert again.number == 2


def test_an_interview_cut_in_the_debrief_comes_back_to_it():
    play = ended()
    play(Turn, 0, 1)
    again = play.again()
    assert again.phase is Phase.DEBRIEF
    assert debrief(again).answers[0].score == 1.0


def test_when_time_is_over_the_debrief_begins():
    play = Play(LOCKS, BARE)
    play(Answered, WAITS, after=31 * 60)
    assert play.session.phase is Phase.DEBRIEF
    assert play(Quit) == (Finished(answered=1),)


def test_an_interview_can_be_ended_once_something_is_answered():
    play = Play(LOCKS, BARE)
    assert not engine.can(play.session, End)
    play(Answered, WAITS)
    assert play(End) == (Finished(answered=1),)
    assert play.session.phase is Phase.DEBRIEF
    assert debrief(play.session).skipped == ()
    play(Turn, 0, 1)
    assert not engine.can(play.session, End)
    assert play(Next) == ()  # it's finished already
    assert play.session.over


def test_an_interview_that_was_ended_can_be_taken_back_with_its_last_answer():
    play = Play(LOCKS, BARE)
    play(Answered, WAITS)
    play(End)
    play(Next)
    finished, answer = (line["id"] for line in play.lines[:0:-1])
    assert play(Undo) == (Retracted(of=finished), Retracted(of=answer))
    assert play.session.phase is Phase.ASKING
    assert play.session.current.key == "p:locks"


def test_a_quiz_has_nothing_to_be_ended_for():
    session, _ = engine.start(QUIZ, plan(LOCKS), Settings(), at=T0)
    assert not engine.can(session, End)


def test_nothing_answered_needs_no_debrief():
    play = Play(BARE)
    assert play(Skip)[-1] == Finished(answered=0)
    assert play.session.over


def test_a_coach_tells_after_each_answer():
    play = Play(LOCKS, BARE, coach=True)
    play(Answered, WAITS)
    seen = [play.session.phase]
    play(Turn, -1, 1)
    assert play.session.outcomes[-1].score == 1.0
    play(Next)
    assert [*seen, play.session.phase] == [Phase.VERDICT, Phase.ASKING]


def test_spoken_answers_are_ticked_by_the_learner():
    play = Play(LOCKS, BARE, spoken=True)
    assert play.session.task.expects == "grade"
    play(Reveal)
    assert not engine.can(play.session, Grade)
    (review,) = play(Tick, (0,))
    assert (review.kind, review.grader, review.answer) == ("explain", "self", None)
    assert review.score == pytest.approx(1 / 3 / share_needed([1, 2]) / 2)
    assert play.session.current.key == "p:locks/ordering"
    play(Reveal)
    play(Tick, ())
    play(Reveal)
    assert not engine.can(play.session, Tick)  # it has no points: a grade is asked for
    play(Grade, 3)
    assert play.session.phase is Phase.DEBRIEF


def test_without_key_points_a_low_score_is_no_verdict():
    play = Play(BARE)
    (review,) = play(Answered, "Apples fall to the ground.")
    assert (review.score, review.reasons) == (None, ("cannot-tell",))
    sure = Play(BARE)
    (review,) = sure(Answered, "Because of gravity.")
    assert review.score >= 0.9


@given(st.lists(st.sampled_from([HIT, "close", CONTRADICTED, MISSED]), min_size=1, max_size=6))
def test_a_contradicted_point_keeps_the_score_below_half(states):
    points = [PointResult(str(n), state) for n, state in enumerate(states)]
    score = compute_score(points, overlap=1.0)
    assert score < 0.5 or CONTRADICTED not in states
    assert ScoringResult(score, tuple(points)).with_state(0, HIT).score <= 1.0


def entry(name, topic, level="mid", group=None):
    return Entry(f"p:{name}", level, topic, "choice", group)


POOL = [entry(f"{topic}-{n}", f"{topic}/x") for topic in ("a", "b", "c", "d") for n in range(6)]


def keys(entries):
    return [entry.key for entry in entries]


def test_an_interview_is_broad_before_it_repeats_a_topic():
    chosen = choose_mock(POOL, Progress(), 8, seed=5, day=740_000)
    topics = [entry.topic for entry in chosen]
    assert len(set(topics[:5])) == 4
    assert max(topics.count(topic) for topic in topics) <= 3


def test_a_topic_of_more_weight_comes_up_oftener():
    weights = {"a/x": 4.0}
    chosen = choose_mock(
        POOL, Progress(), 9, seed=5, day=740_000, weight=lambda topic: weights.get(topic, 1.0)
    )
    topics = [entry.topic for entry in chosen]
    assert topics.count("a/x") > max(topics.count(f"{name}/x") for name in "bcd")
    none = choose_mock(
        POOL, Progress(), 24, seed=5, day=740_000, weight=lambda t: float(t != "a/x")
    )
    assert "a/x" not in [entry.topic for entry in none]


def test_something_that_was_missed_before_is_asked_again():
    known = QuestionHistory(False, "0" * 12, "choice", 1, 0, 30.0, 0.2, 6.0, 739_990)
    progress = Progress(known={"p:b-3": known})
    chosen = choose_mock(POOL, progress, 8, seed=5, day=740_000)
    assert "p:b-3" in keys(chosen)[:MISSED_EVERY]


def test_the_warm_up_is_of_the_lowest_level():
    pool = [*POOL, entry("easy", "z", level="junior")]
    assert keys(choose_mock(pool, Progress(), 5, seed=1, day=740_000))[0] == "p:easy"


@given(st.integers(0, 10**6), st.integers(1, 30), st.randoms())
def test_an_interview_does_not_depend_on_the_order_of_reading(seed, count, dice):
    pool = [e._replace(group="g") if n % 5 == 0 else e for n, e in enumerate(POOL)]
    mixed = list(pool)
    dice.shuffle(mixed)
    chosen = choose_mock(pool, Progress(), count, seed=seed, day=740_000)
    assert choose_mock(mixed, Progress(), count, seed=seed, day=740_000) == chosen
    assert len(set(keys(chosen))) == len(chosen) <= count
    assert sum(e.group == "g" for e in chosen) <= 1
