"""Which words say the same as which, and which are known to be no slip of the keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from interview_cli.core.scoring.known import KNOWN
from interview_cli.core.scoring.synonyms import GROUPS
from interview_cli.core.scoring.words import root, words_of


@dataclass(frozen=True, slots=True)
class Table:
    """Groups of synonyms by the roots of their members (``words.root``).

    ``members[first]`` are pairs of a member's roots and the number of its group;
    ``of[root]`` are the groups that a single word is in. The first ``ours`` groups are our
    own; the others are a pack's, and who wrote the pack means the very same by them.
    """

    members: Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]
    of: Mapping[str, tuple[int, ...]]
    known: frozenset[str]
    ours: int


@lru_cache(maxsize=32)
def table(extra: tuple[tuple[str, ...], ...] = ()) -> Table:
    """Give our own groups and *extra*, ready to be looked up."""
    lines = (line for line in GROUPS.strip().splitlines() if not line.startswith("#"))
    groups = [tuple(line.split(",")) for line in lines]
    members: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    of: dict[str, list[int]] = {}
    known = {root(word) for word in KNOWN.split()}
    for number, group in enumerate((*groups, *extra)):
        for member in group:
            roots = tuple(root(word) for word in words_of(member))
            if not roots:
                continue
            known.update(roots)
            members.setdefault(roots[0], []).append((roots, number))
            if len(roots) == 1:
                of.setdefault(roots[0], []).append(number)
    return Table(
        {first: tuple(dict.fromkeys(found)) for first, found in members.items()},
        {word: tuple(dict.fromkeys(found)) for word, found in of.items()},
        frozenset(known),
        len(groups),
    )
