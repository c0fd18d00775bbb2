"""What a phrase looks for, and every place of it in an answer."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from interview_cli.core.equal_answers.code import OPERATOR_SIGNS
from interview_cli.core.scoring import negation
from interview_cli.core.scoring.similar_words import Thesaurus, is_typo
from interview_cli.core.scoring.tokens import (
    RawToken,
    Tokens,
    Word,
    is_content,
    light_stem,
    stem,
    tokenise,
    word_set,
)

#: How a term is compared: as words; as code with names, whose punctuation does not matter;
#: as code of numbers and signs only, where all of it does.
PROSE, NAMES, EXACT = 0, 1, 2
PUNCTUATION = frozenset("()[]{},.:;\"'?!")
ECHO_WORDS = 3  # words of a question that can be echoed
ECHO_SHARE = 0.75  # share of a question's words that echoes it
COMPARING = word_set("compare differ differs difference choice choose decide versus vs use")
BESIDE = word_set("and or versus vs with from")
LIST_REACH = 2  # words beside one of these that may be what is compared
CHOICE_REACH = 3  # words around the "or" of a question that are its alternatives


@dataclass(frozen=True, slots=True)
class Term:
    """What is looked for: adjacent words, or adjacent raw tokens of code.

    The last word is only a prefix if ``begins``. ``denied`` is True for what the author
    wrote as non-blocking.
    """

    words: tuple[str, ...]
    code: int = PROSE
    begins: bool = False
    denied: bool = False


#: Alternatives, of which one is looked for.
Item = tuple[Term, ...]


class Place(NamedTuple):
    """Words ``first`` to ``last`` of an answer, at which an item is found.

    ``denied`` if they say its opposite; ``synonym`` if they are one out of our own groups.
    """

    first: int
    last: int
    denied: bool = False
    synonym: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """The stems of a question, and of each of its sentences.

    ``choices`` are those around its "or": an answer with some of them has chosen. ``listed``
    are what it compares, if it does: those beside "and", "or", "versus" and commas.
    """

    stems: frozenset[str] = frozenset()
    sentences: tuple[frozenset[str], ...] = ()
    choices: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()


@lru_cache(maxsize=512)
def read_question(ask: str) -> Asked:
    """Return the stems of a question."""
    sentences: dict[int, set[str]] = defaultdict(set)
    choices: set[str] = set()
    listed: set[str] = set()
    words = tokenise(ask).words
    comparing = any(word.text in COMPARING for word in words)

    def is_named(word: Word) -> bool:
        capitals = len(word.text) > 1 and ask[word.start : word.end].isupper()  # GET, PUT
        return is_content(word.text) or capitals

    for at, word in enumerate(words):
        if is_named(word):
            sentences[word.sentence].add(stem(word.text))
        if word.text == "or":
            near = words[max(0, at - CHOICE_REACH) : at + CHOICE_REACH + 1]
            choices.update(stem(one.text) for one in near if is_named(one))
        if comparing and (word.text in BESIDE or word.comma):
            near = words[max(0, at - LIST_REACH) : at + LIST_REACH + 1]
            listed.update(stem(one.text) for one in near if is_named(one))
    whole = tuple(frozenset(stems) for stems in sentences.values())
    return Asked(frozenset().union(*whole), whole, frozenset(choices), frozenset(listed))


@dataclass(slots=True)
class Index:
    """An answer's word numbers by form, stem, prefix, group of synonyms and code.

    ``known`` words are never typos, ``suspects`` may be; ``asked`` are stems of the question;
    ``cues`` are for each word the cues that deny it; ``frames`` those that turn a whole
    statement down, and ``all_down`` says that they do so with most. ``codes`` are places in
    ``names``, raw tokens but for punctuation, and in all raw tokens. ``found`` and ``claims``
    are caches; ``rivals`` are the stems of what the question compares.
    """

    tokens: Tokens
    thesaurus: Thesaurus
    known: frozenset[str]
    asked: frozenset[str] = frozenset()
    question: Asked = Asked()
    exact: dict[str, list[int]] = field(default_factory=dict)
    stems: dict[str, list[int]] = field(default_factory=dict)
    complements: dict[str, list[int]] = field(default_factory=dict)
    heads: frozenset[str] = frozenset()
    groups: dict[int, list[Place]] = field(default_factory=dict)
    cues: list[tuple[int, ...]] = field(default_factory=list)
    rivals: frozenset[str] = frozenset()
    frames: frozenset[int] = frozenset()
    all_down: bool = False
    vocabulary: list[str] = field(default_factory=list)
    suspects: dict[str, list[str]] = field(default_factory=dict)
    names: list[RawToken] = field(default_factory=list)
    codes: tuple[dict[str, list[int]], dict[str, list[int]]] = field(
        default_factory=lambda: ({}, {})
    )
    found: dict[Item, list[Place]] = field(default_factory=dict)
    claims: dict[tuple[int, int], bool] = field(default_factory=dict)

    def find(self, item: Item) -> list[Place]:
        """Return every place of *item*, sorted; each at most once."""
        if item not in self.found:
            every: dict[int, Place] = {}
            for term in item:
                for place in self._find_term(term):
                    seen = every.get(place.first)
                    if seen is None or seen.synonym > place.synonym:
                        every[place.first] = place
            self.found[item] = sorted(every.values())
        return self.found[item]

    def is_claimed(self, first: int, last: int) -> bool:
        """Whether the speaker stands behind the words *first* to *last*."""
        if (first, last) not in self.claims:
            self.claims[first, last] = negation.is_claimed(self.tokens, first, last)
        return self.claims[first, last]

    def _find_term(self, term: Term) -> list[Place]:
        if term.code:
            return self._find_code(term)
        if len(term.words) == 1:
            return self._find_word(
                term.words[0], begins=term.begins, denied=term.denied, converses=True
            )
        runs = [
            self._find_word(word, begins=term.begins and n == len(term.words) - 1)
            for n, word in enumerate(term.words)
        ]
        at = [{place.first: place for place in run} for run in runs]
        found = []
        for first in at[0]:
            run = [place for n, places in enumerate(at) if (place := places.get(first + n))]
            last = first + len(run) - 1
            if len(run) == len(at) and self._together(first, last):
                denied = sum(place.denied for place in run) % 2 == 1
                synonym = any(place.synonym for place in run)
                found.append(Place(first, last, denied ^ term.denied, synonym))
        return found

    def _together(self, first: int, last: int) -> bool:
        """Whether no comma and no end of a clause parts the words *first* to *last*."""
        words = self.tokens.words[first : last + 1]
        return words[0].clause == words[-1].clause and not any(word.comma for word in words[1:])

    def _find_word(
        self, word: str, *, begins: bool, denied: bool = False, converses: bool = False
    ) -> list[Place]:
        places = [Place(at, at, denied) for at in self.exact.get(word, ())]
        suspects = self.suspects.get(word[0], ())  # the first letter of a typo is right
        if begins:
            at = bisect_left(self.vocabulary, word)
            while at < len(self.vocabulary) and self.vocabulary[at].startswith(word):
                places += [Place(n, n, denied) for n in self.exact[self.vocabulary[at]]]
                at += 1
            typos = [typed for typed in suspects if is_typo(word, typed[: len(word)])]
            typos += [typed for typed in suspects if is_typo(word, typed[: len(word) + 1])]
        else:
            typos = [typed for typed in suspects if is_typo(word, typed)]
        # Stems keep the beginning, and stemming costs more than all else.
        if word[:2] in self.heads:
            ours = stem(word)
            if not negation.has_antonym(word) or ours not in self.complements:
                places += [
                    Place(n, n, denied)
                    for n in self.stems.get(ours, ())
                    if _is_agent(self.tokens.words[n].text) == _is_agent(word)
                ]
            places += [Place(n, n, not denied) for n in self.complements.get(ours, ())]
        places += [Place(n, n, denied) for typed in typos for n in self.exact[typed]]
        if converses and (converse := negation.CONVERSES.get(word)):
            places += [Place(n, n, not denied) for n in self.exact.get(converse, ())]
        rest = negation.find_complement(word)
        if rest is not None and rest[:2] in self.heads:
            places += [Place(n, n, not denied) for n in self.stems.get(stem(rest), ())]
        seen = {place.first for place in places}
        for group in self.thesaurus.groups.get(light_stem(word), ()):
            places += [
                Place(p.first, p.last, denied, p.synonym)
                for p in self.groups.get(group, ())
                if p.first not in seen
            ]
        return places

    def _find_code(self, term: Term) -> list[Place]:
        exact = term.code == EXACT
        stream: Sequence[RawToken] = self.tokens.raws if exact else self.names
        places = []
        for at in self.codes[exact].get(_code_key(term.words[0]), ()):
            run = stream[at : at + len(term.words)]
            if (
                len(run) == len(term.words)
                and all(
                    self._is_same_name(word, raw.text)
                    or (not n and self._is_same_name(word, self._without_capital(run)))
                    for n, (word, raw) in enumerate(zip(term.words, run, strict=True))
                )
                and not (exact and self._is_part_of_sign(at, at + len(run)))
            ):
                # A sign has no word of its own, but that which follows it.
                spoken = [raw for raw in run if self._has_words(raw)]
                last = spoken[-1].last if spoken else min(run[0].first, len(self.tokens.words) - 1)
                places.append(Place(spoken[0].first if spoken else last, last))
        return places

    def _is_part_of_sign(self, first: int, end: int) -> bool:
        """Whether the signs from *first* to *end* belong to a longer operator: * is not **."""
        raws = self.tokens.raws
        if any(char.isalnum() for raw in raws[first:end] for char in raw.text):
            return False
        return any(
            left >= 0
            and right < len(raws)
            and raws[left].end == raws[right].start
            and {raws[left].text, raws[right].text} <= OPERATOR_SIGNS
            for left, right in ((first - 1, first), (end - 1, end))
        )

    def _without_capital(self, run: Sequence[RawToken]) -> str:
        """Return the first of *run*, without a capital that is only that of its sentence."""
        text, words, at = run[0].text, self.tokens.words, run[0].first
        begins = text[:1].isupper() and (not at or words[at - 1].sentence != words[at].sentence)
        alone = not at and run[-1].last + 1 == len(words)
        in_ticks = self.tokens.source[: run[0].start].endswith("`")
        return text[0].lower() + text[1:] if begins and not (alone or in_ticks) else text

    def _has_words(self, raw: RawToken) -> bool:
        """Whether *raw* has words of its own, and isn't a sign."""
        at = raw.first
        return at < len(self.tokens.words) and self.tokens.words[at].start < raw.end

    def _is_same_name(self, name: str, typed: str) -> bool:
        """Whether two names are one, as far as both are written out: sleep, asyncio.sleep.

        A word of the question or a short one isn't a name without its prefix: in a question
        about locks, lock isn't `redis.lock`, and JSON isn't `openapi.json`.
        """
        if name == typed or name[0].isdigit():
            return name == typed
        if name.endswith(f".{typed}"):
            return len(typed) > 4 and stem(typed.casefold()) not in self.asked
        return typed.endswith(f".{name}")


