"""The stage of lines: prompts on standard output, answers on standard input.

For pipes, screen readers and plain terminals, and, with events instead of prose, for
programs. What is said is the voice's business; what is read is ``typed``'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TextIO

from interview_cli.core.errors import InterviewError
from interview_cli.core.session.debrief import Debrief
from interview_cli.core.session.engine import Move, Next, Quit, Right, Turn
from interview_cli.core.session.state import Outcome, Phase, Session
from interview_cli.core.session.summary import Summary
from interview_cli.storage import clock
from interview_cli.terminal.play.stage import Stage
from interview_cli.terminal.play.typed_moves import EditAsked, Misfit, Typed, valid
from interview_cli.terminal.practice_session import PracticeSession
from interview_cli.terminal.rendering.messages import aside


class Voice(Protocol):
    """How a session is said: as prose for people, or as JSON events."""

    def begin(self, session: Session) -> None: ...
    def question(self, session: Session) -> None: ...
    def prompt(self, session: Session, lines: int) -> None:
        """Ask for the next line; *lines* of a longer answer are in already."""

    def echo(self, line: str | None) -> None:
        """Show a line that was read, where nobody saw it typed; None: the input ended."""

    def draft(self, lines: Sequence[str]) -> None:
        """Show what was written of this answer before; more lines can follow."""

    def hint(self, session: Session) -> None: ...
    def reveal(self, session: Session) -> None: ...
    def verdict(self, session: Session, outcome: Outcome) -> None: ...
    def skip(self, key: str) -> None: ...
    def undo(self, key: str) -> None: ...
    def flag(self, key: str) -> None: ...
    def debrief(self, debrief: Debrief) -> None:
        """Say what came of all answers, where that comes at the end."""

    def last_prompt(self, session: Session) -> None:
        """Say that the last verdict can still be undone."""

    def summary(self, session: Session, summary: Summary) -> None: ...


class Lines(Stage):
    """A stage on which *voice* speaks and *source* gives the answers."""

    def __init__(self, practice: PracticeSession, voice: Voice, source: TextIO) -> None:
        super().__init__(practice)
        self.voice, self.source = voice, source
        self._typed = Typed()
        self._before: Sequence[str] = ()  # the answer that an undo took back
        self._edited = self._debriefed = self._ended = False

    def begin(self, session: Session) -> None:
        self.voice.begin(session)

    def move(self, session: Session) -> Move:
        if session.phase is Phase.VERDICT:
            return self._next(session)
        if session.phase is Phase.DEBRIEF:
            if not self._debriefed:
                self._debriefed = True
                self.voice.debrief(self.practice.debrief())
            return self._after_debrief(session)
        if session.phase is Phase.ASKING and self.is_new(session):
            self._ask(session)
        while True:
            self.voice.prompt(session, len(self._typed.lines))
            line = self._line()
            if line is None:
                return Quit(clock.now())
            try:
                move = self._typed.take(line, session, clock.now())
            except Misfit as misfit:
                aside(str(misfit))
            except EditAsked:
                return self.edit(session)
            else:
                if move is not None:
                    return move

    def _ask(self, session: Session) -> None:
        if not self._edited:
            self._typed = Typed(self.practice.draft().splitlines(), self._before)
        self._edited, self._before = False, ()
        self.voice.question(session)
        task = session.task
        task.prepare()
        if (lines := self._typed.lines or self._typed.before) and task.explanation:
            self.voice.draft(lines)

    @property
    def typed(self) -> str:
        return "\n".join(self._typed.lines)

    @property
    def draft(self) -> str:
        return self._typed.text

    def keep_typed(self) -> None:
        self._edited = True

    def show_hint(self, session: Session) -> None:
        self.voice.hint(session)
        aside(valid(session))

    def show_reveal(self, session: Session) -> None:
        self.voice.reveal(session)

    def show_flag(self, key: str) -> None:
        self.voice.flag(key)

    def show_skip(self, key: str, loss: str) -> None:
        self.voice.skip(key)
        if loss:
            aside(loss)

    def show_undo(self, session: Session, text: str) -> None:
        self._debriefed, self._before = False, text.splitlines()
        self.voice.undo(session.current.key)

    def show_override(self, session: Session, move: Right | Turn) -> None:
        self.voice.verdict(session, session.outcomes[move.outcome])

    def show_verdict(self, session: Session, outcome: Outcome) -> None:
        self.voice.verdict(session, outcome)

    def show_error(self, error: InterviewError) -> None:
        aside(f"{error.message}; {error.hint}")

    def end(self, session: Session, *, stopped: bool) -> Move | None:
        self.voice.summary(session, self.practice.summary())
        return None

    def _next(self, session: Session) -> Move:
        """Go on from a verdict; after the last one, one more line may take it back."""
        if session.queue or self._ended or session.mode.debrief:
            return Next(clock.now())
        self.voice.last_prompt(session)
        line = self._line()
        if (
            line is not None
            and line.strip() in (":u", ":r")
            and (move := self._read(line, session))
        ):
            return move
        self._ended = True
        return Next(clock.now())

    def _after_debrief(self, session: Session) -> Move:
        """Read a command about a verdict; another line, or the end of input, ends the session."""
        while True:
            self.voice.last_prompt(session)
            line = self._line()
            if line is None or not line.lstrip().startswith(":"):
                return Next(clock.now())
            if move := self._read(line, session):
                return move

    def _read(self, line: str, session: Session) -> Move | None:
        """Return the move of a command; None where there is none now, which is said."""
        try:
            return Typed().take(line, session, clock.now())
        except Misfit as misfit:
            aside(str(misfit))
            return None

    def _line(self) -> str | None:
        """Return the next line without its end; None at the end of input."""
        while True:
            line = self.source.readline()
            if not line:
                self.voice.echo(None)
                return None
            line = line.rstrip("\r\n")
            self.voice.echo(line)
            if not any("\ud800" <= char <= "\udfff" for char in line):
                return line
            aside("That line is not UTF-8. Type it again.")
