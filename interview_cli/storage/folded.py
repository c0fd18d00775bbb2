"""What the journal adds up to, from the cache where that is sound."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from interview_cli.core.memory.scheduler import Scheduler
from interview_cli.core.progress.progress import Progress
from interview_cli.storage import clock, library, paths
from interview_cli.storage.journal import Damage, Journal
from interview_cli.storage.snapshot import Cache, load

if TYPE_CHECKING:
    from interview_cli.core.progress.statistics import Statistics


def progress(
    journal: Journal, names: Mapping[str, str] | None = None
) -> tuple[Progress, list[Damage]]:
    """Give the learner's progress, and the damaged lines not told of before.

    *names* has today's names of renamed questions; None leaves those of the last time.
    Raises DiskError when the journal can't be read.
    """
    counts_with, stamp = library.installed()
    cache = Cache(paths.cache(), "progress", stamp, keep=not clock.pretended())

    def new() -> Progress:
        return Progress(Scheduler(library=counts_with), names or {})

    def restored(plain: dict[str, Any]) -> Progress:
        return Progress.from_plain(plain, names)

    return load(journal, cache, new, restored)


def statistics(journal: Journal) -> Statistics:
    """Give the counts for the statistics; what is damaged is told of by ``progress``.

    Raises DiskError when the journal can't be read.
    """
    from interview_cli.core.progress.statistics import Statistics

    cache = Cache(paths.cache(), "statistics", keep=not clock.pretended())
    found, _ = load(journal, cache, Statistics, Statistics.from_plain)
    return found
