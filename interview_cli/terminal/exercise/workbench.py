"""The exercise that a session is at: its files, its runs, and what is known of the attempt."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from interview_cli.core.errors import UsageError
from interview_cli.core.exercises.exercise import MODULE, TESTS, Exercise
from interview_cli.core.exercises.exercise_run import ExerciseRun
from interview_cli.core.questions.fixed_code import diff_lines
from interview_cli.core.records import drop_retracted
from interview_cli.core.session import engine
from interview_cli.core.session.state import Phase, Session
from interview_cli.core.study_days import study_day
from interview_cli.packs.library.catalogue import CataloguePack
from interview_cli.storage import clock, paths
from interview_cli.storage.begun.exercises import Attempt, ExerciseFolder, open_folder
from interview_cli.terminal.exercise.suspending import run_awake
from interview_cli.terminal.other_window import require_exercise, take_exercise
from interview_cli.terminal.practice_session import PracticeSession

#: The file that shows the tables of the first database that a query is run on.
SCHEMA = "schema.sql"

#: What is behind the name of an exercise that was begun, among the answers that weren't sent.
_BEGUN = " (exercise)"

#: An attempt that isn't solved scores less than 1, whatever its checks say.
_UNSOLVED = 0.99


class Workbench:
    """Opens, runs and keeps the exercise of a session; ``last`` is what its last run came to."""

    def __init__(self, practice: PracticeSession, *, asks: bool = False) -> None:
        self.practice = practice
        self._asks = asks  # whether who sits at a terminal is asked to close another window
        self.key = ""
        self.last: ExerciseRun | None = None
        self._ran = ""  # the text of the last run
        self._starter = ""
        self._folder: ExerciseFolder | None = None

    def open(self, session: Session) -> engine.Continued | None:
        """Open the files of the current exercise, as they were left or as they begin.

        Return the move that goes on with an attempt that was begun before. Raises DiskError, and
        UsageError where another window has the exercise, and isn't waited for.
        """
        exercise, asked = _exercise(session), session.current
        self.key, self.last, self._ran = asked.key, None, ""
        self._starter = exercise.starter
        self._release()
        self._folder = None
        self.practice.exercise_lock = take_exercise(asked.key, ask=self._asks)
        self._folder = folder = open_folder(asked.key, exercise.answer_file)
        attempt, fingerprint = folder.read_attempt(), asked.question.fingerprint()
        variant = asked.question.variant
        others = attempt is not None and attempt.variant != variant  # another set of values
        if attempt and (others or (attempt.review and self._counts(attempt.review))):
            folder.put_aside(study_day(clock.now()))
            attempt = None
        if attempt is None:
            folder.write_answer(exercise.starter)
        texts = list_files(exercise)
        if attempt is None or attempt.fingerprint != fingerprint or not folder.has(texts):
            folder.write_others(texts)
        attempt = replace(attempt or Attempt(), fingerprint=fingerprint, variant=variant, review="")
        folder.save_attempt(attempt)
        if not (attempt.spent_ms or attempt.hints):
            return None
        hints = min(attempt.hints, len(session.hint_ladder))
        return engine.Continued(clock.now(), attempt.spent_ms, hints)

    def _counts(self, review: str) -> bool:
        """Whether the line that ended an attempt wasn't retracted since."""
        lines = drop_retracted(self.practice.journal.read()[0])
        return any(line["id"] == review for line in lines)

    @property
    def folder(self) -> ExerciseFolder:
        assert self._folder is not None
        return self._folder

    @property
    def path(self) -> Path:
        """The file that the learner writes."""
        return self.folder.answer_file

    def read(self) -> str:
        """Return the text of the learner's file, the starter if it's gone; raises DiskError."""
        if not self.path.exists():
            self.write(self._starter)
        return self.folder.read_answer()

    def write(self, text: str) -> None:
        """Write the learner's file; raises DiskError, and UsageError as ``open`` does."""
        self._require_ours()
        self.folder.write_answer(text)

    def _save(self, attempt: Attempt) -> None:
        self._require_ours()
        self.folder.save_attempt(attempt)

    def _require_ours(self) -> None:
        require_exercise(self.practice.exercise_lock, self.key)

    def _release(self) -> None:
        """Let other windows work at the exercise."""
        lock, self.practice.exercise_lock = self.practice.exercise_lock, None
        if lock:
            lock.release()

    @property
    def line(self) -> int:
        """The line of the learner's file where the last run went wrong, from 1; 0 for none."""
        if self.last is None:
            return 0
        lines = (check.line for check in self.last.checks if check.line and not check.hidden)
        return self.last.line or next(lines, 0)

    @property
    def changed(self) -> bool:
        """Whether the file isn't what was run last."""
        return self.last is None or self.read() != self._ran

    def run(self, session: Session) -> ExerciseRun:
        """Run the exercise as its file is now; raises UsageError where that isn't trusted."""
        from interview_cli.packs.sandbox.exercise_runner import run_exercise

        self.require_trust()
        self._require_ours()
        text = self.read()
        run = run_awake(lambda: run_exercise(_exercise(session), text))
        self.last, self._ran = run, text
        return run

    def require_trust(self) -> None:
        """Raise UsageError unless code of the exercise's pack may be run."""
        from interview_cli.packs.library.trust import is_trusted

        pack = self.practice.catalogue.packs[self.key.partition(":")[0]]
        if not is_trusted(pack.pack.path):
            raise UsageError(f"code of {pack.id} isn't run before you trust it", trust_hint(pack))

    def attempted(self, *, gave_up: bool = False) -> engine.Attempted:
        """Return the move that ends the attempt; a text that wasn't run counts as nothing."""
        self._require_ours()
        run = self.last
        share = 0.0
        if run and not self.changed:
            share = 1.0 if run.solved else min(run.share, _UNSOLVED)
        return engine.Attempted(clock.now(), self.read(), share, gave_up)

    def keep(self, before: Session, move: engine.Move, after: Session) -> None:
        """Keep how far the attempt is after *move*, which the learner may leave with."""
        working = before.phase is Phase.ASKING and before.current.key == self.key
        if self._folder is None or not working:
            return
        attempt = self.folder.read_attempt() or Attempt()
        if isinstance(move, engine.Attempted):
            attempt = replace(attempt, review=after.ids[after.outcomes[-1].line])
        hints = after.hints if isinstance(move, engine.Hint | engine.Continued) else before.hints
        since = after.since if isinstance(move, engine.Continued) else before.since
        self._save(replace(attempt, spent_ms=_ms(since, move.at), hints=hints))
        # A session is worth resuming if its exercise was begun, even with nothing answered.
        leaves = isinstance(move, engine.Quit) and (hints or self.difference(before))
        self.practice.save_draft(f"{self.key}{_BEGUN}", "begun" if leaves else "")
        if after.phase is not Phase.ASKING or after.current.key != self.key:
            self._release()

    def keep_time(self, session: Session) -> None:
        """Keep the time that the attempt took so far, for a program that is killed."""
        attempt = self.folder.read_attempt() or Attempt()
        spent = _ms(session.since, clock.now())
        self._save(replace(attempt, spent_ms=spent, hints=session.hints))

    def difference(self, session: Session) -> list[str]:
        """Return the lines in which the file differs from the starter; none where it doesn't."""
        return diff_lines(_exercise(session).starter, self.read())


def trust_hint(pack: CataloguePack) -> str:
    """Return how the learner lets code of *pack* run."""
    path = pack.pack.path
    from shlex import quote

    name = pack.id if path.is_relative_to(paths.own_packs()) else quote(str(path))
    return f"read it, then: interview pack trust {name}"


def _ms(since: datetime, at: datetime) -> int:
    return max(0, round((at - since) / timedelta(milliseconds=1)))


def _exercise(session: Session) -> Exercise:
    exercise = session.task.exercise
    assert exercise is not None
    return exercise


def list_files(exercise: Exercise) -> dict[str, str]:
    """Return the files beside the one that is written, for the learner to read."""
    others = dict(exercise.files)
    if exercise.module:
        others[MODULE] = exercise.module
    if exercise.tests:
        others[TESTS] = exercise.tests
    if exercise.fixtures:
        others[SCHEMA] = exercise.fixtures[0]
    return others
