"""A set of questions with keys, where verdicts come at the end."""

from __future__ import annotations

from interview_cli.core.session import engine
from interview_cli.core.session.state import Phase, Session
from interview_cli.storage import clock
from interview_cli.terminal.answers.key_answers import KeyAnswers
from interview_cli.terminal.answers.words import AT_THE_END
from interview_cli.terminal.next_step import find_next_step
from interview_cli.terminal.practice_session import PracticeSession
from interview_cli.terminal.rendering.layout import plain
from interview_cli.terminal.verdict import views as verdict_views


class KeyAssignment(KeyAnswers):
    """The stage of keys, with the end of an assignment."""

    def __init__(self, practice: PracticeSession) -> None:
        super().__init__(practice)
        self._right = -1  # how many answers were right, as it was shown last

    def begin(self, session: Session) -> None:
        super().begin(session)
        if session.phase is Phase.ASKING:
            self.page.show(plain(AT_THE_END))

    def show_result_so_far(self, session: Session) -> None:
        if session.right != self._right:
            self._right = session.right
            summary = self.practice.summary()
            self.page.show(*verdict_views.totals(session, summary, clock.now()))

    def end(self, session: Session, *, stopped: bool) -> engine.Move | None:
        summary = self.practice.summary()
        if session.finished is None or not session.answered:
            self.page.show(*verdict_views.totals(session, summary, clock.now()))
        next_step = verdict_views.next_step(summary, find_next_step(self.practice), clock.now())
        self.page.show(*next_step)
        return None
