"""A run never says more of its box than what held."""

from __future__ import annotations

import pytest

from interview_cli.core.exercises.exercise_run import ExerciseRun
from interview_cli.packs.sandbox.box_wording import describe_box

ALL = ("files", "network", "memory", "processes", "time", "output")


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ((), "ran in a box: files, network, memory, processes, time"),
        (("memory",),
         "ran in a box: files, network, processes, time (no limit of memory on this system)"),
        (("files", "network"),
         "ran with: memory, processes, time, output (no box for files and network on this system)"),
        (("files", "network", "memory", "processes"),
         "ran with: time, output (no box for files, network, memory and processes on this system)"),
        (ALL, ""),
    ],
)  # fmt: skip
def test_words(missing: tuple[str, ...], words: str) -> None:
    held = tuple(wall for wall in ALL if wall not in missing)
    assert describe_box(ExerciseRun("passed", enforced=held, missing=missing)) == words
