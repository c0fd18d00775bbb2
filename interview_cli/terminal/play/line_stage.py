"""The stage of lines: prompts on standard output, answers on standard input.

For pipes, screen readers and plain terminals, and, with events instead of prose, for
programs. What a line means is up to ``typed_moves``.
"""

from __future__ import annotations

import sys
import time
from abc import abstractmethod
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from interview_cli.core.errors import InterviewError
from interview_cli.core.session.engine import (
    Answered,
    Move,
    Next,
    Quit,
    Right,
    RunOut,
    Turn,
    is_late,
)
from interview_cli.core.session.state import Phase, Session
from interview_cli.storage import clock
from interview_cli.terminal.play import leaving, typed_moves
from interview_cli.terminal.play.play import Stage
from interview_cli.terminal.play.typed_moves import (
    AGAIN,
    LONG,
    PICTURE,
    READS,
    SUSPEND,
    EditRequest,
    ExerciseRequest,
    InvalidAnswer,
    PictureRequest,
    ReadRequest,
    TypedAnswer,
    is_command,
)
from interview_cli.terminal.practice_session import PracticeSession
from interview_cli.terminal.rendering.input_lines import read_line
from interview_cli.terminal.rendering.messages import print_stderr
from interview_cli.terminal.rendering.wording import NOTHING_TYPED

if TYPE_CHECKING:
    from interview_cli.core.exercises.exercise_run import ExerciseRun
    from interview_cli.terminal.exercise.exercise_lines import ExerciseLines

#: Seconds between two drafts of lines that no terminal sends: all of them may come at once.
KEEP_SECONDS = 1.0


