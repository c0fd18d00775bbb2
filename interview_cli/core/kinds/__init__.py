"""Every kind of quiz: to add one, write its module and list it in ``KINDS``.

A kind is a frozen dataclass with the fields of ``quiz`` in a pack and the members
of :class:`Kind`. What differs between kinds is asked of the value, so that other
modules needn't know which kinds there are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Literal, Protocol, Self

from interview_cli.core.kinds.blanks import Blanks
from interview_cli.core.kinds.choice import Choice
from interview_cli.core.kinds.order import Order
from interview_cli.core.kinds.output import Output
from interview_cli.core.kinds.short import Short
from interview_cli.core.serialise import from_plain

#: What an answer is: texts chosen, steps ordered or gaps filled; a text typed;
#: None where there is none (a flashcard, or time ran out).
Answer = tuple[str, ...] | str | None

#: How an answer is given, as the ``question`` event says it.
Expects = Literal["one", "many", "order", "gaps", "line", "lines", "grade"]


class Quiz(Protocol):
    """What every kind of quiz can say of itself."""

    PARTS: ClassVar[Mapping[str, Callable[[Any], Any]]]

    @property
    def kind(self) -> str: ...

    @property
    def stem(self) -> str | None:
        """How the quiz asks, where not as ``ask`` does."""

    @property
    def why(self) -> str | None:
        """The verdict's explanation, where the pack gives one."""

    @property
    def expects(self) -> Expects:
        """How an answer is given."""

    @property
    def offers(self) -> tuple[str, ...]:
        """The texts that are shown with numbers, in the order of the file."""

    @property
    def markdown(self) -> bool:
        """Whether the offers are Markdown; else they are shown as they are written."""

    @property
    def keeps_order(self) -> bool:
        """Whether the offers are shown as they stand in the file."""

    @property
    def gaps(self) -> int:
        """How many gaps there are to fill."""

    @property
    def right(self) -> tuple[str, ...]:
        """The right answer, as texts."""

    @property
    def luck(self) -> float:
        """The chance (0 to 1) that a blind guess is right; 0 where it can't be."""

    @property
    def whys(self) -> Mapping[str, str]:
        """For each offer, why it is right or wrong, where the pack says so."""

    def grade(self, answer: Answer) -> float:
        """Return the score of *answer*, from 0 to 1."""


class Kind(Quiz, Protocol):
    """What a quiz of a pack can say besides."""

    def same_key(self, new: Self) -> bool:
        """Whether each answer that is right here is still right in *new*.

        Typos apart, a right answer in other words is another one: no program knows that
        it means the same. That *new* accepts more does no harm.
        """


KINDS: dict[str, type[Kind]] = {
    "choice": Choice,
    "short": Short,
    "blanks": Blanks,
    "order": Order,
    "output": Output,
}


def build_quiz(plain: Mapping[str, Any]) -> Quiz:
    """Return the quiz that :func:`to_plain` made *plain* from."""
    quiz: Quiz = from_plain(KINDS[plain["kind"]], plain)
    return quiz
