"""What the journal adds up to for the statistics, and what the report makes of it."""

from __future__ import annotations

import json
from datetime import date
from math import log

import pytest
from helpers.journal_lines import TODAY, line, review
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.progress.progress import Progress
from interview_cli.core.progress.report import build_report
from interview_cli.core.progress.statistics import Statistics, log_loss
from interview_cli.core.questions.entry import Entry
from interview_cli.core.records import RebuildNeeded


def regraded(n, of, score=1.0, rating=3):
    return line(n, "regraded", of=f"{of:04}", score=score, rating=rating, grader="self")


def retracted(n, of):
    return line(n, "retracted", of=f"{of:04}")


def folded(*lines, **settings):
    statistics = Statistics()
    statistics.add(lines, **settings)
    return statistics


def reported(lines, entries=(), names=None):
    progress = Progress(names=names or {})
    progress.add(lines)
    return build_report(entries, progress, folded(*lines), TODAY)


def total(statistics):
    """Return how many first attempts were counted."""
    return sum(map(sum, statistics.times.counts.values()))


def test_a_study_day_ends_at_four_where_the_learner_is():
    statistics = folded(
        review(1, at="2026-11-21T02:59:00.000Z"),  # 03:59 on the learner's clock
        review(2, at="2026-11-21T03:00:00.000Z"),
        review(3, at="2026-11-21T03:00:00.000Z", offset=-300),
    )

    assert statistics.days == {
        date(2026, 11, 20).toordinal(): [2, 40.0],
        TODAY.toordinal(): [1, 20.0],
    }


def test_later_attempts_count_for_the_days_only():
    statistics = folded(review(1, confidence=3, predicted=0.5), review(2, attempt=2, confidence=3))

    assert statistics.days[TODAY.toordinal()][0] == 2
    assert total(statistics) == 1
    assert statistics.confidence == {3: [1, 0]}
    assert sum(counts[0] for counts in statistics.bins) == 1


def test_what_was_taken_back_does_not_count():
    assert folded(review(1), retracted(2, 1)).days == {}
    wrong = review(1, rating=1, score=0, confidence=3)
    assert folded(wrong, regraded(2, 1), retracted(3, 2)).confidence == {3: [0, 1]}


def test_the_latest_grade_counts():
    wrong = review(1, rating=1, score=0.0, confidence=3, predicted=0.9)
    statistics = folded(wrong, regraded(2, 1, 0.5, 2), regraded(3, 1))

    assert statistics.confidence == {3: [1, 0]}
    assert statistics.bins[9] == [1, 0.9, 1]


@pytest.mark.parametrize("late", [retracted(2, 1), regraded(2, 1)])
def test_a_line_about_one_that_was_added_before_is_out_of_reach(late):
    statistics = folded(review(1))
    with pytest.raises(RebuildNeeded):
        statistics.add([late])


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["p:a", "p:b"]),
            st.integers(1, 4),
            st.sampled_from([None, 0.0, 0.4, 1.0]),
            st.sampled_from([None, 0, 0.3, 0.95, 1]),
            st.sampled_from([None, 1, 2, 3]),
            st.integers(-5, 10**7),
        ),
        max_size=20,
    ),
    st.integers(0, 20),
)
def test_a_snapshot_and_the_rest_are_as_good_as_all_at_once(rows, cut):
    names = ("question", "rating", "score", "predicted", "confidence", "elapsed_ms")
    lines = [review(n, **dict(zip(names, row, strict=True))) for n, row in enumerate(rows)]
    kept = json.loads(json.dumps(folded(*lines[:cut]).to_plain()))
    again = Statistics.from_plain(kept)
    again.add(lines[cut:])

    assert again == folded(*lines)


def test_a_snapshot_of_another_schema_is_refused():
    with pytest.raises(ValueError, match="schema"):
        Statistics.from_plain(Statistics().to_plain() | {"schema": 0})


def test_only_the_questions_that_are_asked_for():
    lines = [review(1), review(2, "p:b"), review(3, "p:b"), retracted(4, 3)]

    assert total(folded(*lines, only={"p:b"})) == 1


def test_no_prediction_costs_without_end():
    told = reported([review(1, predicted=1, rating=1, score=0), review(2, predicted=0)])

    assert told.calibration.log_loss == pytest.approx(-log(0.001))
    assert told.calibration.brier == 1
    assert [row.answers for row in told.calibration.bins] == [1, *[0] * 8, 1]


def test_calibration_is_held_against_the_share_that_was_recalled():
    lines = [review(n, predicted=0.8, rating=1 + 2 * (n < 3)) for n in range(4)]
    known = reported(lines).calibration

    assert (known.answers, known.happened, known.enough) == (4, 0.75, False)
    assert known.bins[8][2:] == (4, pytest.approx(0.8), 0.75)
    assert known.log_loss == pytest.approx(-(3 * log(0.8) + log(0.2)) / 4)
    assert known.brier == pytest.approx((3 * 0.04 + 0.64) / 4)
    assert known.base_log_loss == pytest.approx((3 * log_loss(0.75, True) - log(0.25)) / 4)
    assert known.base_brier == pytest.approx(0.1875)


