"""The phrase language of key points: what an author writes, and where an answer says it.

Words in any order, close together, in one sentence; ``a|b`` either; ``word*`` prefixes;
``a > b`` in that order; back-ticked parts are code. No regular expressions: an author
should not need to know them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice, product

from interview_cli.core.equal_answers.code import SIGN, split_code
from interview_cli.core.scoring.matching import (
    EXACT,
    NAMES,
    PUNCTUATION,
    Index,
    Item,
    Place,
    Term,
)
from interview_cli.core.scoring.negation import CONTRASTS, CUES, NEEDLESS, OF_THINGS
from interview_cli.core.scoring.tokens import (
    CLAUSE_WORDS,
    STOP_WORDS,
    is_unspaced,
    normalise,
    split_words,
    stem,
)
from interview_cli.core.word_lists import word_set

GROUP = re.compile(r"(?:`[^`]*`|[^\s`])+")
EITHER = re.compile(r"(?:`[^`]*`|[^|`])+")
#: Words that a phrase can do without, and an answer may have anywhere.
OPTIONAL_WORDS = word_set("a an the is are was were be been being of it its that this")
#: Stop words that say something where little is said.
MEANINGFUL = word_set("same most one out")
#: A phrase of nothing else is looked for as it stands.
_BARE = CUES | OPTIONAL_WORDS
#: Part of a phrase, these deny nothing in its window.
SPOKEN_CUES = CUES | NEEDLESS | CONTRASTS.keys()

CIRCUMSTANCES = word_set("for in on with at during")
ARTICLES = word_set("a an the each every any its this that one")
MAX_READINGS = 8  # readings of a phrase with ``to|>`` in it
REACH_BEHIND = 3  # words after a statement in which its denial may stand


class Phrase:
    """Items by segment, each segment after the one before it; and how often it denies.

    ``without`` of its ``denials`` only leave a thing out: "a response without a body".
    ``longest`` is the most words from the first to the last, both counted (n words: 2n + 4).
    """

    __slots__ = ("denials", "items", "longest", "segments", "size", "without")

    def __init__(
        self, segments: tuple[tuple[Item, ...], ...], denials: int = 0, without: int = 0
    ) -> None:
        self.segments = segments
        self.denials = denials
        self.without = without
        self.items = [*chain.from_iterable(segments)]
        self.size = len(self.items)
        self.longest = 2 * (sum([_width(item) for item in self.items]) + denials) + 4

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Phrase) and self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash(self._parts())

    def _parts(self) -> tuple[object, ...]:
        return self.segments, self.denials, self.without


def _width(item: Item) -> int:
    """Return how many words *item* stands for: one, or its letters where each is a word."""
    words = item[0].words
    return len(words) if len(words) > 1 and is_unspaced(words[0]) else 1


@lru_cache(maxsize=8192)
def parse_phrase(phrase: str) -> tuple[Phrase, ...]:
    """Return *phrase* as a value; several where an order mark is an alternative (``to|>``)."""
    text = normalise(phrase)[0]
    groups = GROUP.findall(text) if "`" in text else text.split()
    alternatives = [_split_group(group) for group in groups]
    if ">" not in text:  # one reading, as of nearly all
        reading = _build_phrase([group for group in alternatives if group])
        return (reading,) if reading.size else ()
    choices = [_split_order(group) for group in alternatives if group]
    readings = islice(map(_build_phrase, product(*choices)), MAX_READINGS)
    return tuple(dict.fromkeys(reading for reading in readings if reading.size))


def _split_group(group: str) -> list[str]:
    if "`" not in group:
        group = group.casefold()
        if "|" not in group:  # one plain word, as most
            return ["without" if group == "w/o" else group]
    either = EITHER.findall(group)
    return [word if "`" in word else word.casefold() for word in either]


def _split_order(group: list[str]) -> list[list[str]]:
    words = [word for word in group if word != ">"]
    return [[">"], words] if words and len(words) < len(group) else [words or [">"]]


def _build_phrase(groups: Sequence[list[str]]) -> Phrase:
    segments: list[list[Item]] = [[]]
    denials = 0
    bare = _BARE.issuperset([group[0] for group in groups])
    for group in groups:
        if group == [">"]:
            segments.append([])
        elif not bare and CUES.issuperset(group):
            denials += 1
        else:
            item = tuple([term for word in group if (term := _build_term(word))])
            if item and (bare or len(groups) == 1 or not all(map(_is_slack, item))):
                segments[-1].append(item)
    return Phrase(tuple([tuple(segment) for segment in segments if segment]), denials)


def _is_slack(term: Term) -> bool:
    words, code, begins, _ = term
    return words[0] in OPTIONAL_WORDS and len(words) == 1 and not begins and not code


@lru_cache(maxsize=16384)
def _build_term(word: str) -> Term | None:
    if word.startswith("`") and word.endswith("`") and len(word) > 1:
        return _build_code(word.strip("`"))
    begins = word.endswith("*") and len(word) > 1
    if begins and word.startswith("`"):
        return _build_code(word.strip("`*"))
    words = split_words(word.rstrip("*"))
    if not words:
        return _build_code(word)
    denied = len(words) > 1 and words[0] == "non"
    return Term(words[1:] if denied else words, begins=begins, denied=denied)


def _build_code(code: str) -> Term | None:
    tokens = [(text, kind == SIGN) for text, _, _, kind in split_code(code)]
    if any(text[0].isalpha() or text[0] == "_" for text, _ in tokens):
        tokens = [(text, sign) for text, sign in tokens if not sign or text not in PUNCTUATION]
        while len(tokens) > 1 and tokens[0][0] in "@-" and tokens[1][0] != "=":
            del tokens[0]  # --flag and @decorator may be named without it
        return Term(tuple(text for text, _ in tokens), code=NAMES)
    return Term(tuple(text for text, _ in tokens), code=EXACT) if tokens else None


@lru_cache(maxsize=4096)
def parse_content(text: str) -> Phrase:
    """Return the content words of *text* as a phrase: for what a point ``says``."""
    words = split_words(text)
    denials = sum(word in CUES for word in words)
    content = [w for w in words if w not in STOP_WORDS - MEANINGFUL and w not in CUES]
    items = tuple((Term(term),) for term in dict.fromkeys(_pair_letters(content)))
    return Phrase((items,) if items else (), denials, words.count("without"))


def _pair_letters(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield *words*; those of one letter, in scripts without spaces, by two of a run."""
    for at, word in enumerate(words):
        if not is_unspaced(word):
            yield (word,)
        elif at + 1 < len(words) and is_unspaced(words[at + 1]):
            yield word, words[at + 1]
        elif at == 0 or not is_unspaced(words[at - 1]):
            yield (word,)