def _code_key(text: str) -> str:
    """Return by what a part of code is looked up: the name behind its dots, folded."""
    return text.rpartition(".")[2].casefold()


def _is_agent(word: str) -> bool:
    """Whether *word* is an agent noun: publisher has the stem of publish."""
    return len(word) > 5 and word.endswith(("er", "ers", "or", "ors"))


def build_index(
    answer: str,
    thesaurus: Thesaurus,
    known: frozenset[str] = frozenset(),
    question: Asked = Asked(),
) -> Index:
    """Return the index of *answer*; *known* words are taken as they are typed."""
    tokens = _leave_out_echoes(tokenise(answer), question)
    index = Index(tokens, thesaurus, known, question.stems, question)
    exact: dict[str, list[int]] = defaultdict(list)
    stems: dict[str, list[int]] = defaultdict(list)
    complements: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(tokens.words):
        exact[word.text].append(at)
    for typed, places in exact.items():
        stems[stem(typed)] += places
        if (rest := negation.find_complement(typed)) is not None:
            complements[stem(rest)] += places
    index.exact, index.stems, index.complements = dict(exact), dict(stems), dict(complements)
    index.heads = frozenset(one[:2] for one in (*stems, *complements))
    index.vocabulary = sorted(exact)
    for typed in index.vocabulary:
        if (
            len(typed) > 3
            and typed.isalpha()
            and not {typed, light_stem(typed)} & known
            and light_stem(typed) not in thesaurus.known
        ):
            index.suspects.setdefault(typed[0], []).append(typed)
    index.names = [raw for raw in tokens.raws if raw.text not in PUNCTUATION]
    for stream, codes in ((index.names, index.codes[0]), (tokens.raws, index.codes[1])):
        for at, raw in enumerate(stream):
            codes.setdefault(_code_key(raw.text), []).append(at)
    index.groups = _find_synonyms(index)
    cues = negation.find_cues(tokens, question.stems)
    index.cues, index.frames, index.all_down = cues
    return index


