"""Words that count as another one: synonyms, typing errors, and stems that are nearly alike.

Our own synonyms are in ``synonyms.txt`` and ``everyday_words.txt``, words that are never a typo
in ``correct_words.txt``; packs bring their own groups.
RapidFuzz is imported late (tens of milliseconds): checking a pack without key points needs none
of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from interview_cli.core.equal_answers.code import NAME
from interview_cli.core.scoring.negation import has_antonym
from interview_cli.core.scoring.tokens import light_stem, read_lines, split_part, split_words
from interview_cli.core.word_lists import word_set

MIN_LETTERS = 4  # letters of a word that can be misspelt
MIN_LETTERS_CHANGED = 6  # letters from which a letter may also be another one: list is not last
MIN_LETTERS_TWO = 8  # letters from which two errors are forgiven
#: Similarity of two words that the likeness takes for one: 0.8, and room for how RapidFuzz rounds
#: a cut-off (0.8 itself would leave out "item" and "itemm").
ALIKE = 0.79


class Members(NamedTuple):
    """The members of groups that begin with one stem, each with its rank among them.

    ``single`` are numbers of groups; of those of several words, which are looked up by their
    second stem, beside it all their stems.
    """

    single: tuple[tuple[int, tuple[str, ...], int], ...]
    longer: Mapping[str, tuple[tuple[int, tuple[str, ...], int], ...]]


class Thesaurus:
    """Groups of synonyms, looked up by light stems.

    ``groups[stem]`` are the groups that a single word is in, ``firsts`` the stems that members
    begin with, ``known`` stems that are never a typo. The first ``ours`` groups are our own; a
    pack's author means the very same by the others.
    """

    def __init__(
        self,
        members: Mapping[str, Sequence[tuple[tuple[str, ...], int]]],
        groups: Mapping[str, tuple[int, ...]],
        known: frozenset[str],
        ours: int,
    ) -> None:
        self.groups = groups
        self.known = known
        self.ours = ours
        self._members = members
        self.firsts = members.keys()
        self._sorted: dict[str, Members] = {}

    def find_members(self, first: str) -> Members | None:
        """Return the members of groups that begin with the stem *first*; None without any."""
        if found := self._sorted.get(first):
            return found
        if first not in self._members:
            return None
        single, longer = [], dict[str, list[tuple[int, tuple[str, ...], int]]]()
        for rank, (stems, group) in enumerate(dict.fromkeys(self._members[first])):
            if len(stems) == 1:
                single.append((rank, stems, group))
            else:
                longer.setdefault(stems[1], []).append((rank, stems, group))
        by_second = {second: tuple(members) for second, members in longer.items()}
        found = self._sorted[first] = Members(tuple(single), by_second)
        return found


@lru_cache(maxsize=32)
def build_thesaurus(extra: tuple[tuple[str, ...], ...]) -> Thesaurus:
    """Return our own groups and *extra*, ready to be looked up."""
    lines = chain(read_lines("synonyms.txt"), read_lines("everyday_words.txt"))
    ours = [_read_group(line) for line in lines]
    members: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    groups: dict[str, list[int]] = {}
    known = set(map(light_stem, word_set(" ".join(read_lines("correct_words.txt")))))
    by_word: dict[str, tuple[str, ...]] = {}  # words of which many members are made
    for number, (general, group) in enumerate((*ours, *(("", one) for one in extra))):
        for member in group:
            stems = _stem_member(member, by_word)
            if not stems:
                continue
            known.update(stems)
            first = stems[0]
            if first in members:
                members[first].append((stems, number))
            else:
                members[first] = [(stems, number)]
            if len(stems) == 1 and not general:
                if first in groups:
                    groups[first].append(number)
                else:
                    groups[first] = [number]
        if general:
            groups.setdefault(light_stem(general), []).append(number)
    return Thesaurus(
        members,
        {
            word: tuple(dict.fromkeys(found) if len(found) > 1 else found)
            for word, found in groups.items()
        },
        frozenset(known),
        len(ours),
    )


def _stem_member(member: str, by_word: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the rough stems of *member*; those of a single word are looked up in *by_word*."""
    if not (member.isascii() and member.replace(" ", "").isalpha()):
        return tuple(map(light_stem, split_words(member)))
    stems: list[str] = []
    for word in member.split():
        if (own := by_word.get(word)) is None:
            parts = split_part(word, NAME)
            own = by_word[word] = tuple([light_stem(part) for part, _, _ in parts])
        stems += own
    return tuple(stems)


def _read_group(line: str) -> tuple[str, tuple[str, ...]]:
    """Return what the members of a line are instances of, if they are, and the members."""
    general, arrow, specific = line.partition("<-")
    return (general.strip() if arrow else ""), tuple((specific if arrow else general).split(","))


@lru_cache(maxsize=16384)
def is_typo(word: str, typed: str) -> bool:
    """Whether *typed* is *word* with a typing error or two; both folded.

    The optimal string alignment distance (a letter added, left out, changed, or two swapped)
    is at most 1 from four letters, 2 from eight. The first letter must be right: there stand
    the prefixes that turn a word into its opposite, and lock is not block.
    """
    short = min(len(word), len(typed))
    if short < MIN_LETTERS or word[0] != typed[0] or not (word.isalpha() and typed.isalpha()):
        return False
    most = 2 if short >= MIN_LETTERS_TWO else 1
    if abs(len(word) - len(typed)) > most or has_antonym(word):
        return False
    from rapidfuzz.distance import OSA

    if OSA.distance(word, typed, score_cutoff=most) > most:
        return False
    changed = len(word) == len(typed) and sorted(word) != sorted(typed)
    return not (changed and short < MIN_LETTERS_CHANGED)


def find_alike(word: str, others: Sequence[str]) -> str | None:
    """Return the word among *others* that is most like *word*; None below a similarity of 0.8.

    Similarity is 1 - OSA distance / letters of the longer. Meant for stems; opposites are
    never alike.
    """
    if len(word) < MIN_LETTERS or not word.isalpha():
        return None
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    alike = OSA.normalized_similarity
    found = process.extractOne(word, others, scorer=alike, score_cutoff=ALIKE)
    if found is None or len(found[0]) < MIN_LETTERS or has_antonym(word) or has_antonym(found[0]):
        return None
    typed = str(found[0])
    # asynchronous ends in synchronous
    return None if word.endswith(typed) or typed.endswith(word) else typed
