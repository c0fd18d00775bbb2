"""Asking for consent: y/N questions, and what may be sent to a model."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview_cli.ai.readiness import AiSettings, agree, check
from interview_cli.core.errors import UsageError
from interview_cli.core.safe_text import clean, line
from interview_cli.terminal.rendering.echo import echo_on
from interview_cli.terminal.rendering.input_lines import can_ask, ending_cleanly, read_line
from interview_cli.terminal.rendering.messages import warn

if TYPE_CHECKING:  # asyncio, which nothing needs until a model is asked
    from interview_cli.ai.judge import Judgement
    from interview_cli.ai.language_model import Request
    from interview_cli.core.session.debrief import DebriefItem


def confirm(question: str) -> bool:
    """Ask a y/N question; without a terminal the answer is no."""
    if not can_ask():
        return False
    with ending_cleanly(), echo_on():  # a session keeps the terminal silent between its prompts
        print(f"{line(question)} [y/N] ", end="", file=sys.stderr, flush=True)
        return read_line(sys.stdin).strip().lower() in ("y", "yes")


def allow_sending(settings: AiSettings, request: Request) -> bool:
    """Whether *request* may be sent to the host; asked once for each host, and kept.

    Raises UsageError without consent and without a terminal to ask at.
    """
    if settings.agreed:
        return True
    if not can_ask():
        raise UsageError(
            f"nothing was sent to {settings.host}: you haven't agreed to it",
            f"see what would be sent, at a terminal; or: interview config --agree {settings.host}",
        )
    print(clean(_terms(settings, request)), file=sys.stderr)
    if not confirm(f"Send this kind of thing to {settings.host}?"):
        return False
    agree(settings.host)
    return True


def _terms(settings: AiSettings, request: Request) -> str:
    """Return what is sent where, and *request* as it would be sent now."""
    terms = [f"The model {settings.model} is at {settings.where}."]
    if not settings.local:
        terms.append(
            "It gets the question, its key points and your answer; for drafts, a topic, the "
            "questions there are on it and the text that you name. Never your history, your name "
            "or a path."
        )
    terms.append(f"The key in {settings.key_env} is sent too, if it's set.")
    if "://" in settings.host:
        terms.append("The address begins with http://, so anybody on the way can read it all.")
    terms.append(
        "You are asked once for each host. To take it back: "
        f"interview config --withdraw {settings.host}"
    )
    text = "\n".join(f"  | {row}" for row in str(request).split("\n"))
    return "\n".join([*terms, "", "This would be sent now:", "", text, ""])


@dataclass(frozen=True, slots=True)
class ModelJudge:
    """Asks a model for a second opinion; ``name`` says which, and where it is."""

    settings: AiSettings

    @property
    def name(self) -> str:
        return f"{self.settings.model} at {self.settings.where}"

    def ask(self, item: DebriefItem) -> Judgement | None:
        """Return the model's opinion, None without consent; raises InterviewError."""
        from interview_cli.ai.judge import build_judge_request, judge  # asyncio

        question, points = item.asked.question, item.scored.points
        request = build_judge_request(question.ask, question.answer, points, item.answer)
        if not allow_sending(self.settings, request):
            return None
        return judge(self.settings, question.ask, question.answer, points, item.answer)


def open_judge(no_ai: bool = False) -> ModelJudge | None:
    """Return what asks the model; None where that is off, and with a warning where it can't."""
    readiness = check(no_ai)
    if readiness.settings:
        return ModelJudge(readiness.settings)
    if not readiness.off:
        warn(f"no model is asked: {readiness.why}; {readiness.hint}".rstrip("; "))
    return None
