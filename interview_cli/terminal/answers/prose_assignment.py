"""A set of questions in plain lines, where verdicts come at the end."""

from __future__ import annotations

from interview_cli.core.session.state import Phase, Session
from interview_cli.terminal.answers.prose_answers import ProseAnswers
from interview_cli.terminal.answers.words import AT_THE_END


class ProseAssignment(ProseAnswers):
    """The stage of plain lines, with the end of an assignment."""

    _right = -1  # how many answers were right, as it was printed last

    def begin(self, session: Session) -> None:
        super().begin(session)
        if session.phase is Phase.ASKING:
            self._say(AT_THE_END)

    def show_debrief(self) -> None:
        session = self.practice.session
        if self._right < 0:
            self.show_verdicts(session)
        if session.right != self._right:
            self._right = session.right
            self.show_totals(session, self.practice.summary())

    def end(self, session: Session, *, stopped: bool) -> None:
        summary = self.practice.summary()
        if session.finished is None or not session.answered:
            self.show_totals(session, summary)
        self.show_next_step(summary)
