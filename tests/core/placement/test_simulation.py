"""Placements of simulated learners: the quick version of ``tests/bench/placement.py``."""

from __future__ import annotations

import placement
import pytest

WORLDS = {world.name: world for world in placement.WORLDS}

#: So many learners that chance alone moves a share of one in four by about 0.025.
LEARNERS = 300


@pytest.fixture(scope="module")
def usual() -> placement.Report:
    return placement.run(WORLDS["usual"], LEARNERS)


def test_it_is_seldom_wrong_and_never_far_off(usual):
    assert usual.wrong <= 0.12
    assert usual.likeliest_wrong <= 0.32
    assert usual.two_off <= 0.01


def test_it_stops_before_the_last_question(usual):
    assert usual.asked <= 9.5
    assert all(end.answered <= placement.MOST for _, end, _ in usual.results)


def test_what_it_says_is_as_likely_as_it_says(usual):
    for names in (1, 2):
        said, true, _ = usual.said(names)
        assert true == pytest.approx(said, abs=0.08)


def test_a_guess_that_is_too_high_is_corrected():
    report = placement.run(WORLDS["overconfident"], LEARNERS // 2)
    assert report.wrong <= 0.16
