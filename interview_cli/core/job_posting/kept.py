"""What was read in a posting as plain values: in the journal, with the plan, and as JSON."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from interview_cli.core.job_posting.posting import (
    LOW,
    Area,
    Posting,
    find_missing,
    weigh_topics,
)
from interview_cli.core.levels import is_within


def to_kept(posting: Posting, topics: Collection[str]) -> dict[str, Any]:
    """Return *posting* as plain values; *topics* are those of all questions.

    ``weights`` are what the plan gets from it, with the low ones of topics that it doesn't name.
    """
    level = posting.level
    weights = weigh_topics(posting, topics)
    return {
        "level": level.level if level else None,
        "level_by": level.by if level else None,
        "level_line": level.line if level else None,
        "level_text": level.text if level else None,
        "areas": [_keep_area(area, topics) for area in posting.areas],
        "nice": [_keep_area(area, topics) for area in posting.nice],
        "weights": weights,
        "low": [topic for topic, weight in weights.items() if weight == LOW],
        "missing": [name._asdict() for name in find_missing(posting, topics)],
    }


def _keep_area(area: Area, topics: Collection[str]) -> dict[str, Any]:
    return {
        "topic": area.topic,
        "weight": area.weight,
        "line": area.line,
        "text": area.text,
        "names": [name.name for name in area.names],
        "questions": sum(is_within(topic, area.topic) for topic in topics),
    }


_NUMBER = (int, float)
_NEEDED: dict[str, tuple[type, ...]] = {
    "topic": (str,),
    "weight": _NUMBER,
    "line": (int,),
    "text": (str,),
}


def read_kept(value: Any) -> dict[str, Any] | None:
    """Return what the journal kept of a posting; None where it's none, or damaged."""
    if not isinstance(value, dict) or not isinstance(value.get("weights"), dict):
        return None
    if not all(isinstance(weight, _NUMBER) for weight in value["weights"].values()):
        return None
    areas, nice = value.get("areas"), value.get("nice", [])
    if not isinstance(areas, list) or not isinstance(nice, list):
        return None
    for area in (*areas, *nice):
        if not isinstance(area, dict):
            return None
        if not all(isinstance(area.get(name), of) for name, of in _NEEDED.items()):
            return None
    return {**value, "areas": areas, "nice": nice}


def own_weights(weights: Mapping[str, float], job: Mapping[str, Any] | None) -> dict[str, float]:
    """Return those *weights* of a plan that its posting *job* didn't give."""
    given = job.get("weights") if job else None
    read = given if isinstance(given, dict) else {}
    return {topic: weight for topic, weight in weights.items() if read.get(topic) != weight}


def merge_weights(read: Mapping[str, float], own: Mapping[str, float]) -> dict[str, float]:
    """Return the weights *read* in a posting, with one's *own* in their place and below them."""
    rest = {t: weight for t, weight in read.items() if not any(is_within(t, name) for name in own)}
    return {**rest, **own}
