"""Which questions match the words of a search, the best first.

A word counts by where it stands, the name or the wording of a question before its answer, and
by how it stands there: whole, as the beginning of a word, or inside of one. A word that stands
nowhere is taken for a typing error of one that does. The figures are ours: they only order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from interview_cli.core.compare import fold
from interview_cli.core.scoring.similar_words import find_alike


class Searchable(NamedTuple):
    """The texts of a question in which words are looked for; ``names`` are of its topic."""

    key: str
    ask: str
    names: str
    answer: str


class Found(NamedTuple):
    """Keys of questions, the best first; ``corrected`` says which words were misspelt.

    ``partly``: no question has all the words, so these have as many as any has.
    """

    keys: tuple[str, ...]
    corrected: Mapping[str, str]
    partly: bool = False


#: What a word counts in each text; the id and the wording are what a question is known by.
_PLACES = {"key": 8.0, "ask": 8.0, "names": 5.0, "answer": 2.0}
#: What it counts whole, as the beginning of a word, and inside of one.
_WHOLE, _BEGINS, _INSIDE = 1.0, 0.7, 0.3
#: What the words next to each other, in their order, count beside each of them.
_PHRASE = 2.0

_WORD = re.compile(r"\w+")


def rank(words: Sequence[str], questions: Iterable[Searchable]) -> Found:
    """Return the questions that have all *words*, the best first, else those that have most."""
    every = [_Texts(question) for question in questions]
    asked = list(dict.fromkeys(fold(" ".join(words)).split()))
    if not asked:
        return Found(tuple(sorted(texts.key for texts in every)), {})
    corrected = _correct(asked, every)
    asked = list(dict.fromkeys(corrected.get(word, word) for word in asked))
    scores = {texts.key: texts.score(asked) for texts in every}
    most = max((len(hits) for hits, _ in scores.values()), default=0)
    if not most:
        return Found((), corrected)
    best = [key for key, (hits, _) in scores.items() if len(hits) == most]
    best.sort(key=lambda key: (-scores[key][1], key))
    return Found(tuple(best), corrected, partly=most < len(asked))


class _Texts:
    """The texts of one question, folded and cut into words."""

    def __init__(self, question: Searchable) -> None:
        self.key = question.key
        pack, _, name = question.key.partition(":")
        texts = question._replace(
            key=f"{name.replace('-', ' ')} {name}", answer=f"{question.answer} {pack}"
        )
        self.texts = {place: fold(getattr(texts, place)) for place in _PLACES}
        self.words = {place: set(_WORD.findall(text)) for place, text in self.texts.items()}

    def has(self, word: str) -> bool:
        return any(word in text for text in self.texts.values())

    def score(self, asked: Sequence[str]) -> tuple[list[str], float]:
        """Return those of the words *asked* that it has, and what they count together."""
        found = [word for word in asked if self.has(word)]
        score = sum(max(map(self._count, _PLACES, [word] * len(_PLACES))) for word in found)
        if len(found) == len(asked) > 1:
            score += _PHRASE * max(
                counts * self._has_phrase(place, asked) for place, counts in _PLACES.items()
            )
        return found, score

    def _has_phrase(self, place: str, asked: Sequence[str]) -> bool:
        """Whether the words stand together, also as one: task group is TaskGroup."""
        return " ".join(asked) in self.texts[place] or "".join(asked) in self.words[place]

    def _count(self, place: str, word: str) -> float:
        if word in self.words[place]:
            return _PLACES[place] * _WHOLE
        if any(known.startswith(word) for known in self.words[place]):
            return _PLACES[place] * _BEGINS
        return _PLACES[place] * _INSIDE * (word in self.texts[place])


def _correct(asked: Iterable[str], every: Sequence[_Texts]) -> dict[str, str]:
    """Return for each word that stands nowhere the one most like it, if there is one."""
    strange = [word for word in asked if not any(texts.has(word) for texts in every)]
    if not strange:
        return {}
    known = sorted({word for texts in every for words in texts.words.values() for word in words})
    near = {word: find_alike(word, known) for word in strange}
    return {word: right for word, right in near.items() if right is not None}
