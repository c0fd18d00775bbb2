"""Which exercises can be run here: those of trusted packs, whose libraries are installed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from interview_cli.core.errors import UsageError
from interview_cli.core.kinds import EXERCISE_KINDS
from interview_cli.core.planning.selection import choose
from interview_cli.core.progress.progress import Progress
from interview_cli.core.questions.entry import Entry
from interview_cli.core.sentences import count
from interview_cli.packs.library.catalogue import Catalogue
from interview_cli.terminal.exercise.workbench import trust_hint
from interview_cli.terminal.rendering.messages import warn

if TYPE_CHECKING:
    from interview_cli.commands.filters import Selection

#: How to get the libraries that exercises need.
_INSTALL = "install what it needs; for the bundled packs: pip install 'interview-cli[bank]'"


def leave_out_unrunnable(entries: Sequence[Entry], catalogue: Catalogue) -> list[Entry]:
    """Return *entries* without the exercises that can't be run here, and say why.

    Raises UsageError where nothing is left.
    """
    reasons = {entry.key: why_not(entry, catalogue) for entry in entries}
    found: dict[tuple[str, str], list[str]] = {}
    for key, reason in reasons.items():
        if reason:
            found.setdefault(reason, []).append(key)
    left = [entry for entry in entries if not reasons[entry.key]]
    for (why, what_to_do), keys in found.items():
        which = keys[0] if len(keys) == 1 else count(len(keys), "exercise")
        verb = "is" if len(keys) == 1 else "are"
        if not left:
            raise UsageError(f"{which} can't be run: {why}", what_to_do)
        warn(f"{which} {verb} passed over: {why}; {what_to_do}")
    return left


def choose_exercise(selection: Selection, progress: Progress, *, seed: int, day: int) -> Entry:
    """Return the exercise of an interview, one that can be run here; raises UsageError for none."""
    every = [entry for entry in selection.entries() if entry.kind in EXERCISE_KINDS]
    every = progress.without_suspended(every, day)
    ordered = choose(every, progress, len(every), seed=seed, day=day) if every else []
    reason = None
    for entry in ordered:
        if not (why := why_not(entry, selection.catalogue)):
            return entry
        reason = reason or why
    if reason:
        raise UsageError(f"no exercise can be run here: {reason[0]}", reason[1])
    raise UsageError("no exercise matches", "leave out a filter, or --code")


def why_not(entry: Entry, catalogue: Catalogue) -> tuple[str, str] | None:
    """Return why an exercise can't be run here, and what to do; None where it can."""
    if entry.kind not in EXERCISE_KINDS:
        return None
    from interview_cli.packs.library.trust import is_trusted  # few ask for exercises

    found = catalogue.packs[entry.pack]
    if not found.bundled and not is_trusted(found.pack.path):
        why = f"code of {entry.pack} isn't run before you trust it"
        return why, trust_hint(found)
    if needs := catalogue.question(entry.key).needs:
        from interview_cli.packs.needs import find_unmet

        if missing := find_unmet(needs):
            return missing, _INSTALL
    return None
