"""A placement in plain lines: silent to the end, then all verdicts."""

from __future__ import annotations

from dataclasses import replace

from interview_cli.core.placement.conclusion import Conclusion
from interview_cli.core.plain_markdown import flatten
from interview_cli.core.session import engine, placing
from interview_cli.core.session.state import Outcome, Phase, Session
from interview_cli.core.session.verdict import verdict
from interview_cli.terminal.placement import words
from interview_cli.terminal.play.prose_stage import ProseStage, question_lines, verdict_lines
from interview_cli.terminal.rendering.wording import RESUME


class ProsePlacement(ProseStage):
    """The stage of plain lines, with the end of a placement."""

    _found: Conclusion | None = None  # as it was printed last

    def begin(self, session: Session) -> None:
        super().begin(session)
        if session.phase is Phase.ASKING:
            self._say(words.HOW)

    def show_debrief(self) -> None:
        session = self.practice.session
        if self._found is None:
            self._show_verdicts(session)
        found = placing.conclusion(session)
        if found != self._found:
            self._say("", *words.lines(session, found))
        if self._found is None:
            self._say(f"{words.PROFILE}:")
            self._say(*(f"{area}: {came}." for area, came in words.profile(session)))
        self._found = found

    def _show_verdicts(self, session: Session) -> None:
        for n, outcome in enumerate(session.outcomes):
            at = replace(session, about=n)
            question = at.current.question
            number = sum(o.review is not None for o in session.outcomes[: n + 1])
            name = f"Answer {number}" if outcome.review else "Skipped"
            self._say("", f"{name}. {question.level.capitalize()}, {question.topic}.")
            self._say(*question_lines(at), *_answer_lines(at, outcome))

    def show_undo(self, session: Session, text: str) -> None:
        if session.phase is Phase.DEBRIEF:
            self._say("Undone.")
        else:
            super().show_undo(session, text)

    def show_last_prompt(self, session: Session) -> None:
        answered = [outcome for outcome in session.outcomes if outcome.review]
        wrong = [n for n, outcome in enumerate(answered, 1) if not outcome.right]
        ways = ["Enter to end", *(f":r {n} I was right there" for n in wrong[-1:])]
        ways += [":u undo"] if engine.can(session, engine.Undo) else []
        self._prompt(f"{', '.join(ways)}.")

    def end(self, session: Session, *, stopped: bool) -> None:
        if session.finished is None:
            resume = [RESUME] if self.practice.summary().begun else []
            self._say("", words.describe_early(session, placing.conclusion(session)), *resume)
        elif not session.answered:
            self._say("", words.NOTHING)
        else:
            has_plan = self.practice.progress.planned is not None
            self._say("", *words.next_steps(session, has_plan=has_plan))


def _answer_lines(session: Session, outcome: Outcome) -> list[str]:
    if outcome.review:
        return verdict_lines(verdict(session, outcome))
    return [words.right_answer(session), flatten(session.task.model_answer)]
