"""A model's second opinion on an answer, where one is configured and agreed to."""

from __future__ import annotations

from dataclasses import dataclass

from interview_cli.commands.agreeing import agreed
from interview_cli.core.debrief import DebriefItem
from interview_cli.storage.ai.judge import Judgement, build_judge_request, judge
from interview_cli.storage.ai.readiness import Readiness, check
from interview_cli.terminal.messages import warn


@dataclass(frozen=True, slots=True)
class ModelJudge:
    """Asks the model; ``name`` says which, and where it is."""

    readiness: Readiness

    @property
    def name(self) -> str:
        settings = self.readiness.settings
        return f"{settings.model} at {settings.where}" if settings else ""

    def ask(self, item: DebriefItem) -> Judgement | None:
        """Return the model's opinion; None where the learner does not agree to ask it.

        Raises InterviewError with what is in the way.
        """

        question, points = item.asked.question, item.scored.points
        sending = build_judge_request(question.ask, question.answer, points, item.answer)
        if not agreed(self.readiness, sending):
            return None
        assert self.readiness.settings is not None
        return judge(self.readiness.settings, question.ask, question.answer, points, item.answer)


def open_judge(no_ai: bool = False) -> ModelJudge | None:
    """Return what asks the model; None where that is off, which needs no words.

    Where it is on and can't be, that is said once on standard error.
    """

    readiness = check(no_ai)
    if readiness:
        return ModelJudge(readiness)
    if not readiness.off:
        warn(f"no model is asked: {readiness.why}; {readiness.hint}".rstrip("; "))
    return None
