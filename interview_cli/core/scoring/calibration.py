"""How often the scorer was right about a key point, on answers whose quality is known.

The table is written by ``tests/bench/scoring.py --calibrate --write``, and stands in the
manual too (``scoring.md``). Packs whose phrases were never measured have a table of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from interview_cli.core.passing import PASSING_SCORE
from interview_cli.core.questions.question import KeyPoint
from interview_cli.core.scoring.result import CLOSE, HIT, PointResult, decide_passed

#: The least number of phrases of a point, ``says`` left out, in each band.
PHRASES = (0, 2, 4, 7)

#: The least number of words of an answer in each band.
WORDS = (0, 15, 40, 100)

#: A verdict is sure where those on its points were right this often in the mean, and the score
#: is this far from the pass mark. What that gives is in the manual: nine of ten are right.
SURE, MARGIN = 0.8, 0.2


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
        (1, 0): Band((0, 0), (1, 1)),
        (1, 1): Band((4, 4), (4, 4)),
        (1, 2): Band((7, 9), (4, 5)),
        (2, 0): Band((1, 1), (1, 1)),
        (2, 1): Band((13, 21), (18, 18)),
        (2, 2): Band((28, 29), (18, 19)),
        (3, 0): Band((24, 24), (6, 6)),
        (3, 1): Band((177, 237), (201, 203)),
        (3, 2): Band((357, 402), (157, 159)),
    },
    sure=(426, 428),
    answers=730,
)
OTHER = Calibration(
    {
        (1, 0): Band((10, 10), (10, 11)),
        (1, 1): Band((37, 47), (43, 51)),
        (1, 2): Band((109, 136), (110, 154)),
        (2, 0): Band((7, 7), (7, 8)),
        (2, 1): Band((58, 69), (46, 55)),
        (2, 2): Band((120, 156), (125, 156)),
    },
    sure=(94, 97),
    answers=490,
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
    if (score - PASSING_SCORE if passed else PASSING_SCORE - score) < MARGIN:
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
