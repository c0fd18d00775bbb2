"""The learner's tests, run on the right program and on each wrong one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from threading import Event
from typing import Any

from interview_cli.core.exercises.exercise import MODULE, TESTS, Exercise
from interview_cli.core.exercises.exercise_run import CheckResult, ExerciseRun
from interview_cli.packs.sandbox.boxes.box import BoxRun, RunBox
from interview_cli.packs.sandbox.boxes.fork_server import open_fork_server
from interview_cli.packs.sandbox.boxes.limits import Limits, fit_limit
from interview_cli.packs.sandbox.check_results import (
    TestFile,
    explain_end,
    make_run,
    read_checks,
)
from interview_cli.packs.sandbox.rewritten_tests import compile_tests
from interview_cli.packs.sandbox.test_jobs import make_job, needs_libraries, refuse

#: The check that stands before those of the mutants.
ON_SOLUTION = "your tests pass on the right code"


def run_catch(exercise: Exercise, answer: str, limits: Limits, run_box: RunBox) -> ExerciseRun:
    """Run the tests *answer*: they must pass on the module, and fail on each mutant."""
    try:
        tests = compile_tests(answer, TESTS)
    except SyntaxError as error:
        return refuse(f"{type(error).__name__}: {error.msg}", line=error.lineno or 0)
    except (ValueError, RecursionError, MemoryError) as error:
        return refuse(f"the tests can't be read: {error}")
    if not tests.expected:
        return refuse("there's no test in it: write a function whose name begins with test_")
    files = [TestFile(TESTS, tests)]

    def run_on(module: str, limits: Limits, **options: Any) -> BoxRun:
        return run_box(
            make_job({**exercise.files, MODULE: module}, files, TESTS, secret=True),
            limits,
            files={n: text for n, text in exercise.files.items() if not n.endswith(".py")},
            libraries=needs_libraries(exercise),
            **options,
        )

    from concurrent.futures import ThreadPoolExecutor  # imports logging, which takes long

    # The right program twice, and all at once: tests must say the same in two runs. Without a
    # limit all is run twice by who asked.
    modules = [mutant.code for mutant in exercise.mutants]
    if limits.seconds is not None:
        modules.append(exercise.module)
    fixed = limits._replace(seconds=limits.first_seconds)
    useless = Event()
    with (
        open_fork_server(
            1 + len(modules), asyncio=tests.uses_asyncio, libraries=needs_libraries(exercise)
        ) as server,
        ThreadPoolExecutor(2 * (os.cpu_count() or 1)) as pool,
    ):

        def run_forked(module: str, limits: Limits, **options: Any) -> BoxRun | None:
            if useless.is_set():
                return None
            if server:
                run = run_on(module, limits, start=server.start, **options)
                if run.ended in ("done", "stopped") or (run.ended != "ours" and server.is_whole()):
                    return run
            return run_on(module, limits, **options)

        try:
            begun = pool.submit(run_forked, exercise.module, limits)
            others = [pool.submit(run_forked, module, fixed, stop=useless) for module in modules]
            first = begun.result()
            assert first  # it's what says whether the others are useless
            right = read_checks(first, files, limits)
            names = {check.name for check in right if check.state == "passed"}
            if not names:
                useless.set()
            mutants = [other.result() for other in others]
            again = mutants.pop() if len(mutants) > len(exercise.mutants) else None
            limit = fit_limit(first.seconds) if limits.seconds is None else limits.seconds
            # They may have had too little time, if the right program needed some itself.
            if first.ended == "done" and limit > fixed.first_seconds:
                fixed = limits._replace(seconds=limit)
                mutants = [
                    run_on(mutant.code, fixed) if run and run.ended == "timeout" else run
                    for mutant, run in zip(exercise.mutants, mutants, strict=True)
                ]
                if again and again.ended == "timeout":
                    again = run_on(exercise.module, fixed)
        finally:
            useless.set()
    solution = _judge_solution(right)
    if not names:
        checks = [_skip(number, exercise) for number in range(len(mutants))]
        return make_run([solution, *checks], first)
    if solution.state == "passed" and again:
        solution = _compare_solution(right, read_checks(again, files, fixed))
    checks = [
        _judge_mutant(number, exercise, run, read_checks(run, files, fixed), names)
        for number, run in enumerate(mutants)
        if run
    ]
    longest = max(run.seconds for run in (first, *mutants, again) if run)
    return make_run([solution, *checks], first, seconds=longest)


def _judge_solution(checks: Sequence[CheckResult]) -> CheckResult:
    wrong = [check for check in checks if check.state != "passed"]
    if not wrong:
        printed = "".join(check.printed for check in checks)
        return CheckResult(ON_SOLUTION, "passed", printed=printed)
    first = wrong[0]
    return CheckResult(
        ON_SOLUTION,
        first.state,
        message=f"{first.name}: {first.message}" if first.message else first.name,
        call=first.call,
        expected=first.expected,
        actual=first.actual,
        line=first.line,
        printed=first.printed,
    )


def _compare_solution(right: Sequence[CheckResult], again: Sequence[CheckResult]) -> CheckResult:
    if any(check.state == "ours" for check in again):
        return _judge_solution(again)
    changed = [
        first.name
        for first, second in zip(right, again, strict=False)
        if replace(first, printed="") != replace(second, printed="")
    ]
    if not changed and len(right) == len(again):
        return _judge_solution(right)
    name = changed[0] if changed else "the number of tests"
    message = f"{name}: not the same in two runs, so chance or a clock is in it"
    return CheckResult(ON_SOLUTION, "failed", message=message)


def _name(number: int) -> str:
    return f"mutant {number + 1}"


def _skip(number: int, exercise: Exercise) -> CheckResult:
    message = "not run: no test passes on the right code yet"
    return CheckResult(_name(number), "failed", message=message, lesson=_lesson(number, exercise))


def _lesson(number: int, exercise: Exercise) -> str:
    return exercise.mutants[number].why or ""


def _judge_mutant(
    number: int,
    exercise: Exercise,
    run: BoxRun,
    checks: Sequence[CheckResult],
    names: set[str],
) -> CheckResult:
    """Return whether a test that passes on the right program noticed this one."""
    lesson = _lesson(number, exercise)
    if run.ended == "ours" or any(check.state == "ours" for check in checks):
        message = explain_end("ours", run, Limits())
        return CheckResult(_name(number), "ours", message=message, lesson=lesson)
    # A program that can't even be imported is told by each test, by its name without cases.
    noticed = [
        check.name
        for check in checks
        if check.state != "passed"
        and any(check.name == name or name.startswith(f"{check.name}[") for name in names)
    ]
    if noticed:
        return CheckResult(
            _name(number), "passed", message=f"caught by {noticed[0]}", lesson=lesson
        )
    message = "not caught: your tests pass on this wrong code too"
    return CheckResult(_name(number), "failed", message=message, lesson=lesson)
