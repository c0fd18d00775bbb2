"""A model's second opinion on an answer, where one is configured and agreed to."""

from __future__ import annotations

from dataclasses import dataclass

from interview_cli.commands.agreeing import agreed
from interview_cli.commands.telling import warn
from interview_cli.core.debrief import Told
from interview_cli.storage.ai.judge import Judgement, build_judge_request, judge
from interview_cli.storage.ai.readiness import Readiness, check


@dataclass(frozen=True, slots=True)
class Second:
    """Asks the model; ``name`` says which, and where it is."""

    readiness: Readiness

    @property
    def name(self) -> str:
        settings = self.readiness.settings
        return f"{settings.model} at {settings.where}" if settings else ""

    def ask(self, told: Told) -> Judgement | None:
        """Give the model's opinion; None where the learner does not agree to ask it.

        Raises InterviewError with what is in the way.
        """

        question, points = told.asked.question, told.scored.points
        sending = build_judge_request(question.ask, question.answer, points, told.answer)
        if not agreed(self.readiness, sending):
            return None
        assert self.readiness.settings is not None
        return judge(self.readiness.settings, question.ask, question.answer, points, told.answer)


def second(no_ai: bool = False) -> Second | None:
    """Give what asks the model; None where that is off, which needs no words.

    Where it is on and can't be, that is said once on standard error.
    """

    readiness = check(no_ai)
    if readiness:
        return Second(readiness)
    if not readiness.off:
        warn(f"no model is asked: {readiness.why}; {readiness.hint}".rstrip("; "))
    return None
