"""mock: an interview answered in the learner's own words, with a debrief to keep."""

from __future__ import annotations

from math import ceil
from typing import Annotated

import typer

from interview_cli.commands import options
from interview_cli.commands.filters import select
from interview_cli.commands.learner import Learner
from interview_cli.commands.practice.runnable import choose_exercise
from interview_cli.commands.practice.session import (
    check_target,
    choose_seed,
    play_session,
    start_session,
)
from interview_cli.core.errors import UsageError
from interview_cli.core.kinds import DESIGN
from interview_cli.core.levels import LEVELS
from interview_cli.core.modes import MOCK
from interview_cli.core.planning.plan import Plan
from interview_cli.core.planning.selection import choose_mock
from interview_cli.core.session.state import Settings
from interview_cli.core.study_days import study_day
from interview_cli.storage import clock

#: An interview begins with a question to warm up; then comes the exercise, if there is one.
EXERCISE_PLACE = 1


def mock(
    level: options.Levels = None,
    topic: options.Topics = None,
    pack: options.Packs = None,
    kind: options.Kinds = None,
    track: options.Tracks = None,
    weak: options.Weak = False,
    missed: options.Missed = None,
    minutes: Annotated[
        float,
        typer.Option("--minutes", "-m", metavar="MINUTES", help="How long the interview lasts."),
    ] = MOCK.minutes,
    spoken: Annotated[
        bool, typer.Option("--spoken", help="Answer aloud, then tick what you said.")
    ] = False,
    coach: Annotated[
        bool, typer.Option("--coach", help="Get a verdict after each answer, not only at the end.")
    ] = False,
    code: Annotated[
        bool, typer.Option("--code", help="With one exercise, which has a time of its own.")
    ] = False,
    save: options.Save = None,
    no_ai: options.NoAi = False,
    seed: options.Seed = None,
    plain: options.PlainLines = False,
    as_json: options.Json = False,
) -> int:
    if not 1 <= minutes <= 240:
        raise UsageError(
            f"{minutes:g} minutes", "an interview can last 1 to 240, such as --minutes 30"
        )
    target = check_target(save)
    selection = select(level, topic, pack, kind, track, weak=weak, missed=missed)
    learner = Learner.open(selection.catalogue)
    at = clock.now()
    day = study_day(at).toordinal()
    cases = DESIGN in selection.filters.kinds
    entries = selection.entries_to_ask(
        learner.progress, day, follow_ups=True, exercises=False, cases=cases
    )
    plan = Plan.read(learner.progress.planned, day)
    seed = choose_seed(seed)
    levels = [name for name in LEVELS if name in selection.filters.levels]
    chosen = choose_mock(
        entries,
        learner.progress,
        ceil(minutes),  # more than one a minute nobody answers
        seed=seed,
        day=day,
        **({"weight": plan.weight} if plan else {}),
    )
    if code:
        exercise = choose_exercise(selection, learner.progress, seed=seed, day=day)
        chosen.insert(min(EXERCISE_PLACE, len(chosen)), exercise)
    settings = Settings(
        seed=seed,
        minutes=minutes,
        prior=learner.progress.prior,
        level=levels[-1] if len(levels) == 1 else None,
        coach=coach,
        spoken=spoken,
        save=str(target or ""),
        no_ai=no_ai,
    )
    practice = start_session(MOCK, chosen, selection, learner, settings, at)
    return play_session(practice, learner, plain=plain, as_json=as_json, no_ai=no_ai, save=target)
