"""place: which level the learner is at."""

from __future__ import annotations

from typing import Annotated

import typer

from interview_cli.commands import options
from interview_cli.commands.filters import parse_level, select
from interview_cli.commands.learner import Learner
from interview_cli.commands.practice.session import choose_seed, play_session, start_session
from interview_cli.core.errors import UsageError
from interview_cli.core.kinds import PLAIN_KINDS
from interview_cli.core.levels import LEVELS, Level
from interview_cli.core.modes import PLACE
from interview_cli.core.placement.candidates import choose_candidates
from interview_cli.core.session.state import Settings
from interview_cli.core.study_days import study_day
from interview_cli.storage import clock
from interview_cli.terminal.placement.guess import ask_guess
from interview_cli.terminal.rendering.messages import wants_plain

#: What ``--guess`` takes for "I don't know".
UNSURE = "unsure"


def place(
    level: options.Levels = None,
    topic: options.Topics = None,
    pack: options.Packs = None,
    kind: options.Kinds = None,
    track: options.Tracks = None,
    count: Annotated[
        int,
        typer.Option("--count", "-n", min=1, metavar="MAX", help="How many questions at most."),
    ] = PLACE.count,
    guess: Annotated[
        str | None,
        typer.Option(
            metavar="LEVEL", help='Your own guess, so that you aren\'t asked; or "unsure".'
        ),
    ] = None,
    seed: options.Seed = None,
    plain: options.PlainLines = False,
    as_json: options.Json = False,
) -> int:
    guessed = _parse_guess(guess)
    selection = select(level, topic, pack, kind, track)
    learner = Learner.open(selection.catalogue)
    day = study_day(clock.now()).toordinal()
    entries = selection.entries_to_ask(learner.progress, day, quiz=True)
    if not selection.filters.kinds:
        entries = [entry for entry in entries if entry.kind in PLAIN_KINDS]
    levels = tuple(name for name in LEVELS if any(entry.level == name for entry in entries))
    if len(levels) < 2:
        about = f"all of them are {levels[0]}" if levels else "none of them is asked this way"
        raise UsageError(
            f"these questions can't tell levels apart: {about}",
            "choose from at least two levels: leave out --level or another filter",
        )
    if guess is None and not as_json:
        answer = ask_guess(plain=wants_plain(plain))
        if answer is None:
            return 0
        guessed = answer[0]
    at, seed = clock.now(), choose_seed(seed)
    chosen = choose_candidates(entries, learner.progress, count, seed=seed, day=day)
    settings = Settings(seed, prior=learner.progress.prior, guess=guessed, most=count)
    practice = start_session(PLACE, chosen, selection, learner, settings, at)
    return play_session(practice, learner, plain=plain, as_json=as_json)


def _parse_guess(text: str | None) -> Level | None:
    return None if text is None or text.lower() == UNSURE else parse_level(text)
