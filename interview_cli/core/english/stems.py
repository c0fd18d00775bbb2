"""The stems of English words, by Porter's second algorithm as Snowball 3.1 has it.

Not by its own library: that loads the stemmers of thirty languages, takes five times as long for a
word, and other versions of it find other stems, which would change scores. The tests hold this to
it. R1 is what follows the first consonant after a vowel, R2 the same within R1.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from interview_cli.core.word_lists import word_set

_VOWELS = frozenset("aeiouy")
_DOUBLES = frozenset(("bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt"))
_BEFORE_LI = frozenset("cdeghkmnrt")
#: A "y" before which there is a vowel is a consonant, written "Y".
_CONSONANT_Y = re.compile("([aeiouy])y")
_REGION = re.compile("[^aeiouy]*[aeiouy]+[^aeiouy]")
#: Beginnings after which R1 begins, though by the rule it would be elsewhere.
_BEGINNING = re.compile("arsen|commun|emerg|gener|inter|later|organ|past|univers")

_IRREGULAR = {
    "skis": "ski",
    "skies": "sky",
    "idly": "idl",
    "gently": "gentl",
    "ugly": "ugli",
    "early": "earli",
    "only": "onli",
    "singly": "singl",
} | {word: word for word in ("sky", "news", "howe", "atlas", "cosmos", "bias", "andes")}

_WHOLE_BEFORE_EED = frozenset(("succ", "proc", "exc"))
_WHOLE_BEFORE_ING = frozenset(("even", "cann", "inn", "earr", "herr", "out"))


def _sort_by_end(suffixes: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Return *suffixes* with what stands for each, the longest first, by their last two letters."""
    found: dict[str, list[tuple[str, str]]] = {}
    for suffix in sorted(suffixes, key=len, reverse=True):
        found.setdefault(suffix[-2:], []).append((suffix, suffixes[suffix]))
    return found


_DERIVED = _sort_by_end(
    {
        "tional": "tion",
        "enci": "ence",
        "anci": "ance",
        "abli": "able",
        "entli": "ent",
        "izer": "ize",
        "ization": "ize",
        "ational": "ate",
        "ation": "ate",
        "ator": "ate",
        "alism": "al",
        "aliti": "al",
        "alli": "al",
        "fulness": "ful",
        "fulli": "ful",
        "ousli": "ous",
        "ousness": "ous",
        "iveness": "ive",
        "iviti": "ive",
        "biliti": "ble",
        "bli": "ble",
        "ogist": "og",
        "ogi": "og",  # after l
        "lessli": "less",
        "li": "",  # after some consonants
    }
)
_DERIVED_AGAIN = _sort_by_end(
    {
        "tional": "tion",
        "ational": "ate",
        "alize": "al",
        "icate": "ic",
        "iciti": "ic",
        "ical": "ic",
        "ful": "",
        "ness": "",
        "ative": "",  # in R2
    }
)
_REMOVED = _sort_by_end(
    dict.fromkeys(
        word_set("al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize ion"),
        "",
    )
)


def find_stem(word: str) -> str:
    """Return the stem of *word*, in lower-case letters of ASCII, three of them or more."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if "y" in word:
        word = "Y" + word[1:] if word[0] == "y" else word
        word = _CONSONANT_Y.sub(r"\1Y", word)
    first = _BEGINNING.match(word) or _REGION.match(word)
    r1 = first.end() if first else len(word)
    second = _REGION.match(word, r1)
    r2 = second.end() if second else len(word)
    word = _cut_verb(_cut_plural(word), r1)
    if word[-1] in "yY" and len(word) > 2 and word[-2] not in _VOWELS:
        word = word[:-1] + "i"
    word = _cut_suffix(word, _DERIVED, r1, r2)
    word = _cut_suffix(word, _DERIVED_AGAIN, r1, r2)
    word = _cut_suffix(word, _REMOVED, r2, r2)
    return _cut_last(word, r1, r2).replace("Y", "y")


def _cut_suffix(
    word: str, suffixes: Mapping[str, Sequence[tuple[str, str]]], start: int, r2: int
) -> str:
    """Return *word* with another ending for the longest of *suffixes*, if it's behind *start*."""
    for suffix, instead in suffixes.get(word[-2:], ()):
        if not word.endswith(suffix):
            continue
        size = len(word) - len(suffix)
        before = word[size - 1 : size]
        stays = (
            size < start
            or (suffix == "li" and before not in _BEFORE_LI)
            or (suffix == "ogi" and before != "l")
            or (suffix == "ative" and size < r2)
            or (suffix == "ion" and before not in ("s", "t"))
        )
        return word if stays else word[:size] + instead
    return word


def _cut_plural(word: str) -> str:
    if word[-1] == "s":
        if word.endswith("sses"):
            return word[:-2]
        if word.endswith("ies"):
            return word[:-2] if len(word) > 4 else word[:-1]
        if word[-2:] in ("ss", "us") or _VOWELS.isdisjoint(word[:-2]):
            return word
        return word[:-1]
    if word.endswith("ied"):
        return word[:-2] if len(word) > 4 else word[:-1]
    return word


def _cut_verb(word: str, r1: int) -> str:
    """Return *word* without the end of a past, of a participle, or of an adverb made from one."""
    for ending in ("eedly", "ingly", "edly", "eed", "ing", "ed"):
        if word.endswith(ending):
            break
    else:
        return word
    rest = word[: len(word) - len(ending)]
    if ending in ("eed", "eedly"):
        return rest + "ee" if len(rest) >= r1 and rest not in _WHOLE_BEFORE_EED else word
    if ending == "ing":
        if rest in _WHOLE_BEFORE_ING:
            return word
        if len(rest) == 2 and rest[1] == "y" and rest[0] not in _VOWELS:
            return rest[0] + "ie"
    if _VOWELS.isdisjoint(rest):
        return word
    if rest[-2:] in ("at", "bl", "iz"):
        return rest + "e"
    if rest[-2:] in _DOUBLES:
        return rest if len(rest) == 3 and rest[0] in "aeo" else rest[:-1]
    return rest + "e" if len(rest) == r1 and _ends_short(rest) else rest


def _cut_last(word: str, r1: int, r2: int) -> str:
    size = len(word) - 1
    if word[-1:] == "e":
        return word[:-1] if size >= r2 or (size >= r1 and not _ends_short(word[:-1])) else word
    return word[:-1] if word[-2:] == "ll" and size >= r2 else word


def _ends_short(word: str) -> bool:
    """Whether *word* ends in a short syllable: a vowel between two consonants, or at its start."""
    if word[-1:] in _VOWELS or word[-2:-1] not in _VOWELS or len(word) < 2:
        return word.endswith("past")
    if len(word) == 2:
        return True
    return (word[-3] not in _VOWELS and word[-1] not in "wxY") or word.endswith("past")
