"""The shape of an answer: its sentences and their lengths, and where the answer begins.

Offsets are those of the answer as it was typed. Code in back-ticks is one word, and code in
fences none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from interview_cli.core.markdown import find_blocks
from interview_cli.core.scoring.result import CLOSE, HIT, PointResult
from interview_cli.core.scoring.tokens import STOP_WORDS

_TICKS = re.compile(r"`[^`\n]+`")
_WORD = re.compile(r"\S*\w\S*")
#: Where one can stop for breath; a line that was ended counts, for lists have no full stops.
_STOP = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\betc)[.!?…]+(?=[\s)\"”]|$)|[;:](?=\s)|\s[-–—]\s|\n")
_LONGER = re.compile(r"[^\W\d_]{4,}")
_LETTERS = 5


class Sentence(NamedTuple):
    """A part of an answer up to a stop."""

    start: int
    end: int
    words: int


def without_code(answer: str) -> str:
    """Return *answer* with code in fences blanked and code in ticks as one word, offsets kept."""
    for block in find_blocks(answer):
        blank = re.sub(r"[^\n]", " ", answer[block.start : block.end])
        answer = answer[: block.start] + blank + answer[block.end :]
    return _TICKS.sub(lambda code: "x" * len(code[0]), answer)


def count_words(prose: str) -> int:
    return len(_WORD.findall(prose))


def split_sentences(prose: str) -> list[Sentence]:
    ends = [0, *(stop.end() for stop in _STOP.finditer(prose)), len(prose)]
    parts = (Sentence(start, end, count_words(prose[start:end])) for start, end in pairwise(ends))
    return [part for part in parts if part.words]


def find_answer(answer: str, points: Iterable[PointResult]) -> int | None:
    """Return where the first of the *points* that were said begins; None if none was.

    That is an essential one, where one of those was said.
    """
    said = [point for point in points if point.state in (HIT, CLOSE) and point.words]
    said = [point for point in said if point.essential and point.state == HIT] or said
    starts = [at for point in said if (at := answer.find(point.words[0])) >= 0]
    return min(starts, default=None)


def find_detour(
    prose: str, sentences: Sequence[Sentence], about: Sequence[str], counted: Sequence[str]
) -> tuple[int, int, int] | None:
    """Return the longest run of sentences that has next to nothing of what is asked.

    *about* is what the answer may speak of, *counted* the words that made a point. Returned are
    where it begins and ends and its words.
    """
    known = _stems(about)
    longest: tuple[int, int, int] | None = None
    start = words = 0
    for sentence in sentences:
        text = prose[sentence.start : sentence.end]
        spoken = [word for word in _LONGER.findall(text.casefold()) if word not in STOP_WORDS]
        strays = sum(word[:_LETTERS] not in known for word in spoken)
        counts = any(word in text for word in counted)
        if counts or not spoken or strays < STRAY_SHARE * len(spoken):
            words = 0
            continue
        start = start if words else sentence.start
        words += sentence.words
        if longest is None or words > longest[2]:
            longest = start, sentence.end, words
    return longest


#: The share of longer words in a sentence beside the question that have no part in it.
STRAY_SHARE = 0.8


def _stems(texts: Iterable[str]) -> set[str]:
    return {word[:_LETTERS].casefold() for text in texts for word in _LONGER.findall(text)}
