"""Whether a model may and can be asked: the one place that decides."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.machinery import PathFinder

from interview_cli.errors import InterviewError
from interview_cli.storage import config
from interview_cli.storage.ai import consent
from interview_cli.storage.ai.address import parse

INSTALL = "pip install 'pydantic-ai-slim[openai]>=2.60,<3'"

#: What the extra brings; ``model`` is the only module that imports it.
_LIBRARIES = ("pydantic_ai", "openai")


@dataclass(frozen=True, slots=True)
class AiSettings:
    """Where a model is and how to ask it; ``timeout`` is in seconds."""

    url: str
    host: str
    local: bool
    model: str
    key_env: str = "OPENAI_API_KEY"
    timeout: float = 20.0

    @property
    def where(self) -> str:
        """The host, and what it means that it is there."""
        if self.local:
            return f"{self.host}, stays on this machine"
        return f"{self.host}, NOT encrypted" if "://" in self.host else self.host


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether a model may be asked: true where it can be, once ``agreed``.

    ``off`` where nobody wants it now (not configured, ``--no-ai``, CI): nothing has to
    be said then. Else ``why`` says what is in the way, and ``hint`` what to do.
    """

    settings: AiSettings | None = None
    off: bool = False
    why: str = ""
    hint: str = ""

    def __bool__(self) -> bool:
        return self.settings is not None

    @property
    def host(self) -> str:
        return self.settings.host if self.settings else ""

    @property
    def model(self) -> str:
        return self.settings.model if self.settings else ""

    @property
    def local(self) -> bool:
        return bool(self.settings and self.settings.local)

    @property
    def agreed(self) -> bool:
        """Whether it was agreed to that requests go to the host."""
        return bool(self.settings and consent.agreed(self.settings.host))


def ready(no_ai: bool = False) -> Readiness:
    """Say whether a model may be asked now; raises nothing.

    A setting that is broken or missing is told only where a model is wanted.
    """
    if no_ai:
        return Readiness(off=True, why="--no-ai was given", hint="leave --no-ai out")
    if os.environ.get("CI", "").lower() not in ("", "0", "false", "no"):
        return Readiness(
            off=True, why="the environment variable CI is set", hint="a model is never asked there"
        )
    try:
        known = {name: setting.default for name, setting in config.SETTINGS.items()}
        known |= config.values()
    except InterviewError as error:
        return Readiness(why=error.message, hint=error.hint)
    if not known["ai.enabled"]:
        return Readiness(
            off=True, why="no model is configured", hint="interview config ai.enabled true"
        )
    for name, example in (("ai.url", "http://localhost:11434/v1"), ("ai.model", "NAME")):
        if not known[name]:
            return Readiness(why=f"{name} is not set", hint=f"interview config {name} {example}")
    if not all(map(PathFinder.find_spec, _LIBRARIES)):
        return Readiness(why='the extra "ai" is not installed', hint=INSTALL)
    address = parse(str(known["ai.url"]))
    return Readiness(
        AiSettings(
            url=address.url,
            host=address.host,
            local=address.local,
            model=str(known["ai.model"]),
            key_env=str(known["ai.key_env"]),
            timeout=float(known["ai.timeout"] or 20),
        )
    )
