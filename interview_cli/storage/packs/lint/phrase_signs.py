"""A phrase of a key point with a sign in it that means nothing there."""

from __future__ import annotations

import re

from interview_cli.storage.packs.lint.points import asked_in
from interview_cli.storage.packs.lint.rule import Found, Measured, Rule
from interview_cli.storage.packs.lint.spots import Spot
from interview_cli.storage.packs.problems import brief

#: Parts in back-ticks, the last of them not always closed; and what is as short, and as plain,
#: that it stands without: len(), f(x), O(n log n).
_CODE = re.compile(r"`[^`]*`?")
_CALL = re.compile(r"\bO\([^()|]*\)|(?<=\w)\(\w?\)")
#: Stands for such a part, whatever signs it has.
_SOME = "x"
_SUM = re.compile(r"(?<=\d)\s+\+\s+(?=\d)")
_REGEX = re.compile(r"/[^/]*[^/\s]/[gimsuy]{0,2}")
#: Within a word, or before it. By itself it is a sign of arithmetic, as in times|x|*.
_STAR = re.compile(r"\*[^*-]|\*-$")
_DOTS = re.compile(r"\.{3,}|…")
_ARROW = re.compile(r"[-=~]+>|[→⇒]|>>+")
_ORDER = 'order is "a > b", with spaces'
_EITHER = '"a|b" is either, without spaces'
_TICKS = "code goes in back-ticks"
_BETWEEN = "words between are allowed anyway"


def _look(spot: Spot) -> Found:
    for asked in asked_in(spot):
        for point, node in asked.points:
            for name, phrases in (("any", point.any), ("not", point.not_)):
                for n, phrase in enumerate(phrases):
                    if message := misread(phrase):
                        yield node[name].at(n), message


def misread(phrase: str) -> str:
    """Say which sign of *phrase* means nothing, and what to write; nothing if all are sound."""
    text = _SUM.sub("+", _CALL.sub(_SOME, _CODE.sub(_SOME, phrase))).strip()
    if _REGEX.fullmatch(text):
        return (
            f'"{brief(phrase, 40)}" is read as words, not as a regular expression: '
            "write the words, a|b for either, word* for beginnings; a path goes in back-ticks"
        )
    if dots := _DOTS.search(text):
        return f'{_nothing(dots[0])}; {_BETWEEN}: leave "{dots[0]}" out'
    words = text.split()
    for word in words:
        if message := _alone(word) or _within(word):
            return message
    for at, where in ((0, "first"), (-1, "last")):
        if words and words[at] == ">":
            return f'">" means nothing as the {where} word of a phrase; {_ORDER}: leave it out'
    return ""


def _nothing(sign: str) -> str:
    return f'"{sign}" means nothing in a phrase'


def _alone(word: str) -> str:
    """Judge a word that is a sign and no more."""
    if set(word) == {"*"}:
        return f'{_nothing(word)} by itself; {_BETWEEN}: leave "{word}" out'
    if set(word) == {"|"}:
        return f"{_nothing(word)} by itself; {_EITHER}: join what is beside it, or {_TICKS}"
    if _ARROW.fullmatch(word):
        return f"{_nothing(word)}; {_ORDER}; {_TICKS}"
    if set(word) in ({"&"}, {"+"}):
        return f'{_nothing(word)}; all words are wanted anyway: leave "{word}" out; {_TICKS}'
    return ""


def _within(word: str) -> str:
    """Judge a word that has a sign in it."""
    if "<" in word:
        return f"{_nothing('<')}; {_ORDER}; {_TICKS}"
    if bracket := re.search(r"[()]", word):
        return f"{_nothing(bracket[0])}; {_EITHER}; a phrase for each wording; {_TICKS}"
    parts = word.split("|")
    if "" in parts:
        return (
            f'an alternative of "{brief(word, 30)}" is empty; {_EITHER}: '
            f'leave the "|" out that has nothing beside it; {_TICKS}'
        )
    if any(_STAR.search(part) for part in parts):
        return (
            f'"*" in "{brief(word, 30)}" means nothing; it ends a beginning, as in "lock*", and '
            f"{_BETWEEN}: write the words apart; {_TICKS}"
        )
    return ""


RULE = Rule(
    id="phrase-signs",
    title="a sign in a phrase that means nothing there",
    why="""\
A phrase is words in any order and four signs: a|b, word*, a > b and back-ticks. Any other sign
is looked for as it is written, or passed over, so that the phrase finds what nobody meant, or
nothing.""",
    bad="""\
key_points:
  - says: the generator makes items lazily
    any: [lazy < items, one * time, (lazy|lazily)]""",
    good="""\
key_points:
  - says: the generator makes items lazily
    any: [items > lazily, one time, lazy|lazily]""",
    each=_look,
    measured=Measured(3, 3, 4),
)
