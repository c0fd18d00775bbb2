"""A run of an exercise as programs read it."""

from __future__ import annotations

from typing import Annotated, TypedDict

from interview_cli.core.exercises.exercise_run import CheckResult, ExerciseRun, State


class Check(TypedDict):
    """A test of an exercise, a wrong version that tests should catch, or a database."""

    name: Annotated[str, "Its name."]
    state: Annotated[State, "What came of it."]
    hidden: Annotated[bool, "Whether it's a hidden one: only its name is told while you work."]
    call: Annotated[str, "What was compared, as Python source."]
    expected: Annotated[str, "What should have come, as text; rows of a query have a line each."]
    actual: Annotated[str, "What came."]
    message: Annotated[str, "What the test says, or the error."]
    line: Annotated[int, "The line of your file where it went wrong; 0 for none."]
    printed: Annotated[str, "What was printed while it ran: its head and its tail."]
    lesson: Annotated[str, "Why it's there; only in a verdict. Markdown."]


class RunResult(TypedDict):
    """What came of a run."""

    state: Annotated[State, "`passed` where every check is; `ours` is no fault of yours."]
    checks: Annotated[list[Check], "Each check."]
    message: Annotated[str, "What is wrong where no check says it."]
    line: Annotated[int, "The line of your file where that is; 0 for none."]
    printed: Annotated[str, "What was printed while your file was imported: its head and its tail."]
    cut: Annotated[int, "How many bytes were left out between them."]
    seconds: Annotated[float, "How long it took."]
    enforced: Annotated[list[str], "The limits that held in this run, such as `network`."]
    missing: Annotated[list[str], "The limits that this system can't set."]


def plain_run(run: ExerciseRun, *, over: bool = False) -> RunResult:
    """Return plain values of *run*; what hidden tests check is told once the attempt is *over*."""
    return {
        "state": run.state,
        "checks": [_plain_check(check, over=over) for check in run.checks],
        "message": run.message,
        "line": run.line,
        "printed": run.printed,
        "cut": run.cut,
        "seconds": round(run.seconds, 3),
        "enforced": list(run.enforced),
        "missing": list(run.missing),
    }


def _plain_check(check: CheckResult, *, over: bool) -> Check:
    shown = over or not check.hidden
    return {
        "name": check.name,
        "state": check.state,
        "hidden": check.hidden,
        "call": check.call if shown else "",
        "expected": check.expected if shown else "",
        "actual": check.actual if shown else "",
        "message": check.message if shown else "",
        "line": check.line if shown else 0,
        "printed": check.printed if shown else "",
        "lesson": check.lesson if over else "",
    }
