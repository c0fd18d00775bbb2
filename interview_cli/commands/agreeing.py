"""Asks once for each host whether it may be sent something, and shows what."""

from __future__ import annotations

import sys

from interview_cli.core.safe_text import clean
from interview_cli.errors import UsageError
from interview_cli.storage.ai.prompt import Request
from interview_cli.storage.ai.readiness import AiSettings, Readiness, agree


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
