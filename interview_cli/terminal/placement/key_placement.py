"""A placement with keys: silent to the end, then its answers to be read one by one."""

from __future__ import annotations

from interview_cli.core.placement.conclusion import Conclusion
from interview_cli.core.session import engine, placing
from interview_cli.core.session.state import Phase, Session
from interview_cli.terminal.answers.key_answers import KeyAnswers
from interview_cli.terminal.placement import views, words
from interview_cli.terminal.practice_session import PracticeSession
from interview_cli.terminal.rendering.layout import plain
from interview_cli.terminal.rendering.wording import RESUME


class KeyPlacement(KeyAnswers):
    """The stage of keys, with the end of a placement."""

    def __init__(self, practice: PracticeSession) -> None:
        super().__init__(practice)
        self._found: Conclusion | None = None  # as it was shown last

    def begin(self, session: Session) -> None:
        super().begin(session)
        if session.phase is Phase.ASKING:
            self.page.show(plain(words.HOW))

    def end(self, session: Session, *, stopped: bool) -> engine.Move | None:
        if session.finished is None:
            found = placing.conclusion(session)
            lines = [words.describe_early(session, found)]
            lines += [RESUME] if self.practice.summary().begun else []
        elif not session.answered:
            lines = [words.NOTHING]
        else:
            lines = words.next_steps(session, has_plan=self.practice.progress.planned is not None)
        self.page.show(plain("\n".join(lines)))
        return None

    def show_result_so_far(self, session: Session) -> None:
        found = placing.conclusion(session)
        if self._found is None:
            self.page.show(*views.conclusion(session, found), views.profile(session))
        elif found != self._found:
            self.page.show(*views.conclusion(session, found))
        self._found = found
