"""What came of a run of an exercise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from interview_cli.core.serialise import Value

#: failed: an assertion; error: an exception or no program at all; timeout, memory, output: a
#: limit was passed; crashed: it ended before its tests did; ours: a fault of this program, which
#: never counts against the learner.
State = Literal["passed", "failed", "error", "timeout", "memory", "output", "crashed", "ours"]

#: Begins the message of a check that an end of the run in another one left without a result.
NOT_REACHED = "not reached"


@dataclass(frozen=True, slots=True)
class CheckResult(Value):
    """One test, mutant or fixture: its ``name``, its state, and what is to be said of it.

    ``call`` is the source of what was compared, ``expected`` and ``actual`` are values as
    texts: rows of a query have a line each. ``line`` is that of the learner's file where it
    went wrong, from 1; 0 for none. ``lesson`` says why the test is there.
    ``printed`` is what was printed while it ran, its head and its tail.
    """

    name: str
    state: State
    hidden: bool = False
    message: str = ""
    call: str = ""
    expected: str = ""
    actual: str = ""
    line: int = 0
    lesson: str = ""
    printed: str = ""


@dataclass(frozen=True, slots=True)
class ExerciseRun(Value):
    """A run of all checks; ``state`` is passed where each of them is.

    ``printed`` is what was printed while the answer was imported, its head and its tail, ``cut``
    how many bytes were left out between them. ``seconds`` is how long it took. ``enforced`` are
    the limits that held in this run, such as ``files`` and ``network``; ``missing`` those that
    this system can't set. ``message`` says what is wrong where no check does.
    """

    state: State
    checks: tuple[CheckResult, ...] = ()
    message: str = ""
    line: int = 0
    printed: str = ""
    cut: int = 0
    seconds: float = 0.0
    limit: float = 0.0
    enforced: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def solved(self) -> bool:
        return self.state == "passed"

    @property
    def counts(self) -> bool:
        """Whether it says something of the answer: a fault of this program doesn't."""
        return self.state != "ours"

    @property
    def share(self) -> float:
        """The share (0 to 1) of checks that passed."""
        passed = sum(check.state == "passed" for check in self.checks)
        return passed / len(self.checks) if self.checks else 0.0
