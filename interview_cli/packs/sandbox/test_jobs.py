"""What a child is sent to run tests: modules, tests that are compiled, and their names."""

from __future__ import annotations

import base64
import marshal
from collections.abc import Mapping, Sequence
from typing import Any

from interview_cli.core.exercises.exercise import Exercise
from interview_cli.core.exercises.exercise_run import CheckResult, ExerciseRun, State
from interview_cli.core.safe_text import make_visible
from interview_cli.packs.sandbox.check_results import TestFile


def make_job(
    modules: Mapping[str, str], files: Sequence[TestFile], learner: str, *, secret: bool = False
) -> dict[str, Any]:
    """Return what the child is sent: *modules* by their file names, and the tests of *files*.

    With *secret* it's the tests that the learner writes, which must not see the source.
    """
    return {
        "kind": "tests",
        "modules": {
            name.removesuffix(".py"): text for name, text in modules.items() if name.endswith(".py")
        },
        "tests": [
            {
                "file": file.name,
                "code": base64.b64encode(marshal.dumps(file.tests.code)).decode(),
                "names": [test.name for test in file.tests.expected],
            }
            for file in files
        ],
        "learner": learner,
        "asyncio": any(file.tests.uses_asyncio for file in files),
        "secret_source": secret,
    }


def needs_libraries(exercise: Exercise) -> bool:
    """Whether the exercise needs more than Python."""
    return bool(exercise.needs.keys() - {"python"})


def refuse(message: str, state: State = "error", line: int = 0) -> ExerciseRun:
    """Return the run of an answer that wasn't run, because of what *message* says."""
    message = make_visible(message)
    check = CheckResult("the answer", state, message=message, line=line)
    return ExerciseRun(state, () if state == "ours" else (check,), message, line)
