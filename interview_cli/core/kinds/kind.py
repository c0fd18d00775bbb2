"""What every kind of quiz says of itself; a kind overrides what differs from the usual."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, NamedTuple, Protocol, Self

from interview_cli.core.serialise import Value

#: What an answer is: texts chosen, steps ordered, sides matched or gaps filled; a text typed;
#: None where there is none (a flashcard, or time ran out).
Answer = tuple[str, ...] | str | None

#: How an answer is given, as the ``question`` event says it.
Expects = Literal[
    "one",
    "many",
    "picks",
    "order",
    "pairs",
    "gaps",
    "line",
    "lines",
    "grade",
    "code",
    "defects",
]


class Mark(NamedTuple):
    """The score of an answer, from 0 to 1, and what to say of it: Markdown.

    ``parts`` are the scores of its gaps, where there are any.
    """

    score: float
    remarks: tuple[str, ...] = ()
    parts: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class WrongAnswer(Value):
    """What people type wrongly, and why it's wrong."""

    text: str
    why: str | None = None


class WrongProgram(Protocol):
    """A program or a query with a typical mistake."""

    @property
    def why(self) -> str | None: ...


class Quiz(Value, ABC):
    """The quiz of a question: a frozen dataclass with the fields of ``quiz`` in a pack."""

    __slots__ = ()

    #: Whether the offers are Markdown; else they are shown as they are written.
    markdown: ClassVar[bool] = False

    @property
    @abstractmethod
    def kind(self) -> str:
        """The kind's name, as in a pack."""

    @property
    @abstractmethod
    def stem(self) -> str | None:
        """How the quiz asks, where not as ``ask`` does."""

    @property
    @abstractmethod
    def why(self) -> str | None:
        """The verdict's explanation, where the pack gives one."""

    @property
    @abstractmethod
    def expects(self) -> Expects:
        """How an answer is given."""

    @property
    @abstractmethod
    def right(self) -> tuple[str, ...]:
        """The right answer, as texts."""

    @abstractmethod
    def grade(self, answer: Answer) -> float:
        """Return the score of *answer*, from 0 to 1."""

    def mark(self, answer: Answer, asked: str) -> Mark:
        """Return the score of *answer*, and what to say of it; *asked* is what was shown."""
        return Mark(self.grade(answer))

    @abstractmethod
    def same_key(self, new: Self) -> bool:
        """Whether each answer that is right here is still right in *new*.

        Typos apart, a right answer in other words is another one: no program knows that
        it means the same. That *new* accepts more does no harm.
        """

    @property
    def offers(self) -> tuple[str, ...]:
        """The texts that are shown with numbers, in the order of the file."""
        return ()

    @property
    def left_sides(self) -> tuple[str, ...]:
        """The texts that each go with one of the offers, in the order of the file."""
        return ()

    @property
    def keeps_order(self) -> bool:
        """Whether the offers are shown in the order of the file."""
        return False

    @property
    def gaps(self) -> int:
        """How many gaps there are to fill."""
        return 0

    @property
    def luck(self) -> float:
        """The chance (0 to 1) that a blind guess is right; 0 where it can't be."""
        return 0.0

    @property
    def whys(self) -> Mapping[str, str]:
        """For each offer, why it is right or wrong, where the pack says so."""
        return {}

    @property
    def marks(self) -> Mapping[str, float]:
        """For each offer, what share of the score it gives or takes, where the pack says so."""
        return {}

    @property
    def typical_wrong(self) -> tuple[WrongAnswer, ...]:
        """The wrong answers that people type, where the pack names some."""
        return ()

    @property
    def wrong_programs(self) -> Sequence[WrongProgram]:
        """The programs or queries that an exercise must refuse."""
        return ()

    @property
    def hints(self) -> tuple[str, ...]:
        """A ladder of hints, each of which says more than the one before it: Markdown."""
        return ()

    @property
    def expected_output(self) -> str | None:
        """What the question's code prints, where that is what the quiz asks."""
        return None

    @property
    def partial(self) -> tuple[float, float]:
        """The scores below 1 from which an answer is rated good, and hard; else it is again.

        With a wrong gap it is hard at best.
        """
        return (1.0 if self.gaps else 0.75), 0.5
