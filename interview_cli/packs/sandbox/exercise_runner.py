"""Run an answer to an exercise and say what came of each check: ``run_exercise``.

The parent is this program, which reads tests and counts results; the child runs what it's sent
in a box (``inside/``). Trust comes first: whose code may be run is asked before this.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from threading import Event, Thread

from interview_cli.core.exercises.exercise import MODULE, TESTS, Exercise
from interview_cli.core.exercises.exercise_run import ExerciseRun
from interview_cli.packs.sandbox.boxes.box import RunBox, run_in_box
from interview_cli.packs.sandbox.boxes.limits import SOLUTION_SECONDS, Limits, fit_limit
from interview_cli.packs.sandbox.catching import run_catch
from interview_cli.packs.sandbox.check_results import TestFile, make_run, read_checks
from interview_cli.packs.sandbox.queries import run_sql
from interview_cli.packs.sandbox.rewritten_tests import compile_tests
from interview_cli.packs.sandbox.test_jobs import make_job, needs_libraries, refuse

#: The longest answer that is run, in characters: no exercise needs a hundredth of it.
LONGEST_ANSWER = 256 * 1024

#: What is said of an answer that passed only once.
LUCK = "passed once and failed once: something here depends on the clock or on chance"

_HIDDEN = "test_hidden.py"


def run_exercise(exercise: Exercise, answer: str, *, limits: Limits | None = None) -> ExerciseRun:
    """Return what comes of *answer*, the text of the exercise's ``answer_file``.

    An answer gets 2 seconds, and at least 10 times what the solution takes. That is measured
    only when an answer has run for a second: then the solution is run beside it, under the
    same load. So a quick answer costs nothing more, and nothing that could grow old is kept.

    Without *limits*, as for a learner, an answer is solved when it was so twice: by the second
    run, with other hashes and in another order, it's seen if that was luck.
    """
    mine = limits is None
    limits = limits or Limits()
    answer = answer.removeprefix("\ufeff").replace("\r\n", "\n")  # as editors on Windows save it
    if len(answer) > LONGEST_ANSWER:
        return refuse(f"the answer has more than {LONGEST_ANSWER // 1024} KB")
    try:
        answer.encode()
    except UnicodeEncodeError:
        return refuse("the answer has characters that no file can have")
    if limits.seconds is not None:
        return _run(exercise, answer, limits, run_in_box)
    return _run_apart(lambda stop: _run_measured(exercise, answer, limits, stop, twice=mine))


def _run_apart(run: Callable[[Event], ExerciseRun]) -> ExerciseRun:
    """Return what *run* returns, which has a thread of its own and ends when its event is set.

    Ctrl-C comes to the main thread, and there between any two steps: of this wait, not of
    starting a child or one that watches it. It's raised when all of *run* has ended.
    """
    stop, over = Event(), Event()
    found: list[ExerciseRun] = []
    errors: list[BaseException] = []

    def work() -> None:
        try:
            found.append(run(stop))
        except BaseException as error:
            errors.append(error)
        finally:
            over.set()

    thread = Thread(target=work, daemon=True)
    try:
        thread.start()
        over.wait()
    except BaseException:
        stop.set()
        if thread.ident is not None:  # an interrupted join() may take it for ended
            over.wait()
        raise
    if errors:
        raise errors[0]
    return found[0]


def _run_measured(
    exercise: Exercise, answer: str, limits: Limits, stop: Event, *, twice: bool
) -> ExerciseRun:
    """Return what comes of *answer* in the time that the solution allows it."""
    solution = _SolutionTime(exercise)
    second = _SecondRun(exercise, answer, limits) if twice else None
    try:
        run_box = partial(run_in_box, prolong=solution.begin, stop=stop)
        run = _run(exercise, answer, limits, run_box)
        if run.solved and second and (again := second.wait()):
            return _join(exercise, run, again)
    finally:
        solution.end()
        if second:
            second.end()
    return confirm(exercise, answer, limits, run, stop) if twice and run.solved else run


def confirm(
    exercise: Exercise,
    answer: str,
    limits: Limits,
    first: ExerciseRun,
    stop: Event | None = None,
) -> ExerciseRun:
    """Return *first*, which passed, unless a second run doesn't pass."""
    # It needs no more time than the first, but for what else the machine does.
    limits = limits._replace(seconds=max(first.limit, fit_limit(first.seconds)))
    run_box = partial(run_in_box, stop=stop)
    return _join(exercise, first, _run(_turn(exercise), answer, limits, run_box))


def _turn(exercise: Exercise) -> Exercise:
    """Return *exercise* with what's run in another order."""
    return exercise._replace(mutants=exercise.mutants[::-1], fixtures=exercise.fixtures[::-1])


def _join(exercise: Exercise, first: ExerciseRun, again: ExerciseRun) -> ExerciseRun:
    """Return *first* where *again*, the run of the turned *exercise*, passed too."""
    if again.solved or not again.counts:
        return first if again.solved else again
    checks = list(again.checks)
    if exercise.form == "catch":
        checks[1:] = checks[:0:-1]
    elif exercise.form == "sql":
        checks.reverse()
    if len(checks) != len(first.checks):
        return replace(again, message=LUCK)
    judged = tuple(
        before if check.state == "passed" else replace(check, name=before.name, message=LUCK)
        for before, check in zip(first.checks, checks, strict=True)
    )
    return replace(again, checks=judged, message=LUCK, seconds=max(first.seconds, again.seconds))


class _SecondRun:
    """The second run of an answer, beside the first: so who waits doesn't wait for two."""

    def __init__(self, exercise: Exercise, answer: str, limits: Limits) -> None:
        self._stop = Event()
        self._run: ExerciseRun | None = None
        fixed = limits._replace(seconds=limits.first_seconds)

        def run() -> None:
            run_box = partial(run_in_box, stop=self._stop)
            self._run = _run(_turn(exercise), answer, fixed, run_box)

        self._thread = Thread(target=run, daemon=True)
        self._thread.start()

    def wait(self) -> ExerciseRun | None:
        """Return what came of it; None where it would have needed more time."""
        self._thread.join()
        return self._run if self._run and self._run.state != "timeout" else None

    def end(self) -> None:
        self._stop.set()
        self._thread.join()


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
