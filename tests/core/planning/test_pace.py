"""How long a question will take: from its length, and more and more from one's own times."""

from __future__ import annotations

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.planning.pace import Pace, read_and_think
from interview_cli.core.progress.answer_times import RecallTimes
from interview_cli.core.progress.progress import Progress
from interview_cli.core.questions.entry import Entry
from interview_cli.core.questions.question import Question
from interview_cli.core.questions.reading_time import measure_reading

SHORT = Entry("p:short", "mid", "t", "choice", ask_seconds=4, answer_seconds=16)
LONG = Entry("p:long", "mid", "t", "choice", ask_seconds=24, answer_seconds=60)
MORE = [Entry(f"p:{n}", "mid", "t", "choice", ask_seconds=10, answer_seconds=30) for n in range(40)]


def pace(first=(), later=(), entries=(SHORT, LONG, *MORE)):
    """Give the pace of a learner with times: pairs of an entry's key and seconds."""
    times = RecallTimes()
    for key, seconds in first:
        times.add(key, seconds, first=True)
    for key, seconds in later:
        times.add(key, seconds, first=False)
    return Pace(entries, Progress(recall_times=times))


def test_what_is_longer_takes_longer_and_a_first_look_longest():
    (first, later), (long, _) = pace().seconds(SHORT), pace().seconds(LONG)
    assert later < first < long
    assert first == pytest.approx(4 + 16 + 12 + 0.24 * 22)  # read, think, and some come back


def test_code_takes_longer_to_read_than_prose():
    def asked(**fields):
        question = Question("q", "What comes of it?", "It fails.", "mid", "t", **fields)
        return measure_reading(question).ask

    assert asked() == 1
    assert asked(code="a = 1\n\nb = 2\nprint(a)\n") == 1 + 9


def test_an_answer_counts_once_however_it_is_said():
    words = "word " * 238
    both = Question("q", "Why?", words, "mid", "t", spoken=words)
    assert measure_reading(both).answer == 60


def test_a_question_of_unknown_length_takes_the_usual_time():
    assert read_and_think(Entry("p:a", "mid", "t", "choice")) == (30, 30)


def test_own_times_move_all_estimates_little_by_little():
    usual = pace().seconds(LONG)[0]
    quick = [(entry.key, 26.0) for entry in MORE]  # half of what is reckoned
    few, many = (pace(first=quick[:n]).seconds(LONG)[0] for n in (3, 40))
    assert usual > few > many > usual / 2
    assert many == pytest.approx(usual / 2, rel=0.2)


def test_a_question_that_takes_long_is_expected_to():
    slow, usual = pace(later=[(SHORT.key, 90.0)] * 5), pace()
    short, long = (slow.seconds(e)[1] / usual.seconds(e)[1] for e in (SHORT, LONG))
    assert short > long + 0.5 > 1.5


def test_what_no_one_can_have_read_is_no_time():
    assert pace(first=[(e.key, 0.2) for e in MORE]).seconds(LONG) == pace().seconds(LONG)


@given(
    st.lists(st.tuples(st.sampled_from([e.key for e in MORE]), st.floats(0, 3600)), max_size=60),
    st.booleans(),
)
def test_an_estimate_lies_between_the_reckoned_and_ones_own(times, first):
    known = dict(times) if first else {}
    found = pace(first=known.items(), later=() if first else times)
    reckoned = 52.0 if first else 32.0
    own = [min(t, 300.0) for t in (known.values() if first else [t for _, t in times]) if t >= 1]
    low, high = min([reckoned, *own]), max([reckoned, *own])
    if first:
        low, high = min(low, 32 * low / 52), max(high, 32 * high / 52)
    value = found.seconds(MORE[0])[1] / 1.1
    assert log(min(low, 32)) - 1e-9 <= log(value) <= log(max(high, 32)) + 1e-9
