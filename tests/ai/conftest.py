"""Nothing of the machine's own settings, keys and proxies; a server that does as it is told."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers import launch
from helpers.model_server import Server

from interview_cli import cli
from interview_cli.ai import readiness
from interview_cli.ai.readiness import AiSettings, check
from interview_cli.storage import settings

LAUNCH = Path(launch.__file__)


@pytest.fixture(autouse=True)
def alone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name == "CI" or name.startswith("OPENAI_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture
def serve() -> Iterator[object]:
    """Give what starts a server with replies, and ends it with the test."""
    with contextlib.ExitStack() as stack:

        def start(*replies, timeout="120", agree=True) -> tuple[Server, AiSettings]:
            server = stack.enter_context(Server(*replies).running())
            for name, value in (
                ("ai.enabled", "true"),
                ("ai.url", server.url),
                ("ai.model", "small"),
                ("ai.timeout", timeout),
            ):
                settings.write(name, value)
            if agree:
                readiness.agree(server.host)
            found = check().settings
            assert found is not None
            return server, found

        yield start


@pytest.fixture
def run():
    """Give what runs the program as a process."""

    def run(*args, before=(), options=(), typed="", **env):
        return subprocess.run(
            [*before, sys.executable, *options, str(LAUNCH), *args],
            input=typed,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, **env},
            timeout=120,
        )

    return run


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Give what runs the program in this process, which has loaded the libraries already."""

    def run(*args, **env):
        for name, value in env.items():
            monkeypatch.setenv(name, value)
        capsys.readouterr()
        code = cli.main(list(args))
        said = capsys.readouterr()
        return subprocess.CompletedProcess(args, code, said.out, said.err)

    return run
