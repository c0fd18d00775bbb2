"""At a terminal a dot alone says that a program prints nothing."""

from __future__ import annotations

from pathlib import Path


def test_a_dot_alone_is_the_answer(start, tmp_path: Path) -> None:
    path = tmp_path / "quiet.yaml"
    path.write_text(
        "format: 1\npack: {id: quiet, title: Quiet}\n"
        "questions: [{id: a, ask: What?, answer: None., level: mid, topic: t, code: pass,\n"
        '  quiz: {kind: output, prints: ""}}]\n'
    )
    terminal = start(f"quiz -p {path}")
    terminal.wait("on its own line", "quit")
    terminal.press(".", "enter")
    terminal.wait("Right")
