"""Where the items of a phrase stand in an answer, and which of them stand close together."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from interview_cli.core.scoring.negation import TURNED, denials, denied_by_prefix, opposed
from interview_cli.core.scoring.phrases import EXACT, PUNCTUATION, Item, Part
from interview_cli.core.scoring.spelling import slip
from interview_cli.core.scoring.thesaurus import Table
from interview_cli.core.scoring.words import STOP, Raw, Text, read, root, stem


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Words *first* to *last* of the answer; ``denied`` if they say the item's opposite.

    ``near`` is True for one of our own synonyms.
    """

    first: int
    last: int
    denied: bool = False
    near: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """Places that hold the items of a phrase, one each, in the order of the items."""

    first: int
    last: int
    places: tuple[Place, ...]

    @property
    def length(self) -> int:
        """How many words it has, where each place counts as one: code can have many."""
        long = {(place.first, place.last) for place in self.places if place.last > place.first}
        return self.last - self.first + 1 - sum(last - first for first, last in long)


@dataclass(slots=True)
class Index:
    """An answer with its words looked up by form, stem, beginning and code."""

    text: Text
    table: Table
    known: frozenset[str]
    asked: frozenset[str] = frozenset()
    exact: dict[str, list[int]] = field(default_factory=dict)
    stems: dict[str, list[int]] = field(default_factory=dict)
    opposites: dict[str, list[int]] = field(default_factory=dict)
    heads: frozenset[str] = frozenset()
    groups: dict[int, list[Place]] = field(default_factory=dict)
    cues: list[tuple[int, ...]] = field(default_factory=list)
    sorted: list[str] = field(default_factory=list)
    slips: list[str] = field(default_factory=list)
    named: list[Raw] = field(default_factory=list)
    codes: tuple[dict[str, list[int]], dict[str, list[int]]] = field(
        default_factory=lambda: ({}, {})
    )
    found: dict[Item, list[Place]] = field(default_factory=dict)
    claims: dict[tuple[int, int], bool] = field(default_factory=dict)

    def place(self, item: Item) -> list[Place]:
        """Give every place of *item*, sorted; each at most once."""
        if item not in self.found:
            every: dict[int, Place] = {}
            for part in item:
                for place in self._part(part):
                    if place.first not in every or every[place.first].near > place.near:
                        every[place.first] = place
            self.found[item] = sorted(every.values())
        return self.found[item]

    def adds(self, window: Window) -> bool:
        """Say whether *window* holds anything that the question does not say itself."""
        return any(
            word not in STOP and stem(word) not in self.asked
            for place in window.places
            for word in (self.text.words[n].text for n in range(place.first, place.last + 1))
        )

    def _part(self, part: Part) -> list[Place]:
        if part.code:
            return self._code(part)
        if len(part.words) == 1:
            return self._word(part.words[0], begins=part.begins, denied=part.denied, turned=True)
        runs = [
            self._word(word, begins=part.begins and n == len(part.words) - 1)
            for n, word in enumerate(part.words)
        ]
        at = [{place.first: place for place in run} for run in runs]
        found = []
        for first in at[0]:
            run = [place for n, places in enumerate(at) if (place := places.get(first + n))]
            last = first + len(run) - 1
            if len(run) == len(at) and self._together(first, last):
                denied = sum(place.denied for place in run) % 2 == 1
                near = any(place.near for place in run)
                found.append(Place(first, last, denied ^ part.denied, near))
        return found

    def _together(self, first: int, last: int) -> bool:
        """Say whether no comma and no end of a clause parts the words *first* to *last*."""
        words = self.text.words[first : last + 1]
        return words[0].clause == words[-1].clause and not any(word.comma for word in words[1:])

    def _word(
        self, word: str, *, begins: bool, denied: bool = False, turned: bool = False
    ) -> list[Place]:
        places = [Place(at, at, denied) for at in self.exact.get(word, ())]
        if begins:
            at = bisect_left(self.sorted, word)
            while at < len(self.sorted) and self.sorted[at].startswith(word):
                places += [Place(n, n, denied) for n in self.exact[self.sorted[at]]]
                at += 1
            near = [typed for typed in self.slips if slip(word, typed[: len(word)])]
            near += [typed for typed in self.slips if slip(word, typed[: len(word) + 1])]
        else:
            near = [typed for typed in self.slips if slip(word, typed)]
        # Stems keep the beginning, and stemming costs more than all else.
        ours = stem(word) if word[:2] in self.heads else ""
        if not opposed(word) or ours not in self.opposites:
            places += [
                Place(n, n, denied)
                for n in self.stems.get(ours, ())
                if _doer(self.text.words[n].text) == _doer(word)
            ]
        places += [Place(n, n, denied) for typed in near for n in self.exact[typed]]
        places += [Place(n, n, not denied) for n in self.opposites.get(ours, ())]
        if turned:
            places += [Place(n, n, not denied) for n in self.exact.get(TURNED.get(word, ""), ())]
        rest = denied_by_prefix(word)
        if rest is not None and rest[:2] in self.heads:
            places += [Place(n, n, not denied) for n in self.stems.get(stem(rest), ())]
        seen = {place.first for place in places}
        for group in self.table.of.get(root(word), ()):
            places += [
                Place(p.first, p.last, denied, p.near)
                for p in self.groups.get(group, ())
                if p.first not in seen
            ]
        return places

    def _code(self, part: Part) -> list[Place]:
        exact = part.code == EXACT
        stream: Sequence[Raw] = self.text.raws if exact else self.named
        places = []
        for at in self.codes[exact].get(part.words[0].rpartition(".")[2], ()):
            run = stream[at : at + len(part.words)]
            if len(run) == len(part.words) and all(
                self._same_code(word, raw.text) for word, raw in zip(part.words, run, strict=True)
            ):
                # A sign has no word of its own, but that which follows it.
                spoken = [raw for raw in run if self._worded(raw)]
                last = spoken[-1].last if spoken else min(run[0].first, len(self.text.words) - 1)
                places.append(Place(spoken[0].first if spoken else last, last))
        return places

    def _worded(self, raw: Raw) -> bool:
        """Say whether *raw* has words, and is no sign."""
        at = raw.first
        return at < len(self.text.words) and self.text.words[at].start < raw.end

    def _same_code(self, wanted: str, typed: str) -> bool:
        """Say whether two names are one, as far as both are written out: sleep, asyncio.sleep.

        A word of the question or a short one is no name without its prefix: a question about
        locks has no `redis.lock`, and JSON is no `openapi.json`.
        """
        if wanted == typed or wanted[0].isdigit():
            return wanted == typed
        if wanted.endswith(f".{typed}"):
            return len(typed) > 4 and stem(typed) not in self.asked
        return typed.endswith(f".{wanted}")


