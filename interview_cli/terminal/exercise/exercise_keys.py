"""An exercise with keys: it's edited, run and looked at until it's solved, or left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from interview_cli.core.errors import InterviewError, UsageError
from interview_cli.core.exercises.exercise_run import ExerciseRun
from interview_cli.core.session import engine
from interview_cli.core.session.state import Session
from interview_cli.core.session.verdict import Verdict
from interview_cli.storage import clock
from interview_cli.terminal.editor import has_editor, open_at
from interview_cli.terminal.exercise import views, words
from interview_cli.terminal.exercise.watching import SavedFile
from interview_cli.terminal.exercise.workbench import Workbench
from interview_cli.terminal.rendering.layout import Page, plain
from interview_cli.terminal.rendering.menu import ENTER, HAPPENED, Footer, Key
from interview_cli.terminal.rendering.views import difference
from interview_cli.terminal.rendering.wording import describe_continued

#: The keys of an exercise besides those of every question.
EDIT, RUN, DIFFERENCE, SOLUTION, HAND_IN = ENTER, "t", "d", "m", "h"


class ExerciseKeys:
    """Shows the exercise of a session, and waits for keys.

    With ``watch`` each save of the file runs it too; ``verbose`` says what held a run.
    """

    def __init__(self, page: Page, bench: Workbench, *, watch: bool, verbose: bool) -> None:
        self.page, self.bench = page, bench
        self.watch, self.verbose = watch, verbose
        self._saved: SavedFile | None = None

    def begin(self, session: Session) -> engine.Continued | None:
        """Show what is to be done; return the move that goes on with an attempt, if any."""
        continued = self.bench.open(session)
        exercise = session.task.exercise
        assert exercise is not None
        self.page.show(*views.brief(exercise, self.bench.path))
        self._saved = SavedFile(self.bench.path)
        try:
            self.bench.require_trust()
        except UsageError as error:
            self.page.show(plain(f"{error.message}\n{error.hint}"))
        if self.watch:
            self.page.show(plain("Each save of your file runs the tests."))
        return continued

    def show_continued(self, session: Session, spent_ms: int) -> None:
        self.page.show(plain(describe_continued(session, spent_ms)))

    def ask(self, session: Session, others: Sequence[Key]) -> engine.Move | str:
        """Return a move, or one of the keys of *others*."""
        assert self._saved is not None
        while True:
            self.bench.keep_time(session)
            keys = [*self._keys(session), *others]
            key = self._press(keys, self._clock(session), watched=True)
            try:
                move = self._do(key, session)
            except InterviewError as error:
                self.page.show(plain(f"{error.message}\n{error.hint}".rstrip()))
                self._saved.note()
                continue
            if move is not None:
                return move

    def _do(self, key: str, session: Session) -> engine.Move | str | None:
        assert self._saved is not None
        if key == EDIT:
            before = self.bench.read()
            closed_well = self._edit(session)
            self._saved.note()
            if not closed_well or self.bench.read() == before:
                self.page.show(plain("Your file hasn't changed."))
                return None
            return self._run(session)
        if key in (RUN, HAPPENED):
            self._saved.note()
            return self._run(session)
        if key == DIFFERENCE:
            lines = self.bench.difference(session)
            shown = difference(lines) if lines else plain("Your file is still the starter.")
            self.page.show(shown)
            return None
        if key == SOLUTION:
            return self._give_up()
        if key == HAND_IN:
            return self._hand_in(session)
        return key

    def _keys(self, session: Session) -> list[Key]:
        keys = [("Enter", "edit"), (RUN, "run"), (DIFFERENCE, "difference")]
        if engine.can(session, engine.Hint):
            ladder = len(session.hint_ladder)
            of = f" {session.hints + 1} of {ladder}" if ladder > 1 else ""
            keys.append(("?", f"hint{of}"))
        last = (HAND_IN, "hand it in") if session.mode.is_interview else (SOLUTION, "solution")
        return [*keys, last]

    def _clock(self, session: Session) -> Callable[[], str] | None:
        """Return what says how much of an exercise's own time an interview has left."""
        if not session.mode.is_interview:
            return None
        return lambda: words.time_left(session, clock.now())

    def _press(
        self, keys: Iterable[Key], timer: Callable[[], str] | None = None, *, watched: bool = False
    ) -> str:
        from interview_cli.terminal.rendering import prompts

        keys = tuple(keys)
        names = [ENTER if name == "Enter" else name for name, _ in keys]
        happened = self._saved.has_changed if watched and self.watch and self._saved else None
        return prompts.press(Footer(keys, (*names,), clock=timer, happened=happened))

    def _edit(self, session: Session) -> bool:
        """Let the learner edit the file; return whether that ended well."""
        if has_editor():
            line = max(1, self.bench.line)
            try:
                return open_at(self.bench.path, line)
            except InterviewError as error:
                self.page.show(plain(f"{error.message}\n{error.hint}".rstrip()))
        return self._type(session)

    def _type(self, session: Session) -> bool:
        """Let the learner write here, where there's no editor."""
        from interview_cli.terminal.rendering import prompts

        ends = ("Ctrl-D", "or . on its own line ends it")
        footer = Footer((("Enter", "new line"), ends, ("Ctrl-C", "saves it and leaves")))
        typed = prompts.type_text(
            "",
            footer,
            lambda _: None,
            is_command=lambda _: False,
            default=self.bench.read().rstrip("\n"),
            takes="code",
            keep=self._keep,
        )
        self.page.space()
        self._keep(typed.text)
        return True

    def _keep(self, text: str) -> None:
        lines = text.rstrip("\n").split("\n")
        if lines[-1].strip() == ".":
            lines.pop()
        self.bench.write("\n".join(lines).rstrip("\n") + "\n")

    def _run(self, session: Session) -> engine.Attempted | None:
        """Run the exercise and show what came of it; return the move that ends it if solved."""
        exercise = session.task.exercise
        assert exercise is not None
        try:
            self.page.put(plain("Running …", "dim"))
            run = self.bench.run(session)
        except KeyboardInterrupt as stopped:
            if stopped.args:  # the system ends us, and not the learner the waiting
                raise
            self.page.show(plain("Stopped."))
            return None
        self._show_run(session, run)
        return self.bench.attempted() if run.solved else None

    def _show_run(self, session: Session, run: ExerciseRun) -> None:
        assert session.task.exercise is not None
        answer = self.bench.read()
        self.page.show(*views.run(session.task.exercise, run, answer, verbose=self.verbose))

    def _give_up(self) -> engine.Attempted | None:
        """Ask once whether the solution is to be shown."""
        self.page.show(plain("Show the solution? Then this counts as not solved."))
        if self._press((("y", "yes, show it"), ("Enter", "no"))) != "y":
            return None
        return self.bench.attempted(gave_up=True)

    def _hand_in(self, session: Session) -> engine.Attempted | None:
        """Hand in what stands there, run once more if it wasn't as it is."""
        if self.bench.changed and (move := self._run(session)):
            return move
        if self.bench.last is None or not self.bench.last.counts:
            return None
        return self.bench.attempted()

    def show_verdict(self, result: Verdict, again: str) -> None:
        """Show what the attempt came to, and both solutions."""
        exercise = result.task.exercise
        assert exercise is not None
        answer = result.answer[0] if result.answer else ""
        self.page.show(views.ending(result, self.bench.last, again))
        self.page.show(views.solutions(answer, exercise), widest=views.WIDEST)
        self.page.show(*views.explanation(result, exercise, self.bench.last))
