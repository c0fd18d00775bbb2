"""Run an answer to an exercise and say what came of each check: ``run_exercise``.

The parent is this program, which reads tests and counts results; the child runs what it's sent
in a box (``inside/``). Trust comes first: whose code may be run is asked before this.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Event, Thread

from interview_cli.core.exercises.exercise import MODULE, TESTS, Exercise
from interview_cli.core.exercises.exercise_run import ExerciseRun
from interview_cli.packs.sandbox.box import RunBox, run_in_box
from interview_cli.packs.sandbox.catching import run_catch
from interview_cli.packs.sandbox.check_results import TestFile, make_run, read_checks
from interview_cli.packs.sandbox.limits import SOLUTION_SECONDS, Limits, fit_limit
from interview_cli.packs.sandbox.queries import run_sql
from interview_cli.packs.sandbox.rewritten_tests import compile_tests
from interview_cli.packs.sandbox.test_jobs import make_job, needs_libraries, refuse

#: The longest answer that is run, in characters: no exercise needs a hundredth of it.
LONGEST_ANSWER = 256 * 1024

_HIDDEN = "test_hidden.py"


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
    if limits.seconds is not None:
        return _run(exercise, answer, limits, run_in_box)
    solution = _SolutionTime(exercise)
    try:
        return _run(exercise, answer, limits, partial(run_in_box, prolong=solution.begin))
    finally:
        solution.end()


def _run(exercise: Exercise, answer: str, limits: Limits, run_box: RunBox) -> ExerciseRun:
    return _RUNNERS[exercise.form](exercise, answer, limits, run_box)


def limit_for(exercise: Exercise) -> float:
    """Return how many seconds an answer gets on this machine, by running the solution."""
    return fit_limit(_time_solution(exercise, Event()))


def _time_solution(exercise: Exercise, stop: Event) -> float:
    limits = Limits(seconds=SOLUTION_SECONDS)
    run = _run(exercise, exercise.solution, limits, partial(run_in_box, stop=stop))
    return run.seconds


class _SolutionTime:
    """The solution, running beside an answer that takes long."""

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._seconds = 0.0
        self._stop = Event()
        self._thread = Thread(target=self._measure, daemon=True)

    def begin(self) -> _SolutionTime:
        self._thread.start()
        return self

    def end(self) -> None:
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _measure(self) -> None:
        self._seconds = _time_solution(self._exercise, self._stop)

    @property
    def limit(self) -> float | None:
        """The limit of the answer; None while that isn't known."""
        return None if self._thread.is_alive() else fit_limit(self._seconds)


def _run_tests(exercise: Exercise, answer: str, limits: Limits, run_box: RunBox) -> ExerciseRun:
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
    run = run_box(
        make_job(modules, files, MODULE),
        limits,
        files=modules,
        libraries=needs_libraries(exercise),
    )
    return make_run(read_checks(run, files, limits), run)


_RUNNERS: dict[str, Callable[[Exercise, str, Limits, RunBox], ExerciseRun]] = {
    "write": _run_tests,
    "fix": _run_tests,
    "catch": run_catch,
    "sql": run_sql,
}
