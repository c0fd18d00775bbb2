"""The fields that all exercises have, whether code or a query: for authors."""

from __future__ import annotations

from interview_cli.packs.kinds import kind
from interview_cli.packs.yaml.source import Map

MINUTES = kind.Field(
    "How long it should take: who needs twice as long found it hard. Default: 10.",
    10,
    {"exclusiveMinimum": 0},
)
HINTS = kind.Field(
    "Hints, each of which says more than the one before it. A learner asks for them one by one. "
    "Markdown.",
    ["What does a slice return that goes past the end?", "`range` takes a step."],
)
FOREIGN_TIME = kind.ForeignName("time duration timelimit timebox estimate estimatedtime", "minutes")
FOREIGN_STARTER = kind.ForeignName(
    "template skeleton stub boilerplate scaffold initial initialcode startercode startcode given",
    "starter",
)
FOREIGN_HINTS = kind.ForeignName("hint clue clues tip tips", "hints", "write hints: [first, next]")


def find_bad_minutes(quiz: Map) -> kind.Found:
    """Report minutes that are no time."""
    minutes = quiz.get("minutes")
    if isinstance(minutes, str) and not 0 < float(minutes) < float("inf"):
        yield quiz.at("minutes"), f"minutes is {minutes.strip()}; it must be more than 0"
