"""A session in plain lines that is silent to the end, then all verdicts."""

from __future__ import annotations

from dataclasses import replace

from interview_cli.core.plain_markdown import flatten
from interview_cli.core.session import engine
from interview_cli.core.session.state import Outcome, Phase, Session
from interview_cli.core.session.verdict import verdict
from interview_cli.terminal.answers import words
from interview_cli.terminal.play.prose_stage import ProseStage, question_lines, verdict_lines


class ProseAnswers(ProseStage):
    """The stage of plain lines, with all verdicts at the end."""

    def show_verdicts(self, session: Session) -> None:
        """Print each question, what was answered, and why it's right or wrong."""
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


def _answer_lines(session: Session, outcome: Outcome) -> list[str]:
    if outcome.review and session.task.quiz:
        return verdict_lines(verdict(session, outcome))
    came = words.describe_grade(outcome) if outcome.review else words.right_answer(session)
    return [*filter(None, [came]), flatten(session.task.model_answer)]
