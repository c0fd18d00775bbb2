"""Every text of a question, with its place: for rules about how texts are written."""

from __future__ import annotations

from collections.abc import Iterator

from interview_cli.storage.packs.lint.spots import Spot
from interview_cli.storage.packs.nodes import Map, Seq

#: Fields whose text is Markdown.
MARKDOWN = frozenset({"ask", "answer", "hint", "stem", "why", "text"})
#: Fields whose text is shown or compared, though not Markdown.
SHOWN = MARKDOWN | {"says", "any", "not", "accept", "prints", "steps", "code", "starter"}


def texts(spot: Spot) -> Iterator[tuple[str, str, int]]:
    """Give each text with the name of its field and the index where it begins."""
    return _texts(spot.part, "")


def _texts(part: Map | Seq, name: str) -> Iterator[tuple[str, str, int]]:
    if isinstance(part, Map):
        pairs = [(key, value, part.at(key)) for key, value in part.items()]
    else:
        pairs = [(name, value, part.at(n)) for n, value in enumerate(part)]
    for key, value, at in pairs:
        if isinstance(value, Map | Seq):
            if key not in ("lint", "needs", "checked", "sources", "was"):
                yield from _texts(value, key)
        elif isinstance(value, str):
            yield key, value, at
