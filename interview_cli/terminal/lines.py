"""The stage of lines: prompts on standard output, answers on standard input.

For pipes, screen readers and plain terminals, and, with events instead of prose, for
programs. What is said is the voice's business; what is read is ``typed``'s.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TextIO

from interview_cli.core.debrief import Debrief
from interview_cli.core.moves import (
    Answered,
    Edited,
    Flag,
    Hint,
    Move,
    Next,
    Quit,
    Reveal,
    Right,
    Skip,
    Turn,
    Undo,
)
from interview_cli.core.questions.question import Question
from interview_cli.core.session import Outcome, Phase, Session
from interview_cli.core.summary import Summary
from interview_cli.errors import InterviewError
from interview_cli.terminal.messages import aside
from interview_cli.terminal.typed import EditAsked, Misfit, Typed, dropped, taken_back, valid

if TYPE_CHECKING:
    from interview_cli.storage.unsent_answers import UnsentAnswers

#: Opens the question with this key in an editor; None when it stayed as it was.
Edit = Callable[[str], Question | None]


class Voice(Protocol):
    """How a session is said: as prose for people, or as JSON events."""

    def begun(self, session: Session) -> None: ...
    def question(self, session: Session) -> None: ...
    def prompt(self, session: Session, lines: int) -> None:
        """Ask for the next line; *lines* of a longer answer are in already."""

    def heard(self, line: str | None) -> None:
        """Show a line that was read, where nobody saw it typed; None: the input ended."""

    def drafted(self, lines: Sequence[str]) -> None:
        """Show what was written of this answer before; more lines can follow."""

    def hint(self, session: Session) -> None: ...
    def reveal(self, session: Session) -> None: ...
    def verdict(self, session: Session, outcome: Outcome) -> None: ...
    def skipped(self, key: str) -> None: ...
    def undone(self, key: str) -> None: ...
    def flagged(self, key: str) -> None: ...
    def debrief(self, told: Debrief) -> None:
        """Say what came of all answers, where that is told at the end."""

    def after(self, session: Session) -> None:
        """Say that the last verdict can still be undone."""

    def summary(self, session: Session, summary: Summary) -> None: ...


class Lines:
    """A stage on which *voice* speaks and *source* gives the answers."""

    def __init__(
        self,
        voice: Voice,
        source: TextIO,
        now: Callable[[], datetime],
        edit: Edit,
        summarise: Callable[[Session], Summary],
        put_together: Callable[[Session], Debrief],
        drafts: UnsentAnswers,
    ) -> None:
        self.drafts = drafts
        self._edited = False
        self.put_together = put_together
        self._debriefed = False
        self.voice, self.source, self.now = voice, source, now
        self.edit, self.summarise = edit, summarise
        self._typed = Typed()
        self._before: Sequence[str] = ()  # the answer that an undo took back
        self._shown: tuple[int, int] | None = None  # the question that is on the screen
        self._ended = False

    def begin(self, session: Session) -> None:
        self.voice.begun(session)

    def move(self, session: Session) -> Move:
        if session.phase is Phase.VERDICT:
            return self._next(session)
        if session.phase is Phase.DEBRIEF:
            if not self._debriefed:
                self._debriefed = True
                self.voice.debrief(self.put_together(session))
            return self._after_debrief(session)
        here = (session.place, len(session.outcomes))
        if session.phase is Phase.ASKING and self._shown != here:
            self._shown = here
            if not self._edited:
                draft = self.drafts.get(session.id, session.current.key)
                self._typed = Typed(draft.splitlines(), self._before)
            self._edited, self._before = False, ()
            self.voice.question(session)
            session.get_ready()
            if (said := self._typed.lines or self._typed.before) and session.mode.explains:
                self.voice.drafted(said)
        while True:
            self.voice.prompt(session, len(self._typed.lines))
            line = self._line()
            if line is None:
                return Quit(self.now())
            try:
                move = self._typed.take(line, session, self.now())
            except Misfit as misfit:
                aside(str(misfit))
            except EditAsked:
                return self._edit(session)
            else:
                if move is not None:
                    return move

    def told(self, before: Session, move: Move, after: Session) -> None:
        if before.phase is Phase.ASKING and before.mode.explains:
            if isinstance(move, Quit | Undo):
                self.drafts.put(before.id, before.current.key, self._typed.text)
            elif isinstance(move, Answered | Skip):
                self.drafts.put(before.id, before.current.key, "")
        if isinstance(move, Hint):
            self.voice.hint(after)
            aside(valid(after))
        elif isinstance(move, Reveal):
            self.voice.reveal(after)
        elif isinstance(move, Flag):
            self.voice.flagged(before.current.key)
        elif isinstance(move, Skip):
            self.voice.skipped(before.current.key)
            if gone := dropped("\n".join(self._typed.lines)):
                aside(gone)
        elif isinstance(move, Undo):
            self._shown, self._debriefed = None, False
            self._before = taken_back(before, after).splitlines()
            self.voice.undone(after.current.key)
        elif isinstance(move, Edited):
            self._shown, self._edited = None, True
        elif isinstance(move, Right | Turn):
            self.voice.verdict(after, after.outcomes[move.outcome])
        elif len(after.outcomes) > len(before.outcomes) and not after.silent:
            self.voice.verdict(after, after.outcomes[-1])

    def end(self, session: Session, *, stopped: bool) -> Move | None:
        self.voice.summary(session, self.summarise(session))
        return None

    def _next(self, session: Session) -> Move:
        """Go on from a verdict; after the last one, one more line may take it back."""
        if session.queue or self._ended or session.mode.explains:  # else the debrief comes
            return Next(self.now())
        self.voice.after(session)
        line = self._line()
        if line is not None and line.strip() in (":u", ":r"):
            try:
                move = Typed().take(line, session, self.now())
            except Misfit as misfit:
                aside(str(misfit))
            else:
                assert move is not None
                return move
        self._ended = True
        return Next(self.now())

    def _after_debrief(self, session: Session) -> Move:
        """Read a command about a verdict; another line, or the end of input, ends the session."""
        while True:
            self.voice.after(session)
            line = self._line()
            if line is None or not line.lstrip().startswith(":"):
                return Next(self.now())
            try:
                move = Typed().take(line, session, self.now())
            except Misfit as misfit:
                aside(str(misfit))
            else:
                assert move is not None
                return move

    def _edit(self, session: Session) -> Move:
        began, edited = self.now(), None
        try:
            edited = self.edit(session.current.key)
        except InterviewError as error:
            aside(f"{error.message}; {error.hint}")
        return Edited(self.now(), began, edited)

    def _line(self) -> str | None:
        """Read a line without its end; None at the end of input."""
        while True:
            line = self.source.readline()
            if not line:
                self.voice.heard(None)
                return None
            line = line.rstrip("\r\n")
            self.voice.heard(line)
            if not any("\ud800" <= char <= "\udfff" for char in line):
                return line
            aside("That line is not UTF-8. Type it again.")
