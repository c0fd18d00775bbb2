"""How often the scorer was right about a key point, on answers whose quality is known.

The table is written by ``tests/bench/scoring.py --calibrate --write``, and stands in the
manual too (``scoring.md``). Packs whose phrases were never measured have a table of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from interview_cli.core.questions.question import KeyPoint
from interview_cli.core.scoring.result import PointResult

#: The least number of phrases of a point, ``says`` left out, in each band.
PHRASES = (0, 2, 4, 7)

#: The least number of words of an answer in each band.
WORDS = (0, 15, 40, 100)

#: A verdict is sure where it was right this often, of this many at least.
SURE, ENOUGH = 0.9, 20


class Band(NamedTuple):
    """Of points called said and not said, how many were judged right, and how many there were."""

    said: tuple[int, int] = (0, 0)
    not_said: tuple[int, int] = (0, 0)


#: By band of phrases, and of words: packs that were measured, then others.
Table = Mapping[tuple[int, int], Band]

# The table begins.
MEASURED: Table = {}
OTHER: Table = {}
# The table ends.


def find_band(steps: Sequence[int], value: int) -> int:
    """Return the number of the last of *steps* that *value* reaches."""
    return max(n for n, least in enumerate(steps) if value >= least)


def is_sure(
    points: Sequence[KeyPoint], found: Sequence[PointResult], words: int, *, measured: bool
) -> bool:
    """Whether verdicts such as those on *points*, in an answer of so many *words*, were right."""
    return False
