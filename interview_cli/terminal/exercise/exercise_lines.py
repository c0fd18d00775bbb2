"""An exercise in lines: what is typed or saved is run, until it's solved or left."""

from __future__ import annotations

from collections.abc import Sequence
from select import select
from typing import Protocol, TextIO

from interview_cli.core.errors import InterviewError, UsageError
from interview_cli.core.exercises.exercise_run import ExerciseRun
from interview_cli.core.session import engine
from interview_cli.core.session.state import Session
from interview_cli.terminal.editor import open_at
from interview_cli.terminal.exercise.watching import SavedFile
from interview_cli.terminal.exercise.workbench import Workbench
from interview_cli.terminal.rendering.messages import print_stderr

#: How often it's looked at whether a file was saved, in seconds.
LOOK_SECONDS = 0.2


class Shows(Protocol):
    """What shows what comes of an exercise."""

    def show_run(self, session: Session, run: ExerciseRun) -> None: ...
    def show_difference(self, lines: Sequence[str]) -> None: ...
    def show_error(self, error: InterviewError) -> None: ...
    def confirms_solution(self) -> bool: ...


class ExerciseLines:
    """Does what lines from *source* ask for of the exercise on *bench*; *stage* shows it."""

    def __init__(self, bench: Workbench, stage: Shows, source: TextIO) -> None:
        self.bench, self.stage, self.source = bench, stage, source
        self._saved: SavedFile | None = None  # the file whose saves are runs

    def begin(self, session: Session, *, watch: bool) -> engine.Move | None:
        """Open the files of the exercise; return the move that goes on with an attempt, if any.

        With *watch* each save of the file is a run.
        """
        continued = self.bench.open(session)
        self._saved = SavedFile(self.bench.path) if watch else None
        try:
            self.bench.require_trust()
        except UsageError as error:
            self.stage.show_error(error)
        return continued

    def work(self, session: Session, what: str, text: str | None = None) -> engine.Move | None:
        """Do what an ExerciseRequest asks for; return the move that ends the attempt, if any.

        Ctrl-C at a terminal ends the run alone.
        """
        try:
            return self._do(session, what, text)
        except InterviewError as error:
            self.stage.show_error(error)
        except KeyboardInterrupt as stopped:
            if stopped.args or not self.source.isatty():
                raise
            print_stderr("\nStopped.")
        finally:
            self.bench.keep_time(session)
        return None

    def _do(self, session: Session, what: str, text: str | None) -> engine.Move | None:
        bench = self.bench
        if what == "d":
            self.stage.show_difference(bench.difference(session))
            return None
        if what == "m":
            return bench.attempted(gave_up=True) if self.stage.confirms_solution() else None
        if text is not None:
            bench.write(f"{text.expandtabs(4).rstrip()}\n")
        if what == "e":
            open_at(bench.path, max(1, bench.line))
        if self._saved:
            self._saved.note()
        if what != "h" or bench.changed:
            run = bench.run(session)
            self.stage.show_run(session, run)
            if run.solved:
                return bench.attempted()
        handed_in = what == "h" and bench.last is not None and bench.last.counts
        return bench.attempted() if handed_in else None

    def is_saved(self) -> bool:
        """Wait for the next line; whether the file was saved before it came."""
        if self._saved is None:
            return False
        while not self._saved.has_changed():
            if select([self.source], [], [], LOOK_SECONDS)[0]:
                return False
        print(flush=True)  # the cursor is behind the prompt
        return True
