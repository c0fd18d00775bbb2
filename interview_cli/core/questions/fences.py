"""Fenced blocks that name no language take their question's."""

from __future__ import annotations

from typing import Any

from interview_cli.core.markdown import relabel
from interview_cli.core.questions.question import Question
from interview_cli.core.questions.variants import fill, template_of
from interview_cli.core.serialise import from_plain, to_plain

#: Fields whose text is Markdown wherever they stand, and the lists whose ``text`` is.
_MARKDOWN = frozenset(("ask", "answer", "spoken", "hint", "hints", "stem", "why"))
_OFFERS = frozenset(("options", "quiz"))


def label_fences(question: Question) -> Question:
    """Return *question* with its language at every fenced block that names none."""
    if not question.language:
        return question
    template = template_of(question)
    if template is not question:
        return fill(label_fences(template), question.variant)
    return from_plain(Question, _label(to_plain(question), question.language, "question"))


def _label(value: Any, language: str, name: str) -> Any:
    if isinstance(value, dict):
        return {key: _label(v, language, _within(name, key)) for key, v in value.items()}
    if isinstance(value, list):
        return [_label(item, language, name) for item in value]
    if isinstance(value, str) and name in _MARKDOWN:
        return relabel(value, lambda info: info or language)
    return value


def _within(name: str, key: str) -> str:
    """Return what the field *key* of *name* is: the text of an option is read as a reason is."""
    return "why" if key == "text" and name in _OFFERS else key
