"""An answer cut into words, as its reader would: with sentences, clauses and code.

Offsets count characters of the answer as it was typed; everything compared is NFKC and free
of Markdown, and words are case-folded. Code is cut by the rule for equal answers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pkgutil import get_data
from typing import NamedTuple

from interview_cli.core.english.stems import find_stem
from interview_cli.core.equal_answers.characters import INVISIBLE
from interview_cli.core.equal_answers.code import BIG_O, NAME, NUMBER, SIGN, split_code
from interview_cli.core.word_lists import word_set


def read_lines(name: str) -> list[str]:
    """Return the lines of a list of words beside this file, without comments."""
    # importlib.resources takes ten times as long to import.
    lines = (get_data(__package__, name) or b"").decode("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


#: Words without content: never counted in the likeness, and most not in phrases.
STOP_WORDS = word_set("""
    a about all also am an and any are as at be because been being both but by can could did do
    does doing done for from get gets go goes going got had has have having he her here him his
    how i if in into is it its itself just like lot make makes may me might more most much must
    my no nor not now of off on one or our out own per put rather really same she should since
    so some such than that the their them then there these they thing things this those through
    thus to too up us use used uses using very was way we well were what when where whether
    which while who whom why will with without would yes yet you your 1
""")

_COUNTED = "zero one two three four five six seven eight nine ten eleven twelve"
_TENS = {"twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "hundred": "100"}
NUMBERS = {word: str(number) for number, word in enumerate(_COUNTED.split(" "))} | _TENS

#: Contractions of "not", as people type them without the apostrophe.
_AUXILIARIES = word_set("is are was were do does did has have had would could should must need")
CONTRACTIONS = {f"{verb}nt": verb for verb in _AUXILIARIES} | {"cant": "can", "wont": "will"}
CONTRACTIONS["cannot"] = "can"

#: Scripts that are written without spaces: each letter is a word there.
UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\U00020000-\U0003ffff"
)
_PART = re.compile(r"[^\W_]+")
_ANY_PART = rf"[{UNSPACED}]|[^\W_{UNSPACED}]+"
#: Signs that are words: those in back-ticks, and operators that stand alone.
SIGN_WORD = re.compile(r"[^\w\s`](?:(?<=`.)|(?<![^\s('\"].))[^\w\s`]{0,3}(?=`|[\s)'\",.;?!]|$)")
OPERATORS = word_set("* ** % @ | || ^ ~ ! // //= := == != <= >= << >> += -= *= &=")

#: Patterns that begin with the letters they can begin with are three times as quick.
_SENTENCE = (
    r"""[.!?…\n](?:(?<=[.!?…])(?<![\s.(=].)["'’”)\]*`_]*(?:\s|$)"""
    r"|(?<=\n)(?:\s*\n|\s*(?:[-*•+]|\d+[.)])\s))"
)
_ANY_SENTENCE = rf"{_SENTENCE}|[。।]|(?<=[{UNSPACED}])[!?]"
ASIDE = re.compile(r"\s\(")  # not that of a call
CLAUSE = re.compile(rf"[;:—–→]|[-=]>|\s-+\s|{ASIDE.pattern}")
CLAUSE_WORDS = word_set("""
    but however whereas instead unless although though while because since otherwise except yet
    therefore hence then
""")
ABBREVIATIONS = word_set("approx e etc g i resp vs")


@lru_cache(maxsize=4)
def _compile(pattern: str) -> re.Pattern[str]:
    # Late: it takes as long as scoring an answer where letters of all scripts are in it.
    return re.compile(pattern)


def _part_of(text: str) -> re.Pattern[str]:
    """Return what finds the words inside of names in *text*."""
    return _PART if text.isascii() else _compile(_ANY_PART)


class Word(NamedTuple):
    """A word of prose or a part of a name, folded; ``comma``: whether one precedes it."""

    text: str
    start: int
    end: int
    sentence: int = 0
    clause: int = 0
    comma: bool = False


class RawToken(NamedTuple):
    """A part of code as it's written; words ``first`` to ``last`` are its own."""

    text: str
    start: int
    end: int
    first: int
    last: int


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Return the stem of a folded word by Porter's second English algorithm (Snowball)."""
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    return find_stem(word)


#: Endings that a rough stem has not, by their last letter, with what stands for each.
_LIGHT = {
    "s": (("ies", "y"), ("es", ""), ("s", "")),
    "g": (("ing", ""),),
    "d": (("ed", ""),),
}


@lru_cache(maxsize=16384)
def light_stem(word: str) -> str:
    """Return a rough stem, three times as quick: for looking a word up in long lists."""
    for suffix, instead in _LIGHT.get(word[-1:], ()):
        cut = word.removesuffix(suffix)
        if cut != word and len(cut) > 2 and not word.endswith(("ss", "us", "is")):
            if any(vowel in cut for vowel in "aeiouy"):
                word = cut + instead
            break
    word = word.removesuffix("e")
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def normalise(text: str) -> tuple[str, list[int] | None]:
    """Return *text* in NFKC, and the offset that each of its characters had before.

    Characters that can't be seen are left out. The offsets are None where none changed.
    """
    if text.isascii() or (
        unicodedata.is_normalized("NFKC", text) and not any(char in text for char in INVISIBLE)
    ):
        return text, None
    parts: list[str] = []
    offsets: list[int] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and unicodedata.combining(text[end]):
            continue
        part = unicodedata.normalize("NFKC", text[start:end]).strip(INVISIBLE)
        parts.append(part)
        offsets += [start] * len(part)
        start = end
    return "".join(parts), [*offsets, len(text)]


@lru_cache(maxsize=16384)
def split_part(part: str, kind: str) -> tuple[tuple[str, int, int], ...]:
    """Return the folded words inside a part of code: (word, start, end) with offsets in it."""
    word, whole = part.casefold(), len(part)
    if kind in (BIG_O, NUMBER) or word[:1].isdigit():
        return ((word, 0, whole),)
    if word == "w/o":
        return (("without", 0, whole),)
    if word.endswith("n't"):
        verb = {"can't": "can", "won't": "will"}.get(word, word[:-3])
        verbs = ((verb, 0, len(word)),) if verb else ()
        return (*verbs, ("not", 0, len(word)))
    if word.endswith("'d"):
        return (*split_part(word[:-2], kind), ("would", 0, len(word)))
    if word in CONTRACTIONS:
        return (CONTRACTIONS[word], 0, len(word)), ("not", 0, len(word))
    if word.isalnum() and (word.isascii() or len(_part_of(word).findall(word)) == 1):
        return ((NUMBERS.get(word, word), 0, len(word)),)
    return tuple((match.group(), *match.span()) for match in _part_of(word).finditer(word))


def is_unspaced(word: str) -> bool:
    """Whether *word* is a letter of a script that is written without spaces."""
    return (
        len(word) == 1 and not word.isascii() and _compile(f"[{UNSPACED}]").match(word) is not None
    )


def is_content(word: str) -> bool:
    """Whether a folded word says something: no stop word, and no single letter of Latin."""
    return word not in STOP_WORDS and (len(word) > 1 or word.isdigit() or not word.isascii())


def content_words(text: str) -> list[str]:
    """Return the folded words of *text* that say something."""
    return [word for word in split_words(text) if is_content(word)]


@lru_cache(maxsize=4096)
def split_words(text: str) -> tuple[str, ...]:
    """Return just the folded words of *text*: for questions, model answers and phrases."""
    if text.isascii() and text.replace(" ", "").isalpha():
        return tuple([word for part in text.split() for word, _, _ in split_part(part, NAME)])
    text = unicodedata.normalize("NFKC", text)
    return tuple(
        word
        for part, _, _, kind in split_code(text)
        if kind != SIGN
        for word, _, _ in split_part(part, kind)
    )


def collect_words(texts: Iterable[str]) -> frozenset[str]:
    """Return every word of *texts*, and of names in them; none of them is a typo."""
    text = unicodedata.normalize("NFKC", "\n".join(texts))
    text = text.casefold()
    return frozenset(_part_of(text).findall(text))


class Tokens(NamedTuple):
    """An answer as it was typed, with its words and raw tokens in order.

    ``questions`` are the numbers of the sentences that end in a question mark.
    """

    source: str
    words: tuple[Word, ...]
    raws: tuple[RawToken, ...]
    questions: frozenset[int] = frozenset()

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets of the first character of word *first* and the end of *last*."""
        return self.words[first].start, self.words[last].end


class Gap(NamedTuple):
    """What's between two words: whether it can end a sentence, ends a clause, and so on."""

    abbreviates: bool
    asks: bool
    ends_clause: bool
    opens_aside: bool
    closes_aside: bool


@lru_cache(maxsize=1024)
def _read_gap(gap: str) -> Gap:
    return Gap(
        abbreviates=gap.lstrip().startswith("."),
        asks="?" in gap,
        ends_clause=CLAUSE.search(gap) is not None,
        opens_aside=ASIDE.search(gap) is not None,
        closes_aside=")" in gap,
    )


def _find_signs(text: str) -> dict[int, str]:
    """Return the signs that are words, by where they begin."""
    return {
        match.start(): match.group()
        for match in SIGN_WORD.finditer(text)
        if match.group() in OPERATORS
        or text[match.start() - 1 : match.start()] == text[match.end() : match.end() + 1] == "`"
    }


def _split_chunks(text: str) -> Sequence[str]:
    """Return what is between the spaces of *text*; all of it if some code may have spaces."""
    return [text] if "o(" in text or "O(" in text else text.split(" ")


@lru_cache(maxsize=16384)
def _read_plain_word(chunk: str) -> str:
    """Return the folded word that *chunk* is; nothing if it's several, or has any sign."""
    if not (chunk.isascii() and chunk.isalnum()):
        return ""
    parts = split_part(chunk, NAME)
    return parts[0][0] if len(parts) == 1 else ""


@lru_cache(maxsize=16)
def tokenise(answer: str) -> Tokens:
    """Return *answer* cut into words, sentences and clauses."""
    text, offsets = normalise(answer)
    words: list[Word] = []
    tokens: list[RawToken] = []
    ends = _compile(_SENTENCE if text.isascii() else _ANY_SENTENCE)
    breaks = [match.start() for match in ends.finditer(text)]
    breaks.append(len(text) + 1)
    signs = _find_signs(text)
    sentence = clause = before = inside = passed = 0
    comma = aside = False
    questions: set[int] = set()
    new = tuple.__new__  # a third of the time that making a tuple with names takes
    chunk_end = -1
    for chunk in _split_chunks(text):
        chunk_start, chunk_end = chunk_end + 1, chunk_end + 1 + len(chunk)
        if chunk_start == before + 1 and (word := _read_plain_word(chunk)):  # as most
            first, before, inside = len(words), chunk_end, chunk_end
            if word in CLAUSE_WORDS:
                clause += 1
            words.append(new(Word, (word, chunk_start, chunk_end, sentence, clause, comma)))
            comma = False
            tokens.append(new(RawToken, (chunk, chunk_start, chunk_end, first, first)))
            continue
        for raw, start, end, kind in split_code(text, chunk_start, chunk_end):
            first, sign = len(words), kind == SIGN
            if sign and start not in signs:
                at = first - 1 if start < inside else first  # the rest of a sign that is a word
                comma = comma or (raw == "," and start >= inside)
                tokens.append(new(RawToken, (raw, start, end, at, at)))
                continue
            if (between := text[before:start]) != " ":
                gap = _read_gap(between)
                while breaks[passed] < before:
                    passed += 1
                abbreviated = gap.abbreviates and words and words[-1].text in ABBREVIATIONS
                if breaks[passed] < start and not abbreviated:
                    if gap.asks:
                        questions.add(sentence)
                    sentence += 1
                    clause += 1
                elif gap.ends_clause or (aside and gap.closes_aside):
                    clause += 1
                aside = (aside and not gap.closes_aside) or gap.opens_aside
            if sign:
                operator = signs[start]
                inside = start + len(operator)
                parts: Sequence[tuple[str, int, int]] = ((operator, 0, inside - start),)
            else:
                inside = end
                parts = split_part(raw, kind)
            before = inside
            if len(parts) == 1 and parts[0][2] == inside - start:  # one word, as nearly all are
                word, left, _ = parts[0]
                if word in CLAUSE_WORDS:
                    clause += 1
                words.append(new(Word, (word, start + left, inside, sentence, clause, comma)))
                comma = False
                tokens.append(new(RawToken, (raw, start, end, first, first)))
                continue
            for part, left, right in parts:
                if part in CLAUSE_WORDS:
                    clause += 1
                left += start
                right += start
                if right > inside:  # folding can make a word longer than it was written
                    left, right = min(inside, left), inside
                words.append(new(Word, (part, left, right, sentence, clause, comma)))
                comma = False
            last = max(first, len(words) - 1)
            tokens.append(new(RawToken, (raw, start, end, first, last)))
    if "?" in text[before:]:
        questions.add(sentence)
    if not words:  # nothing but signs
        for at, token in enumerate(tokens):
            words.append(Word(token.text, token.start, token.end))
            tokens[at] = token._replace(first=at, last=at)
    if offsets:  # where each character was in the answer
        words = [w._replace(start=offsets[w.start], end=offsets[w.end]) for w in words]
        tokens = [t._replace(start=offsets[t.start], end=offsets[t.end]) for t in tokens]
    return Tokens(answer, tuple(words), tuple(tokens), frozenset(questions))
