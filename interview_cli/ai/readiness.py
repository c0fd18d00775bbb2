"""Whether a model may and can be asked: the one place that decides.

It is configured, installed, and its host agreed to. That is kept in ``agreed.json`` beside
the settings and not in them, so that settings copied from somebody agree to nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.machinery import PathFinder
from pathlib import Path

from interview_cli.core.errors import DiskError, InterviewError
from interview_cli.storage import files, paths, settings
from interview_cli.storage.begun.held_lock import alone
from interview_cli.storage.files import damaged, read_object
from interview_cli.storage.model_address import parse_address
from interview_cli.storage.switches import is_on

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

    @property
    def agreed(self) -> bool:
        """Whether it was agreed to that requests go to the host."""
        return self.host in agreed_hosts()


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether a model may be asked: there are ``settings`` where it can be, once agreed to.

    Else ``why`` says what is in the way, and ``hint`` what to do. It is ``off`` where nobody
    wants it now (not configured, ``--no-ai``, CI): then nothing has to be said.
    """

    settings: AiSettings | None = None
    off: bool = False
    why: str = ""
    hint: str = ""


def check(no_ai: bool = False) -> Readiness:
    """Return whether a model may be asked now; raises nothing.

    A setting that is broken or missing is reported only where a model is needed.
    """
    if no_ai:
        return Readiness(off=True, why="--no-ai was given", hint="leave --no-ai out")
    if is_on("CI"):
        why = "the environment variable CI is set"
        return Readiness(off=True, why=why, hint="a model is never asked there")
    try:
        configuration, _ = settings.load()
    except InterviewError as error:
        return Readiness(why=error.message, hint=error.hint)
    if not configuration.enabled:
        hint = "interview config ai.enabled true"
        return Readiness(off=True, why="no model is configured", hint=hint)
    if not configuration.url:
        hint = "interview config ai.url http://localhost:11434/v1"
        return Readiness(why="ai.url is not set", hint=hint)
    if not configuration.model:
        return Readiness(why="ai.model is not set", hint="interview config ai.model NAME")
    if not all(map(PathFinder.find_spec, _LIBRARIES)):
        return Readiness(why='the extra "ai" is not installed', hint=INSTALL)
    address = parse_address(configuration.url)
    how = configuration.model, configuration.key_env, float(configuration.timeout)
    return Readiness(AiSettings(address.url, address.host, address.local, *how))


def agree(host: str) -> None:
    """Allow requests to *host* from now on.

    Raises UsageError, and DiskError also where the hosts agreed to before can't be read.
    """
    with alone("agreed"):  # another window may agree to another one
        _save(sorted({*_read_hosts(), host}))


def withdraw(host: str) -> bool:
    """Allow no more requests to *host*; return whether they were allowed.

    Raises as ``agree`` does.
    """
    with alone("agreed"):
        hosts = _read_hosts()
        if host not in hosts:
            return False
        _save([other for other in hosts if other != host])
    return True


def agreed_hosts() -> list[str]:
    """Return the hosts that were agreed to; a file that can't be read agrees to none."""
    try:
        return _read_hosts()
    except DiskError:
        return []


def _read_hosts() -> list[str]:
    hosts = read_object(_file()).get("hosts", [])
    if not (isinstance(hosts, list) and all(isinstance(host, str) for host in hosts)):
        raise damaged(_file(), '"hosts" must be a list of names')
    return hosts


def _file() -> Path:
    return paths.home() / "agreed.json"


def _save(hosts: list[str]) -> None:
    files.save(_file(), json.dumps({"hosts": hosts}, indent=1).encode())
