"""From what a child told to the results of checks: what is missing counts as crashed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, get_args

from interview_cli.core.exercises.exercise_run import NOT_REACHED, CheckResult, ExerciseRun, State
from interview_cli.core.safe_text import make_visible
from interview_cli.packs.sandbox.boxes.box import BoxRun, Event
from interview_cli.packs.sandbox.boxes.limits import Limits
from interview_cli.packs.sandbox.boxes.run_folder import MOST_FILES, MOST_FOLDERS
from interview_cli.packs.sandbox.rewritten_tests import ExpectedTest, Tests

#: The worst first: what a run is, if any of its checks is.
_WORST: tuple[State, ...] = (
    "ours", "output", "memory", "timeout", "crashed", "error", "failed",
)  # fmt: skip
_STATES = get_args(State)
#: How many characters are kept of what all tests of a run print.
MOST_PRINTED = 256 * 1024


class TestFile(NamedTuple):
    """Tests that were sent to a child under a file's name."""

    name: str
    tests: Tests
    hidden: bool = False


def read_checks(run: BoxRun, files: Sequence[TestFile], limits: Limits) -> list[CheckResult]:
    """Return a result for each test of *files*, whatever the child told of."""
    return [check for file in files for check in _Reading(run, file, limits).checks()]


class _Reading:
    def __init__(self, run: BoxRun, file: TestFile, limits: Limits) -> None:
        self._run = run
        self._file = file
        self._limits = limits
        events = [event for event in run.events if event.get("file") == file.name]
        self._broken = next((event for event in events if event["event"] == "broken"), None)
        #: For each test the names of its cases, and for each of these how it ended.
        self._ends: dict[str, dict[str, Event]] = {}
        for event in events:
            if event["event"] == "end":
                name = str(event.get("name"))
                self._ends.setdefault(_find_test(name), {}).setdefault(name, event)
        self._parts = {
            str(event.get("name")): _number(event, "part")
            for event in events
            if event["event"] == "begin"
        }
        self._running, self._here = _find_running(run, file.name)
        last = run.events[-1] if run.events else {}
        self._loading = last.get("event") == "loading"

    def checks(self) -> Iterator[CheckResult]:
        for test in self._file.tests.expected:
            yield from self._of(test)

    def _of(self, test: ExpectedTest) -> Iterator[CheckResult]:
        if self._broken:
            yield self._read(test, test.name, self._broken)
            return
        ends = self._ends.get(test.name, {})
        for name, end in ends.items():
            yield self._read(test, name, end)
        if self._here and _find_test(self._running) == test.name:
            yield self._missing(test, self._running)
        elif not ends or (test.cases is not None and len(ends) < test.cases):
            yield self._missing(test, test.name)

    def _read(self, test: ExpectedTest, name: str, event: Event) -> CheckResult:
        state: State = event["state"] if event.get("state") in _STATES else "crashed"
        call = _text(event, "call")
        if state == "error" and not call:
            call = self._file.tests.calls.get(_number(event, "at"), "")
        message = _text(event, "message")
        if state == "memory":
            message = explain_end("memory", self._run, self._limits)
        return CheckResult(
            make_visible(name),
            state,
            self._file.hidden,
            message,
            call,
            _text(event, "expected"),
            _text(event, "actual"),
            _number(event, "line"),
            test.lesson,
            self._find_printed(name),
        )

    def _find_printed(self, name: str) -> str:
        return self._run.output.part(self._parts.get(name, -1)).text()

    def _missing(self, test: ExpectedTest, name: str) -> CheckResult:
        ended = self._run.ended
        here = not self._running or (self._here and name == self._running)
        state = find_state(ended)
        message = explain_end(ended, self._run, self._limits)
        if not self._running and self._loading:
            message = f"while the file was imported: {message}"
        elif not here:
            message = f"{NOT_REACHED}: it ended in {self._running}"
        return CheckResult(
            make_visible(name),
            state,
            self._file.hidden,
            make_visible(message),
            lesson=test.lesson,
            printed=self._find_printed(name) if here else "",
        )


