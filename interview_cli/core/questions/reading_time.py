"""How long the parts of a question take to read: what a session takes before one was timed.

Prose is read at 238 words a minute, the mean of silent reading of non-fiction by adults
(Brysbaert 2019, 190 studies, https://doi.org/10.1016/j.jml.2019.104047; most read 175 to 300).
Code has no such figure: it's read back and forth, not line by line (Busjahn and others 2015,
https://doi.org/10.1109/ICPC.2015.36). Three seconds a line are our own reckoning: a line has
some six names and signs, and each takes twice as long as a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from interview_cli.core.kinds.code import Code
from interview_cli.core.kinds.sql import Sql
from interview_cli.core.markdown import find_blocks, remove_blocks
from interview_cli.core.questions.question import Question
from interview_cli.core.serialise import to_plain

WORDS_A_MINUTE = 238.0
SECONDS_A_LINE = 3.0

#: Fields of a quiz that aren't shown with the question.
_HIDDEN = {"kind", "why", "accept", "wrong", "right", "keep_order", "case", "number", "unit"}


class ReadingTime(NamedTuple):
    """Seconds to read what is asked with its code, what the quiz offers, and the answer."""

    ask: int
    offer: int
    answer: int


def measure_reading(question: Question) -> ReadingTime:
    """Return how long *question* takes to read.

    What is spoken says the answer in fewer words: who reads the one skims the other. What an
    exercise takes, its author says.
    """
    code = _read_code(question.code or "")
    answer = max(_read(question.answer), _read(question.spoken or ""))
    offer = sum(map(_read, _find_texts(to_plain(question.quiz)))) if question.quiz else 0.0
    if isinstance(question.quiz, Code | Sql):
        offer = question.quiz.minutes * 60
    picture = _read(question.image.alt) if question.image else 0.0
    return ReadingTime(*map(round, (_read(question.ask) + code + picture, offer, answer)))


def _read(markdown: str) -> float:
    code = sum(_read_code(markdown[block.body]) for block in find_blocks(markdown))
    return code + len(remove_blocks(markdown).split()) * 60 / WORDS_A_MINUTE


def _read_code(code: str) -> float:
    return SECONDS_A_LINE * sum(bool(line.strip()) for line in code.splitlines())


def _find_texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in _HIDDEN:
                yield from _find_texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _find_texts(item)
