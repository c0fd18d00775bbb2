"""The likeness of an answer to the model answer."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from interview_cli.core.markdown import remove_blocks
from interview_cli.core.scoring.matching import Index
from interview_cli.core.scoring.negation import has_antonym
from interview_cli.core.scoring.similar_words import find_alike
from interview_cli.core.scoring.tokens import (
    STOP_WORDS,
    content_words,
    is_content,
    light_stem,
    stem,
)

SYNONYM_CREDIT = 0.7  # credit of a word that only says the same
BEYOND_WEIGHT, ALL_WEIGHT = 0.6, 0.4  # weights of the words beyond the question, and of all
PREFIX_LETTERS = 5  # letters that two long words share at least at their beginning
PREFIX_SHARE = 0.7  # and the part of the longer one that these are


@dataclass(frozen=True, slots=True)
class Reference:
    """A model answer's stems, each with the first word that has it; and the question's stems."""

    stems: tuple[tuple[str, str], ...]
    asked: frozenset[str]


@lru_cache(maxsize=512)
def read_reference(ask: str, answer: str) -> Reference:
    """Return the stems of a model answer; those of fenced code only where it has no prose."""
    words = content_words(remove_blocks(answer)) or content_words(answer)
    stems: dict[str, str] = {}
    for word in words:
        stems.setdefault(stem(word), word)
    return Reference(tuple(sorted(stems.items())), frozenset(map(stem, content_words(ask))))


def has_content(index: Index) -> bool:
    """Whether the answer says more than the question: a word beyond it, or a choice out of it."""
    words = [word for word in index.exact if is_content(word)]
    if any(stem(word) not in index.asked for word in words):
        return True
    chosen = index.question.choices & {stem(word) for word in words}
    return bool(chosen) and chosen < index.question.choices


def measure_likeness(index: Index, reference: Reference) -> float:
    """Return ``S = 0.6 sqrt(D) + 0.4 sqrt(A)``, from 0 to 1.

    A is the share of the model answer's stems found in the answer, D the same without the
    words of the question. Found means: the same stem, nearly the same (a typo, or a long
    prefix shared), or at 0.7 a synonym. The weights are round numbers, not fitted.
    """
    typed = sorted({stem(word) for word in index.exact if word not in STOP_WORDS})
    credit = {ours: _credit(ours, word, typed, index) for ours, word in reference.stems}
    beyond = [value for ours, value in credit.items() if ours not in reference.asked]
    every = sum(credit.values()) / len(credit) if credit else 0.0
    # Where the question has every word of the model answer, D says no more than A.
    new = sum(beyond) / len(beyond) if beyond else every
    return BEYOND_WEIGHT * sqrt(new) + ALL_WEIGHT * sqrt(every)


def _credit(ours: str, word: str, typed: list[str], index: Index) -> float:
    if ours in index.stems:
        return 1.0
    at = bisect_left(typed, ours)
    if any(_share_prefix(ours, other) for other in typed[max(0, at - 1) : at + 1]):
        return 1.0
    if typed and find_alike(ours, typed):
        return 1.0
    groups = index.thesaurus.groups.get(light_stem(word), ())
    return SYNONYM_CREDIT if any(group in index.groups for group in groups) else 0.0


def _share_prefix(ours: str, other: str) -> bool:
    shared = 0
    for a, b in zip(ours, other, strict=False):
        if a != b:
            break
        shared += 1
    longest = max(len(ours), len(other))
    return shared >= PREFIX_LETTERS and shared >= PREFIX_SHARE * longest and not has_antonym(other)
