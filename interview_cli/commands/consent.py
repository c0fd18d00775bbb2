"""Asks once for each host whether it may be sent something, and shows what."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from interview_cli.ai.judge import Judgement, build_judge_request, judge
from interview_cli.ai.language_model import Request
from interview_cli.ai.readiness import AiSettings, Readiness, agree, check
from interview_cli.core.errors import UsageError
from interview_cli.core.safe_text import clean
from interview_cli.core.session.debrief import DebriefItem
from interview_cli.terminal.rendering.messages import warn


def agreed(readiness: Readiness, sending: Request) -> bool:
    """Say whether *sending* may be sent to the host; asked at a terminal, and kept.

    Raises UsageError where it was not agreed to and nobody is there to be asked.
    """

    settings = readiness.settings
    if settings is None:
        return False
    if readiness.agreed:
        return True
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(
            f"nothing was sent to {settings.host}: you have not agreed to that",
            f"see what would be sent, at a terminal; or: interview config --agree {settings.host}",
        )
    print(clean(terms(settings, sending)), file=sys.stderr)
    print(f"Send this kind of thing to {settings.host}? [y/N] ", end="", file=sys.stderr)
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        return False
    agree(settings.host)
    return True


def terms(settings: AiSettings, sending: Request) -> str:
    """Say what is sent where, and show it as it would be sent now."""
    said = [f"The model {settings.model} is at {settings.where}."]
    if not settings.local:
        said.append(
            "It gets the question, its key points and your answer; for drafts a topic, the "
            "questions there are on it and the text that you name. Never your history, your name "
            "or a path."
        )
    said.append(f"The key in {settings.key_env} goes with it, where that is set.")
    if "://" in settings.host:
        said.append("The address begins with http://: others on the way can read it all.")
    said.append(
        "You are asked once for each host. To take it back: "
        f"interview config --withdraw {settings.host}"
    )
    shown = "\n".join(f"  | {line}" for line in str(sending).split("\n"))
    return "\n".join([*said, "", "This would be sent now:", "", shown, ""])


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
