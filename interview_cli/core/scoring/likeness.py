"""The likeness of an answer to the model answer, and answers that say nothing."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from interview_cli.core.markdown import remove_blocks
from interview_cli.core.scoring.matching import Index
from interview_cli.core.scoring.negation import has_antonym
from interview_cli.core.scoring.similar_words import find_alike
from interview_cli.core.scoring.tokens import STOP_WORDS, light_stem, split_words, stem

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
    words = _content_words(remove_blocks(answer)) or _content_words(answer)
    stems: dict[str, str] = {}
    for word in words:
        stems.setdefault(stem(word), word)
    return Reference(tuple(sorted(stems.items())), frozenset(map(stem, _content_words(ask))))


def _content_words(text: str) -> list[str]:
    return [word for word in split_words(text) if _is_content(word)]


def _is_content(word: str) -> bool:
    return word not in STOP_WORDS and (len(word) > 1 or word.isdigit())


def has_content(index: Index) -> bool:
    """Whether the answer has a content word that the question doesn't have."""
    return any(_is_content(word) and stem(word) not in index.asked for word in index.exact)


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


#: "I don't know", in many words.
DONT_KNOW = re.compile(
    r"""\b(?:
      (?:sorry,?\s+)?(?:honestly,?\s+)?(?:i\s+)?(?:really\s+|honestly\s+|just\s+)*
        (?:do\s*n[o'’]?t|don['’]?t|can(?:['’]?t|not))\s+
        (?:really\s+)?(?:know|remember|recall|tell|say|answer)
        (?:\s+(?:that|this|it|the\s+answer|the\s+question|about\s+(?:that|this|it)|yet|sorry))*
      | (?:i\s+)?(?:have\s+)?(?:absolutely\s+)?no\s+(?:idea|clue)
      | (?:i\s+am\s+|i['’]?m\s+)?not\s+(?:really\s+|so\s+|entirely\s+)?(?:sure|certain)
      | i\s+haven['’]?t\s+(?:a\s+clue|learn(?:ed|t)\s+(?:that|this)(?:\s+yet)?)
      | idk | dunno | pass | skip | next(?:\s+question)?(?:\s+please)? | n/?a | sorry
      | never\s+heard\s+of\s+(?:it|that|this)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
#: Words beside it that say nothing either.
FILLER = re.compile(
    r"\b(?:i|would|have|about|to|guess|think|at|all|sorry|please|question|this|the|answer|one|that|it|me"
    r"|so|well|hm+|uh+|um+|let|us|let's|no|here|now|off|hand|with|can|you|tell|again|maybe)\b",
    re.IGNORECASE,
)
#: Words to the grader instead of an answer.
TO_GRADER = re.compile(
    r"""
      \b(?:ignore|disregard|forget|override|bypass)\b.{0,60}\b(?:rubric|instructions?|prompts?
        |grading|grading\s+criteria|guidelines|key\s+points)\b
    | \b(?:ignore|disregard|forget)\s+(?:all|any|everything)\s+(?:of\s+)?(?:the\s+)?
        (?:previous|above)\b
    | \b(5|10|20|100)\s*(?:/|out\s+of)\s*\1\b(?!\s+\w+s\b)
    | \b(?:full|perfect)\s+(?:marks?|scores?|credits?|grades?)\b
    | \b(?:give|award|assign|grant|deserves?|worth)\b.{0,40}\b(?:full|maximum|max|top|highest)\s+
        (?:marks?|scores?|points?|credits?|grades?)\b
    | \b(?:give|award|assign|grant|grade|mark|rate|score)\b.{0,40}\b(?:this|my)\s+
        (?:answer|response|submission|reply)\b
    | \b(?:this|my)\s+(?:answer|response)\s+(?:is|should\s+be|must\s+be|deserves|gets)\b.{0,30}
        \b(?:correct|right|perfect|complete|marks?|points?|score|grade|10|100)\b
    | \b(?:rubric|grader|system\s+prompt)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
SENTENCE = re.compile(r"[^.!?\n]+(?:\.(?=\S)[^.!?\n]+)*[.!?\n]*")


def blank_empty(answer: str) -> str:
    """Return *answer* with "I don't know" and words to the grader blanked out.

    Offsets stay as they are; an answer with nothing besides is empty.
    """
    answer = SENTENCE.sub(lambda s: " " * len(s[0]) if TO_GRADER.search(s[0]) else s[0], answer)
    rest = FILLER.sub("", DONT_KNOW.sub("", answer))
    return answer if any(map(str.isalnum, rest)) else ""
