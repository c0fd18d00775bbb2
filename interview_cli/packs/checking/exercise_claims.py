"""What a pack claims of an exercise, shown by running it: what passes, and what fails.

Each answer is run twice, because tests that pass by luck are worth nothing. One that timed
out isn't: it failed, and took long enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from interview_cli.core.exercises.exercise import Exercise
from interview_cli.core.exercises.exercise_run import CheckResult, ExerciseRun
from interview_cli.core.safe_text import make_visible
from interview_cli.core.sentences import trim
from interview_cli.packs.checking.counterexamples import change_solution, find_counterexample
from interview_cli.packs.kinds.sql import fold_query
from interview_cli.packs.lint import SAME_ROWS
from interview_cli.packs.sandbox.boxes.limits import SOLUTION_SECONDS, Limits, fit_limit
from interview_cli.packs.sandbox.exercise_runner import run_exercise
from interview_cli.packs.sandbox.queries import find_same_rows
from interview_cli.packs.yaml.source import Map, Source

#: Exceptions that show a slip of the author's, and not the mistake that a program is there for.
_SLIPS = ("NameError", "ImportError", "ModuleNotFoundError", "SyntaxError", "IndentationError")


#: How the runner names what of a query can't be run.
_OR_SOLUTION = " or the solution: "


class FailedClaim(NamedTuple):
    """A claim that doesn't hold: the place in the file, the field, what to do, and the rule."""

    at: int
    field: str
    what: str
    rule: str = "run"


class RunText(NamedTuple):
    """A text of the pack that is run as an answer: what it's called, and where it stands."""

    field: str
    text: str
    at: int
    source: Source

    def fail(self, what: str, line: int = 0) -> FailedClaim:
        at = self.source.within_row(self.at, self.text, line, 1) if line else self.at
        return FailedClaim(at, self.field, what)


def check_exercise(
    exercise: Exercise, part: Map, source: Source, *, search: bool = False
) -> list[FailedClaim]:
    """Return the claims of *exercise* that don't hold; *part* is its question in *source*.

    With *search* inputs are looked for on which a wrong program would go unnoticed.
    """
    return [*_Claims(exercise, part, source, search=search).check()]


