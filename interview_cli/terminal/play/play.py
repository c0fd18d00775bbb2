"""The loop of a session: a stage gets a move, the session makes it, the stage shows the result.

Ctrl-C, termination and hangup are one exception here, which never comes in the midst of a step.
"""

from __future__ import annotations

import os
import signal
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cached_property
from types import FrameType
from typing import TYPE_CHECKING

from interview_cli.core.design_case.conversation import NOTHING_SAID, Conversation
from interview_cli.core.design_case.kept_talk import read_talk, write_talk
from interview_cli.core.errors import InterviewError
from interview_cli.core.records import Flagged, Suspended
from interview_cli.core.session import engine
from interview_cli.core.session.state import Outcome, Phase, Session
from interview_cli.storage import clock
from interview_cli.terminal.play.typed_moves import is_typed
from interview_cli.terminal.practice_session import PracticeSession

if TYPE_CHECKING:
    from interview_cli.terminal.exercise.workbench import Workbench


class SignalGuard:
    """Turns SIGINT, SIGTERM and SIGHUP into KeyboardInterrupt, but never in the midst of a step.

    For the latter two it has an argument: after those, a caller must not go on.
    """

    def __init__(self) -> None:
        self._holding = False
        self._asked = False
        self._terminals = [number for number in (1, 2) if os.isatty(number)]

    def __call__(self, number: int, frame: FrameType | None) -> None:
        if number not in (signal.SIGINT, signal.SIGTERM):
            self._gone()
        if self._holding:
            self._asked = True
        else:
            raise KeyboardInterrupt(*([] if number == signal.SIGINT else [str(number)]))

    @contextmanager
    def at_a_terminal(self) -> Iterator[None]:
        """Raise KeyboardInterrupt for an error in reading or writing if the terminal is gone.

        It can come before the signal.
        """
        try:
            yield
        except OSError as error:
            if not self._gone():
                raise
            raise KeyboardInterrupt(str(error)) from error

    def _gone(self) -> bool:
        """Whether the terminal was closed; what would be shown there then goes nowhere."""
        gone = [number for number in self._terminals if not os.isatty(number)]
        for number in gone:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, number)
            os.close(nowhere)
        return bool(gone)

    @contextmanager
    def held(self, *, for_good: bool = False) -> Iterator[None]:
        """Put a signal off until the end; *for_good*: pass it over."""
        self._holding = True
        try:
            yield
        finally:
            self._holding = False
        if self._asked and not for_good:
            self._asked = False
            raise KeyboardInterrupt


