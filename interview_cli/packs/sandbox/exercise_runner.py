"""Run an answer to an exercise and say what came of each check: ``run_exercise``.

The parent is this program, which reads tests and counts results; the child runs what it's sent
in a box (``inside/``). Trust comes first: whose code may be run is asked before this.
"""

from __future__ import annotations

import base64
import marshal
from collections.abc import Callable, Mapping, Sequence
from threading import Thread
from typing import Any

from interview_cli.core.exercises.exercise import MODULE, TESTS, Exercise
from interview_cli.core.exercises.exercise_run import CheckResult, ExerciseRun
from interview_cli.core.safe_text import make_visible
from interview_cli.packs.sandbox.box import run_in_box
from interview_cli.packs.sandbox.check_results import TestFile, make_run, read_checks
from interview_cli.packs.sandbox.limits import SOLUTION_SECONDS, Limits, fit_limit
from interview_cli.packs.sandbox.rewritten_tests import compile_tests

#: The longest answer that is run, in characters: no exercise needs a hundredth of it.
LONGEST_ANSWER = 256 * 1024

_HIDDEN = "test_hidden.py"


def run_exercise(exercise: Exercise, answer: str, *, limits: Limits | None = None) -> ExerciseRun:
    """Return what comes of *answer*, the text of the exercise's ``answer_file``."""
    limits = limits or Limits()
    if len(answer) > LONGEST_ANSWER:
        return _refuse(f"the answer has more than {LONGEST_ANSWER // 1024} KB")
    try:
        answer.encode()
    except UnicodeEncodeError:
        return _refuse("the answer has characters that no text can have")
    return _RUNNERS[exercise.form](exercise, answer, limits)


def limit_for(exercise: Exercise) -> float:
    """Return how many seconds an answer gets on this machine, by running the solution."""
    return fit_limit(_time_solution(exercise))


def _time_solution(exercise: Exercise) -> float:
    run = run_exercise(exercise, exercise.solution, limits=Limits(seconds=SOLUTION_SECONDS))
    return run.seconds


def _refuse(message: str) -> ExerciseRun:
    return ExerciseRun("error", (CheckResult("the answer", "error", message=message),), message)


def _run_tests(exercise: Exercise, answer: str, limits: Limits) -> ExerciseRun:
    """Run the tests of ``write`` and ``fix``."""
    files = []
    for name, text, hidden in ((TESTS, exercise.tests, False), (_HIDDEN, exercise.hidden, True)):
        if not text.strip():
            continue
        try:
            files.append(TestFile(name, compile_tests(text, name), hidden))
        except (SyntaxError, ValueError) as error:
            return _fault(f"the exercise's tests can't be read: {error}")
    modules = {MODULE: answer, **exercise.files}
    run = run_in_box(
        make_job(modules, files, MODULE),
        limits,
        files=modules,
        libraries=needs_libraries(exercise),
        prolong=make_prolong(exercise, limits),
    )
    return make_run(read_checks(run, files, limits), run)


def _fault(message: str) -> ExerciseRun:
    """Return a run that is no fault of the learner's."""
    return ExerciseRun("ours", message=make_visible(message))


def make_job(
    modules: Mapping[str, str], files: Sequence[TestFile], learner: str, *, secret: bool = False
) -> dict[str, Any]:
    """Return what the child is sent: *modules* by their file names, and the tests of *files*.

    With *secret* it's the tests that the learner writes, which must not see the source.
    """
    return {
        "kind": "tests",
        "modules": {name.removesuffix(".py"): text for name, text in modules.items()},
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


def make_prolong(exercise: Exercise, limits: Limits) -> Callable[[], Prolong] | None:
    """Return what measures the solution, for an answer that takes long; None if there's no need.

    So an answer that is quick costs nothing more, and the limit of a slow one is measured
    at the same time and under the same load as the answer itself. Nothing of it is kept.
    """
    if limits.seconds is not None:
        return None
    return lambda: Prolong(exercise)


class Prolong:
    """The solution, running beside an answer that takes long."""

    def __init__(self, exercise: Exercise) -> None:
        self._limit: float | None = None
        self._thread = Thread(target=self._measure, args=(exercise,), daemon=True)
        self._thread.start()

    def _measure(self, exercise: Exercise) -> None:
        self._limit = limit_for(exercise)

    @property
    def limit(self) -> float | None:
        """The limit of the answer; None while that isn't known."""
        if self._thread.is_alive():
            return None
        return fit_limit(0) if self._limit is None else self._limit


_RUNNERS: dict[str, Callable[[Exercise, str, Limits], ExerciseRun]] = {
    "write": _run_tests,
    "fix": _run_tests,
}
