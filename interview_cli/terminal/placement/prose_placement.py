"""A placement in plain lines: silent to the end, then all verdicts."""

from __future__ import annotations

from interview_cli.core.placement.conclusion import Conclusion
from interview_cli.core.session import placing
from interview_cli.core.session.state import Phase, Session
from interview_cli.terminal.answers.prose_answers import ProseAnswers
from interview_cli.terminal.placement import words
from interview_cli.terminal.rendering.wording import RESUME


class ProsePlacement(ProseAnswers):
    """The stage of plain lines, with the end of a placement."""

    _found: Conclusion | None = None  # as it was printed last

    def begin(self, session: Session) -> None:
        super().begin(session)
        if session.phase is Phase.ASKING:
            self._say(words.HOW)

    def show_debrief(self) -> None:
        session = self.practice.session
        if self._found is None:
            self.show_verdicts(session)
        found = placing.conclusion(session)
        if found != self._found:
            self._say("", *words.lines(session, found))
        if self._found is None:
            self._say(f"{words.PROFILE}:")
            self._say(*(f"{area}: {came}." for area, came in words.profile(session)))
        self._found = found

    def end(self, session: Session, *, stopped: bool) -> None:
        if session.finished is None:
            resume = [RESUME] if self.practice.summary().begun else []
            self._say("", words.describe_early(session, placing.conclusion(session)), *resume)
        elif not session.answered:
            self._say("", words.NOTHING)
        else:
            has_plan = self.practice.progress.planned is not None
            self._say("", *words.next_steps(session, has_plan=has_plan))
