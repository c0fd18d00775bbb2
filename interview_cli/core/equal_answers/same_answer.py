"""The one rule for equal answers: whether what was typed is what is right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from interview_cli.core.equal_answers.asked_for import counted_in, without_what_is_named
from interview_cli.core.equal_answers.characters import (
    drop_quotes,
    drop_stop,
    drop_ticks,
    is_in_ticks,
    tidy,
)
from interview_cli.core.equal_answers.code import IDENTIFIER, bare_name, is_same_code
from interview_cli.core.equal_answers.numbers import is_number, is_same_number
from interview_cli.core.equal_answers.slips import describe_slip
from interview_cli.core.equal_answers.words import are_same, split, without_articles

#: No answer is longer: of a longer one only equal texts are the same.
LONGEST = 2000


class Verdict(Enum):
    """How much of a right answer a typed one is."""

    SAME = "same"
    NEARLY = "nearly"
    DIFFERENT = "different"


class Comparison(NamedTuple):
    """What a comparison found; ``differs`` says in words what isn't as in the key."""

    verdict: Verdict
    differs: str = ""

    @property
    def credit(self) -> float:
        return {Verdict.SAME: 1.0, Verdict.NEARLY: 0.5, Verdict.DIFFERENT: 0.0}[self.verdict]


SAME = Comparison(Verdict.SAME)
DIFFERENT = Comparison(Verdict.DIFFERENT)


def compare_answers(
    typed: str,
    key: str,
    *,
    case: bool = False,
    asked: str = "",
    units: Sequence[str] = (),
) -> Comparison:
    """Return whether *typed* is the answer *key*: the same, nearly, or different.

    With *case*, and in a key in back-ticks, capitals, quotes, articles and plurals count.
    *asked* is what the learner saw: a value may be typed with the name that it's assigned
    to there, a name with what the question says it is. *units* may stand around a number.
    """
    if tidy(typed) == tidy(key):
        return SAME
    if not typed.strip() or max(len(typed), len(key)) > LONGEST:
        return DIFFERENT
    units = (*units, *counted_in(asked))
    found = _best(
        _compare(text, key, case=case, units=units)
        for text in (typed, *_unassign(typed, drop_quotes(tidy(key)), asked))
    )
    if found.verdict is not Verdict.DIFFERENT:
        return found
    if case or is_in_ticks(key):
        return _describe_difference(typed, key)
    bare = without_what_is_named(typed, asked)
    same = bare != tidy(typed) and _compare(bare, key, case=False, units=units) is SAME
    return SAME if same else found


def compare_with_any(
    typed: str,
    keys: Sequence[str],
    *,
    case: bool = False,
    asked: str = "",
    units: Sequence[str] = (),
) -> Comparison:
    """Return the best that :func:`compare_answers` says of *typed* and each of *keys*."""
    return _best(compare_answers(typed, key, case=case, asked=asked, units=units) for key in keys)


def compare_with_number(
    typed: str,
    value: float,
    tolerance: float = 0.0,
    *,
    asked: str = "",
    units: Sequence[str] = (),
) -> Comparison:
    """Return whether *typed* is a number within *tolerance* of *value*.

    What the question counts may stand behind it, as any of *units* may.
    """
    texts = (typed, *_unassign(typed, "", asked))
    units = (*units, *counted_in(asked))
    right = any(is_number(text, value, tolerance, units=units, asked=asked) for text in texts)
    return SAME if right else DIFFERENT


def _best(found: Iterable[Comparison]) -> Comparison:
    best = DIFFERENT
    for comparison in found:
        if comparison.credit > best.credit or not (best.credit or best.differs):
            best = comparison
    return best


def _compare(typed: str, key: str, *, case: bool, units: Sequence[str]) -> Comparison:
    if is_same_code(typed, key):
        return SAME
    if is_in_ticks(key):
        return DIFFERENT
    if is_same_number(typed, key, units):
        return SAME
    if case:
        return DIFFERENT
    ours, theirs = split(key, key=True), split(typed)
    if not ours or not theirs:
        return DIFFERENT
    for key_parts in without_articles(ours, key=True):
        for typed_parts in without_articles(theirs):
            if are_same(typed_parts, key_parts):
                return SAME
    if any(part.exact for part in ours):
        return DIFFERENT
    words = [" ".join(part.folded for part in without_articles(p)[-1]) for p in (theirs, ours)]
    slip = describe_slip(*words)
    return Comparison(Verdict.NEARLY, slip) if slip else DIFFERENT


_ASSIGNMENT = re.compile(rf"(?P<name>{IDENTIFIER.pattern}) ?=(?!=) ?(?P<value>\S.*)")


def _unassign(typed: str, key: str, asked: str) -> list[str]:
    """Return the name or value that ``name = value`` was typed for, where one is right.

    The name itself is, where it is the key; its value is, where the question has the name.
    """
    found = _ASSIGNMENT.fullmatch(drop_stop(drop_ticks(tidy(typed))))
    if not found:
        return []
    name, value = found["name"], found["value"]
    if IDENTIFIER.fullmatch(bare_name(key)) and name.casefold() == bare_name(key).casefold():
        return [] if re.search(r"[\s,;]", value) else [name]
    if re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", asked):
        return [value]
    return []


def _describe_difference(typed: str, key: str) -> Comparison:
    """Return what makes *typed* another text, where elsewhere it would be the same."""
    if is_same_code(typed.casefold(), key.casefold()):
        return Comparison(Verdict.DIFFERENT, "upper and lower case matter here")
    if _compare(typed, drop_ticks(key), case=False, units=()).verdict is Verdict.SAME:
        return Comparison(Verdict.DIFFERENT, "it has to be written exactly like that")
    return DIFFERENT
