"""Numbers for the lines of a program, written as comments: what is copied still runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from interview_cli.core.questions.code_languages import begin_comment
from interview_cli.core.questions.question import Question

#: From so many lines on they have numbers at a terminal.
NUMBERED_FROM = 7

#: Where a text speaks of the lines of a program.
_LINES = re.compile(r"\blines? \d|\b(?:which|what|first|second|third|last) lines?\b", re.IGNORECASE)


def number(n: int, language: str | None = None) -> str:
    """Return the comment that numbers a line of a program in *language*."""
    return f"{begin_comment(language)} {n}"


def number_lines(lines: Sequence[str], language: str | None = None) -> Iterator[str]:
    """Yield the lines of a program in *language*, each with its number behind it."""
    column = max(map(len, lines), default=0) + 2
    for n, line in enumerate(lines, 1):
        yield f"{line:<{column}}{number(n, language)}" if line.strip() else line


def has_numbers(question: Question) -> bool:
    """Whether the lines of a question's code are numbered at a terminal."""
    lines = (question.code or "").rstrip().count("\n") + 1
    return lines >= NUMBERED_FROM or (lines > 1 and refers_to_lines(question))


def refers_to_lines(question: Question) -> bool:
    """Whether a question speaks of the lines of its code."""
    quiz = question.quiz
    texts = (question.ask, question.hint or "", *((quiz.stem or "", *quiz.offers) if quiz else ()))
    return any(map(_LINES.search, texts))
