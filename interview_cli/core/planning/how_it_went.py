"""How the interview went, as the learner tells it: the outcome, and the topics asked about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from interview_cli.core.job_posting.names import Names
from interview_cli.core.levels import is_within
from interview_cli.core.records import INTERVIEW_OUTCOMES

#: What else the outcomes are called.
_OTHER_NAMES = {
    **dict.fromkeys(("good", "great", "fine", "passed"), "well"),
    **dict.fromkeys(("so so", "soso", "ok", "okay", "mixed"), "so-so"),
    **dict.fromkeys(("bad", "poorly", "failed"), "badly"),
    **dict.fromkeys(("postponed", "cancelled", "it was moved"), "moved"),
}


def read_outcome(text: str) -> tuple[str, str] | None:
    """Return the outcome that *text* begins with, and the rest; None where it has none."""
    names = {**_OTHER_NAMES, **{name: name for name in INTERVIEW_OUTCOMES}}
    said = text.strip()
    for name in sorted(names, key=len, reverse=True):
        rest = said[len(name) :]
        if said.lower().startswith(name) and not rest[:1].isalnum():
            return names[name], rest.lstrip(" ,;:.-").rstrip()
    return None


#: No other names.
_NONE: Mapping[str, Iterable[str]] = MappingProxyType({})


def find_topics(
    text: str, topics: Iterable[str], others: Mapping[str, Iterable[str]] = _NONE
) -> tuple[str, ...]:
    """Return the *topics*, or areas of them, that *text* names; none within another.

    *others* are further names of areas, ``{"redis": ["caching"]}``.
    """
    topics = [*topics]
    words = re.findall(r"[\w+#]+", text.lower())
    said = f" {' '.join(words)} "
    names: dict[str, str] = {}
    for topic in topics:
        parts = topic.split("/")
        for depth in range(1, len(parts) + 1):
            names["/".join(parts[:depth])] = parts[depth - 1].replace("-", " ")
    named = {path for path, name in names.items() if f" {name} " in said}
    known = {path: also for path, also in others.items() if path in names}
    also = {one.topic for one in Names(known).find(text) if one.topic}
    # Middleware is another name of FastAPI, and a topic of its own: that's what was meant.
    found = sorted(named | {area for area in also if not any(is_within(n, area) for n in named)})
    return tuple(
        path
        for path in found
        if not any(is_within(path, other) for other in found if other != path)
    )
