"""What is said of a run: what passed, and all that is known of the first failure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from interview_cli.core.exercises.exercise import Exercise
from interview_cli.core.exercises.exercise_run import NOT_REACHED, CheckResult, ExerciseRun
from interview_cli.core.questions.fixed_code import diff_lines
from interview_cli.core.sentences import count, join
from interview_cli.packs.sandbox.box_wording import describe_box

#: What a check came to, where that isn't a plain failure.
_STATES = {
    "error": "ended with an error",
    "timeout": "took too long",
    "memory": "took too much memory",
    "output": "too much output",
    "crashed": "crashed",
    "ours": "couldn't be run",
}

#: How a run ends that leaves other checks without a result.
_ENDS = ("timeout", "memory", "output", "crashed", "ours")

#: A value that is longer is compared line by line, or place by place.
_LONG = 60

#: Values of more lines are shown as a difference.
_BESIDE = 3

#: A test with more lines isn't shown: it's in its file.
_LONGEST_TEST = 16

#: The most lines of a difference, and of what a program printed.
_LINES = 24
#: The most characters of a line that a program printed.
_WIDTH = 400

#: The label of a difference between what was expected and what came.
DIFFERENCE = "Difference"

#: What the learner is told where nothing of theirs went wrong.
OURS = "That's a problem in this program or your system, not in your code. It doesn't count."


#: Said of a wrong version that isn't caught.
_OTHER_BUG = "What could be wrong in a program that still passes your tests?"


class Detail(NamedTuple):
    """A labelled text; ``code`` says that it's shown as it's written."""

    label: str
    text: str
    code: bool = True


class Row(NamedTuple):
    """A check by its name, whether it passed, and what else is to be said."""

    passed: bool
    name: str
    note: str = ""


def head(exercise: Exercise, run: ExerciseRun) -> str:
    """Return in a sentence what a run came to."""
    if run.state == "ours":
        return "It couldn't be run."
    passed = sum(check.state == "passed" for check in run.checks)
    total = len(run.checks)
    if not total:
        return run.message or "It didn't run."
    if exercise.form == "catch":
        right, *mutants = run.checks
        if right.state != "passed":
            return "Your tests don't pass on the right program yet."
        caught = sum(check.state == "passed" for check in mutants)
        if caught == len(mutants):
            return f"Your tests catch {_all(caught, 'wrong version')}."
        return f"Your tests catch {caught} of {count(len(mutants), 'wrong version')}."
    if exercise.form == "sql":
        if run.solved:
            return f"The rows are right on {_all(total, 'database')}."
        return f"The rows are right on {passed} of {count(total, 'database')}."
    hidden = [check for check in run.checks if check.hidden]
    if run.solved:
        return f"{_all(total, 'test').capitalize()} passed{', hidden ones too' * bool(hidden)}."
    some = f"{passed} of {count(total, 'test')} passed"
    if all(check.state == "passed" for check in run.checks):
        return f"{some}, but the run didn't end well."
    return f"{some}."


def _all(number: int, noun: str) -> str:
    if number < 3:
        return f"both {noun}s" if number == 2 else f"the {noun}"
    return f"all {count(number, noun)}"


def rows(exercise: Exercise, run: ExerciseRun) -> list[Row]:
    """Return the checks; of hidden ones the name alone."""
    shown = []
    for n, check in enumerate(run.checks):
        passed = check.state == "passed"
        notes = ["hidden"] if check.hidden else []
        if exercise.form == "catch" and n:
            notes.append("caught" if passed else "not caught")
        elif check.message.startswith(NOT_REACHED) and check.state in _ENDS:
            notes.append(NOT_REACHED)
        elif not passed and check.state in _STATES:
            notes.append(_STATES[check.state])
        shown.append(Row(passed, check.name, ", ".join(notes)))
    return shown


def details(exercise: Exercise, run: ExerciseRun, answer: str) -> list[Detail]:
    """Return what is known of the first failure, and what was printed."""
    found: list[Detail] = []
    if run.state == "ours":
        found.append(Detail("Why", run.message, code=False))
        found.append(Detail("", OURS, code=False))
        return found
    failing = [check for check in run.checks if check.state != "passed"]
    visible = [check for check in failing if not check.hidden]
    shown = visible[0] if visible else None
    if exercise.form == "catch" and shown and run.checks[0].state == "passed":
        found.append(Detail("", _OTHER_BUG, code=False))
        shown = None
    elif shown:
        found += _failure(exercise, shown, answer, one_of=len(run.checks))
        if exercise.form == "sql" and shown.actual and shown is not run.checks[0]:
            found.append(Detail("", _OTHER_ROWS, code=False))
    elif failing:
        found.append(Detail("", _only_hidden(failing), code=False))
    said = (shown.message, f"{shown.name}: {shown.message}") if shown else ()
    if run.message and run.checks and run.message not in said:
        found.append(Detail("The run", run.message, code=False))
    if run.line and not (shown and shown.line):
        found += _source(run.line, answer)
    # With a test that fails what it printed itself; what hidden ones print tells their inputs.
    told = [shown] if shown else [check for check in run.checks if not check.hidden]
    printed = run.printed + "".join(check.printed for check in told)
    if printed.strip():
        found.append(Detail("Printed", _head_and_tail(printed, run.cut)))
    return found


def _failure(exercise: Exercise, check: CheckResult, answer: str, one_of: int) -> list[Detail]:
    found = []
    if one_of > 1 and exercise.form != "catch":
        found.append(Detail("", f"The first to fail is {check.name}:", code=False))
    if test := _find_test(exercise.tests, check.name):
        found.append(Detail("Test", test))
    if check.call:
        found.append(Detail("Call", check.call))
    lines = max(check.expected.count("\n"), check.actual.count("\n")) + 1
    if lines > _BESIDE and check.expected and check.actual:
        changes = diff_lines(check.expected, check.actual)
        found.append(Detail(DIFFERENCE, _cut([line for line in changes if line[:1] != "@"])))
    else:
        if check.expected or check.actual:
            found.append(Detail("Expected", check.expected))
            found.append(Detail("Actual", check.actual))
        if place := _first_difference(check.expected, check.actual):
            found.append(Detail("", place, code=False))
    if check.message:
        found.append(Detail("Message", check.message, code=False))
    if check.line:
        found += _source(check.line, answer)
    return found


#: What there is to say of a database that isn't in the learner's folder.
_OTHER_ROWS = (
    "It has the same tables as schema.sql, but different rows. Which case haven't you thought of?"
)


def _find_test(tests: str, name: str) -> str:
    """Return the source of the test *name* among *tests*; "" where its call says all, or it's long.

    What comes before the call is what a learner has to think through.
    """
    import ast  # for a test that failed alone

    try:
        body = ast.parse(tests).body
    except SyntaxError:
        return ""
    functions = (node for node in body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    test = next((node for node in functions if node.name == name.partition("[")[0]), None)
    if test is None or len(test.body) < 2 or test.end_lineno is None:
        return ""
    lines = tests.splitlines()[test.lineno - 1 : test.end_lineno]
    return "\n".join(lines) if len(lines) <= _LONGEST_TEST else ""


def _only_hidden(failing: Sequence[CheckResult]) -> str:
    names = join([check.name for check in failing])
    verb = "fails" if len(failing) == 1 else "fail"
    return f"The tests that you can see pass; {names} {verb}. Which case haven't you thought of?"


def _first_difference(expected: str, actual: str) -> str:
    """Return where two long values begin to differ; "" where they're short."""
    if not (expected and actual) or max(len(expected), len(actual)) <= _LONG:
        return ""
    pairs = enumerate(zip(expected, actual, strict=False))
    same = next((n for n, (a, b) in pairs if a != b), min(len(expected), len(actual)))
    at = max(0, same - 10)

    def near(text: str) -> str:
        part = text[at : same + 20]
        return f"{'…' * bool(at)}{part}{'…' * (len(text) > same + 20)}"

    return f"They differ from character {same + 1} on: {near(expected)} / {near(actual)}"


