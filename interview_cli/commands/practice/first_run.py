"""The first run: three questions about the interview, each of which can be skipped.

They are asked once, by the home screen alone, of somebody who hasn't answered anything yet.
That they were asked is a line of the journal, so that it holds on every computer. All of it
can be changed later under Plan.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from interview_cli.commands.learner import Learner
from interview_cli.commands.practice.preparing import (
    Known,
    ask_day,
    ask_job,
    ask_minutes,
    keep,
    read_known,
)
from interview_cli.core.errors import DiskError
from interview_cli.core.planning.preparation import Preparation
from interview_cli.packs.library.catalogue import Catalogue
from interview_cli.terminal.home.asking import Asker

_INTRODUCTION = (
    "First, three about your own interview: skip any of them, or change it later under Plan."
)


def is_wanted(learner: Learner) -> bool:
    """Whether to ask: nothing was answered, planned or asked yet, and it can be written down."""
    if learner.progress.known or learner.progress.planned or not learner.journal.writing:
        return False
    try:
        if Preparation.read(learner.journal.read()[0]) is not None:
            return False
        learner.journal.check()
    except DiskError:
        return False  # the home screen works all the same
    return True


def ask_all(
    ask: Asker,
    learner: Learner,
    catalogue: Catalogue,
    levels: Sequence[str],
    welcome: str,
    today: int,
) -> tuple[Known, bool]:
    """Ask the three questions; return what is known then, and whether all were asked.

    What was said is kept, also where the learner leaves midway.
    """
    known, done = read_known(learner, today), 0
    steps: list[tuple[Callable[[Known], Known | None], Callable[[Known], str]]] = [
        (lambda known: ask_day(ask, known, first=True), Known.describe_day),
        (lambda known: ask_job(ask, known, catalogue, levels, first=True), Known.describe_job),
        (lambda known: ask_minutes(ask, known, first=True), Known.describe_minutes),
    ]
    try:
        ask.say(f"{welcome} {_INTRODUCTION}")
        for step, describe in steps:
            said = step(known)
            if said is None:
                break
            known, done = said, done + 1
            ask.say(f"{describe(known)}.")
    except KeyboardInterrupt:
        pass  # the home screen is next
    keep(known, learner, today)
    return known, done == len(steps)
