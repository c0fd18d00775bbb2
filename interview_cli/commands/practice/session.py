"""What every command that plays a session does, once its questions are chosen."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from interview_cli.commands.learner import Learner
from interview_cli.core.errors import DONE, INPUT_CLOSED, STOPPED, DiskError, UsageError
from interview_cli.core.modes import Mode
from interview_cli.core.progress.set_standing import RESULT_ENDING, SET_FILTER
from interview_cli.core.progress.weak_spots import find_leeches
from interview_cli.core.questions.entry import Entry
from interview_cli.core.safe_text import is_utf8
from interview_cli.core.safe_text import line as safe
from interview_cli.core.session.state import Settings
from interview_cli.storage import clock, files
from interview_cli.storage.reading.kept_files import made_again
from interview_cli.terminal.other_window import take_session
from interview_cli.terminal.play.play import Stage, play
from interview_cli.terminal.practice_session import PracticeSession
from interview_cli.terminal.rendering.messages import print_stderr, wants_plain, warn

if TYPE_CHECKING:
    from interview_cli.commands.filters import Selection

#: The functions of ``debrief.page`` that write a debrief, by the ending of the file's name.
FORMATS = {".md": "markdown", ".html": "html", ".htm": "html"}


def start_session(
    mode: Mode,
    entries: Iterable[Entry],
    selection: Selection,
    learner: Learner,
    settings: Settings,
    at: datetime,
    **more: list[str] | str,
) -> PracticeSession:
    """Return a new session with *entries*, out of those selected; *more* are other filters.

    Raises DiskError where nobody could answer, and UsageError where the journal can't say of
    which pack the session is.
    """
    _require_input()
    for path in selection.paths:
        if not is_utf8(path):
            raise UsageError(
                f"the path {safe(path)} isn't UTF-8 text, and a session can't be kept with it",
                "rename that file or folder, or add the pack: interview pack add",
            )
    return PracticeSession.start(
        mode,
        [entry.key for entry in entries],
        selection.catalogue,
        learner.journal,
        learner.progress,
        at=at,
        settings=settings,
        filters=selection.filters.to_plain() | {"paths": list(selection.paths)} | more,
    )


def play_session(
    practice: PracticeSession,
    learner: Learner,
    *,
    plain: bool,
    as_json: bool,
    no_ai: bool = False,
    save: Path | None = None,
    watch: bool = False,
    verbose: bool = False,
) -> int:
    """Play a session with keys or with lines, and those after it; return the exit code.

    The debrief of the first, or the result of a set, is written to *save*. With *watch* each
    save of an exercise's file runs it; *verbose* says what held a run,
    and what in the cache was made again.
    """
    gc.freeze()  # see cli.main
    gc.set_threshold(100_000)  # the libraries of the prompt come while it runs
    gc.enable()
    _require_input()
    if verbose:
        for path, why in made_again.items():
            print_stderr(f"{path} {why}, and was made again: nothing in it is lost.")
    follows = False
    while True:
        practice.lock = practice.lock or take_session(practice.session.id, ask=not as_json)
        stage = _open_stage(practice, plain=plain, as_json=as_json, no_ai=no_ai)
        stage.follows, stage.watch, stage.verbose = follows, watch, verbose
        with stage.terminal():
            try:
                stopped = play(practice, stage)
            finally:
                practice.release()
        if learner.journal.restored:
            warn(
                f"{learner.journal.path} was emptied, moved or deleted by something else; what was "
                "answered since this start is in it again; to see what's missing: "
                "interview progress doctor"
            )
            learner.journal.restored = False
        if practice.session.outcomes:
            learner.update_progress(practice.catalogue)
        if practice.session.filters.get(SET_FILTER):
            from interview_cli.commands.assignments.result_file import hand_in  # few have one

            hand_in(practice, learner, save, quiet=as_json)
        else:
            save_debrief(save, practice)
        if practice.session.outcomes and not as_json:
            _name_leech(practice, learner)
        if stopped or not stage.again:
            return STOPPED if stopped else DONE
        follows = save is None  # else what is said of the file stands between the two
        practice, save = practice.again(stage.again, learner.progress), None


def _require_input() -> None:
    """Raise DiskError where standard input was closed by who started us (``cli.main``)."""
    if not sys.stdin.readable():
        raise DiskError(INPUT_CLOSED, "answers are read from it; nothing was asked")


def _name_leech(practice: PracticeSession, learner: Learner) -> None:
    """Say what to do about a question of this session that is missed again and again."""
    session = practice.session
    asked = dict.fromkeys(session.plan[o.place].key for o in session.outcomes if o.first)
    leeches = find_leeches(asked, learner.progress)
    if leeches:
        from interview_cli.terminal.stats.words import leech_advice  # few sessions have one

        key = max(leeches, key=lambda key: learner.progress.known[key].failed)
        warn(leech_advice(key, learner.progress.known[key].failed))


def _open_stage(practice: PracticeSession, *, plain: bool, as_json: bool, no_ai: bool) -> Stage:
    # Each only where it is used: Rich and the prompts take long to import.
    if as_json or wants_plain(plain):
        if as_json:
            from interview_cli.terminal.play.json_stage import JsonStage

            return JsonStage(practice, sys.stdin)
        if practice.session.mode.adaptive:
            from interview_cli.terminal.placement.prose_placement import ProsePlacement

            return ProsePlacement(practice, sys.stdin)
        if practice.session.silent and not practice.session.mode.is_interview:
            from interview_cli.terminal.answers.prose_assignment import ProseAssignment

            return ProseAssignment(practice, sys.stdin)
        from interview_cli.terminal.play.prose_stage import ProseStage

        return ProseStage(practice, sys.stdin)
    if practice.session.mode.adaptive:
        from interview_cli.terminal.placement.key_placement import KeyPlacement

        return KeyPlacement(practice)
    if practice.session.silent and not practice.session.mode.is_interview:
        from interview_cli.terminal.answers.key_assignment import KeyAssignment

        return KeyAssignment(practice)
    from interview_cli.terminal.play.key_stage import KeyStage

    if practice.session.mode.answer_by != "explain":
        return KeyStage(practice)
    from interview_cli.commands.consent import open_judge

    return KeyStage(practice, open_judge(no_ai))


def choose_seed(seed: int | None) -> int:
    """Return *seed*, or a random one that is short enough to be typed."""
    return int.from_bytes(os.urandom(3), "big") % 1_000_000 if seed is None else seed


def check_target(save: str | None) -> Path | None:
    """Return the file for the debrief, if one is asked for; raises UsageError, DiskError."""
    if save is None:
        return None
    path = Path(os.path.abspath(os.path.expanduser(save)))
    if path.suffix.lower() not in FORMATS:
        raise UsageError(
            f"{save or 'a file without a name'} is neither .md nor .html",
            f"name it like {path.stem if save and path.stem.strip('.') else 'debrief'}.md",
        )
    files.require_free(path, save)
    return path


def read_target(save: str) -> Path | None:
    """Return the file that was named when the session began, as its journal has it, if any."""
    path = Path(save)
    return path if save and path.suffix.lower() in (*FORMATS, RESULT_ENDING) else None


def save_debrief(path: Path | None, practice: PracticeSession) -> None:
    """Write the debrief to *path*, if one is asked for and there is one.

    A file that came there in the meantime stays as it is: then the name gets a number.
    """
    if path is None:
        return
    session = practice.session
    unfinished = session.finished is None and not session.reopened
    if unfinished or not session.answered:
        begun = unfinished and practice.summary().begun
        why = "the interview isn't over yet" if begun else "nothing was answered"
        later = ", and interview resume writes it then" if begun else ""
        print_stderr(f"interview: no debrief was saved: {why}{later}")
        return
    from interview_cli.terminal.debrief import page  # only where a debrief is kept

    write = getattr(page, FORMATS[path.suffix.lower()])
    day = session.began if session.reopened else clock.now()
    text = write(practice.debrief(), day.date())
    free = files.save_new(path, text.encode(), "the interview itself is safe in the journal")
    why = "; the name you gave was taken by then" if free != path else ""
    print(f"Written: {safe(str(free))}{why}", file=sys.stderr, flush=True)
