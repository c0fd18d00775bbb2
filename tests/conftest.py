"""Every test runs in a home of its own, eighty columns wide, with nothing inherited."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

#: The variables that change what the program does; a test sets those that it is about.
INHERITED = ("ACCESSIBLE", "EDITOR", "INTERVIEW_NOW", "NO_COLOR", "VISUAL", "FORCE_COLOR")

settings.register_profile("project", deadline=None, print_blob=True)
settings.load_profile("project")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in INHERITED:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("INTERVIEW_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")
    monkeypatch.setenv("TERM", "xterm-256color")
    return tmp_path / "home"


@pytest.fixture(autouse=True)
def umask() -> None:
    os.umask(0o022)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite", action="store_true", help="accept what the program says now as expected"
    )
    parser.addoption("--kills", type=int, default=40, help="how often a session is killed")
