"""Run an answer to an exercise and say what came of each check: ``run_exercise``.

The parent is this program, which reads tests and counts results; the child runs what it's sent
in a box (``inside/``). Trust comes first: whose code may be run is asked before this.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

from interview_cli.core.exercises.exercise import MODULE, TESTS, Exercise
from interview_cli.core.exercises.exercise_run import ExerciseRun
from interview_cli.packs.sandbox.box import Prolonged, run_in_box
from interview_cli.packs.sandbox.catching import run_catch
from interview_cli.packs.sandbox.check_results import TestFile, make_run, read_checks
from interview_cli.packs.sandbox.limits import SOLUTION_SECONDS, Limits, fit_limit
from interview_cli.packs.sandbox.queries import run_sql
from interview_cli.packs.sandbox.rewritten_tests import compile_tests
from interview_cli.packs.sandbox.test_jobs import make_job, needs_libraries, refuse

#: The longest answer that is run, in characters: no exercise needs a hundredth of it.
LONGEST_ANSWER = 256 * 1024

_HIDDEN = "test_hidden.py"

_Prolong = Callable[[], Prolonged] | None


def run_exercise(exercise: Exercise, answer: str, *, limits: Limits | None = None) -> ExerciseRun:
    """Return what comes of *answer*, the text of the exercise's ``answer_file``.

    An answer gets 2 seconds, and at least 10 times what the solution takes. That is measured
    only when an answer has run for a second: then the solution is run beside it, under the
    same load. So a quick answer costs nothing more, and nothing that could grow old is kept.
    """
    limits = limits or Limits()
    if len(answer) > LONGEST_ANSWER:
        return refuse(f"the answer has more than {LONGEST_ANSWER // 1024} KB")
    try:
        answer.encode()
    except UnicodeEncodeError:
        return refuse("the answer has characters that no file can have")
    prolong = None if limits.seconds is not None else lambda: _SolutionTime(exercise)
    return _RUNNERS[exercise.form](exercise, answer, limits, prolong)


def limit_for(exercise: Exercise) -> float:
    """Return how many seconds an answer gets on this machine, by running the solution."""
    limits = Limits(seconds=SOLUTION_SECONDS)
    return fit_limit(run_exercise(exercise, exercise.solution, limits=limits).seconds)


class _SolutionTime:
    """The solution, running beside an answer that takes long."""

    def __init__(self, exercise: Exercise) -> None:
        self._limit = fit_limit(0)
        self._thread = Thread(target=self._measure, args=(exercise,), daemon=True)
        self._thread.start()

    def _measure(self, exercise: Exercise) -> None:
        self._limit = limit_for(exercise)

    @property
    def limit(self) -> float | None:
        """The limit of the answer; None while that isn't known."""
        return None if self._thread.is_alive() else self._limit


def _run_tests(exercise: Exercise, answer: str, limits: Limits, prolong: _Prolong) -> ExerciseRun:
    """Run the tests of ``write`` and ``fix``."""
    files = []
    for name, text, hidden in ((TESTS, exercise.tests, False), (_HIDDEN, exercise.hidden, True)):
        try:
            tests = compile_tests(text, name)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            return refuse(f"the exercise's tests can't be read: {error}", "ours")
        if tests.expected:
            files.append(TestFile(name, tests, hidden))
    if not files:
        return refuse("the exercise has no tests", "ours")
    modules = {**exercise.files, MODULE: answer}
    run = run_in_box(
        make_job(modules, files, MODULE),
        limits,
        files=modules,
        libraries=needs_libraries(exercise),
        prolong=prolong,
    )
    return make_run(read_checks(run, files, limits), run)


_RUNNERS: dict[str, Callable[[Exercise, str, Limits, _Prolong], ExerciseRun]] = {
    "write": _run_tests,
    "fix": _run_tests,
    "catch": run_catch,
    "sql": run_sql,
}
