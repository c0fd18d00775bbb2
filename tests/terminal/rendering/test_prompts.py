"""Prompts that are answered with keys, on input that is a pipe."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from interview_cli.terminal.rendering import prompts
from interview_cli.terminal.rendering.menu import Footer
from interview_cli.terminal.rendering.prompts import screen


def test_keys_typed_into_a_prompt_that_came_by_itself_do_nothing(monkeypatch) -> None:
    """When time ran out, what was still being typed isn't a command: only after a pause."""
    prompt_toolkit = pytest.importorskip("prompt_toolkit")
    create_pipe_input = pytest.importorskip("prompt_toolkit.input").create_pipe_input
    opened, first, second, late = 10.0, 10.3, 10.9, 11.7
    times = iter([opened, first, second, late])
    monkeypatch.setattr(screen, "time", SimpleNamespace(monotonic=lambda: next(times)))
    with create_pipe_input() as keys, prompt_toolkit.application.create_app_session(input=keys):
        keys.send_text("uqn")
        pressed = prompts.press(Footer((), ends=("u", "q", "n"), quiet_seconds=0.7))
    assert pressed == "n"
