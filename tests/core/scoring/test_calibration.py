"""What makes a verdict sure, and that the table is what was measured."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from calibration_table import write_markdown

from interview_cli.core.questions.question import KeyPoint
from interview_cli.core.scoring.calibration import MEASURED, OTHER, Band, Calibration, is_sure
from interview_cli.core.scoring.result import CLOSE, CONTRADICTED, HIT, MISSED, PointResult
from interview_cli.core.scoring.scorer import score

BENCH = Path(__file__).parents[2] / "bench" / "scoring.py"

GOOD_AT_BOTH = Calibration({(1, 1): Band((19, 20), (19, 20))})
BAD_AT_SAID = Calibration({(1, 1): Band((12, 20), (19, 20))})
POINT = KeyPoint("a", ("b", "c"))


def sure(*states, score, words=20, known=GOOD_AT_BOTH):
    found = [PointResult("a", state) for state in states]
    return is_sure([POINT] * len(states), found, words, score, known)


def test_a_verdict_is_sure_where_verdicts_like_it_were_right():
    assert sure(HIT, HIT, MISSED, score=0.8)
    assert sure(MISSED, CONTRADICTED, MISSED, score=0.0)
    assert not sure(HIT, HIT, MISSED, score=0.8, known=BAD_AT_SAID)
    assert sure(MISSED, MISSED, MISSED, score=0.0, known=BAD_AT_SAID)


@pytest.mark.parametrize("near", [0.31, 0.45, 0.5, 0.69])
def test_near_the_pass_mark_nothing_is_sure(near):
    assert not sure(HIT, HIT, MISSED, score=near)


def test_a_score_on_the_other_side_of_the_verdict_is_not():
    found = [PointResult("a", MISSED, essential=True), PointResult("a", HIT)]
    assert not is_sure([POINT, POINT], found, 20, 0.9, GOOD_AT_BOTH)


def test_what_is_partly_said_or_was_never_measured_is_not():
    assert not sure(CLOSE, CLOSE, CLOSE, score=0.1)
    assert not sure(HIT, HIT, HIT, score=1.0, words=400)


def test_an_answer_without_a_word_is_surely_none():
    assert sure(MISSED, MISSED, score=0.0, words=0, known=Calibration({}))


def test_points_above_the_level_change_nothing():
    found = [PointResult("a", HIT), PointResult("a", CLOSE, expected=False)]
    assert is_sure([POINT, POINT], found, 20, 1.0, GOOD_AT_BOTH)


def test_a_reference_alone_is_never_sure():
    for answer in ("It falls because of gravity.", "It doesn't know.", "A fish."):
        found = score(answer, ask="Why?", reference="It falls because of gravity.")
        assert not found.sure


@pytest.mark.parametrize("known", [MEASURED, OTHER])
def test_nine_of_ten_sure_verdicts_were_right(known):
    right, of = known.sure
    assert right >= 0.9 * of
    assert 0 < of <= known.answers


def test_a_pack_that_was_never_measured_is_judged_with_more_doubt():
    assert MEASURED.sure[1] / MEASURED.answers > OTHER.sure[1] / OTHER.answers


@pytest.mark.slow
def test_the_table_is_what_is_measured_now():
    """If not: ``python tests/bench/scoring.py --calibrate --write``."""
    done = subprocess.run(
        [sys.executable, str(BENCH), "--calibrate"], capture_output=True, text=True, check=True
    )
    assert write_markdown(MEASURED) in done.stdout
    assert write_markdown(OTHER) in done.stdout