@contextmanager
def interruptible() -> Iterator[SignalGuard]:
    """Listen to SIGINT, SIGTERM and, unless that is ignored as by nohup, SIGHUP for a while."""
    stop = SignalGuard()
    numbers = [signal.SIGINT, signal.SIGTERM]
    hangup = getattr(signal, "SIGHUP", None)  # Windows has none
    if hangup and signal.getsignal(hangup) is not signal.SIG_IGN:
        numbers.append(hangup)
    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Stage(ABC):
    """Shows a session, and waits for the learner's moves."""

    def __init__(self, practice: PracticeSession) -> None:
        self.practice = practice
        self.asks = True  # whether who sits at a terminal may be asked more than the session does
        self.watch = False  # whether each save of an exercise's file runs it
        self.verbose = False  # whether it's said what held a run
        self.follows = False  # whether another session was on the screen just now
        self.again: tuple[str, ...] = ()  # the questions to ask again in a session of their own
        self._asked: tuple[int, int, int] | None = None  # the question that is on the screen
        self._leaving = False
        self._case: int | None = None  # the place of the case that is on the screen

    @cached_property
    def bench(self) -> Workbench:
        """The files and the runs of the exercises, in a session that has some."""
        from interview_cli.terminal.exercise.workbench import Workbench  # most have none

        return Workbench(self.practice, asks=self.asks)

    def terminal(self) -> AbstractContextManager[None]:
        """Return what holds for the terminal from the beginning to the end; by default nothing."""
        return nullcontext()

    @abstractmethod
    def begin(self, session: Session) -> None:
        """Show that a session begins or goes on."""

    @abstractmethod
    def move(self, session: Session) -> engine.Move:
        """Show the state of *session*, if that is new, and wait for a move."""

    @abstractmethod
    def end(self, session: Session, *, stopped: bool) -> engine.Move | None:
        """Show how it went; return a move to go on with after all, such as undo.

        *stopped* says that Ctrl-C or the system ended it: nothing is asked then.
        """

    def show_result(self, before: Session, move: engine.Move, after: Session) -> None:
        """Show what *move* brought; what it recorded is on disk by now."""
        self._save_draft(before, move)
        if before.phase is Phase.ASKING and before.task.exercise:
            self.bench.keep(before, move, after)
        self._leaving = isinstance(move, engine.Quit)
        match move:
            case engine.Hint():
                self.show_hint(after)
            case engine.Continued():
                self.show_continued(after, move.spent_ms)
            case engine.Reveal():
                self.show_reveal(after)
            case engine.Flag():
                flagged = bool(after.flags(after.current))
                self.show_flag(before.current.key, flagged=flagged)
            case engine.Note():
                self.show_note(before.subject.key, move.text)
            case engine.Suspend():
                self.show_suspended(after.markings[-1].record.question, suspended=True)
            case engine.Skip():
                kept = "What you've said of it comes back with undo." if before.talk.said else ""
                loss = f"{_describe_loss(self.typed)} {kept}".strip()
                self.show_skip(before.current.key, loss)
            case engine.Undo() if len(after.markings) < len(before.markings):
                record = before.markings[-1].record
                if isinstance(record, Flagged):
                    self.show_flag(record.question, flagged=False)
                elif isinstance(record, Suspended):
                    self.show_suspended(record.question, suspended=False)
                else:
                    self.show_note(record.question, "")
            case engine.Undo() if _is_override_undone(before, after):
                self.show_override_undone(after, after.outcomes[before.overrides[-1].outcome])
            case engine.End():
                self.show_end(_describe_unsent(self.typed or "\n".join(before.talk.said)))
            case engine.Undo():
                self._asked = None
                self.show_undo(after, _undone_text(before, after))
                if after.grades_stages:
                    self.show_reveal(after)
            case engine.Edited():
                self._asked = None
                self.keep_typed()
            case engine.Answered() | engine.GradeStage() if after.phase is Phase.REVEALED:
                # a story, or a case, to be graded
                self.show_reveal(after)
            case engine.Right() | engine.Turn():
                self.show_override(after, move)
            case _ if len(after.outcomes) > len(before.outcomes) and not after.silent:
                self.show_verdict(after, after.outcomes[-1])

    @property
    @abstractmethod
    def typed(self) -> str:
        """What was typed of the current answer, and not sent."""

    @property
    def draft(self) -> str:
        """What is kept of the current answer when the learner leaves."""
        return self.typed

    @abstractmethod
    def keep_typed(self) -> None:
        """Keep what was typed for when the question is asked again, edited."""

    @abstractmethod
    def show_hint(self, session: Session) -> None: ...
    @abstractmethod
    def show_continued(self, session: Session, spent_ms: int) -> None:
        """Show that an exercise goes on that was begun before."""

    @abstractmethod
    def show_reveal(self, session: Session) -> None: ...
    @abstractmethod
    def show_flag(self, key: str, *, flagged: bool) -> None: ...
    @abstractmethod
    def show_note(self, key: str, text: str) -> None:
        """Show that a note was written; without *text*, that it was taken back."""

    @abstractmethod
    def show_suspended(self, key: str, *, suspended: bool) -> None: ...
    @abstractmethod
    def show_override_undone(self, session: Session, outcome: Outcome) -> None: ...
    @abstractmethod
    def show_skip(self, key: str, loss: str) -> None:
        """Show that a question was skipped, and the *loss* of what was typed, if any."""

    @abstractmethod
    def show_end(self, loss: str) -> None:
        """Show that an interview ends now, and the *loss* of what was typed, if any."""

    @abstractmethod
    def show_undo(self, session: Session, text: str) -> None:
        """Show what was undone; *text* is the explanation that was taken back, if any."""

    @abstractmethod
    def show_override(self, session: Session, move: engine.Right | engine.Turn) -> None: ...
    @abstractmethod
    def show_verdict(self, session: Session, outcome: Outcome) -> None: ...
    @abstractmethod
    def show_error(self, error: InterviewError) -> None: ...

    def is_new(self, session: Session) -> bool:
        """Whether the current question isn't on the screen; from now on it is."""
        here = (session.place, len(session.outcomes), len(session.talk.said))
        new, self._asked = self._asked != here, here
        return new

    def as_draft(self, typed: str) -> str:
        """Return what is kept of the current answer: of a case all that was said before, too."""
        session = self.practice.session
        return write_talk(session.talk, typed) if session.task.case else typed

    def drafted(self) -> str:
        """Return what was typed of the current answer before the session was left."""
        case, draft = self.practice.session.task.case, self.practice.draft()
        return read_talk(case, draft)[1] if case else draft

    def begins_case(self, session: Session) -> bool:
        """Whether the case itself is to be shown now, and not just what's asked next."""
        begins = not session.talk.said or self._case != session.place
        self._case = session.place
        return begins

    def continued_talk(self, session: Session) -> engine.Resumed | None:
        """Return the move of going on with a case that was left; None where nothing was said."""
        if not session.task.case or session.talk != NOTHING_SAID:
            return None
        talk, _ = read_talk(session.task.case, self.practice.draft())
        return engine.Resumed(clock.now(), talk.said, talk.spent_ms) if talk.said else None

    def open_picture(self, session: Session) -> str:
        """Open the picture of the current question; return what came of it."""
        from interview_cli.terminal.pictures.picture_viewer import open_picture  # few have one
        from interview_cli.terminal.pictures.question_picture import Picture

        asked = session.current
        assert asked.question.image is not None
        return open_picture(Picture(asked.folder, asked.question.image))

    def edit(self, session: Session) -> engine.Edited:
        """Return the move of editing the question; without an editor the session goes on."""
        began, question, key = clock.now(), None, session.current.key
        try:
            question = self.practice.edit_question(key)
        except InterviewError as error:
            self.show_error(error)
        folder = self.practice.find_folder(key) if question else ""
        return engine.Edited(clock.now(), began, question, folder)

    def _save_draft(self, before: Session, move: engine.Move) -> None:
        """Save what was typed when the learner leaves an answer; drop it once it is sent."""
        if not before.over and before.task.case:
            self._save_talk(before, move)
            return
        if not before.over and before.task.self_graded and not before.silent:
            if isinstance(move, engine.Answered):
                return  # it's recorded once it's graded
            if before.pending:
                self.practice.save_draft(before.current.key, "")
        leaves = isinstance(move, engine.Quit | engine.Undo | engine.End)
        if not (leaves or isinstance(move, engine.Answered | engine.RunOut | engine.Skip)):
            return
        if is_typed(before):
            self.practice.save_draft(before.current.key, self.draft if leaves else "")

    def _save_talk(self, before: Session, move: engine.Move) -> None:
        """Save what was said of a case so far; drop it once the case is through."""
        after, key = self.practice.session, before.current.key
        if len(after.outcomes) > len(before.outcomes):
            self.practice.save_draft(key, "")
        elif before.phase in (Phase.ASKING, Phase.REVEALED):
            leaves = isinstance(move, engine.Quit | engine.End)
            typed = self.typed if leaves and before.phase is Phase.ASKING else ""
            if leaves or isinstance(move, engine.Answered | engine.Undo):
                self.practice.save_draft(key, write_talk(after.talk, typed))


