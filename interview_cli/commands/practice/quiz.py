"""quiz, check and flashcards: one way in, three modes."""

from __future__ import annotations

from typing import Annotated

import typer

from interview_cli.commands.filters import wanted
from interview_cli.commands.learner import Learner, complain
from interview_cli.commands.options import (
    Json,
    Kinds,
    Levels,
    Packs,
    PlainLines,
    Seed,
    Topics,
    Tracks,
)
from interview_cli.commands.practice.session import (
    new_seed,
    planned_today,
    play_session,
    start_session,
)
from interview_cli.core.modes import CHECK, FLASHCARDS, QUIZ, Mode
from interview_cli.core.session.state import Settings

Count = Annotated[
    int | None, typer.Option("--count", "-n", min=1, metavar="COUNT", help="How many questions.")
]


def quiz(
    level: Levels = None,
    topic: Topics = None,
    pack: Packs = None,
    kind: Kinds = None,
    track: Tracks = None,
    count: Count = None,
    seed: Seed = None,
    time_limit: Annotated[
        float | None, typer.Option(min=1, metavar="SECONDS", help="Time for each question.")
    ] = None,
    confidence: Annotated[
        bool, typer.Option("--confidence", help="Say how sure you are before each verdict.")
    ] = False,
    no_shuffle: Annotated[
        bool, typer.Option("--no-shuffle", help="Show options as they stand in the pack.")
    ] = False,
    plain: PlainLines = False,
    as_json: Json = False,
) -> int:
    return _practise(
        QUIZ,
        (level, topic, pack, kind, track),
        count=count,
        seed=seed,
        limit=time_limit,
        confidence=confidence,
        shuffle=not no_shuffle,
        plain=plain,
        as_json=as_json,
    )


def check(
    about: Annotated[
        str | None, typer.Argument(metavar="[TOPIC]", help="A topic and all below it.")
    ] = None,
    level: Levels = None,
    topic: Topics = None,
    pack: Packs = None,
    kind: Kinds = None,
    track: Tracks = None,
    seed: Seed = None,
    plain: PlainLines = False,
    as_json: Json = False,
) -> int:
    topics = [*(topic or ()), *([about] if about else ())]
    return _practise(
        CHECK, (level, topics, pack, kind, track), seed=seed, plain=plain, as_json=as_json
    )


def flashcards(
    level: Levels = None,
    topic: Topics = None,
    pack: Packs = None,
    kind: Kinds = None,
    track: Tracks = None,
    count: Count = None,
    minutes: Annotated[
        float | None, typer.Option(min=1, metavar="MINUTES", help="Stop after this time.")
    ] = None,
    seed: Seed = None,
    plain: PlainLines = False,
    as_json: Json = False,
) -> int:
    return _practise(
        FLASHCARDS,
        (level, topic, pack, kind, track),
        count=count,
        seed=seed,
        minutes=minutes,
        plain=plain,
        as_json=as_json,
    )


#: More cards than anybody grades in a minute: how many are laid out where time decides.
A_MINUTE = 20


def _practise(
    mode: Mode,
    asked: tuple[list[str] | None, ...],
    *,
    count: int | None = None,
    seed: int | None = None,
    limit: float | None = None,
    confidence: bool = False,
    shuffle: bool = True,
    minutes: float | None = None,
    plain: bool,
    as_json: bool,
) -> int:

    want = wanted(*asked)
    complain(want.catalogue)
    entries = want.entries(quiz=mode.answer_by == "quiz")
    if not entries:
        raise want.nothing(want.catalogue.entries(want.filters.packs))
    learner = Learner.open(want.catalogue)
    planned = planned_today(entries, want.catalogue, learner.progress)
    if count is None:
        count = mode.count if minutes is None else round(minutes * A_MINUTE)
        if planned and minutes is None and mode.returns:
            count, today = len(planned), set(planned)
            entries = [entry for entry in entries if entry.key in today]
    practice = start_session(
        mode,
        entries,
        want.catalogue,
        learner,
        count=count,
        settings=Settings(
            seed=new_seed() if seed is None else seed,
            limit=limit,
            confidence=confidence,
            shuffle=shuffle,
            minutes=minutes,
            prior=learner.progress.prior,
        ),
        filters=want.filters,
        pack_paths=want.paths,
        planned=planned,
    )
    return play_session(practice, learner, plain=plain, as_json=as_json)
