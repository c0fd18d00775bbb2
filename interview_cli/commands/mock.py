"""mock: an interview, answered in your own words and talked over afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from interview_cli.commands.options import (
    Json,
    Kinds,
    Levels,
    NoAi,
    Packs,
    PlainLines,
    Save,
    Seed,
    Topics,
    Tracks,
)

if TYPE_CHECKING:
    from interview_cli.commands.desk import Desk
    from interview_cli.core.session import Session

#: The minutes of an interview unless said.
MINUTES = 30.0


def mock(
    level: Levels = None,
    topic: Topics = None,
    pack: Packs = None,
    kind: Kinds = None,
    track: Tracks = None,
    minutes: Annotated[
        float, typer.Option("--minutes", "-m", metavar="MINUTES", help="How long it lasts.")
    ] = MINUTES,
    spoken: Annotated[
        bool, typer.Option("--spoken", help="Answer aloud, then tick what you said.")
    ] = False,
    coach: Annotated[
        bool, typer.Option("--coach", help="A verdict after each answer, not only at the end.")
    ] = False,
    save: Save = None,
    no_ai: NoAi = False,
    seed: Seed = None,
    plain: PlainLines = False,
    as_json: Json = False,
) -> int:
    """A mock interview: answer in your own words, follow-ups, a score and a debrief."""
    from math import ceil

    from interview_cli.commands.desk import Desk
    from interview_cli.commands.sitting import fresh_seed, open_session, sit
    from interview_cli.commands.telling import complain
    from interview_cli.commands.wanted import wanted
    from interview_cli.core.agenda import Plan
    from interview_cli.core.days import study_day
    from interview_cli.core.interviewing import interview
    from interview_cli.core.modes import MOCK
    from interview_cli.core.session import Settings
    from interview_cli.core.words import LEVELS
    from interview_cli.errors import UsageError
    from interview_cli.storage import clock

    if not 1 <= minutes <= 240:
        raise UsageError(f"{minutes:g} minutes", "an interview lasts 1 to 240, such as 30")
    target = target_of(save)
    want = wanted(level, topic, pack, kind, track)
    complain(want.catalogue)
    entries = want.entries()
    if not entries:
        raise want.nothing(want.catalogue.entries(want.filters.packs))
    desk = Desk.open(want.catalogue)
    at = clock.now()
    day = study_day(at).toordinal()
    plan = Plan.read(desk.progress.planned, day)
    seed = fresh_seed() if seed is None else seed
    named = [name for name in LEVELS if name in want.filters.levels]
    chosen = interview(
        entries,
        desk.progress,
        ceil(minutes),  # more than one a minute nobody answers
        seed=seed,
        day=day,
        **({"weight": plan.weight} if plan else {}),
    )
    session = open_session(
        MOCK,
        [entry.key for entry in chosen],
        want.catalogue,
        desk,
        at=at,
        settings=Settings(
            seed=seed,
            minutes=minutes,
            prior=desk.progress.prior,
            level=named[-1] if len(named) == 1 else None,
            coach=coach,
            spoken=spoken,
        ),
        filters=want.filters,
        pack_paths=want.paths,
    )

    def keep(session: Session) -> None:
        save_debrief(target, session, desk)

    return sit(session, want.catalogue, desk, plain=plain, as_json=as_json, then=keep, no_ai=no_ai)


def target_of(save: str | None) -> Path | None:
    """Give the file for the debrief, if one is wanted; raises UsageError for what can't be it."""
    from interview_cli.errors import DiskError, UsageError

    if save is None:
        return None
    path = Path(save).absolute()
    if path.suffix not in (".md", ".html"):
        raise UsageError(f"{save} is neither .md nor .html", "name it like debrief.md")
    if path.exists():
        raise UsageError(f"{save} is there already", "name another file, or move that one away")
    if not path.parent.is_dir():
        raise DiskError(f"there is no folder {path.parent}", "make it, or name another")
    return path


def save_debrief(path: Path | None, session: Session, desk: Desk) -> None:
    """Write the debrief to *path*, if it is wanted and there is one."""
    import sys

    from interview_cli.core.debrief import debrief
    from interview_cli.errors import DiskError
    from interview_cli.storage import clock, files
    from interview_cli.terminal.debrief_page import html, markdown
    from interview_cli.terminal.safe import line as safe

    if path is None:
        return
    if session.finished is None or not session.answered:
        print("interview: no debrief was saved: the interview is not over", file=sys.stderr)
        return
    told = debrief(session, desk.progress.sittings.values())
    text = (html if path.suffix == ".html" else markdown)(told, clock.now().date())
    try:
        files.replace(path, text.encode())
    except OSError as error:
        raise DiskError(
            f"cannot write {path}: {error.strerror or error}", "name a file in a folder of yours"
        ) from error
    print(f"Written: {safe(str(path))}", file=sys.stderr, flush=True)