class LineStage(Stage):
    """A stage where *source* gives the answers; what a session shows is up to each subclass."""

    def __init__(self, practice: PracticeSession, source: TextIO) -> None:
        super().__init__(practice)
        self.source = source
        self._typed = TypedAnswer()
        self._before: Sequence[str] = ()  # the answer that an undo took back
        self._edited = self._debriefed = self._ended = False
        self._warned = False  # that Ctrl-D on an empty answer quits if it comes again
        self._kept = 0.0  # when the lines so far were saved last
        self._wants_again = self._at_end = False

    @cached_property
    def _exercises(self) -> ExerciseLines:
        from interview_cli.terminal.exercise.exercise_lines import ExerciseLines  # few have some

        return ExerciseLines(self.bench, self, self.source)

    @abstractmethod
    def show_question(self, session: Session) -> None: ...
    @abstractmethod
    def show_picture(self, session: Session) -> None:
        """Show the picture of the current question, or where it is."""

    @abstractmethod
    def show_debrief(self) -> None:
        """Show what came of all answers, or what changed since that was shown."""

    @abstractmethod
    def show_more(self, session: Session, what: str) -> None:
        """Show more on the question whose answer was seen last: see ``ReadRequest``."""

    @abstractmethod
    def show_run(self, session: Session, run: ExerciseRun) -> None:
        """Show what a run of the exercise came to."""

    @abstractmethod
    def show_difference(self, lines: Sequence[str]) -> None:
        """Show in which lines the exercise differs from its starter."""

    def confirms_solution(self) -> bool:
        """Whether the solution is meant to be shown: it ends the attempt."""
        return True

    def show_skipped(self) -> None:
        """Show which questions were skipped."""

    def show_model_answer(self, number: int) -> None:
        """Show the model answer to a question of the debrief, by its number."""

    def show_prompt(self, session: Session, lines: int) -> None:
        """Ask for the next line; *lines* of a longer answer are in already."""

    def show_last_prompt(self, session: Session) -> None:
        """Ask for a line that can still change the last verdict."""

    def show_draft(self, session: Session, lines: Sequence[str]) -> None:
        """Show what was written of this answer before; more lines can follow."""

    def echo(self, line: str | None) -> None:
        """Show a line that was read, if nobody saw it typed; None: the input ended."""

    def move(self, session: Session) -> Move:
        if session.phase is Phase.VERDICT:
            return self._next(session)
        if session.phase is Phase.DEBRIEF:
            if not self._debriefed:
                self.show_debrief()
            self._debriefed = True
            return self._after_debrief(session)
        if session.phase is Phase.ASKING and self.is_new(session):
            continued: Move | None = self.continued_talk(session)
            if continued is not None:
                return continued
            if session.task.exercise:
                continued = self._exercises.begin(session, watch=self.watch)
            self._ask(session)
            if continued is not None:
                return continued
        asked = False  # how to leave
        while True:
            try:
                self.show_prompt(session, len(self._typed.lines))
                watched = self.watch and session.task.exercise and not self._typed.lines
                if watched and self._exercises.is_saved():
                    if move := self._exercises.work(session, "t"):
                        return move
                    continue
                line = self._read_line()
            except KeyboardInterrupt as stopped:
                if asked or not (self.source.isatty() and leaving.is_asked(session, stopped)):
                    raise
                asked = True
                print_stderr(f"\n{leaving.describe(session)}")
                continue
            if line is None:
                if self._is_sent(session):
                    if session.task.exercise:
                        if move := self._work(session, ExerciseRequest(".", self._typed.text)):
                            return move
                        continue
                    return Answered(clock.now(), self._typed.text)
                if self._warned or not self._expects_lines(session):
                    self.echo(None)
                    return Quit(clock.now())
                self._warned = True
                print_stderr(f"\n{NOTHING_TYPED} So does Ctrl-D again.")
                continue
            asked = self._warned = False
            now = clock.now()
            if is_late(session, now) and not is_command(line, session):
                return RunOut(now, self._typed.so_far(session))
            try:
                move = self._typed.take(line, session, now)
            except InvalidAnswer as error:
                print_stderr(str(error))
            except EditRequest:
                return self.edit(session)
            except PictureRequest:
                self.show_picture(session)
            except ReadRequest as request:
                self.show_more(session, request.what)
            except ExerciseRequest as request:
                if move := self._work(session, request):
                    return move
            else:
                if move is not None:
                    return move
                self._keep_lines(session)

    def _expects_lines(self, session: Session) -> bool:
        """Whether a long answer is being typed at a terminal, where Ctrl-D ends it."""
        asking = session.phase is Phase.ASKING and session.task.expects in (*LONG, "code")
        return asking and self.source.isatty()

    def _is_sent(self, session: Session) -> bool:
        """Whether Ctrl-D sends the lines that were typed."""
        sent = self._expects_lines(session) and any(map(str.strip, self._typed.lines))
        if sent:
            print(flush=True)  # the cursor is behind the prompt
        return sent

    def _work(self, session: Session, request: ExerciseRequest) -> Move | None:
        """Do what is asked for of an exercise; return the move that ends the attempt, if any."""
        if request.text is not None:  # it's in the file from now on
            self._typed = TypedAnswer()
            self.practice.save_draft(session.current.key, "")
        return self._exercises.work(session, request.what, request.text)

    def _keep_lines(self, session: Session) -> None:
        """Save the lines so far as a draft: at a terminal each, else as fast as somebody types."""
        now = time.monotonic()
        if self.source.isatty() or now - self._kept >= KEEP_SECONDS:
            self._kept = now
            self.practice.save_draft(session.current.key, self.draft)

    def _ask(self, session: Session) -> None:
        if not self._edited:
            self._typed = TypedAnswer(self._drafted(session), self._before)
        self._edited, self._before = False, ()
        self.show_question(session)
        session.task.prepare()
        if lines := self._typed.lines or self._typed.before:
            self.show_draft(session, lines)

    def _drafted(self, session: Session) -> list[str]:
        """Return the lines that were typed of this answer before the session was left."""
        lines = self.drafted().split("\n")
        if session.task.expects == "gaps":  # the last one wasn't sent
            return lines[: min(len(lines), session.task.gaps) - 1]
        if session.task.expects not in (*LONG, "code"):
            return []
        return lines[:-1] if not lines[-1] else lines

    @property
    def typed(self) -> str:
        return "\n".join(self._typed.lines)

    @property
    def draft(self) -> str:
        lines = self._typed.lines
        if self.practice.session.task.expects == "gaps":
            return "\n".join([*lines, ""]) if lines else ""
        return self.as_draft(self._typed.text)

    def keep_typed(self) -> None:
        self._edited = True

    def show_hint(self, session: Session) -> None:
        print_stderr(typed_moves.list_commands(session))

    def show_skip(self, key: str, loss: str) -> None:
        if loss:
            print_stderr(loss)

    def show_end(self, loss: str) -> None:
        if loss:
            print_stderr(loss)

    def show_undo(self, session: Session, text: str) -> None:
        self._debriefed, self._before = False, text.splitlines()

    def show_override(self, session: Session, move: Right | Turn) -> None:
        self.show_verdict(session, session.outcomes[move.outcome])

    def show_error(self, error: InterviewError) -> None:
        print_stderr(f"{error.message}; {error.hint}")

    def _next(self, session: Session) -> Move:
        """Go on from a verdict; after the last one, one more line may take it back."""
        if session.queue or self._ended or session.mode.debrief:
            return Next(clock.now())
        while True:
            self.show_last_prompt(session)
            line = self._line() or ""
            name, _, words = line.strip().removeprefix(":").partition(" ")
            if line.strip() == f":{AGAIN}":
                self._wants_again = True
            if not line.lstrip().startswith(":") or not self._stays(name, words):
                self._ended = True
                return Next(clock.now())
            if move := self._read(line, session):
                return move

    @staticmethod
    def _stays(name: str, words: str) -> bool:
        """Whether a command is about the last verdict, and so doesn't lead to the summary."""
        return name in ("u", "r", "f", "n", PICTURE, SUSPEND, *READS) or (
            name.isdecimal() and not words
        )

    def _after_debrief(self, session: Session) -> Move:
        """Read a command about a verdict; ``:q``, or the end of input, ends the session.

        So does any other line of a program, but not of a person, who may have typed it ahead.
        """
        if session.reopened and self.source.isatty() and not sys.stdout.isatty():
            return Next(clock.now())  # it's read in a pager, which needs the keys itself
        while True:
            self.show_last_prompt(session)
            line = self._line()
            if line is None or line.strip() in ("q", ":q"):
                return Next(clock.now())
            name, _, words = line.strip().partition(" ")
            mock = session.mode.answer_by == "explain"
            if name == f":{AGAIN}" and not words and mock:
                if self.practice.debrief().can_ask_again:
                    self._wants_again = True
                    return Next(clock.now())
                print_stderr("There's nothing to ask again here.")
            elif name == ":s" and not words and mock:
                self.show_skipped()
            elif name == ":m" and mock:
                self._show_model_answer(words, session)
            elif not name.startswith(":"):
                if not (mock and self.source.isatty()):
                    return Next(clock.now())
                print_stderr("This is the debrief. Type :q to end it.")
            elif move := self._read(line, session):
                return move

    def _show_model_answer(self, words: str, session: Session) -> None:
        answers = sum(outcome.review is not None for outcome in session.outcomes)
        number = words.strip() or str(answers)
        if number in map(str, range(1, answers + 1)):
            self.show_model_answer(int(number))
        else:
            print_stderr(f"Type the number of an answer, from 1 to {answers}: :m {answers}")

    def _read(self, line: str, session: Session) -> Move | None:
        """Return the move of a command; where there is none now, print why, and return None."""
        try:
            return TypedAnswer().take(line, session, clock.now())
        except InvalidAnswer as error:
            print_stderr(str(error))
        except PictureRequest:
            self.show_picture(session)
        except ReadRequest as request:
            self.show_more(session, request.what)
        return None

    def _line(self) -> str | None:
        """Return the next line without its end; None at the end of input, which is shown."""
        if (line := self._read_line()) is None:
            self.echo(None)
        return line

    def _read_line(self) -> str | None:
        while True:
            line = read_line(self.source)
            if not line:
                self._at_end = True
                return None
            line = line.rstrip("\r\n")
            self.echo(line)
            if not any("\ud800" <= char <= "\udfff" for char in line):
                return line
            print_stderr("That line isn't UTF-8. Type it again.")
