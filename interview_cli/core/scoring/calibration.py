"""How often the scorer was right about a key point, on answers whose quality is known.

The table is written by ``tests/bench/scoring.py --calibrate --write``, and stands in the
manual too (``scoring.md``). Packs whose phrases were never measured have a table of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from interview_cli.core.questions.question import KeyPoint
from interview_cli.core.scoring.result import CLOSE, HIT, PointResult, decide_passed

#: The least number of phrases of a point, ``says`` left out, in each band.
PHRASES = (0, 2, 4, 7)

#: The least number of words of an answer in each band.
WORDS = (0, 15, 40, 100)

#: A verdict is sure where those on its points were right this often in the mean, and the score
#: is this far from the pass mark. What that gives is in the manual: nine of ten are right.
SURE, MARGIN = 0.8, 0.2
PASS_MARK = 0.5


class Band(NamedTuple):
    """Of points called said, and not said or contradicted: how many rightly, of how many."""

    said: tuple[int, int] = (0, 0)
    not_said: tuple[int, int] = (0, 0)


class Calibration(NamedTuple):
    """What was measured on so many ``answers``.

    ``bands`` are by band of phrases and band of words; ``sure`` says how many answers were passed
    or not rightly, of how many sure ones.
    """

    bands: Mapping[tuple[int, int], Band]
    sure: tuple[int, int] = (0, 0)
    answers: int = 0


# The table begins.
MEASURED = Calibration(
    {
        (1, 0): Band((1, 1), (0, 0)),
        (1, 1): Band((9, 10), (12, 13)),
        (1, 2): Band((19, 22), (30, 31)),
        (1, 3): Band((10, 10), (0, 0)),
        (2, 0): Band((2, 2), (2, 2)),
        (2, 1): Band((55, 67), (51, 53)),
        (2, 2): Band((125, 150), (192, 204)),
        (2, 3): Band((63, 63), (0, 0)),
        (3, 0): Band((11, 12), (5, 5)),
        (3, 1): Band((101, 121), (113, 116)),
        (3, 2): Band((264, 313), (282, 301)),
        (3, 3): Band((65, 65), (1, 2)),
    },
    sure=(396, 408),
    answers=656,
)
OTHER = Calibration(
    {
        (1, 0): Band((5, 5), (2, 2)),
        (1, 1): Band((10, 16), (21, 22)),
        (1, 2): Band((37, 46), (28, 43)),
        (2, 0): Band((6, 6), (2, 3)),
        (2, 1): Band((21, 29), (27, 30)),
        (2, 2): Band((48, 60), (46, 59)),
    },
    sure=(34, 34),
    answers=182,
)
# The table ends.


def find_band(steps: Sequence[int], value: int) -> int:
    """Return the number of the last of *steps* that *value* reaches."""
    return max(n for n, least in enumerate(steps) if value >= least)


def is_sure(
    points: Sequence[KeyPoint],
    found: Sequence[PointResult],
    words: int,
    score: float,
    calibration: Calibration,
) -> bool:
    """Whether verdicts such as this one, on an answer of so many *words*, were right.

    The *score* is clearly on that side of the pass mark, and what was found of the expected points
    is right in four of five cases, as the table has it. An answer without a word surely says
    nothing.
    """
    if not words:
        return True
    passed = decide_passed(found, score)
    if (score - PASS_MARK if passed else PASS_MARK - score) < MARGIN:
        return False
    bands = calibration.bands
    length = find_band(WORDS, words)
    rates = [
        _rate(bands.get((find_band(PHRASES, len(point.any)), length), Band()), one.state)
        for point, one in zip(points, found, strict=True)
        if one.expected
    ]
    return bool(rates) and sum(rates) >= SURE * len(rates)


def _rate(band: Band, state: str) -> float:
    """Return how often *state* is right, by Laplace's rule: a half where nothing was measured."""
    if state == CLOSE:
        return 0.5
    right, of = band.said if state == HIT else band.not_said
    return (right + 1) / (of + 2)
