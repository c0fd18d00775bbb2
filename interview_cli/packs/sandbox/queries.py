"""A query, run on each fixture beside the solution, and its rows compared with the solution's."""

from __future__ import annotations

from interview_cli.core.exercises.exercise import Exercise
from interview_cli.core.exercises.exercise_run import NOT_REACHED, CheckResult, ExerciseRun
from interview_cli.core.safe_text import make_visible
from interview_cli.packs.sandbox.boxes.box import BoxRun, RunBox, run_in_box
from interview_cli.packs.sandbox.boxes.limits import Limits
from interview_cli.packs.sandbox.check_results import explain_end, find_state, make_run
from interview_cli.packs.sandbox.result_sets import compare_results, read_result


def run_sql(exercise: Exercise, answer: str, limits: Limits, run_box: RunBox) -> ExerciseRun:
    """Run the query *answer* on all fixtures."""
    job = {
        "kind": "sql",
        "fixtures": exercise.fixtures,
        "solution": exercise.solution,
        "answer": answer,
    }
    run = run_box(job, limits)
    checks = [
        _check(run, number, exercise.ordered, limits)
        for number in range(1, len(exercise.fixtures) + 1)
    ]
    return make_run(checks, run)


def find_same_rows(exercise: Exercise, limits: Limits) -> list[tuple[int, int]]:
    """Return the fixtures on which the solution gives the rows of an earlier one, with that one.

    They count from 0.
    """
    job = {
        "kind": "sql",
        "fixtures": exercise.fixtures,
        "solution": exercise.solution,
        "answer": exercise.solution,
    }
    events = run_in_box(job, limits).events
    results = [read_result(event["solution"]) for event in events if event["event"] == "end"]
    found = []
    for later, result in enumerate(results):
        for earlier, other in enumerate(results[:later]):
            if compare_results(other, result, exercise.ordered) is None:
                found.append((later, earlier))
                break
    return found


def _check(run: BoxRun, number: int, ordered: bool, limits: Limits) -> CheckResult:
    name = f"database {number}"
    begun = [e["name"] for e in run.events if e["event"] == "begin"]
    end = next(
        (e for e in run.events if e["event"] == "end" and e.get("name") == str(number)), None
    )
    if end is None:
        here = not begun or begun[-1] == str(number)
        message = explain_end(run.ended, run, limits) if here else NOT_REACHED
        return CheckResult(name, find_state(run.ended), message=make_visible(message))
    result = end["result"]
    if "error" in result:
        memory = result["state"] == "memory"
        message = explain_end("memory", run, limits) if memory else make_visible(result["error"])
        return CheckResult(name, "memory" if memory else "error", message=message)
    difference = compare_results(read_result(end["solution"]), read_result(result), ordered)
    if difference is None:
        return CheckResult(name, "passed")
    return CheckResult(
        name,
        "failed",
        message=make_visible(difference.message),
        expected=make_visible(difference.expected),
        actual=make_visible(difference.actual),
    )