class Window:
    """Words ``first`` to ``last`` of an answer, with a place of each item of a phrase, in order."""

    __slots__ = ("first", "index", "last", "places")

    def __init__(self, index: Index, first: int, last: int, places: tuple[Place, ...]) -> None:
        self.index = index
        self.first = first
        self.last = last
        self.places = places

    @property
    def length(self) -> int:
        """How many words it has, where each place counts as one: code can have many."""
        long = {(place.first, place.last) for place in self.places if place.last > place.first}
        return self.last - self.first + 1 - sum(last - first for first, last in long)

    @property
    def has_content(self) -> bool:
        """Whether its places have a content word that the question doesn't have."""
        words = self.index.tokens.words
        own = (word.text for p in self.places for word in words[p.first : p.last + 1])
        return any(word not in STOP_WORDS and stem(word) not in self.index.asked for word in own)

    @property
    def is_echo(self) -> bool:
        """Whether it is in the question's own words and leaves open what was asked.

        "Whether it is TCP or UDP" does. A sentence that only repeats the question isn't
        looked at in the first place.
        """
        words, question = self.index.tokens.words, self.index.question
        own = {stem(words[at].text) for p in self.places for at in range(p.first, p.last + 1)}
        if not own & question.stems or not own <= question.stems | STOP_WORDS:
            return False
        near = [word.text for word in words[max(0, self.first - 2) : self.last + 3]]
        return not self.is_claimed or ("or" in near and question.choices <= set(map(stem, near)))

    @property
    def in_one_clause(self) -> bool:
        """Whether no clause ends within it, but where a word of the phrase begins one."""
        words = self.index.tokens.words
        own = {place.first for place in self.places}
        return all(
            words[at].clause == words[at - 1].clause
            or (words[at].text in CLAUSE_WORDS and at in own)
            for at in range(self.first + 1, self.last + 1)
        )

    @property
    def has_comma(self) -> bool:
        """Whether there is a comma between its places."""
        inside = {n for place in self.places for n in range(place.first + 1, place.last + 1)}
        between = range(self.first + 1, self.last + 1)
        return any(self.index.tokens.words[at].comma for at in between if at not in inside)

    @property
    def is_claimed(self) -> bool:
        return self.index.is_claimed(self.first, self.last)

    @property
    def cues(self) -> set[int]:
        """The cues that deny something in it, but for those that are part of it."""
        own = {at for place in self.places for at in range(place.first, place.last + 1)}
        spoken = {at for at in own if self.index.tokens.words[at].text in SPOKEN_CUES}
        cues = {cue for at in own for cue in self.index.cues[at]} - spoken
        return {cue for cue in cues if not self._is_replaced(cue)}

    def _is_replaced(self, cue: int) -> bool:
        """Whether *cue* puts something aside, and only its circumstances are in the window.

        Then they hold of what comes instead: "don't use X for Z, use Y" says "Y for Z".
        """
        words, every = self.index.tokens.words, self.index.cues
        denied = [
            place
            for place in self.places
            if any(cue in every[at] for at in range(place.first, place.last + 1))
        ]
        later = [place.first for place in self.places if not every[place.first]]
        circumstances = next(
            (at for at in range(cue + 1, self.last + 1) if words[at].text in CIRCUMSTANCES),
            self.last,
        )
        return any(
            words[at].comma or words[at].clause != words[cue].clause
            for at in range(max(place.first for place in denied) + 1, max(later, default=0) + 1)
        ) and all(place.first >= circumstances for place in denied)

    @property
    def later_cues(self) -> set[int]:
        """The cue right after it in its clause: "passwords should not be stripped"."""
        words = self.index.tokens.words
        for at in range(self.last + 1, min(len(words), self.last + 1 + REACH_BEHIND)):
            if words[at].clause != words[self.last].clause or words[at].comma:
                break
            if words[at].text in CUES and words[at].text not in OF_THINGS:
                return {at}
        return set()

    def is_denied(self, cues: set[int]) -> bool:
        """Whether *cues*, and words that are opposites by their form, deny it.

        A denial inside another one's scope takes it back: "it never runs without a lock" says
        that it runs with one. Two beside each other are two denials: "don't read, don't write".
        """
        every = self.index.cues
        chains = [{cue} for cue in cues]
        for place in self.places:
            if place.denied:
                own = {c for at in range(place.first, place.last + 1) for c in every[at]}
                chains.append({-1 - place.first} | (own & cues))
        for cue in cues:
            linked = {cue, *(cues & set(every[cue]))}
            apart = [chain for chain in chains if not chain & linked]
            chains = [*apart, linked.union(*(chain for chain in chains if chain & linked))]
        return any(len(chain) % 2 for chain in chains)


