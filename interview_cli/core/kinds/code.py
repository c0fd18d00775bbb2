"""Write a function, fix one, or write the test that catches a bug; judged by running it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from interview_cli.core.kinds.kind import Answer, Quiz
from interview_cli.core.serialise import Value, from_plain

#: What the learner writes: a program, a program without its bug, or tests.
Form = Literal["write", "fix", "catch"]


@dataclass(frozen=True, slots=True)
class Mutant(Value):
    """A program with a typical bug, and why people write it."""

    code: str
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Code(Quiz):
    """An exercise whose program is the module ``exercise``, which the tests import from.

    The form ``fix`` begins with the question's ``code``, and ``fixed`` is its solution.
    ``hints`` are a ladder, each says more than the one before it. ``complexity`` is one line
    on the time and space that the solution takes.
    """

    PARTS: ClassVar = {"mutants": lambda m: from_plain(Mutant, m)}

    form: Form
    kind: Literal["code"] = "code"
    starter: str | None = None
    solution: str | None = None
    tests: str | None = None
    hidden: str | None = None
    mutants: tuple[Mutant, ...] = ()
    minutes: float = 10.0
    hints: tuple[str, ...] = ()
    complexity: str | None = None
    stem: str | None = None
    why: str | None = None

    @property
    def expects(self) -> Literal["code"]:
        return "code"

    @property
    def right(self) -> tuple[str, ...]:
        return (self.solution,) if self.solution else ()

    @property
    def wrong_programs(self) -> tuple[Mutant, ...]:
        return self.mutants

    def grade(self, answer: Answer) -> float:
        raise TypeError("code is judged by running it")

    def same_key(self, new: Code) -> bool:
        """Whether what judges is the same: what else it accepts, only running tells."""
        if self.form != new.form:
            return False
        if self.form == "catch":  # with fewer mutants more is accepted
            mine, theirs = ({m.code for m in quiz.mutants} for quiz in (self, new))
            return self.solution == new.solution and theirs <= mine
        return (self.tests, self.hidden) == (new.tests, new.hidden)
