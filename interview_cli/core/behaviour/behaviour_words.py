"""What is found in a story, in plain words; and what a listener looks for."""

from __future__ import annotations

from interview_cli.core.behaviour.story_findings import (
    AIM,
    FAST,
    PARTS,
    SLOW,
    Finding,
    estimate_minutes,
    find_in_story,
)
from interview_cli.core.kinds.behaviour import Behaviour
from interview_cli.core.kinds.kind import Answer, Quiz
from interview_cli.core.plain_markdown import flatten

FOUND = "In your story"
APPROACH = "How to go about it"
LOOKS_FOR = "What an interviewer listens for"
ANCHORS = "What answers are like, the weakest first"

#: What to say where a part of a story wasn't found.
_ADVICE = {
    "situation": "Say when and where it was, in a sentence.",
    "task": "Say what was yours to do.",
    "action": "Say what you did yourself, step by step.",
    "result": "Say what came of it, and what you learned.",
}


def list_findings(answer: str) -> list[str]:
    """Return what is found in the story *answer*, a line for each thing that was looked for."""
    return [describe_finding(finding) for finding in find_in_story(answer)]


def describe_finding(finding: Finding) -> str:
    """Return a finding with the words that show it: ``Task: "I was asked to split it"``."""
    quoted = ", ".join(f'"{words}"' for words in finding.words)
    if finding.about in PARTS:
        name = finding.about.capitalize()
        return f"{name}: {quoted if finding.fine else f'not found. {_ADVICE[finding.about]}'}"
    if finding.about == "I or we":
        counts = ", ".join(map(_count, ("I", "we"), finding.counts))
        return f"Who: {counts}{'' if finding.fine else f': {quoted}. Which part was yours?'}"
    if finding.about == "hedging":
        return f"Hedging: {quoted}. Say once what you don't know, then what you do."
    if finding.about == "number":
        missing = "none in the result. How much, how many, how fast?"
        return f"Number: {quoted if finding.fine else missing}"
    return f"Length: {_describe_length(finding)}"


def _count(word: str, times: int) -> str:
    often = {1: "once", 2: "twice"}.get(times, f"{times} times")
    return f'"{word}" {often}' if times else f'no "{word}"'


def _describe_length(finding: Finding) -> str:
    (words,) = finding.counts
    fewest, most = estimate_minutes(words)
    said = f"{words} words, about {_minutes(fewest, most)} when said aloud"
    if finding.fine:
        return said
    goal = f"Aim at {AIM:.0f} minutes, {AIM * SLOW:.0f} to {AIM * FAST:.0f} words."
    return f"{said}. {goal}"


def _minutes(fewest: float, most: float) -> str:
    low, high = f"{fewest:.1f}", f"{most:.1f}"
    if most < 0.95:
        return f"{max(1, round((fewest + most) * 30))} seconds"
    return f"{high} minutes" if low == high else f"{low} to {high} minutes"


def list_standards(quiz: Quiz | None) -> list[tuple[str, str]]:
    """Return what to hold a story against, Markdown by its label; nothing for another kind."""
    if not isinstance(quiz, Behaviour):
        return []
    looks_for = "\n".join(f"- {_in_a_line(text)}" for text in quiz.looks_for)
    anchors = "\n".join(f"{n}. {_in_a_line(text)}" for n, text in enumerate(quiz.anchors, 1))
    return [(LOOKS_FOR, looks_for), (ANCHORS, anchors)]


def _in_a_line(text: str) -> str:
    return " ".join(text.split())


def finding_lines(answer: Answer) -> list[str]:
    """Return what was found in the story *answer*, to be read aloud; nothing where there's none."""
    lines = list_findings(answer) if isinstance(answer, str) else []
    return [f"{FOUND}:", *lines] if lines else []


def standard_lines(quiz: Quiz | None) -> list[str]:
    """Return what to hold a story against, as lines to be read aloud."""
    return [line for label, text in list_standards(quiz) for line in (f"{label}:", flatten(text))]
