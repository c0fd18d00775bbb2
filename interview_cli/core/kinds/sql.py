"""Write a query; judged by running it on several small databases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from interview_cli.core.kinds.kind import Answer, Quiz
from interview_cli.core.serialise import Value, from_plain


@dataclass(frozen=True, slots=True)
class WrongQuery(Value):
    """A query that people write, and why its result is wrong."""

    query: str
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Sql(Quiz):
    """A query on SQLite whose rows must be those of the ``solution`` on each of ``fixtures``.

    A fixture is a script of SQL that makes the tables and fills them. The order of rows counts
    where the question asks for one: ``ordered``.
    """

    PARTS: ClassVar = {"wrong": lambda w: from_plain(WrongQuery, w)}

    solution: str
    fixtures: tuple[str, ...]
    kind: Literal["sql"] = "sql"
    starter: str | None = None
    ordered: bool = False
    wrong: tuple[WrongQuery, ...] = ()
    minutes: float = 10.0
    hints: tuple[str, ...] = ()
    stem: str | None = None
    why: str | None = None

    @property
    def expects(self) -> Literal["code"]:
        return "code"

    @property
    def right(self) -> tuple[str, ...]:
        return (self.solution,)

    @property
    def wrong_programs(self) -> tuple[WrongQuery, ...]:
        return self.wrong

    def grade(self, answer: Answer) -> float:
        raise TypeError("a query is judged by running it")

    def same_key(self, new: Sql) -> bool:
        mine = (self.solution, self.fixtures, self.ordered)
        return mine == (new.solution, new.fixtures, new.ordered)
