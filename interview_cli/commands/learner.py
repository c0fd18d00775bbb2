"""What a command opens first: the packs, and the learner's journal and progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from interview_cli.core.errors import DiskError, UsageError
from interview_cli.core.study_days import study_day
from interview_cli.packs.library.catalogue import Catalogue, open_catalogue
from interview_cli.packs.library.offered import find_offered
from interview_cli.storage import clock, paths
from interview_cli.terminal.rendering.messages import progress_bar, warn

if TYPE_CHECKING:
    from interview_cli.core.progress.progress import Progress
    from interview_cli.core.questions.question import Question
    from interview_cli.storage.journal import Journal
    from interview_cli.storage.snapshots.past_lines import PastLines
    from interview_cli.storage.snapshots.progress_cache import Watch


@dataclass(slots=True)
class Learner:
    """The learner's journal and what it adds up to, ready for a session."""

    journal: Journal
    progress: Progress

    @classmethod
    def open(cls, catalogue: Catalogue | None, *, writing: bool = True) -> Learner:
        """Open the journal; questions get their names of today in *catalogue*; raises DiskError."""
        from interview_cli.storage.snapshots.progress_cache import (
            load_progress,
        )  # `pack list` needs none

        journal = open_journal()
        if writing:
            journal.check()
            _warn_of_drafts()
        lost: dict[str, int] = {}
        names = catalogue.renames if catalogue else None
        progress, damage = load_progress(journal, names, choose_watch(), lost.update)
        for spot in damage:  # which is said, and is why the line isn't there
            lost.pop(spot.path.name, None)
        if lost:
            _warn_of_loss(lost)
        if damage:
            more = f", and {len(damage) - 1} more" if len(damage) > 1 else ""
            warn(
                f"{damage[0].path}: a line that can't be read, at byte {damage[0].offset}{more}; "
                "it's kept, and the other lines still count; "
                "to see what's wrong: interview progress doctor"
            )
        _warn_of_restore()
        for name in journal.list_in_cloud():
            warn(
                f"{journal.folder / name} is still in the cloud: its answers don't count "
                "until your sync tool has fetched it"
            )
        if catalogue is not None:
            _take_planned(catalogue, progress)
        return cls(journal, progress)

    def new_left(self, day: int) -> int | None:
        """Return how many new questions the learner wants on the study *day*; None for any.

        That's the setting ``new_per_day`` less those answered on that day. Raises UsageError.
        """
        if not paths.config().exists():
            return None
        from interview_cli.storage import settings  # slow, and few have any

        most = settings.load_new_per_day()
        return None if most is None else max(0, most - self.progress.answered_on(day).new)

    def update_progress(self, catalogue: Catalogue) -> None:
        """Write what was answered to the cache of progress, so that the next start is quick."""
        from interview_cli.storage.snapshots.progress_cache import load_progress  # as above

        with suppress(DiskError):  # it costs the next start time, and nothing else
            self.progress, _ = load_progress(self.journal, catalogue.renames)


def _take_planned(catalogue: Catalogue, progress: Progress) -> None:
    """Have the packs that the plan is about, where they're those that the program offers."""
    filters = (progress.planned or {}).get("filters")
    packs = filters.get("packs") if isinstance(filters, dict) else None
    offered = [id_ for id_ in packs or () if isinstance(id_, str) and find_offered(id_)]
    if not offered:
        return
    from interview_cli.core.planning.plan import Plan  # most plans are about no such pack

    if Plan.read(progress.planned, study_day(clock.now()).toordinal()):
        for id_ in offered:
            catalogue.take(id_)


def _warn_of_loss(lost: Mapping[str, int]) -> None:
    lines, where = sum(lost.values()), paths.journal() / min(lost)
    others = len(lost) - 1
    more = f", and {others} more {'file' if others == 1 else 'files'}" if others else ""
    gone = "1 line is gone that was" if lines == 1 else f"{lines} lines are gone that were"
    warn(
        f"{where}{more}: {gone} there before, and your progress is without them; "
        "to see what you can do: interview progress doctor"
    )


def choose_watch() -> Watch | None:
    """Return what shows how far a long journal is added up; None where nobody sits."""
    if not sys.stderr.isatty():
        return None
    return partial(progress_bar, "Adding up your answers, once")


def open_past(journal: Journal) -> PastLines:
    """Return lines of the past, to be found without reading all of them; raises DiskError."""
    from interview_cli.storage.snapshots.past_lines import PastLines  # few commands need any

    return PastLines.open(journal, choose_watch())


def _warn_of_restore() -> None:
    if not os.path.lexists(paths.home() / paths.UNFINISHED):
        return
    from interview_cli.storage.backups.restoring import find_unfinished  # it's never there

    again = find_unfinished(paths.home())
    warn(f"a restore was cut off, so that not all you answered may be here; for the rest: {again}")


def _warn_of_drafts() -> None:
    if not (paths.home() / "drafts.json").exists():
        return
    from interview_cli.storage.begun.unsent_answers import open_drafts  # most have none

    if wrong := open_drafts().find_damage():
        warn(f"{wrong}; answers that you began aren't shown, and it's kept beside a new one")


def open_journal() -> Journal:
    from interview_cli.storage.journal import Journal  # as above

    return Journal(paths.journal(), writing=not clock.is_pretended())


def open_packs(named: Sequence[str] = ()) -> tuple[Catalogue, tuple[str, ...]]:
    """Return what ``open_catalogue`` does; print what it left out on standard error."""
    catalogue, ids = open_catalogue(named)
    for complaint in catalogue.complaints:
        warn(complaint)
    return catalogue, ids


def find_question(catalogue: Catalogue, key: str) -> Question:
    """Return the question *key*, or the follow-up as a question; raises UsageError."""
    from interview_cli.core.scoring.explain import as_question  # slow, and few commands need it

    parent, slash, name = key.partition("/")
    question = catalogue.question(parent)
    if not slash:
        return question
    follow_up = next((f for f in question.follow_ups if f.id == name), None)
    if follow_up is None:
        raise UsageError(f"{parent} has no follow-up {name!r}")
    return as_question(follow_up, question)