def find_windows(
    phrase: Phrase, index: Index, *, synonyms: bool = True, within: range | None = None
) -> Iterable[Window]:
    """Return the windows that hold every item of *phrase*, with its segments in order.

    Only words *within* a range are looked at, if one is given.
    """
    found: list[list[Place]] = []
    for item in phrase.items:
        if not (places := _find_within(item, index, within)):
            return ()
        found.append(places if synonyms else [p for p in places if not p.synonym])
    windows: list[Window] = []
    first = 0
    for segment in phrase.segments:
        tightest = _find_tightest(found[first : first + len(segment)], index)
        windows = (
            [*_join(windows, tightest), *_join_passive(windows, tightest)] if first else tightest
        )
        first += len(segment)
    return windows


def _find_within(item: Item, index: Index, within: range | None) -> list[Place]:
    places = index.find(item)
    if within is None or not places:
        return places
    return [p for p in places if within.start <= p.first and p.last < within.stop]


def _join_passive(doers: Sequence[Window], deeds: Sequence[Window]) -> Iterator[Window]:
    """Yield windows of a passive: "the lock is released by the thread" for "thread > releases"."""
    for doer in doers:
        words = doer.index.tokens.words
        by = doer.first - 1
        while by > 0 and words[by].text in ARTICLES:
            by -= 1
        if by < 0 or words[by].text != "by":
            continue
        deed = next((deed for deed in reversed(deeds) if deed.last < by), None)
        if deed and words[deed.first].clause == words[by].clause:
            yield _span((*doer.places, *deed.places), doer.index)


