"""The program at a terminal, on a pack of the questions that a test names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from helpers.packs import head
from helpers.terminal import QUESTIONS, Terminal

Start = Callable[..., Terminal]


@pytest.fixture
def pack(tmp_path: Path) -> Callable[..., str]:
    """Write a pack of the named questions and give its path."""

    def write(*names: str) -> str:
        path = tmp_path / "demo.yaml"
        about = head("demo", more="version: 1.0.0", defaults="level: mid")
        questions = "".join(QUESTIONS[name] for name in names)
        path.write_text(f"{about}questions:{questions}", encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def start(pack: Callable[..., str]) -> Iterator[Start]:
    """Start the program on the named questions, in a terminal."""
    open_ones: list[Terminal] = []

    def begin(
        command: str,
        *names: str,
        columns: int = 80,
        rows: int = 24,
        env: dict[str, str] | None = None,
    ) -> Terminal:
        words = command.split()
        named = ["--pack", pack(*names), "--seed", "1"] if names else []
        terminal = Terminal([*words, *named], columns, rows, env or {})
        open_ones.append(terminal)
        return terminal

    yield begin
    for terminal in open_ones:
        terminal.child.close(force=True)