def _source(line: int, answer: str) -> list[Detail]:
    """Return the learner's line where it went wrong."""
    lines = answer.splitlines()
    text = lines[line - 1].strip() if line <= len(lines) else ""
    return [Detail(f"Your line {line}", text)] if text else []


def _head_and_tail(text: str, cut: int) -> str:
    lines = [_shorten(line) for line in text.rstrip("\n").split("\n")]
    if len(lines) > _LINES:
        half = _LINES // 2
        left_out = count(len(lines) - 2 * half, "line")
        lines = [*lines[:half], f"… {left_out} left out …", *lines[-half:]]
    if cut:
        lines.append(f"({count(cut, 'byte')} of it were not kept)")
    return "\n".join(lines)


def _shorten(line: str) -> str:
    """Return *line*; of one that would fill a screen its head and its tail."""
    if len(line) <= _WIDTH:
        return line
    half = _WIDTH // 2
    return f"{line[:half]} … {len(line) - 2 * half} characters left out … {line[-half:]}"


def _cut(lines: Sequence[str]) -> str:
    more = len(lines) - _LINES
    return "\n".join([*lines[:_LINES], *([f"… {count(more, 'more line')}"] if more > 0 else [])])


def box(run: ExerciseRun) -> str:
    """Return what held a run; "" where nothing was run."""
    held = describe_box(run)
    return f"{held[:1].upper()}{held[1:]}." if held else ""
