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
from interview_cli.core.levels import LEVELS
from interview_cli.core.modes import MOCK

if TYPE_CHECKING:
    from interview_cli.terminal.practice_session import PracticeSession

#: What writes a debrief to a file whose name ends so, in any case: of ``debrief_page``.
FORMATS = {".md": "markdown", ".html": "html", ".htm": "html"}


def mock(
    level: Levels = None,
    topic: Topics = None,
    pack: Packs = None,
    kind: Kinds = None,
    track: Tracks = None,
    minutes: Annotated[
        float, typer.Option("--minutes", "-m", metavar="MINUTES", help="How long it lasts.")
    ] = MOCK.minutes,
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
    from math import ceil

    from interview_cli.commands.filters import wanted
    from interview_cli.commands.learner import Learner, complain
    from interview_cli.commands.practice.session import new_seed, play_session, saved_filters
    from interview_cli.core.errors import UsageError
    from interview_cli.core.planning.plan import Plan
    from interview_cli.core.planning.selection import choose_mock
    from interview_cli.core.session.state import Settings
    from interview_cli.core.study_days import study_day
    from interview_cli.storage import clock
    from interview_cli.terminal.practice_session import PracticeSession

    if not 1 <= minutes <= 240:
        raise UsageError(f"{minutes:g} minutes", "an interview lasts 1 to 240, such as 30")
    target = check_target(save)
    want = wanted(level, topic, pack, kind, track)
    complain(want.catalogue)
    entries = want.entries()
    if not entries:
        raise want.nothing(want.catalogue.entries(want.filters.packs))
    learner = Learner.open(want.catalogue)
    at = clock.now()
    day = study_day(at).toordinal()
    plan = Plan.read(learner.progress.planned, day)
    seed = new_seed() if seed is None else seed
    levels = [name for name in LEVELS if name in want.filters.levels]
    chosen = choose_mock(
        entries,
        learner.progress,
        ceil(minutes),  # more than one a minute nobody answers
        seed=seed,
        day=day,
        **({"weight": plan.weight} if plan else {}),
    )
    practice = PracticeSession.start(
        MOCK,
        [entry.key for entry in chosen],
        want.catalogue,
        learner.journal,
        learner.progress,
        at=at,
        settings=Settings(
            seed=seed,
            minutes=minutes,
            prior=learner.progress.prior,
            level=levels[-1] if len(levels) == 1 else None,
            coach=coach,
            spoken=spoken,
        ),
        filters=saved_filters(want.filters, want.paths),
    )
    code = play_session(practice, learner, plain=plain, as_json=as_json, no_ai=no_ai)
    save_debrief(target, practice)
    return code


def check_target(save: str | None) -> Path | None:
    """Return the file for the debrief, if one is asked for.

    Whatever is in its way is said now, and not after the interview: raises UsageError for
    what can't be it, DiskError where it can't be written.
    """
    import os

    from interview_cli.core.errors import UsageError

    if save is None:
        return None
    path = Path(os.path.abspath(os.path.expanduser(save)))
    if path.suffix.lower() not in FORMATS:
        raise UsageError(
            f"{save or 'a file without a name'} is neither .md nor .html",
            f"name it like {path.stem if save and path.stem.strip('.') else 'debrief'}.md",
        )
    if os.path.lexists(path):
        raise UsageError(f"{save} is there already", "name another file, or move that one away")
    _check_writable(path)
    return path


def _check_writable(path: Path) -> None:
    from tempfile import TemporaryFile

    from interview_cli.core.errors import DiskError

    if not path.parent.is_dir():
        raise DiskError(f"there is no folder {path.parent}", "make it, or name another")
    try:
        with TemporaryFile(dir=path.parent):
            pass
    except OSError as error:
        raise DiskError(
            f"cannot write in {path.parent}: {error.strerror or error}",
            "name a file in a folder of yours",
        ) from error


def save_debrief(path: Path | None, practice: PracticeSession) -> None:
    """Write the debrief to *path*, if one is asked for and there is one.

    A file that came there in the meantime stays as it is: then the name gets a number.
    """
    import os
    import sys

    from interview_cli.core.errors import DiskError
    from interview_cli.core.safe_text import line as safe
    from interview_cli.storage import clock, files
    from interview_cli.terminal.debrief import page
    from interview_cli.terminal.rendering.messages import aside

    if path is None:
        return
    session = practice.session
    if session.finished is None or not session.answered:
        why = "nothing was answered" if session.finished is not None else "it is not over"
        later = "; save it with: interview resume --save FILE" if session.finished is None else ""
        aside(f"interview: no debrief was saved: {why}{later}")
        return
    write = getattr(page, FORMATS[path.suffix.lower()])
    text = write(practice.debrief(), clock.now().date())
    free, number = path, 2
    while os.path.lexists(free):
        free, number = path.with_stem(f"{path.stem}-{number}"), number + 1
    try:
        files.replace(free, text.encode())
    except OSError as error:
        raise DiskError(
            f"cannot write {free}: {error.strerror or error}",
            "the interview is in the journal all the same",
        ) from error
    taken = "; the name that you gave was taken by then" if free != path else ""
    print(f"Written: {safe(str(free))}{taken}", file=sys.stderr, flush=True)
