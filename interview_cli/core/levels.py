"""Levels and their names, and how topics contain one another."""

from __future__ import annotations

from typing import Literal

Level = Literal["junior", "mid", "senior"]
LEVELS: tuple[Level, ...] = ("junior", "mid", "senior")

#: What the three levels are called on the command line.
LEVEL_NAMES: dict[str, Level] = {
    "junior": "junior",
    "mid": "mid",
    "senior": "senior",
    "fresher": "junior",
    "2-year": "mid",
    "5-year": "senior",
}

#: How a question without a ``quiz`` is asked, and every question in flashcards.
RECALL = "recall"

#: The kind of a question that is explained in one's own words, in records.
EXPLAIN = "explain"

#: The kinds of answers that are judged point by point. Hardly any says all, so what counts for
#: the memory is whether it passed.
BY_POINTS = (EXPLAIN, "review", "design")


def is_within(topic: str, area: str) -> bool:
    """Whether *topic* is *area* or lies below it: ``a/b`` is within ``a``."""
    return topic == area or topic.startswith(f"{area}/")
