"""The learner's journal and progress: what every command about progress opens first."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview_cli.core.errors import DiskError
from interview_cli.packs.library.catalogue import Catalogue
from interview_cli.storage import clock, paths
from interview_cli.storage.journal import Journal
from interview_cli.storage.progress_cache import load_progress
from interview_cli.terminal.rendering.messages import warn

if TYPE_CHECKING:
    from interview_cli.core.progress.progress import Progress
    from interview_cli.packs.library.catalogue import Catalogue


@dataclass(slots=True)
class Learner:
    """The learner's journal and what it adds up to, ready for a session."""

    journal: Journal
    progress: Progress

    @classmethod
    def open(cls, catalogue: Catalogue | None, *, writing: bool = True) -> Learner:
        """Open the journal; questions have the names that *catalogue* gives them today.

        Raises DiskError when it can't be read or, for *writing*, written.
        """
        journal = Journal(paths.journal(), writing=not clock.pretended())
        if writing:
            journal.check()
        progress, damage = load_progress(journal, catalogue.renames if catalogue else None)
        for spot in damage:
            warn(
                f"{spot.path}: a line that cannot be read, at byte {spot.offset}; "
                "it is kept, and the others count"
            )
        return cls(journal, progress)

    def update_progress(self, catalogue: Catalogue) -> None:
        """Write what was answered to the cache of progress, so that the next start is quick."""
        with suppress(DiskError):  # it costs the next start time, and nothing else
            self.progress, _ = load_progress(self.journal, catalogue.renames)


def complain(catalogue: Catalogue) -> None:
    """Say on standard error what was left out, a line each."""
    for complaint in catalogue.complaints:
        warn(complaint)
