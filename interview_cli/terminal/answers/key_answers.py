"""A session with keys that is silent to the end, then its answers to be read one by one."""

from __future__ import annotations

from abc import abstractmethod

from interview_cli.core.session import engine
from interview_cli.core.session.state import Phase, Session
from interview_cli.storage import clock
from interview_cli.terminal.answers import views
from interview_cli.terminal.play.key_stage import KeyStage
from interview_cli.terminal.practice_session import PracticeSession
from interview_cli.terminal.rendering.layout import plain
from interview_cli.terminal.rendering.menu import Footer, Key, Menu


class KeyAnswers(KeyStage):
    """The stage of keys, with answers that are read at the end."""

    def __init__(self, practice: PracticeSession) -> None:
        super().__init__(practice)
        self._read: int | None = None  # the answer that was read last
        self._pointed: int | None = None  # the one that Enter reads next

    @abstractmethod
    def show_result_so_far(self, session: Session) -> None:
        """Show what came of all answers, or what changed since that was shown."""

    def move(self, session: Session) -> engine.Move:
        if session.phase is not Phase.DEBRIEF:
            return super().move(session)
        try:
            return self._look_back(session)
        except EOFError:
            return engine.Quit(clock.now())

    def show_undo(self, session: Session, text: str) -> None:
        if session.phase is Phase.DEBRIEF:
            self.page.show(plain("Undone."))
        else:
            super().show_undo(session, text)

    def _look_back(self, session: Session) -> engine.Move:
        """Show what came of it, and answers until there is a move."""
        from interview_cli.terminal.rendering import prompts

        self.show_result_so_far(session)
        if self._pointed is None:
            wrong = [n for n, outcome in enumerate(session.outcomes) if not outcome.right]
            self._pointed = wrong[0] if wrong else 0
        while True:
            menu = Menu(views.answer_lines(session), pointed=self._pointed)
            keys, ends = self._ways(session, len(menu.texts))
            key = prompts.choose(menu, Footer(keys, ends))
            if key == "q":
                return engine.Next(clock.now())
            if key == "u":
                return engine.Undo(clock.now())
            if key == "r" and self._read is not None:
                return engine.Right(clock.now(), self._read)
            self._read = menu.chosen[0]
            self._pointed = (self._read + 1) % len(menu.texts)
            outcome = session.outcomes[self._read]
            again = self.again_on(outcome) if outcome.review else ""
            self.page.show(*views.answer(session, self._read, again))

    def _ways(self, session: Session, answers: int) -> tuple[tuple[Key, ...], tuple[str, ...]]:
        read = None if self._read is None else session.outcomes[self._read]
        digits = f"↑↓ Enter, or 1-{min(9, answers)}" if answers > 1 else "Enter"
        offers: tuple[tuple[bool, Key], ...] = (
            (True, (digits, "read an answer")),
            (bool(read and read.review and not read.right), ("r", "I was right")),
            (engine.can(session, engine.Undo), ("u", "undo")),
            (True, ("q", "done")),
        )
        keys = tuple(key for can, key in offers if can)
        return keys, tuple(name for name, _ in keys[1:])