def _find_tightest(lists: Sequence[Sequence[Place]], index: Index) -> list[Window]:
    """Return the tightest windows of one sentence with a place of every list, left to right.

    For each place: it and the latest of every other list.
    """
    if len(lists) == 1:
        return [Window(index, place.first, place.last, (place,)) for place in lists[0]]
    if not all(lists):
        return []
    found: list[Window] = []
    events = sorted((place, n) for n, places in enumerate(lists) for place in places)
    words = index.tokens.words
    latest: dict[int, Place] = {}
    sentence = -1
    for place, n in events:
        if words[place.first].sentence != sentence:
            sentence = words[place.first].sentence
            latest.clear()
        latest[n] = place
        if len(latest) == len(lists):
            found.append(_span([latest[k] for k in range(len(lists))], index))
    return found


def _join(windows: Sequence[Window], following: Iterable[Window]) -> list[Window]:
    """Return the *following* windows, each with the last of *windows* before it in its sentence."""
    joined: list[Window] = []
    at, before = 0, None
    for window in following:
        while at < len(windows) and windows[at].last < window.first:
            before = windows[at]
            at += 1
        words = window.index.tokens.words
        if before and words[before.first].sentence == words[window.first].sentence:
            joined.append(_span((*before.places, *window.places), window.index))
    return joined


def find_densest(
    phrase: Phrase, index: Index, within: range | None = None
) -> tuple[list[int], Window | None]:
    """Return the window in one sentence with the most items of *phrase*, and their numbers.

    It is as long as a window of the whole phrase at most; None where no item is found. Only
    words *within* a range are looked at, if one is given.
    """
    lists = [_find_within(item, index, within) for item in phrase.items]
    events = sorted((place, n) for n, places in enumerate(lists) for place in places)
    words = index.tokens.words
    best: dict[int, Place] = {}
    latest: dict[int, Place] = {}
    for place, n in events:
        latest[n] = place
        sentence = words[place.first].sentence
        for k, other in list(latest.items()):
            too_far = place.last - other.first >= phrase.longest
            if too_far or words[other.first].sentence != sentence:
                del latest[k]
        if len(latest) > len(best):
            best = dict(latest)
    numbers = sorted(best)
    return numbers, _span([best[n] for n in numbers], index) if best else None


def _span(places: Sequence[Place], index: Index) -> Window:
    first, last = min([p.first for p in places]), max([p.last for p in places])
    return Window(index, first, last, tuple(places))
