"""What a question asks for, in its own words: how many *queries*, which *command*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from interview_cli.core.equal_answers.characters import drop_ticks, tidy

_HOW_MANY = re.compile(r"\bhow (?P<how>many|often)\b(?P<words>(?: [\w-]+){0,3})", re.IGNORECASE)
_WHICH = re.compile(r"\b(?:which|what)(?P<words>(?: [\w-]+){1,3})", re.IGNORECASE)
#: Where one of these stands, what is asked for has been named.
_BEHIND = frozenset(
    str.split(
        "a an and are at by can could did do does for from had has have if in is it may might must "
        "of on or should that the their these they this those to was we were when will with would "
        "you your"
    )
)
#: What is measured isn't so many times.
_MEASURES = frozenset(
    str.split(
        "bit bits byte bytes kb mb gb kib mib gib kilobytes megabytes gigabytes ms milliseconds "
        "microseconds nanoseconds second seconds minute minutes hour hours day days week weeks "
        "month months year years percent"
    )
)


def counted_in(asked: str) -> list[str]:
    """Return what may stand behind a number: what the question counts, and a plain "times"."""
    units: list[str] = []
    for found in _HOW_MANY.finditer(_flatten(asked)):
        words = [*_before_the_verb(found["words"].split())]
        units += _parts(words)
        if not _MEASURES.intersection(word.casefold() for word in words):
            units.append("times")
    return units


def without_what_is_named(typed: str, asked: str) -> str:
    """Return *typed* without what the question says it is: the ``alembic check`` *command*."""
    typed = tidy(typed)
    for found in _WHICH.finditer(_flatten(asked)):
        for noun in _parts([*_before_the_verb(found["words"].split())]):
            bare = re.sub(rf"(?<=\S) {re.escape(noun)}\.?$", "", typed, flags=re.IGNORECASE)
            if bare != typed:
                return bare
    return typed


def _flatten(asked: str) -> str:
    return drop_ticks(tidy(asked))


def _before_the_verb(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        if word.casefold() in _BEHIND:
            return
        yield word


def _parts(words: Sequence[str]) -> list[str]:
    """Return the words that follow each other among *words*, the most first."""
    ends = range(1, len(words) + 1)
    parts = (" ".join(words[start:end]) for end in ends for start in range(end))
    return sorted(parts, key=len, reverse=True)
