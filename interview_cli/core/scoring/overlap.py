"""How much of the model answer is in an answer, word by word."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from interview_cli.core.markdown import without_blocks
from interview_cli.core.scoring.matching import Index
from interview_cli.core.scoring.negation import opposed
from interview_cli.core.scoring.spelling import alike
from interview_cli.core.scoring.words import STOP, root, stem, words_of

SYNONYM = 0.7  # credit of a word that only says the same
BEYOND, ALL = 0.6, 0.4  # weights of the words beyond the question, and of all
SHARED = 5  # letters that two long words share at least at their beginning
SHARE = 0.7  # and the part of the longer one that these are


@dataclass(frozen=True, slots=True)
class Reference:
    """A model answer's content: its stems, each with a word of it; and those of the question."""

    stems: tuple[tuple[str, str], ...]
    asked: frozenset[str]


@lru_cache(maxsize=512)
def reference(ask: str, answer: str) -> Reference:
    """Read a model answer; fenced code is left out where there is prose beside it."""
    words = content(without_blocks(answer)) or content(answer)
    stems: dict[str, str] = {}
    for word in words:
        stems.setdefault(stem(word), word)
    return Reference(tuple(sorted(stems.items())), frozenset(map(stem, content(ask))))


def content(text: str) -> list[str]:
    """Give the words of *text* that are no stop words."""
    return [word for word in words_of(text) if word not in STOP and _says_something(word)]


def _says_something(word: str) -> bool:
    return len(word) > 1 or word.isdigit()


def adds_something(index: Index, asked: frozenset[str]) -> bool:
    """Say whether the answer has a content word that the question doesn't have."""
    return any(
        word not in STOP and _says_something(word) and stem(word) not in asked
        for word in index.exact
    )


def likeness(index: Index, given: Reference) -> float:
    """Give ``S = 0.6 sqrt(D) + 0.4 sqrt(A)``.

    A is the share of the model answer's stems found in the answer, D the same without the
    words of the question. Found means: the same stem, nearly the same (a slip, or a long
    beginning shared), or at 0.7 a synonym. The weights are round numbers, not fitted.
    """
    typed = sorted({stem(word) for word in index.exact if word not in STOP})
    credit = {ours: _credit(ours, word, typed, index) for ours, word in given.stems}
    beyond = [value for ours, value in credit.items() if ours not in given.asked]
    every = sum(credit.values()) / len(credit) if credit else 0.0
    # Where the question has every word of the model answer, D says no more than A.
    new = sum(beyond) / len(beyond) if beyond else every
    return BEYOND * sqrt(new) + ALL * sqrt(every)


def _credit(ours: str, word: str, typed: list[str], index: Index) -> float:
    if ours in index.stems:
        return 1.0
    at = bisect_left(typed, ours)
    if any(_begins_alike(ours, other) for other in typed[max(0, at - 1) : at + 1]):
        return 1.0
    if typed and alike(ours, typed):
        return 1.0
    groups = index.table.of.get(root(word), ())
    return SYNONYM if any(group in index.groups for group in groups) else 0.0


def _begins_alike(ours: str, other: str) -> bool:
    shared = 0
    for a, b in zip(ours, other, strict=False):
        if a != b:
            break
        shared += 1
    longest = max(len(ours), len(other))
    return shared >= SHARED and shared >= SHARE * longest and not opposed(other)
