"""What a phrase looks for, and every place of it in an answer."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import NamedTuple

from interview_cli.core.equal_answers.code import OPERATOR_SIGNS
from interview_cli.core.scoring import negation
from interview_cli.core.scoring.asked import NOT_ASKED, Asked, leave_out_echoes
from interview_cli.core.scoring.guards.claimed import is_claimed
from interview_cli.core.scoring.similar_words import Members, Thesaurus, is_typo
from interview_cli.core.scoring.tokens import (
    RawToken,
    Tokens,
    light_stem,
    stem,
    tokenise,
)

#: How a term is compared: as words; as code with names, whose punctuation does not matter;
#: as code of numbers and signs only, where all of it does.
PROSE, NAMES, EXACT = 0, 1, 2
PUNCTUATION = frozenset("()[]{},.:;\"'?!")


class Term(NamedTuple):
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


class _Look(NamedTuple):
    """What is known of a word that is looked for, whatever the answer."""

    head: str
    is_agent: bool
    has_antonym: bool
    has_typos: bool
    has_other_side: bool  # a converse or a complement
    converse: str | None
    complement: str | None
    group: str  # the stem by which its groups of synonyms are found


@lru_cache(maxsize=16384)
def _look_up(word: str) -> _Look:
    converse, complement = negation.CONVERSES.get(word), negation.find_complement(word)
    has_antonym = negation.has_antonym(word)
    return _Look(
        word[:2],
        _is_agent(word),
        has_antonym,
        word.isalpha() and not has_antonym,
        converse is not None or complement is not None,
        converse,
        complement,
        light_stem(word),
    )


def has_opposite(term: Term) -> bool:
    """Whether *term* is found denied where an answer has the opposite of it."""
    return term.denied or (
        not term.code and any(_look_up(word).has_other_side for word in term.words)
    )


class _Form(NamedTuple):
    """What is known of a word that was typed; ``heads`` are the first letters of its stems."""

    stem: str
    head: str
    rough: str
    is_long: bool
    is_plain: bool  # no agent, and without a complement or a second head
    is_agent: bool
    complement: str | None
    heads: tuple[str, ...]


@lru_cache(maxsize=16384)
def _read(typed: str) -> _Form:
    own, rest = stem(typed), negation.find_complement(typed)
    complement = None if rest is None else stem(rest)
    heads = tuple({typed[:2], own[:2], (complement or own)[:2]})
    is_agent = _is_agent(typed)
    return _Form(
        own,
        heads[0],
        light_stem(typed),
        len(typed) > 3 and typed.isalpha(),
        not is_agent and complement is None and len(heads) == 1,
        is_agent,
        complement,
        heads,
    )


class Index:
    """An answer's word numbers by form, stem, prefix, group of synonyms and code.

    ``known`` words are never typos, ``suspects`` may be; ``asked`` are stems of the question;
    ``cues`` are for each word the cues that deny it; ``frames`` those that turn a whole
    statement down, and ``all_down`` says that they do so with most. ``found`` and ``claims``
    are caches; ``rivals`` are the stems of what the question compares.
    """

    def __init__(
        self, tokens: Tokens, thesaurus: Thesaurus, known: frozenset[str], question: Asked
    ) -> None:
        self.tokens = tokens
        self.thesaurus = thesaurus
        self.known = known
        self.question = question
        self.asked = question.stems
        self.rivals: frozenset[str] = frozenset()
        self.stems: dict[str, list[int]] = {}
        self.complements: dict[str, list[int]] = {}
        exact: dict[str, list[int]] = {}
        for at, (text, _, _, _, _, _) in enumerate(tokens.words):
            if text in exact:
                exact[text].append(at)
            else:
                exact[text] = [at]
        self.exact = exact
        self.groups: dict[int, list[Place]] = {}
        self.agents: set[int] = set()
        self.suspects: dict[str, list[str]] = {}
        heads: set[str] = set()
        stems, firsts = self.stems, thesaurus.firsts
        for typed, places in exact.items():
            own, head, rough, is_long, is_plain, is_agent, complement, own_heads = _read(typed)
            heads.add(head)
            if own in stems:
                stems[own] += places
            else:
                stems[own] = [*places]
            if not is_plain:
                heads.update(own_heads)
                if complement is not None:
                    self.complements.setdefault(complement, []).extend(places)
                if is_agent:
                    self.agents.update(places)
            can_be_typo = is_long and typed not in known and rough not in known
            if can_be_typo and rough not in thesaurus.known:
                self.suspects.setdefault(typed[0], []).append(typed)
            if rough in firsts and (members := thesaurus.find_members(rough)):
                self._add_synonyms(places, members)
        self.heads = heads
        for found in self.groups.values():
            found.sort(key=itemgetter(0))
        self.cues, self.frames, self.all_down = negation.find_cues(tokens, question.stems)
        self.found: dict[Item, list[Place]] = {}
        self.claims: dict[tuple[int, int], bool] = {}

    @cached_property
    def vocabulary(self) -> list[str]:
        """The words of the answer, in order: for those of which a beginning is looked for."""
        return sorted(self.exact)

    @cached_property
    def names(self) -> list[RawToken]:
        """Raw tokens but for punctuation."""
        return [raw for raw in self.tokens.raws if raw.text not in PUNCTUATION]

    @cached_property
    def names_by_key(self) -> dict[str, list[int]]:
        """Places in ``names`` by what they are looked up with."""
        return _group_by_key(self.names)

    @cached_property
    def raws_by_key(self) -> dict[str, list[int]]:
        """Places in all raw tokens by what they are looked up with."""
        return _group_by_key(self.tokens.raws)

    def _add_synonyms(self, places: Sequence[int], members: Members) -> None:
        """Add the places of those *members* of groups that begin at *places*."""
        new, ours, words = tuple.__new__, self.thesaurus.ours, self.tokens.words
        last = len(words) - 1
        for at in places:
            found = members.single
            if (
                members.longer
                and at < last
                and (longer := members.longer.get(light_stem(words[at + 1].text)))
            ):
                here = [one for one in longer if self._has_stems(at, one[1])]
                found = tuple(sorted((*found, *here))) if here else found
            for _, stems, group in found:
                place = new(Place, (at, at + len(stems) - 1, False, group < ours))
                if group in self.groups:
                    self.groups[group].append(place)
                else:
                    self.groups[group] = [place]

    def _has_stems(self, at: int, stems: tuple[str, ...]) -> bool:
        """Whether the words from *at* on have these rough *stems*."""
        words = self.tokens.words[at : at + len(stems)]
        return tuple([light_stem(word.text) for word in words]) == stems

    def find(self, item: Item) -> list[Place]:
        """Return every place of *item*, sorted; each at most once."""
        if (known := self.found.get(item)) is not None:
            return known
        found = self._find_term(item[0])
        for term in item[1:]:
            found += self._find_term(term)
        if len(found) > 1:
            every: dict[int, Place] = {}
            for place in found:
                seen = every.get(place.first)
                if seen is None or seen.synonym > place.synonym:
                    every[place.first] = place
            found = sorted(every.values())
        self.found[item] = found
        return found

    def is_claimed(self, first: int, last: int) -> bool:
        """Whether the speaker stands behind the words *first* to *last*."""
        if (first, last) not in self.claims:
            asking = self.tokens.words[last].sentence in self.tokens.questions
            claimed = not asking and is_claimed(self.tokens.words, first, last)
            self.claims[first, last] = claimed
        return self.claims[first, last]

    def _find_term(self, term: Term) -> list[Place]:
        if term.code:
            return self._find_code(term)
        if len(term.words) == 1:
            return self._find_word(
                term.words[0], begins=term.begins, denied=term.denied, converses=True
            )
        at: list[dict[int, Place]] = []
        for n, word in enumerate(term.words):
            places = self._find_word(word, begins=term.begins and n == len(term.words) - 1)
            if not places:
                return []
            at.append({place.first: place for place in places})
        found = []
        for first in at[0]:
            run = [place for n, own in enumerate(at) if (place := own.get(first + n))]
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
        """Return the places of *word*, typed right or wrong, of its opposites and synonyms."""
        # All at once: one after the other they take as long as the rest.
        head, is_agent, has_antonym, has_typos, other_side, converse, rest, group = _look_up(word)
        alike: list[int] = []
        opposite: list[int] = []
        if begins:
            at = bisect_left(self.vocabulary, word)
            while at < len(self.vocabulary) and self.vocabulary[at].startswith(word):
                alike += self.exact[self.vocabulary[at]]
                at += 1
        # Stems keep the beginning, and stemming costs more than all else.
        if head in self.heads:
            alike += self.exact.get(word, ())
            ours = stem(word)
            complements = self.complements.get(ours)
            if (same := self.stems.get(ours)) and not (complements and has_antonym):
                if is_agent or not self.agents.isdisjoint(same):
                    same = [n for n in same if (n in self.agents) == is_agent]
                alike += same
            if complements:
                opposite += complements
        # The first letter of a typo is right.
        if has_typos and (suspects := self.suspects.get(word[0])):
            alike += self._find_typos(word, suspects, begins=begins)
        if other_side:
            if converses and converse:
                opposite += self.exact.get(converse, ())
            if rest is not None and rest[:2] in self.heads:
                opposite += self.stems.get(stem(rest), ())
        new = tuple.__new__  # a third of the time that making a tuple with names takes
        places = [new(Place, (n, n, denied, False)) for n in dict.fromkeys(alike)] if alike else []
        if opposite:
            places += [new(Place, (n, n, not denied, False)) for n in opposite]
        if groups := self.thesaurus.groups.get(group):
            found = [place for number in groups for place in self.groups.get(number, ())]
            seen = {place[0] for place in places} if found else ()
            for first, last, _, synonym in found:
                if first not in seen:
                    places.append(new(Place, (first, last, denied, synonym)))
        return places

    def _find_typos(self, word: str, suspects: Sequence[str], *, begins: bool) -> list[int]:
        lengths = (len(word), len(word) + 1) if begins else (None,)
        return [
            at
            for length in lengths
            for typed in suspects
            if is_typo(word, typed[:length])
            for at in self.exact[typed]
        ]

    def _find_code(self, term: Term) -> list[Place]:
        exact = term.code == EXACT
        stream: Sequence[RawToken] = self.tokens.raws if exact else self.names
        places = []
        by_key = self.raws_by_key if exact else self.names_by_key
        for at in by_key.get(_code_key(term.words[0]), ()):
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


def _group_by_key(raws: Sequence[RawToken]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at, key in enumerate(map(_code_key, [raw.text for raw in raws])):
        found[key].append(at)
    return found


@lru_cache(maxsize=16384)
def _code_key(text: str) -> str:
    """Return the key that a part of code is looked up by: the name after its dots, folded."""
    return text.rpartition(".")[2].casefold()


@lru_cache(maxsize=16384)
def _is_agent(word: str) -> bool:
    """Whether *word* is an agent noun: publisher has the stem of publish."""
    return len(word) > 5 and word.endswith(("er", "ers", "or", "ors"))


def build_index(
    answer: str,
    thesaurus: Thesaurus,
    known: frozenset[str] = frozenset(),
    question: Asked = NOT_ASKED,
) -> Index:
    """Return the index of *answer*; *known* words are taken as they are typed."""
    return Index(leave_out_echoes(tokenise(answer), question), thesaurus, known, question)
