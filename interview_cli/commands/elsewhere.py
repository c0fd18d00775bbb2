"""Questions that were answered and aren't in any pack there is: practised by path, or removed."""

from __future__ import annotations

import os
from collections import Counter
from shlex import quote

from interview_cli.core.progress.progress import Progress
from interview_cli.core.sentences import count
from interview_cli.packs.library.catalogue import Catalogue
from interview_cli.packs.library.offered import find_offered
from interview_cli.terminal.rendering.messages import warn

#: How many packs are named.
_MOST = 3


def count_elsewhere(catalogue: Catalogue, progress: Progress) -> Counter[str]:
    """Return how many answered questions are in packs that *catalogue* doesn't have, by pack."""
    keys = (key.partition(":") for key in progress.known if "/" not in key)
    return Counter(pack for pack, _, _ in keys if pack not in catalogue.packs)


def warn_of_elsewhere(catalogue: Catalogue, progress: Progress) -> bool:
    """Write to standard error which answered questions aren't shown, and how to have them.

    Return whether there are some.
    """
    packs = count_elsewhere(catalogue, progress)
    for pack, number in packs.most_common(_MOST):
        path = _find_path(pack, progress)
        which = f"{pack}, which isn't one of your packs"
        add = f"interview pack add {quote(path) if path else 'SOURCE'}"
        warn(f"you've also answered {count(number, 'question')} of {which}; to add it: {add}")
    if len(packs) > _MOST:
        warn(f"and questions of {count(len(packs) - _MOST, 'more pack')}")
    return bool(packs)


def _find_path(pack: str, progress: Progress) -> str:
    """Return where the pack lay when it was practised last; "" where that isn't known.

    One that the program offers is found by its name.
    """
    if find_offered(pack):
        return pack
    for _, past in sorted(progress.past_sessions.items(), reverse=True):
        paths = past.filters.get("paths", ())
        if past.filters.get("packs") == [pack] and len(paths) == 1 and os.path.exists(paths[0]):
            return str(paths[0])
    return ""
