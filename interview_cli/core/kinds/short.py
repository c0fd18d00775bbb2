"""Type a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from interview_cli.core.kinds.kind import Answer, Mark, Quiz, WrongAnswer
from interview_cli.core.serialise import Value, from_plain


@dataclass(frozen=True, slots=True)
class Number(Value):
    """A number within ``tolerance`` of ``value``; both in the question's unit."""

    value: float
    tolerance: float = 0.0


class NumberTemplate(Number):
    """A number of a question with ``vary``: texts, until one set of values stands in them."""

    __slots__ = ()


def read_number(plain: Mapping[str, Any]) -> Number:
    """Return the number of which *plain* has the fields; values of ``vary`` come as texts."""
    if any(isinstance(text, str) and "{{" in text for text in plain.values()):
        return NumberTemplate(**plain)
    return Number(**{name: float(value) for name, value in plain.items()})


@dataclass(frozen=True, slots=True)
class Short(Quiz):
    """One of several accepted wordings, or a number."""

    PARTS: ClassVar = {
        "number": read_number,
        "wrong": lambda w: from_plain(WrongAnswer, w),
    }

    kind: Literal["short"] = "short"
    accept: tuple[str, ...] = ()
    number: Number | None = None
    unit: tuple[str, ...] = ()
    wrong: tuple[WrongAnswer, ...] = ()
    case: bool = False
    stem: str | None = None
    why: str | None = None

    expects: ClassVar[Literal["line"]] = "line"

    @property
    def right(self) -> tuple[str, ...]:
        if self.number is None:
            return self.accept
        if isinstance(self.number, NumberTemplate):
            return (*self.accept, str(self.number.value))
        from interview_cli.core.equal_answers.numbers import write_number  # few have a number

        return (*self.accept, write_number(self.number.value))

    @property
    def typical_wrong(self) -> tuple[WrongAnswer, ...]:
        return self.wrong

    def grade(self, answer: Answer) -> float:
        return self.mark(answer, "").score

    def mark(self, answer: Answer, asked: str) -> Mark:
        from interview_cli.core.kinds import typed as rule  # only an answer waits for it

        typed = answer if isinstance(answer, str) else " ".join(answer or ())
        if self.number:
            value, tolerance = self.number.value, self.number.tolerance
            found = rule.compare_with_number(typed, value, tolerance, asked=asked, units=self.unit)
            if found.credit:
                return Mark(1.0)
        found, remark = rule.compare_typed(
            typed, self.accept, self.wrong, case=self.case, asked=asked, units=self.unit
        )
        return Mark(found.credit, (remark,) if remark else ())

    def same_key(self, new: Short) -> bool:
        if self.number and not (new.number and _lies_within(self.number, new.number)):
            return False
        if new.case and not self.case:
            return False
        return all(new.grade(text) for text in self.accept)


def _lies_within(one: Number, other: Number) -> bool:
    """Whether *other* accepts whatever *one* does."""
    from fractions import Fraction

    if isinstance(one, NumberTemplate) or isinstance(other, NumberTemplate):
        return one == other
    far = (Fraction(repr(n)) for n in (one.value, other.value, one.tolerance, other.tolerance))
    value, new, tolerance, room = far
    return abs(new - value) + tolerance <= room
