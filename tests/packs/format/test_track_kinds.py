"""Steps of a track that name kinds: what is no kind is said, with the one that's meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview_cli.packs.format.reader import read


def problems(folder: Path, kinds: str) -> list[str]:
    (folder / "pack.yaml").write_text(
        "format: 1.1\npack:\n  id: trial\n  title: Trial\n  tracks:\n    - id: one\n"
        f"      title: One\n      steps: [{{topic: sql, kinds: {kinds}}}]\n"
        "questions:\n  - {id: a, level: mid, topic: sql, ask: Why?, answer: So.}\n",
        "utf-8",
    )
    return [problem.message for problem in read(folder).problems]


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ("[review, code]", []),
        ("[reveiw]", ['"reveiw" is not a kind: did you mean review?']),
        ("[]", ["kinds is empty: leave it out to mean what a quiz asks"]),
    ],
)
def test_kinds_of_a_step(tmp_path: Path, kinds: str, said: list[str]) -> None:
    assert problems(tmp_path, kinds) == said


def test_what_is_like_no_kind_is_told_which_there_are(tmp_path: Path) -> None:
    (said,) = problems(tmp_path, "[whiteboard]")
    assert "there are choice, short" in said
