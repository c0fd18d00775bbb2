"""Words of the field that mean the same, and words that are never typos, to look up.

Our own are in ``synonyms.txt`` and ``correct_words.txt``; packs bring their own groups.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from interview_cli.core.scoring.tokens import light_stem, read_lines, split_words, word_set


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """Groups of synonyms, looked up by light stems.

    ``members[first]`` are pairs of a member's stems and the number of its group;
    ``groups[stem]`` are the groups that a single word is in; ``known`` are stems of words that
    are never a typo. The first ``ours`` groups are our own; the others are a pack's, whose
    author means the very same by them.
    """

    members: Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]
    groups: Mapping[str, tuple[int, ...]]
    known: frozenset[str]
    ours: int


@lru_cache(maxsize=32)
def build_thesaurus(extra: tuple[tuple[str, ...], ...] = ()) -> Thesaurus:
    """Return our own groups and *extra*, ready to be looked up."""
    ours = [tuple(line.split(",")) for line in read_lines("synonyms.txt")]
    members: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    groups: dict[str, list[int]] = {}
    known = set(map(light_stem, word_set(" ".join(read_lines("correct_words.txt")))))
    for number, group in enumerate((*ours, *extra)):
        for member in group:
            stems = tuple(light_stem(word) for word in split_words(member))
            if not stems:
                continue
            known.update(stems)
            members.setdefault(stems[0], []).append((stems, number))
            if len(stems) == 1:
                groups.setdefault(stems[0], []).append(number)
    return Thesaurus(
        {first: tuple(dict.fromkeys(found)) for first, found in members.items()},
        {word: tuple(dict.fromkeys(found)) for word, found in groups.items()},
        frozenset(known),
        len(ours),
    )