def _find_running(run: BoxRun, file: str) -> tuple[str, bool]:
    """Return the test that was running at the end, "" for none, and whether it's of *file*."""
    running: Event = {}
    for event in run.events:
        if event["event"] == "begin":
            running = event
        elif event["event"] == "end":
            running = {}
    return str(running.get("name", "")), running.get("file") == file


def _find_test(case: str) -> str:
    """Return the test of which *case* is one, or which it is itself."""
    return case.partition("[")[0]


def _text(event: Event, name: str) -> str:
    value = event.get(name, "")
    return make_visible(value) if isinstance(value, str) else ""


def _number(event: Event, name: str) -> int:
    value = event.get(name, 0)
    return value if type(value) is int and 0 <= value < 1 << 31 else 0


def _name(check: CheckResult) -> str:
    """Return the message of *check*, which says where it happened."""
    named = check.message.startswith(("while ", NOT_REACHED))
    return check.message if named else f"{check.name}: {check.message}"


def find_state(ended: str) -> State:
    """Return the state of a check that a run left without a result."""
    states: dict[str, State] = {
        "timeout": "timeout",
        "memory": "memory",
        "output": "output",
        "disk": "output",
        "ours": "ours",
    }
    return states.get(ended, "crashed")


def explain_end(ended: str, run: BoxRun, limits: Limits) -> str:
    """Return why a run ended before its checks did, and what to do."""
    texts = {
        "timeout": f"it was stopped after {run.limit:.3g} s: look for a loop that doesn't end, "
        "for something it waits for, or for work that grows faster than its input",
        "memory": f"it needed more than {limits.memory >> 20} MB of memory: "
        "look for a list or a text that grows without end",
        "output": f"it printed more than {limits.printed >> 20} MB and was stopped: "
        "look for a print in a loop",
        "disk": f"it wrote more than {limits.disk >> 20} MB, more than {MOST_FILES} files or "
        f"more than {MOST_FOLDERS} folders, and was stopped",
        "processes": f"it started more than {limits.processes} processes and was stopped",
        "ours": f"this program failed to run it: {run.message}",
    }
    crash = (
        "the program ended before the test did: os._exit, a crash of Python, "
        "or a test that was taken away"
    )
    return texts.get(ended, crash)


def make_run(
    checks: Sequence[CheckResult], run: BoxRun, *, seconds: float | None = None, message: str = ""
) -> ExerciseRun:
    """Return the run of an exercise with *checks*, the way its child *run* went."""
    states = {check.state for check in checks}
    state: State = next((worst for worst in _WORST if worst in states), "passed")
    if not checks:
        state = "ours"
    broken: dict[str, Any] = next((event for event in run.events if event["event"] == "broken"), {})
    if not message:
        message = _text(broken, "message")
    said = {check.message for check in checks}
    if not message and state == "error" and len(said) == 1:
        message = said.pop()
    if not message and (run.ended != "done" or state not in ("passed", "error", "failed")):
        worst = next((c for c in checks if c.state == state and c.message), None)
        message = _name(worst) if worst else run.message
    imported = run.output.part(_find_import(run))
    return ExerciseRun(
        state,
        tuple(_bound_printed(checks)),
        message,
        _number(broken, "line"),
        imported.text(),
        imported.cut,
        round(run.seconds if seconds is None else seconds, 3),
        run.limit,
        run.enforced,
        run.missing,
    )


def _find_import(run: BoxRun) -> int:
    """Return the part of the output in which the answer was imported, by the first tests."""
    loading: Event = next((event for event in run.events if event["event"] == "loading"), {})
    return _number(loading, "part")


def _bound_printed(checks: Sequence[CheckResult]) -> Iterator[CheckResult]:
    """Leave out what is printed in more tests than anybody reads; those that fail come first."""
    left = MOST_PRINTED
    dropped = set()
    for check in sorted(checks, key=lambda check: check.state == "passed"):
        left -= len(check.printed)
        if left < 0:
            dropped.add(id(check))
    for check in checks:
        yield replace(check, printed="") if id(check) in dropped else check
