"""A stage: where a session is played. What keys, lines and events do alike is here."""

from __future__ import annotations

from abc import ABC, abstractmethod

from interview_cli.core.errors import InterviewError
from interview_cli.core.session.engine import (
    Answered,
    Edited,
    Flag,
    Hint,
    Move,
    Quit,
    Reveal,
    Right,
    Skip,
    Turn,
    Undo,
)
from interview_cli.core.session.state import Outcome, Phase, Session
from interview_cli.storage import clock
from interview_cli.terminal.practice_session import PracticeSession


class Stage(ABC):
    """Shows a session, and waits for the learner's moves."""

    def __init__(self, practice: PracticeSession) -> None:
        self.practice = practice
        self._asked: tuple[int, int] | None = None  # the question that is on the screen
        self._leaving = False

    @abstractmethod
    def begin(self, session: Session) -> None:
        """Show that a session begins, or goes on."""

    @abstractmethod
    def move(self, session: Session) -> Move:
        """Show where *session* stands, if that is new, and wait for a move."""

    @abstractmethod
    def end(self, session: Session, *, stopped: bool) -> Move | None:
        """Show how it went; return a move to go on with after all, such as undo.

        *stopped* says that Ctrl-C or the system ended it: nothing is asked then.
        """

    def show_result(self, before: Session, move: Move, after: Session) -> None:
        """Show what *move* brought; what it recorded is on disk by now."""
        self._save_draft(before, move)
        self._leaving = isinstance(move, Quit)
        match move:
            case Hint():
                self.show_hint(after)
            case Reveal():
                self.show_reveal(after)
            case Flag():
                self.show_flag(before.current.key)
            case Skip():
                self.show_skip(before.current.key, _describe_loss(self.typed))
            case Undo():
                self._asked = None
                self.show_undo(after, _undone_text(before, after))
            case Edited():
                self._asked = None
                self.keep_typed()
            case Right() | Turn():
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
        """Keep what was typed for when the question is asked anew, edited."""

    @abstractmethod
    def show_hint(self, session: Session) -> None: ...
    @abstractmethod
    def show_reveal(self, session: Session) -> None: ...
    @abstractmethod
    def show_flag(self, key: str) -> None: ...
    @abstractmethod
    def show_skip(self, key: str, loss: str) -> None:
        """Show that a question was skipped, and the *loss* of what was typed, if any."""

    @abstractmethod
    def show_undo(self, session: Session, text: str) -> None:
        """Show what was undone; *text* is the explanation that was taken back, if any."""

    @abstractmethod
    def show_override(self, session: Session, move: Right | Turn) -> None: ...
    @abstractmethod
    def show_verdict(self, session: Session, outcome: Outcome) -> None: ...
    @abstractmethod
    def show_error(self, error: InterviewError) -> None: ...

    def is_new(self, session: Session) -> bool:
        """Whether the current question isn't on the screen; from now on it is."""
        here = (session.place, len(session.outcomes))
        new, self._asked = self._asked != here, here
        return new

    def edit(self, session: Session) -> Edited:
        """Return the move of editing the question; without an editor the session goes on."""
        began, question = clock.now(), None
        try:
            question = self.practice.edit_question(session.current.key)
        except InterviewError as error:
            self.show_error(error)
        return Edited(clock.now(), began, question)

    def _save_draft(self, before: Session, move: Move) -> None:
        """Save what was typed when the learner leaves an answer; drop it once it is sent."""
        if isinstance(move, Quit | Undo | Answered | Skip) and (
            before.phase is Phase.ASKING and before.task.explanation
        ):
            draft = self.draft if isinstance(move, Quit | Undo) else ""
            self.practice.save_draft(before.current.key, draft)


def _undone_text(before: Session, after: Session) -> str:
    """Return the explanation that an undo took back; "" where there was none."""
    if len(after.outcomes) == len(before.outcomes):
        return ""
    outcome = before.outcomes[-1]
    answer = outcome.review.answer if outcome.review else None
    kept = before.tasks[outcome.place].explanation
    return answer if isinstance(answer, str) and kept else ""


def _describe_loss(text: str) -> str:
    """Return what to say of *text* that was typed and is gone; "" where nothing was."""
    lines = len(text.splitlines())
    return f"{lines} typed line{'s were' if lines > 1 else ' was'} dropped." * bool(lines)