class _Claims:
    def __init__(self, exercise: Exercise, part: Map, source: Source, *, search: bool) -> None:
        self._exercise = exercise
        self._search = search and exercise.form != "sql"
        self._quiz: Map = part["quiz"]
        self._source = source
        self._limits = Limits(seconds=SOLUTION_SECONDS)
        holder, field = {
            "fix": (part, "fixed"),
            "catch": (self._quiz, "tests"),
        }.get(exercise.form, (self._quiz, "solution"))
        self._solution = RunText(field, exercise.solution, holder.at(field), source)
        holder, field = (part, "code") if exercise.form == "fix" else (self._quiz, "starter")
        self._starter = RunText(
            field, exercise.starter, holder.at(field) if field in holder else 0, source
        )

    def check(self) -> Iterator[FailedClaim]:
        run = run_exercise(self._exercise, self._solution.text, limits=self._limits)
        if run.state == "ours":
            yield self._describe_unrun(run)
            return
        # What else is run gets as long as a learner's answer.
        self._limits = Limits(seconds=fit_limit(run.seconds))
        if self._exercise.form == "catch":
            yield from self._check_catch(run)
            return
        if not run.solved:
            yield self._describe_unsolved(run)
            return
        yield from self._repeat(self._solution, run)
        yield from self._refuse_all()
        if self._exercise.form == "sql":
            yield from self._compare_fixtures()
        if self._search:
            yield from self._change_solution()

    def _change_solution(self) -> Iterator[FailedClaim]:
        """Yield small changes of the solution that no test notices, though an input shows them."""
        right = self._solution
        for change in change_solution(right.text):
            if not self._run(right._replace(text=change.text)).solved:
                continue
            if found := find_counterexample(self._exercise, right.text, change.text):
                what = f"no test notices {_line(change.now)} instead of {_line(change.was)} here"
                yield right.fail(f"{what}: {_line(found)}", change.line)

    def _compare_fixtures(self) -> Iterator[FailedClaim]:
        """Yield the fixtures that refuse no more than another, as their rows are the same."""
        same = find_same_rows(self._exercise, self._limits)
        last = len(self._exercise.fixtures) - 1
        places = self._quiz["fixtures"]
        if last and [later for later, _ in same] == [*range(1, last + 1)]:
            what = "the solution gives the same rows on each, so a constant passes: change one"
            yield FailedClaim(self._quiz.key_at("fixtures"), "fixtures", what, SAME_ROWS)
            return
        for later, earlier in same:
            what = f"the solution gives the rows of fixture {earlier + 1} here too: change one"
            yield FailedClaim(places.at(later), f"fixture {later + 1}", what, SAME_ROWS)

    def _describe_unrun(self, run: ExerciseRun) -> FailedClaim:
        """Return what can't be run: of a query it's a fixture, or the solution itself."""
        why = f"it couldn't be run: {_line(run.message.rpartition(_OR_SOLUTION)[2])}"
        broken = next((n for n, check in enumerate(run.checks) if check.state == "ours"), None)
        if self._exercise.form != "sql" or broken is None:
            return self._solution.fail(why)
        fixture = self._exercise.fixtures[broken]
        simple = self._exercise._replace(solution="SELECT 1", fixtures=(fixture,))
        if run_exercise(simple, "SELECT 1", limits=self._limits).state != "ours":
            return self._solution.fail(why)
        at = self._quiz["fixtures"].at(broken)
        return FailedClaim(at, f"fixture {broken + 1}", why)

    def _describe_unsolved(self, run: ExerciseRun) -> FailedClaim:
        """Return which check the solution fails, and why."""
        failed = next((check for check in run.checks if check.state != "passed"), None)
        if failed is None:
            return self._solution.fail(f"it must pass: {_line(run.message)}", run.line)
        text = f"it must pass every test, but {describe_check(failed)}"
        return self._solution.fail(text, failed.line or run.line)

    def _refuse_all(self) -> Iterator[FailedClaim]:
        """Yield the programs and queries that pass and must not."""
        sql = self._exercise.form == "sql"
        judges = (
            "fixture gives other rows: add one that does"
            if sql
            else ("test fails on it: add one that does")
        )
        bare = fold_query(self._starter.text) if sql else self._starter.text.strip()
        if bare:
            run = self._run(self._starter)
            if run.state == "ours":
                yield self._starter.fail(f"it couldn't be run: {_line(run.message)}")
            elif run.solved:
                yield self._starter.fail(f"there is nothing left to do: no {judges}")
            else:
                slip = _find_slip(run) if self._exercise.form == "fix" else ""
                if slip:
                    yield self._starter.fail(f"it fails for another reason than its bug: {slip}")
                yield from self._repeat(self._starter, run)
        for wrong in self._wrong_ones():
            run = self._run(wrong)
            if run.state == "ours":
                yield wrong.fail(f"it couldn't be run: {_line(run.message)}")
            elif run.solved:
                yield wrong.fail(f"no {judges}{self._describe_difference(wrong)}")
            elif not sql and (slip := _find_slip(run)):
                yield wrong.fail(f"it fails for another reason than its bug: {slip}")
            else:
                yield from self._repeat(wrong, run)

    def _describe_difference(self, wrong: RunText) -> str:
        """Return on what input a program that passes is wrong; "" where that isn't searched."""
        if not self._search:
            return ""
        right = self._exercise.module or self._solution.text
        found = find_counterexample(self._exercise, right, wrong.text)
        if not found:
            return "; no input was found on which it differs from the solution"
        return f"; test {_line(found)}"

    def _check_catch(self, run: ExerciseRun) -> Iterator[FailedClaim]:
        right, *caught = run.checks
        if right.state != "passed":
            text = f"they must pass on the solution, but {describe_check(right)}"
            yield self._solution.fail(text, right.line or run.line)
            return
        for mutant, check in zip(self._wrong_ones(), caught, strict=False):
            if check.state != "passed":
                yield mutant.fail(f"your tests don't catch it{self._describe_difference(mutant)}")
        yield from self._repeat(self._solution, run)
        begun = self._run(self._starter)
        for check in begun.checks[1:] if begun.checks[0].state == "passed" else ():
            if check.state == "passed":
                text = f"it catches a mutant already ({check.name}): leave that test to the learner"
                yield self._starter.fail(text)
                return

    def _run(self, text: RunText) -> ExerciseRun:
        return run_exercise(self._exercise, text.text, limits=self._limits)

    def _repeat(self, text: RunText, first: ExerciseRun) -> Iterator[FailedClaim]:
        """Yield what is different when *text* is run a second time."""
        if first.state == "timeout":
            return
        again = {(check.name, check.hidden): check for check in self._run(text).checks}
        for check in first.checks:
            other = again.get((check.name, check.hidden))
            if other is None or other.state != check.state:
                now = other.state if other else "not there"
                what = f"two runs differ: {check.name} is {check.state}, and then {now}"
                yield text.fail(f"{what}; what a test sees must not be left to chance")
                return

    def _wrong_ones(self) -> Iterator[RunText]:
        key, field = ("wrong", "query") if self._exercise.form == "sql" else ("mutants", "code")
        for n, item in enumerate(self._quiz.get(key, ()), 1):
            name = f"wrong query {n}" if key == "wrong" else f"mutant {n}"
            yield RunText(name, item[field], item.at(field), self._source)


def describe_check(check: CheckResult) -> str:
    """Return in a line what came of a *check* that failed."""
    name = check.name if check.name.startswith("test") else f"on {check.name}"
    said = f"{name} {_STATES.get(check.state, check.state)}"
    if check.call and (check.expected or check.actual):
        said += f": {_line(check.call)} must be {_line(check.expected)}, and is "
        said += _line(check.actual)
    elif check.message:
        said += f": {_line(check.message)}"
    return said


_STATES = {
    "failed": "fails",
    "error": "ends with an error",
    "timeout": "takes too long",
    "memory": "takes too much memory",
    "output": "prints too much",
    "crashed": "ends before it's through",
}


def _line(text: str) -> str:
    return trim(make_visible(" ".join(text.split())), 120)


def _find_slip(run: ExerciseRun) -> str:
    """Return the error by which a program fails all it fails, where that's a slip; "" else."""
    failed = [check for check in run.checks if check.state != "passed"]
    slips = [check for check in failed if check.message.startswith(_SLIPS)]
    return describe_check(failed[0]) if failed and len(slips) == len(failed) else ""