def play(practice: PracticeSession, stage: Stage) -> bool:
    """Play a session on *stage* to its end; return whether a signal stopped it."""

    def make(move: engine.Move) -> None:
        before = practice.session
        practice.make(move)
        stage.show_result(before, move, practice.session)

    with interruptible() as stop:
        try:
            with stop.at_a_terminal():
                stage.begin(practice.session)
                while True:
                    while not practice.session.over:
                        move = stage.move(practice.session)
                        with stop.held():
                            make(move)
                    last = stage.end(practice.session, stopped=False)
                    if last is None:
                        return False
                    with stop.held():
                        make(last)
        except KeyboardInterrupt:
            with stop.held(for_good=True):
                if engine.can(practice.session, engine.Quit):
                    make(engine.Quit(clock.now()))
                stage.end(practice.session, stopped=True)
            return True


def _is_override_undone(before: Session, after: Session) -> bool:
    """Whether undo took the last override back, outside a debrief, which shows what changed."""
    fewer = len(after.overrides) < len(before.overrides)
    return (
        fewer and after.phase is not Phase.DEBRIEF and len(after.outcomes) == len(before.outcomes)
    )


def _undone_text(before: Session, after: Session) -> str:
    """Return the explanation that an undo took back; "" where there was none."""
    if not before.over and before.task.self_graded and before.pending:
        return before.pending[0] if isinstance(before.pending[0], str) else ""
    if not before.over and before.task.case and len(after.talk.said) < len(before.talk.said):
        return before.talk.last(before.task.case)
    if len(after.outcomes) == len(before.outcomes):
        return ""
    outcome = before.outcomes[-1]
    if (case := before.tasks[outcome.place].case) and outcome.review:
        said = outcome.review.answer
        return Conversation(said).last(case) if isinstance(said, tuple) else ""
    answer = outcome.review.answer if outcome.review else None
    task = before.tasks[outcome.place]
    typed = task.explanation or task.self_graded
    return answer if isinstance(answer, str) and typed else ""


def _describe_loss(text: str) -> str:
    """Return what to say of *text* that was typed and is gone; "" where nothing was."""
    lines = len(text.splitlines())
    return f"{lines} typed line{'s were' if lines > 1 else ' was'} dropped." if lines else ""


def _describe_unsent(text: str) -> str:
    """Return what to say of *text* that was typed and not sent; "" where nothing was."""
    return "The answer you were typing wasn't sent, so it doesn't count." if text.strip() else ""
