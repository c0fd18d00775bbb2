"""Hedges: words with which a speaker takes back what they say."""

from __future__ import annotations

import re
from typing import NamedTuple

#: What a hedge weighs: those that say nothing but doubt, and those that may be meant.
STRONG, SOFT = 1.0, 0.5

#: The least weight that is worth a remark, and the words of an answer for each.
LEAST, WORDS_EACH = 1.5, 50

#: An answer of fewer words says that somebody doesn't know, and needs no remark.
SHORTEST = 12

_STRONG = (
    r"i(?:['’]d| would)? guess",
    r"i suppose",
    r"(?:to be )?honest(?:ly)?",
    r"(?<!you['’]re )(?<!you are )(?<!if )(?<!when )"
    r"not (?:(?:a )?100 ?%|really|totally|entirely|quite|completely|so|too|very|absolutely)? ?sure"
    r"(?! ?(?:\?|->|→|=>))",
    r"i (?:\w+ )?(?:don['’]?t|do not|can['’]?t|cannot) (?:\w+ )?(?:know|remember|recall)",
    r"no idea",
    r"(?:if|as far as) i (?:know|remember|recall)(?: correctly| right| rightly)?",
    r"if i['’]m not mistaken",
    r"(?<!\ba )(?<!\bthe )(?<!\bthis )(?<!\bthat )(?<!\bwhat )(?<!\bsome )(?<!\bone )(?<!\bany )"
    r"(?<!\bsame )(?<!\bother )(?<!\beach )(?<!\bevery )(?<!\bwhich )(?<!\bright )"
    r"(?:kind|sort) of(?! thing)",
    r"kinda|sorta",
    r"or something(?: like (?:that|this))?(?= *(?:[.,;!?)]|$|and\b|but\b))",
    r"or whatever",
    r"i (?:might|may|could) be wrong",
    r"don['’]?t quote me",
    r"i['’]m guessing",
)
_SOFT = (
    r"i think",
    r"i(?:['’]d| would) (?:say|think)",
    r"i believe",
    r"i feel like",
    r"i(?:['’]d)? assume",
    r"i imagine",
    r"maybe",
    r"perhaps",
    r"probably",
    r"presumably",
    r"more or less",
)
_HEDGE = re.compile(
    rf"\b(?:(?P<strong>{'|'.join(_STRONG)})|(?:{'|'.join(_SOFT)}))\b", re.IGNORECASE
)


class Hedges(NamedTuple):
    """The hedges of an answer, as they were written, and what they weigh together."""

    words: tuple[str, ...]
    weight: float


def find_hedges(prose: str) -> Hedges:
    found = list(_HEDGE.finditer(prose))
    weight = sum(STRONG if hedge["strong"] else SOFT for hedge in found)
    return Hedges(tuple(hedge[0] for hedge in found), weight)


def is_hedged(hedges: Hedges, words: int) -> bool:
    """Whether an answer of so many *words* hedges enough for a remark.

    Once is honest: nobody is told off for naming what they don't know.
    """
    if words < SHORTEST or len(hedges.words) < 2:
        return False
    return hedges.weight >= max(LEAST, words / WORDS_EACH)