def _leave_out_echoes(tokens: Tokens, question: Asked) -> Tokens:
    """Return *tokens* without sentences that only say the question again, and choose nothing."""
    said: dict[int, set[str]] = defaultdict(set)
    for word in tokens.words if question.stems else ():
        if is_content(word.text) or word.text in question.stems:
            said[word.sentence].add(stem(word.text))
    echoes = [
        sentence
        for sentence, stems in said.items()
        if stems <= question.stems
        and question.choices <= stems
        and any(
            len(asked & stems) >= ECHO_SHARE * len(asked)
            for asked in question.sentences
            if len(asked) >= ECHO_WORDS or sentence in tokens.questions
        )
    ]
    if not echoes:
        return tokens
    rest = list(tokens.source)
    for echo in echoes:
        at = [n for n, word in enumerate(tokens.words) if word.sentence == echo]
        start, end = tokens.span(at[0], at[-1])
        while end < len(rest) and rest[end] in "?!.":
            end += 1  # alone, a sign would be a word
        rest[start:end] = " " * (end - start)
    return replace(tokenise("".join(rest)), source=tokens.source)


def _find_synonyms(index: Index) -> dict[int, list[Place]]:
    """Return the places of synonyms by the number of their group."""
    stems = [light_stem(word.text) for word in index.tokens.words]
    found: dict[int, list[Place]] = defaultdict(list)
    for at, first in enumerate(stems):
        for member, group in index.thesaurus.members.get(first, ()):
            if len(member) == 1 or tuple(stems[at : at + len(member)]) == member:
                ours = group < index.thesaurus.ours
                found[group].append(Place(at, at + len(member) - 1, synonym=ours))
    return found
