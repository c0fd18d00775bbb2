"""Sides that changed places: "UDP does the handshake, TCP sends datagrams".

A question that compares names its sides: "TCP and UDP", "merge or rebase". What the model
answer and the points say of one side only, an answer should not say of another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from interview_cli.core.markdown import remove_blocks
from interview_cli.core.scoring.matching import Index
from interview_cli.core.scoring.negation import find_cues
from interview_cli.core.scoring.tokens import (
    STOP_WORDS,
    Tokens,
    Word,
    split_words,
    stem,
    tokenise,
)
from interview_cli.core.word_lists import word_set

#: Words between the sides of a comparison; a comma is one too.
BETWEEN = word_set("or and vs versus from than")
#: Words around sides that are no part of them.
AROUND = word_set("""
    compare compared comparing differ differs difference differences different between choose prefer
    explain describe decide rather instead versus better
""")
SLACK = word_set("a an the differ differs different")
MAX_WORDS = 3  # words of a side
SUBJECT = 4  # words at the beginning of a clause, of which one is its subject
LEAST = 2  # words on the wrong side that make sides swapped
TIMES = 5  # and how many times as many these are as those on the right one

#: The stems by which a side is recognised.
Side = frozenset[str]


class Comparison(NamedTuple):
    """The sides that a question names, and stems said of one of them only, with its number."""

    sides: tuple[Side, ...] = ()
    own: dict[str, int] = {}  # noqa: RUF012  never written to


def find_swapped(index: Index, ask: str, texts: tuple[str, ...]) -> frozenset[int]:
    """Return the numbers of the words that an answer says of the wrong side.

    There are none unless at least two sides got what is another's, and hardly anything stands
    where it should: then the sides were taken for each other. *ask* names the sides, *texts* say
    what is right of each.
    """
    subjects = [*_find_subjects(index.tokens, read_sides(ask))]
    if len({side for _, side in subjects}) < 2:
        return frozenset()  # as most answers: what is right of each needn't be read
    comparison = read_comparison(ask, texts)
    right = 0
    wrong: dict[int, int] = {}
    for at, side in subjects if comparison.own else ():
        owner = comparison.own.get(stem(index.tokens.words[at].text))
        if owner is None or index.cues[at]:
            continue
        if owner == side:
            right += 1
        else:
            wrong[at] = side
    if len(wrong) < max(LEAST, TIMES * right) or len(set(wrong.values())) < 2:
        return frozenset()
    return frozenset(wrong)


@lru_cache(maxsize=512)
def read_comparison(ask: str, texts: tuple[str, ...]) -> Comparison:
    """Return the sides of the question *ask*, and what *texts* say of each alone."""
    sides = read_sides(ask)
    if not sides:
        return Comparison()
    said: defaultdict[str, set[int]] = defaultdict(set)
    for text in texts:
        for one, side in _read_said(ask, text):
            said[one].add(side)
    shared = frozenset(map(stem, split_words(ask))).union(*sides)
    own = {one: min(of) for one, of in said.items() if len(of) == 1 and one not in shared}
    return Comparison(sides, own) if len(set(own.values())) > 1 else Comparison()


@lru_cache(maxsize=512)
def _read_said(ask: str, text: str) -> frozenset[tuple[str, int]]:
    """Return the stems that *text* says of a side of the question *ask*, with its number."""
    tokens = tokenise(remove_blocks(text))
    subjects = [*_find_subjects(tokens, read_sides(ask))]
    if not subjects:
        return frozenset()
    cues = find_cues(tokens, frozenset(map(stem, split_words(ask)))).of
    return frozenset(
        (stem(tokens.words[at].text), side)
        for at, side in subjects
        if not cues[at] and tokens.words[at].text not in STOP_WORDS
    )


@lru_cache(maxsize=512)
def read_sides(ask: str) -> tuple[Side, ...]:
    """Return the sides that a question names, each by stems that no other has."""
    words = tokenise(ask).words
    runs: list[list[tuple[str, ...]]] = []
    for at in range(1, len(words)):
        joined = words[at].text in BETWEEN
        if not (joined or words[at].comma):
            continue
        before, after = _collect(words, at - 1, -1), _collect(words, at + joined, 1)
        if before and after and runs and runs[-1][-1] == before:
            runs[-1].append(after)
        elif before and after:
            runs.append([before, after])
    found: list[Side] = []
    for run in runs:
        for side in run:
            others = {word for other in run if other != side for word in other}
            own = {stem(word) for word in side if word not in others}
            if own and len(side) > 1:
                own.add("".join(word[0] for word in side))  # its acronym
            if own:
                found.append(frozenset(own))
    return tuple(dict.fromkeys(found))


def _collect(words: Sequence[Word], at: int, step: int) -> tuple[str, ...]:
    """Return the words of a side that begins, or with a *step* of -1 ends, at *at*."""
    found: list[str] = []
    first = at
    while 0 <= at < len(words) and words[at].sentence == words[first].sentence:
        word = words[at]
        if step > 0 and word.comma and at > first:
            break
        if word.text in STOP_WORDS or word.text in AROUND or len(found) == MAX_WORDS:
            if found or word.text not in SLACK:
                break
        else:
            found.append(word.text)
            if step < 0 and word.comma:
                break
        at += step
    return tuple(found[::step])


def _find_subjects(tokens: Tokens, sides: Sequence[Side]) -> Iterator[tuple[int, int]]:
    """Yield the number of each word that is said of one side, with the number of that side.

    That is the one named at the beginning of the clause, or of an earlier one of its sentence.
    """
    if not sides:
        return
    by_stem = {one: number for number, side in enumerate(sides) for one in side}
    clauses: defaultdict[int, list[int]] = defaultdict(list)
    for at, word in enumerate(tokens.words):
        clauses[word.clause].append(at)
    subject, sentence = -1, -1
    for places in clauses.values():
        stems = [stem(tokens.words[at].text) for at in places]
        named = [(by_stem[one], n) for n, one in enumerate(stems) if one in by_stem]
        if len({side for side, _ in named}) == 1:
            subject = named[0][0] if named[0][1] < SUBJECT else -1
        elif named or tokens.words[places[0]].sentence != sentence:
            subject = -1
        sentence = tokens.words[places[0]].sentence
        if subject >= 0:
            yield from ((at, subject) for at in places)
