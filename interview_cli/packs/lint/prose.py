"""The texts of a question as rules read them: without code or Markdown, as words or stems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from interview_cli.core.markdown import blank_code
from interview_cli.core.scoring.tokens import STOP_WORDS, stem
from interview_cli.packs.lint.rule import Subject
from interview_cli.packs.yaml.source import Map, Seq

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def to_prose(text: str) -> str:
    """Return *text* without code, in one line."""
    return " ".join(blank_code(text).split())


def to_one_line(text: str) -> str:
    """Return *text* in one line, with code and without the signs of Markdown around it."""
    return " ".join(re.sub(r"[`*]", "", text).split())


def words_in(text: str) -> list[str]:
    """Return the words of the prose of *text*, folded."""
    return [word.casefold() for word in _WORD.findall(blank_code(text))]


@lru_cache(maxsize=4096)
def content_stems(text: str) -> frozenset[str]:
    """Return the stems of the words in the prose of *text* that carry content."""
    return frozenset(
        stem(word) for word in words_in(text) if word not in STOP_WORDS and len(word) > 2
    )


#: Fields whose text is Markdown.
MARKDOWN = frozenset({"ask", "answer", "hint", "stem", "why", "text"})
#: Fields whose text is shown or compared, though not Markdown.
SHOWN = MARKDOWN | {"says", "any", "not", "accept", "prints", "steps", "code", "starter"}


def iterate_texts(subject: Subject) -> Iterator[tuple[str, str, int]]:
    """Return each text with the name of its field and the index where it begins."""
    return _iterate_texts(subject.part, "")


def _iterate_texts(part: Map | Seq, name: str) -> Iterator[tuple[str, str, int]]:
    if isinstance(part, Map):
        pairs = [(key, value, part.at(key)) for key, value in part.items()]
    else:
        pairs = [(name, value, part.at(n)) for n, value in enumerate(part)]
    for key, value, at in pairs:
        if isinstance(value, Map | Seq):
            if key not in ("lint", "needs", "checked", "sources", "was"):
                yield from _iterate_texts(value, key)
        elif isinstance(value, str):
            yield key, value, at