def _doer(word: str) -> bool:
    """Say whether *word* is one who does it: publisher has the stem of publish."""
    return len(word) > 5 and word.endswith(("er", "ers", "or", "ors"))


def index(
    answer: str,
    table: Table,
    known: frozenset[str] = frozenset(),
    asked: frozenset[str] = frozenset(),
) -> Index:
    """Cut *answer* into words and index them.

    *known* words are taken as they are typed; *asked* are the stems of the question.
    """
    text = read(answer)
    made = Index(text, table, known, asked)
    exact: dict[str, list[int]] = defaultdict(list)
    stems: dict[str, list[int]] = defaultdict(list)
    opposites: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(text.words):
        exact[word.text].append(at)
    for typed, places in exact.items():
        stems[stem(typed)] += places
        if (rest := denied_by_prefix(typed)) is not None:
            opposites[stem(rest)] += places
    made.exact, made.stems, made.opposites = dict(exact), dict(stems), dict(opposites)
    made.heads = frozenset(one[:2] for one in (*stems, *opposites))
    made.sorted = sorted(exact)
    made.slips = [
        word
        for word in made.sorted
        if len(word) > 3
        and word.isalpha()
        and not {word, root(word)} & known
        and root(word) not in table.known
    ]
    made.named = [raw for raw in text.raws if raw.text not in PUNCTUATION]
    for stream, codes in ((made.named, made.codes[0]), (text.raws, made.codes[1])):
        for at, raw in enumerate(stream):
            codes.setdefault(raw.text.rpartition(".")[2], []).append(at)
    made.groups = _groups(made)
    made.cues = denials(text)
    return made


def _groups(index: Index) -> dict[int, list[Place]]:
    """Find the members of groups of synonyms."""
    roots = [root(word.text) for word in index.text.words]
    found: dict[int, list[Place]] = defaultdict(list)
    for at, first in enumerate(roots):
        for member, group in index.table.members.get(first, ()):
            if len(member) == 1 or tuple(roots[at : at + len(member)]) == member:
                found[group].append(Place(at, at + len(member) - 1, near=group < index.table.ours))
    return found
