"""A story for programs: what was found in it, and what to hold it against."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from interview_cli.core.behaviour.story_findings import About, find_in_story
from interview_cli.core.kinds.behaviour import Behaviour
from interview_cli.core.kinds.kind import Answer, Quiz


class StoryFinding(TypedDict):
    """Something that was looked for in a story."""

    about: Annotated[About, "What was looked for."]
    fine: Annotated[bool, "Whether it was found, or is as it should be. It counts in no score."]
    words: Annotated[list[str], "The learner's words that show it."]
    counts: Annotated[
        list[int], 'How often "I" and "we" were said; how many words the story has; else empty.'
    ]


class ToldStory(TypedDict):
    """What there is to grade a story by; only in a `behaviour`."""

    findings: NotRequired[Annotated[list[StoryFinding], "Only in a `behaviour`: what was found."]]
    looks_for: NotRequired[
        Annotated[list[str], "Only in a `behaviour`: what is listened for. Markdown."]
    ]
    anchors: NotRequired[
        Annotated[list[str], "Only in a `behaviour`: the answers to grade by, the weakest first."]
    ]


def list_story_findings(answer: Answer) -> list[StoryFinding]:
    return [
        {
            "about": one.about,
            "fine": one.fine,
            "words": [*one.words],
            "counts": [*one.counts],
        }
        for one in find_in_story(answer if isinstance(answer, str) else "")
    ]


def describe_story(quiz: Quiz | None, answer: Answer) -> ToldStory:
    """Return what was found in *answer*, and what to grade it by; nothing of another kind."""
    if not isinstance(quiz, Behaviour):
        return {}
    return {
        "findings": list_story_findings(answer),
        "looks_for": [*quiz.looks_for],
        "anchors": [*quiz.anchors],
    }
