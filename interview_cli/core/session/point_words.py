"""What came of a key point, in words."""

from __future__ import annotations

from interview_cli.core.scoring.result import CLOSE, CONTRADICTED, HIT, MISSED, PointResult

#: What came of a key point, by its state.
WORDS = {HIT: "Said", CLOSE: "Partly said", CONTRADICTED: "Contradicted", MISSED: "Not said"}


def one_paragraph(says: str) -> str:
    """Return what a point says without the line ends that its pack has for lack of room."""
    return " ".join(says.split())


def name_point(point: PointResult) -> str:
    """Return what a key point says, and whether it's essential."""
    essential = " [essential]" if point.essential and point.expected else ""
    return f"{one_paragraph(point.says)}{essential}"


def describe_point(point: PointResult, why: str) -> str:
    """Return what came of a key point: ``Said: what it holds (the words it was found by)``."""
    return f"{WORDS[point.state]}: {name_point(point)}{f' ({why})' if why else ''}"


def quote_evidence(point: PointResult) -> str:
    """Return the learner's words that led to a point's state; "" if none did."""
    if not point.words or point.state == MISSED:  # it was turned away, or never found
        return ""
    quoted = " … ".join(f'"{" ".join(word.split())}"' for word in point.words)
    return f"you wrote {quoted}" if point.state == CONTRADICTED else quoted
