"""Words of an answer: articles, hyphens, plurals and number words don't matter, code does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from interview_cli.core.equal_answers.characters import drop_quotes, drop_stop, tidy
from interview_cli.core.equal_answers.code import bare_name
from interview_cli.core.equal_answers.numbers import NUMBER_WORDS
from interview_cli.core.equal_answers.plurals import is_plural_pair

ARTICLES = frozenset(("a", "an", "the"))
#: Before a number these take a hyphen that is no minus: utf-8, but not size-1.
_NAMES = frozenset(
    str.split(
        "aes base cp es hs http https ipv iso latin layer level md oauth pep py python rfc rs sha "
        "ssl tls type utf uuid number option part phase stage step tier top version"
    )
)
#: An "a" before one of these is a name: for a in b.
NO_NOUNS = frozenset(str.split("and as else for from if in is or"))
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
#: Around these a space is a matter of taste, in code and in prose.
_SPACED = re.compile(r" ?(==|!=|<=|>=|[,=<>+]) ?|(?<=[(\[{]) | (?=[)\]}])")
#: Code and a word with a hyphen between them: I/O-bound.
_COMPOUND = re.compile(r"[^\W_]+(?:/[^\W_]+)+(?:-[^\W\d_]{2,})+")


class Part(NamedTuple):
    """A part of an answer; ``gap`` is what stands before it: a space, a hyphen or nothing.

    A part that is *exact* is compared as it's written; one that isn't a *word* is code.
    """

    text: str
    gap: str = " "
    word: bool = True
    exact: bool = False

    @property
    def folded(self) -> str:
        return self.text.casefold()


def split(text: str, *, key: bool = False) -> tuple[Part, ...]:
    """Return the parts of *text*; in a *key* what stands in back-ticks is exact."""
    text = tidy(text)
    pieces = re.split(r"`+([^`]+)`+", text) if key else [text]
    return tuple(
        part
        for n, piece in enumerate(pieces)
        for part in (_split_exact(piece) if n % 2 else _split(piece, key=key))
    )


def _split_exact(text: str) -> Iterator[Part]:
    for token in text.split():
        yield Part(bare_name(token), word=False, exact=True)


def _split(text: str, *, key: bool) -> Iterator[Part]:
    text = drop_stop(drop_quotes(text)) if text.strip() else ""
    for token in _tighten(text).split():
        name = bare_name(token)
        if _COMPOUND.fullmatch(token):
            code, *words = token.split("-")
            yield Part(code, word=False)
            yield from map(Part, words)
            continue
        camel_case = key and re.search(r"[a-z\d][A-Z]", token)
        if name != token or camel_case or not _WORD.fullmatch(token):
            yield Part(name, word=False)
            continue
        for n, text_of in enumerate(token.replace("'", "").split("-")):
            yield Part(text_of, "-" if n else " ")


def _tighten(text: str) -> str:
    return _SPACED.sub(lambda found: found[1] or "", text)


def without_articles(parts: Sequence[Part], *, key: bool = False) -> list[tuple[Part, ...]]:
    """Return *parts* as they are, without the first article, and without any.

    A capital A is none, unless it comes first; nor is one at the end, or in ``a b``.
    """
    drop = [n for n, _ in enumerate(parts) if _is_article(parts, n, key=key)]
    found = [tuple(parts)]
    for left_out in (drop[:1] if drop[:1] == [0] else [], drop):
        found.append(tuple(part for n, part in enumerate(parts) if n not in left_out))
    return list(dict.fromkeys(found))


def _is_article(parts: Sequence[Part], n: int, *, key: bool) -> bool:
    part = parts[n]
    if part.exact or part.folded not in ARTICLES or part.gap == "-" or n + 1 == len(parts):
        return False
    after = parts[n + 1]
    if after.gap == "-" or (key and n and part.text == "A"):
        return False
    if part.folded != "a":
        return True
    names = len(after.text) == 1 and after.text.islower()
    return not names and after.folded not in NO_NOUNS


def are_same(typed: Sequence[Part], key: Sequence[Part]) -> bool:
    """Whether two answers without their articles are the same."""
    if len(typed) == len(key) and all(map(_is_same_part, typed, key)):
        # Where a gap matters it has to be the same: size-1, size 1.
        return _gaps(typed) == _gaps(key)
    if any(part.exact for part in key):
        return False
    for counted in (False, True):
        ours, theirs = _squash(key, counted=counted), _squash(typed, counted=counted)
        if ours == theirs:
            return True
        if key[-1].word and typed[-1].word and is_plural_pair(ours, theirs):
            return True
    return False


def _is_same_part(typed: Part, key: Part) -> bool:
    if key.exact:
        return typed.text == key.text and typed.gap == key.gap
    ours, theirs = key.folded, typed.folded
    if ours == theirs:
        return True
    if not (key.word and typed.word):
        return False
    return is_plural_pair(ours, theirs) or (
        NUMBER_WORDS.get(ours, ours) == NUMBER_WORDS.get(theirs, theirs)
    )


def _gaps(parts: Sequence[Part]) -> list[tuple[int, str]]:
    """Return the gaps that matter, each with the number of the part behind it."""
    found = [(n, _gap(one, other)) for n, (one, other) in enumerate(pairwise(parts))]
    return [(n, gap) for n, gap in found if gap == "-"]


def _squash(parts: Sequence[Part], *, counted: bool) -> str:
    """Return *parts* in one text, with gaps only where they matter; number words *counted*."""
    text, before = "", None
    for part in parts:
        word = NUMBER_WORDS.get(part.folded, part.folded) if counted and part.word else part.folded
        now = part._replace(text=word)
        text += (_gap(before, now) if before else "") + word
        before = now
    return text


def _gap(before: Part, part: Part) -> str:
    """Return what must stand between two parts; "" where space, hyphen and none are one."""
    if not (before.word and part.word):
        return " "
    one, other = before.folded, part.folded
    if part.gap == " " and one in ARTICLES:
        return " "  # a sync function is not async
    if one[-1].isdigit() and other[0].isdigit():
        return part.gap
    if other[0].isdigit():
        minus = part.gap == "-" and one not in _NAMES
        return part.gap if len(one) == 1 or minus else ""
    if one[-1].isdigit():  # 5 s is 5s, but 2-x is a difference
        return "-" if part.gap == "-" and len(other) == 1 else ""
    return part.gap if len(one) == len(other) == 1 else ""
