"""One question to be read from beginning to end, as plain text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from interview_cli.core.questions.question import Question
from interview_cli.terminal.plain import beside, block, prose
from interview_cli.terminal.wording import listed


def plain_text(key: str, question: Question, notes: Sequence[dict[str, Any]], where: str) -> str:
    """Say *question*, its answer, its key points and the learner's *notes*."""
    said = [f"{key}. {question.level.capitalize()}, {question.topic}.", "", prose(question.ask)]
    if question.code:
        said.append(block(question.code))
    if quiz := question.quiz:
        if quiz.stem:
            said += ["", "In a quiz:", prose(quiz.stem)]
        for text in quiz.offers:
            mark = " (right)" if text in quiz.right and quiz.expects != "order" else ""
            said.append(f"- {prose(text) if quiz.markdown else beside(text)}{mark}")
            if text in quiz.whys:
                said.append(f"  {prose(quiz.whys[text])}")
        if not quiz.offers:
            said += ["", f"Accepted: {listed(quiz.right, 'or')}"]
    said += ["", "Answer:", prose(question.answer)]
    if question.key_points:
        said += ["", "A good answer says:", *(f"- {p.says}" for p in question.key_points)]
    for follow in question.follow_ups:
        said += ["", f"Next: {prose(follow.ask)}", prose(follow.answer)]
    if question.sources:
        said += ["", "Sources:", *question.sources]
    if question.checked:
        versions = ", ".join(f"{name} {v}" for name, v in question.checked.with_.items())
        said += ["", f"Checked on {question.checked.date}{f' with {versions}' * bool(versions)}."]
    for note in notes:
        word = "Flagged" if note["type"] == "flagged" else "Your note"
        said.append(f"{word}, {note['at'][:10]}: {note['text']}".rstrip(": "))
    return "\n".join([*said, "", where])