def test_right_and_recalled_are_two_things():
    """Half right may be remembered well enough, and is not right."""
    told = reported([review(1, score=0.5, rating=2, confidence=3, predicted=0.6)])

    assert told.sure_and_wrong == 1
    assert told.calibration.happened == 1


@pytest.mark.parametrize(
    ("days", "streak"),
    [((21, 20, 19), 3), ((20, 19), 2), ((19,), 0), ((21, 19), 1), ((), 0), ((22, 21), 1)],
)
def test_a_streak_lasts_while_today_is_still_to_come(days, streak):
    lines = [review(n, at=f"2026-11-{day}T10:00:00.000Z") for n, day in enumerate(sorted(days))]

    assert reported(lines).streak == streak


def test_recall_by_topic_and_level_counts_what_was_seen():
    entries = [
        Entry("p:a", "senior", "x/one", "choice"),
        Entry("p:b", "junior", "x/two", "choice"),
        Entry("p:c", "junior", "y", "choice"),
    ]
    told = reported([review(1), review(2, "gone:q")], entries)
    tomorrow = told.everything.recall

    assert told.answers == 2
    assert 0.9 < tomorrow < 1
    assert told.everything == ("", 1, 3, tomorrow, (1, 1))
    assert told.areas == (("x", 1, 2, tomorrow, (1, 1)), ("y", 0, 1, None, (0, 0)))
    assert [row.name for row in told.topics] == ["x/one", "x/two", "y"]
    assert told.levels == (("junior", 0, 2, None, (0, 0)), ("senior", 1, 1, tomorrow, (1, 1)))
    assert [row.name for row in reported([], entries[:2]).areas] == ["x/one", "x/two"]


def test_right_after_a_wrong_answer_nothing_looks_well():
    told = reported([review(1, rating=1, score=0.0)], [Entry("p:a", "mid", "t", "choice")])
    (weak,) = told.weakest

    assert told.everything.first_times == (0, 1)
    assert told.everything.recall < 0.8
    assert (weak.spot.question, weak.spot.tries, weak.spot.missed) == ("p:a", (0, 1), 1)
    assert weak.recall == told.everything.recall


def test_a_follow_up_counts_for_its_topic_and_is_a_weak_spot_of_its_own():
    lines = [review(1), review(2, "p:a/why", kind="explain", score=0.2, rating=1, passed=False)]
    told = reported(lines, [Entry("p:a", "mid", "t", "choice")])

    assert told.topics[0].first_times == (1, 2)
    assert [weak.spot.question for weak in told.weakest] == ["p:a/why"]


def test_what_is_suspended_is_neither_due_nor_weak():
    lines = [
        review(1, rating=1, score=0.0, at="2026-11-01T10:00:00.000Z"),
        line(2, "suspended", question="p:a", until=None),
    ]
    told = reported(lines, [Entry("p:a", "mid", "t", "choice")])

    assert (told.suspended, told.weak_spots, told.load[0].due) == (1, 0, 0)


def test_today_includes_what_is_overdue():
    lines = [
        review(1, "p:a", at="2026-06-01T10:00:00.000Z"),
        review(2, "p:b", at="2026-11-21T10:00:00.000Z", rating=1, score=0.0),
    ]
    told = reported(lines, [Entry(f"p:{id_}", "mid", "t", "choice") for id_ in "abc"])

    assert [load.due for load in told.load] == [1, 1, *[0] * 12]
    assert told.load[0].day == TODAY


def test_a_renamed_question_is_one():
    lines = [review(1, "p:old", rating=1, score=0.0), review(2, "p:new")]
    told = reported(lines, [Entry("p:new", "mid", "t", "choice")], {"p:old": "p:new"})

    (weak,) = told.weakest
    assert (weak.spot.question, weak.asked, weak.spot.missed) == ("p:new", 2, 1)


def test_mock_interviews_have_the_mean_of_their_scores():
    lines = [
        line(1, "started", mode="mock", questions=[], seed=1, filters={}),
        line(2, "started", mode="quiz", questions=[], seed=1, filters={}),
        line(3, "started", mode="mock", questions=[], seed=1, filters={}),
        review(4, session="0001", score=0.25, rating=1),
        review(5, question="p:two", session="0001", score=0.75),
        review(6, session="0002"),
    ]
    told = reported(lines)

    assert [(mock.session, mock.score, mock.answered) for mock in told.mocks] == [("0001", 0.5, 2)]


def test_a_long_absence_from_the_desk_counts_for_ten_minutes():
    told = reported([review(1, elapsed_ms=86_400_000)])

    assert told.days[-1].minutes == 10
    assert told.times[0].seconds == pytest.approx(600, rel=0.02)


@given(st.lists(st.integers(1000, 600_000), min_size=1, max_size=30))
def test_a_median_needs_no_list_of_times(times):
    told = reported([review(n, elapsed_ms=ms) for n, ms in enumerate(times)])
    middle = sorted(times)[(len(times) - 1) // 2] / 1000

    assert told.times[0].seconds == pytest.approx(middle, abs=0.011 * middle + 0.05)
