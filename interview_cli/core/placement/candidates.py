"""The questions that a placement may choose from: those not seen lately, of each level."""

from __future__ import annotations

from collections.abc import Iterable

from interview_cli.core.levels import LEVELS
from interview_cli.core.progress.progress import Progress
from interview_cli.core.questions.entry import Entry
from interview_cli.core.shuffle import rank

#: A question that was answered less than so many days ago shows memory, not the level.
LATELY_DAYS = 30

#: How many questions of each level there are to choose from, for each that is asked at most.
CHOICE = 2


def choose_candidates(
    entries: Iterable[Entry], progress: Progress, most: int, *, seed: int, day: int
) -> list[Entry]:
    """Return the entries for a placement of *most* questions on the study *day*.

    Those that were seen lately, or whose answer another one of the group gave away lately,
    come last, and only where a level has too few others.
    """
    entries = sorted(entries, key=lambda entry: rank(seed, entry.key))
    known, groups = progress.known, set()
    for entry in entries:
        if entry.group and entry.key in known and day - known[entry.key].day < LATELY_DAYS:
            groups.add(entry.pack_group)

    def seen(entry: Entry) -> int:
        """Return the day of the last answer if that was lately, else 0."""
        last = known[entry.key].day if entry.key in known else 0
        if entry.group and entry.pack_group in groups:
            return max(last, day - LATELY_DAYS + 1)
        return last if day - last < LATELY_DAYS else 0

    chosen: list[Entry] = []
    for level in LEVELS:
        here = sorted((entry for entry in entries if entry.level == level), key=seen)
        fresh = sum(not seen(entry) for entry in here)
        chosen += here[: max(min(fresh, CHOICE * most), most)]
    return sorted(chosen, key=lambda entry: (seen(entry), rank(seed, entry.key)))
