"""An answer cut into words, as its reader would: with sentences, clauses and code.

Places are character offsets into the answer as it was given; everything compared is
NFKC, case-folded and free of Markdown.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any


def bag(text: str) -> frozenset[str]:
    """Give the words of a list that is written down as text."""
    return frozenset(text.split())


#: Words that carry no content: never counted in the overlap, and most not in phrases.
STOP = bag(
    """
    a about all also am an and any are as at be because been being both but by can could did do
    does doing done for from get gets go goes going got had has have having he her here him his
    how i if in into is it its itself just like lot make makes may me might more most much must
    my no nor not now of off on one or our out own per put rather really same she should since
    so some such than that the their them then there these they thing things this those through
    thus to too up us use used uses using very was way we well were what when where whether
    which while who whom why will with without would yes yet you your 1
    """
)

_COUNTED = "zero one two three four five six seven eight nine ten eleven twelve"
NUMBERS = {word: str(number) for number, word in enumerate(_COUNTED.split(" "))} | {
    "twenty": "20",
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "hundred": "100",
}

#: Contractions of "not", as people type them without the apostrophe.
_SHORT = bag("is are was were do does did has have had would could should must need")
SHORTENED = {f"{verb}nt": verb for verb in _SHORT} | {"cant": "can", "wont": "will"}
SHORTENED["cannot"] = "can"

BIG_O = r"\b[oO]\((?:[^()]|\([^()]*\)){1,24}\)"
NUMBER = r"\d+(?:,\d{3})+(?![\d,])|\d+(?:\.\d+)+(?!\w)|\d[\d_]*(?![\w.])"
NAME = r"w/o\b|\w+(?:\.\w+)*(?:['’](?:s|t|re|ll|ve|d|m)\b)?"
RAW = re.compile(rf"(?P<o>{BIG_O})|(?P<n>{NUMBER})|(?P<w>{NAME})|(?P<s>[^\w\s`])", re.IGNORECASE)
PART = re.compile(r"[^\W_]+")

SENTENCE = re.compile(
    r"""(?<![\s.(=])[.!?…]["'’”)\]*`_]*(?:\s|$)|\n\s*\n|\n\s*(?:[-*•+]|\d+[.)])\s"""
)
ASIDE = re.compile(r"\s\(")  # not that of a call
CLAUSE = re.compile(rf"[;:—–→]|[-=]>|\s-+\s|{ASIDE.pattern}")
CLAUSE_WORDS = bag(
    """
    but however whereas instead unless although though while because since otherwise except yet
    therefore hence then
    """
)
ABBREVIATED = bag("approx e etc g i resp vs")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of prose or a part of a name, folded; ``comma`` says that one stands before it."""

    text: str
    start: int
    end: int
    sentence: int = 0
    clause: int = 0
    comma: bool = False


@dataclass(frozen=True, slots=True)
class Raw:
    """A name, number or sign as code has it, folded; ``first`` to ``last`` are its words."""

    text: str
    start: int
    end: int
    first: int
    last: int


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    # Not snowballstemmer.stemmer(): that takes another library's where it is installed.
    from snowballstemmer.english_stemmer import EnglishStemmer

    return EnglishStemmer()


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Give the stem of a folded word by Porter's second English algorithm (Snowball)."""
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=16384)
def root(word: str) -> str:
    """Give a rough stem, thirty times as quick: for looking a word up in long lists."""
    for suffix, instead in (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        cut = word.removesuffix(suffix)
        if cut != word and len(cut) > 2 and not word.endswith(("ss", "us", "is")):
            if any(vowel in cut for vowel in "aeiouy"):
                word = cut + instead
            break
    word = word.removesuffix("e")
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def normalised(text: str) -> tuple[str, list[int] | None]:
    """Give *text* in NFKC, and where each of its characters stood (None: where they stand)."""
    if text.isascii():
        return text, None
    parts: list[str] = []
    places: list[int] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and unicodedata.combining(text[end]):
            continue
        part = unicodedata.normalize("NFKC", text[start:end])
        parts.append(part)
        places += [start] * len(part)
        start = end
    return "".join(parts), [*places, len(text)]


def raws(text: str) -> list[tuple[str, int, int, bool]]:
    """Cut normalised *text* into names, numbers and signs: folded, start, end, is it a sign."""
    found = []
    for match in RAW.finditer(text):
        start, end = match.span()
        kind = match.lastgroup
        word = match.group().casefold()
        if kind == "o":
            word = f"o({''.join(PART.findall(word[2:]))})"
        elif kind == "n":
            word = word.replace(",", "").replace("_", "")
        elif kind == "w":
            word = word.replace("’", "'")
            word = word if word.endswith(("n't", "'d")) else word.partition("'")[0]
            word = "without" if word == "w/o" else word
        found.append((word, start, end, kind == "s"))
    return found


def parts(word: str) -> list[tuple[str, int, int]]:
    """Give the words inside a folded raw token, with their offsets in it."""
    if word.startswith("o(") or word[:1].isdigit():
        return [(word, 0, len(word))]
    if word.endswith("n't"):
        verb = {"can't": "can", "won't": "will"}.get(word, word[:-3])
        said = [(verb, 0, len(word))] if verb else []
        return [*said, ("not", 0, len(word))]
    if word.endswith("'d"):
        return [*parts(word[:-2]), ("would", 0, len(word))]
    if word in SHORTENED:
        return [(SHORTENED[word], 0, len(word)), ("not", 0, len(word))]
    if word in NUMBERS:
        return [(NUMBERS[word], 0, len(word))]
    if word.isalnum():
        return [(word, 0, len(word))]
    return [(match.group(), *match.span()) for match in PART.finditer(word)]


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """Give just the folded words of *text*: for questions, model answers and phrases."""
    if text.isalpha() and text.isascii():
        return tuple(part for part, _, _ in parts(text.casefold()))
    text = unicodedata.normalize("NFKC", text)
    return tuple(part for raw, _, _, sign in raws(text) if not sign for part, _, _ in parts(raw))


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """Give every word of *texts*, and of names in them: so that none is taken for a slip."""
    text = unicodedata.normalize("NFKC", "\n".join(texts))
    return frozenset(PART.findall(text.casefold()))


@dataclass(frozen=True, slots=True)
class Text:
    """An answer: its words and raw tokens in order, and which sentences are questions."""

    given: str
    words: tuple[Word, ...]
    raws: tuple[Raw, ...]
    questions: frozenset[int] = frozenset()

    def quote(self, first: int, last: int) -> tuple[int, int]:
        """Give the characters from the word *first* to the word *last*."""
        return self.words[first].start, self.words[last].end


def read(given: str) -> Text:
    """Cut an answer into words, sentences and clauses."""
    text, places = normalised(given)
    words: list[Word] = []
    tokens: list[Raw] = []
    breaks = [match.start() for match in SENTENCE.finditer(text)]
    sentence = clause = before = 0
    comma = aside = False
    questions: set[int] = set()
    for raw, start, end, sign in raws(text):
        first = len(words)
        if sign:
            comma = comma or raw == ","
            tokens.append(Raw(raw, _at(places, start), _at(places, end), first, first))
            continue
        gap = text[before:start]
        if _ends(breaks, before, start) and not _abbreviated(gap, words):
            if "?" in gap:
                questions.add(sentence)
            sentence += 1
            clause += 1
        elif CLAUSE.search(gap) or (aside and ")" in gap):
            clause += 1
        aside = (aside and ")" not in gap) or bool(ASIDE.search(gap))
        before = end
        for part, left, right in parts(raw):
            clause += part in CLAUSE_WORDS
            # Folding can make a word longer than it was written.
            span = _at(places, min(end, start + left)), _at(places, min(end, start + right))
            words.append(Word(part, *span, sentence, clause, comma))
            comma = False
        last = max(first, len(words) - 1)
        tokens.append(Raw(raw, _at(places, start), _at(places, end), first, last))
    if "?" in text[before:]:
        questions.add(sentence)
    return Text(given, tuple(words), tuple(tokens), frozenset(questions))


def _at(places: list[int] | None, offset: int) -> int:
    return offset if places is None else places[offset]


def _ends(breaks: list[int], start: int, end: int) -> bool:
    at = bisect_left(breaks, start)
    return at < len(breaks) and breaks[at] < end


def _abbreviated(gap: str, words: list[Word]) -> bool:
    return bool(words) and words[-1].text in ABBREVIATED and gap.lstrip().startswith(".")
