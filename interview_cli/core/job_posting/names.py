"""Names of topics, found in a text however they're spelled there.

Names are compared without case, spaces, hyphens and plurals, so that ``back-pressure``,
``Fast API`` and ``status code`` are found by ``backpressure``, ``FastAPI`` and ``status codes``.
An everyday word, such as ``testing`` or ``Flask``, needs more: see ``Found.everyday``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from interview_cli.core.job_posting.tables import read_list, split_words

_TOKEN = re.compile(r"[^\W_]+(?:'[a-z]+)?|[+#]+(?=\W|$)|&")
_GAP = re.compile(r"\s*[-/&+]?\s*|\.")
#: A name may be spelled with so many words.
_LONGEST = 6
#: A shorter name isn't put together from words that stand apart.
_SPLIT = 6
_GLUED_TO = ("and", "or", "in", "with", "for", "to", "on", "is", "as", "und", "oder", "mit", "für")


class Found(NamedTuple):
    """A name in a text, from *start* to *end*.

    ``topic`` is "" for something that no topic is about. ``everyday`` is how sure it is that the
    name is meant: 0 for a name that means nothing else, 1 for an everyday word spelled as the
    name is (``Flask``), 2 for an everyday word that may well mean something else.
    """

    start: int
    end: int
    name: str
    topic: str
    everyday: int


class _Name(NamedTuple):
    name: str
    topic: str
    everyday: bool


class Names:
    """All the names to look for; those of *topics* win over the other technologies."""

    def __init__(self, topics: Mapping[str, Iterable[str]]) -> None:
        self._names: dict[str, _Name] = {}
        everyday = {compact(word) for word in split_words("everyday_words.txt")}
        for topic, others in topics.items():
            own = topic.rpartition("/")[2].replace("-", " ")
            for name in (own, *others):
                self._add(name, topic, everyday)
        for name in read_list("other_technologies.txt"):
            self._add(name, "", everyday)

    def _add(self, name: str, topic: str, everyday: set[str]) -> None:
        key = compact(name)
        self._names.setdefault(key, _Name(name, topic, key in everyday))

    def find(self, text: str) -> list[Found]:
        """Return the names in *text*, in order; of two that overlap the longer one."""
        tokens = [(m.start(), m.end(), fold(m[0])) for m in _TOKEN.finditer(text)]
        found: list[Found] = []
        place = 0
        while place < len(tokens):
            taken = self._match(text, tokens, place) or self._match_glued(text, tokens[place])
            if taken is None:
                place += 1
                continue
            name, count = taken
            found.append(name)
            place += count
        return found

    def _match(
        self, text: str, tokens: list[tuple[int, int, str]], place: int
    ) -> tuple[Found, int] | None:
        for count in range(min(_LONGEST, len(tokens) - place), 0, -1):
            part = tokens[place : place + count]
            known = self._names.get("".join(token for _, _, token in part))
            if known is None or not _is_name(known, text, part):
                continue
            start, end = part[0][0], part[-1][1]
            return _as_found(known, start, end, text), count
        return None

    def _match_glued(self, text: str, token: tuple[int, int, str]) -> tuple[Found, int] | None:
        """Return the name at the beginning of a word, if a small word is glued to it."""
        start, _, word = token
        for small in _GLUED_TO:
            rest = word.removesuffix(small)
            known = self._names.get(rest) if rest != word and len(rest) >= _SPLIT else None
            if known and not known.everyday:
                return _as_found(known, start, start + len(rest), text), 1
        return None


def _as_found(known: _Name, start: int, end: int, text: str) -> Found:
    as_name = known.name != known.name.lower() and text[start:end] == known.name
    doubt = 0 if not known.everyday else 1 if as_name else 2
    return Found(start, end, known.name, known.topic, doubt)


def _is_name(known: _Name, text: str, part: list[tuple[int, int, str]]) -> bool:
    """Whether the words *part* can be that name: nothing but a hyphen stands between them."""
    gaps = (text[a[1] : b[0]] for a, b in pairwise(part))
    if not all(_GAP.fullmatch(gap) for gap in gaps):
        return False
    spelled = text[part[0][0] : part[-1][1]]
    if known.everyday and known.name.isupper() and spelled.removesuffix("s") != known.name:
        return False  # a rest isn't REST
    words = len(_TOKEN.findall(known.name))
    return words == len(part) or len(compact(known.name)) >= _SPLIT


@cache
def fold(word: str) -> str:
    """Return *word* without case and the ending of a plural."""
    word = word.lower().removesuffix("'s")
    if len(word) < 4 or word.endswith(("ss", "us", "is", "as", "os")) or not word.endswith("s"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("sses", "xes")) else word[:-1]


def compact(name: str) -> str:
    """Return *name* as it's compared: folded, and without what stands between its words."""
    return "".join(fold(word) for word in _TOKEN.findall(name))
