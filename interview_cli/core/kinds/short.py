"""Type a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from interview_cli.core.compare import all_among, fold, is_one_typo_off
from interview_cli.core.kinds.kind import Answer, Quiz
from interview_cli.core.serialise import Value, from_plain


@dataclass(frozen=True, slots=True)
class Number(Value):
    """A number within ``tolerance`` of ``value``; both in the question's unit."""

    value: float
    tolerance: float = 0.0

    def lies_within(self, other: Number) -> bool:
        """Whether *other* accepts whatever this one does."""
        return abs(other.value - self.value) + self.tolerance <= other.tolerance


@dataclass(frozen=True, slots=True)
class Short(Quiz):
    """One of several accepted wordings, or a number."""

    PARTS: ClassVar = {"number": lambda n: from_plain(Number, n)}

    kind: Literal["short"] = "short"
    accept: tuple[str, ...] = ()
    number: Number | None = None
    case: bool = False
    stem: str | None = None
    why: str | None = None

    expects: ClassVar[Literal["line"]] = "line"

    @property
    def right(self) -> tuple[str, ...]:
        if self.number is None:
            return self.accept
        return (*self.accept, f"{self.number.value:g}")

    def grade(self, answer: Answer) -> float:
        typed = answer if isinstance(answer, str) else " ".join(answer or ())
        if self.number and (value := _number(typed)) is not None:
            # A hair more than the tolerance: 0.3 - 0.1 is not quite 0.2.
            room = self.number.tolerance + 1e-9 * max(1.0, abs(self.number.value))
            return float(abs(value - self.number.value) <= room)
        folded = fold(typed, case=self.case)
        accepted = [fold(text, case=self.case) for text in self.accept]
        if folded in accepted:
            return 1.0
        slip = not self.case and any(is_one_typo_off(folded, text) for text in accepted)
        return 0.5 if slip else 0.0

    def same_key(self, new: Short) -> bool:
        if self.number and not (new.number and self.number.lies_within(new.number)):
            return False
        if new.case and not self.case:
            return False
        return all_among(self.accept, new.accept, case=new.case)


def _number(typed: str) -> float | None:
    try:
        value = float(typed.strip().replace("_", "").removesuffix("%"))
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None
