"""Fill the gaps of a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from interview_cli.core.compare import all_among, fold
from interview_cli.core.kinds.kind import Answer, Quiz


@dataclass(frozen=True, slots=True)
class Blanks(Quiz):
    """A text with the gaps ``{{1}}``, ``{{2}}`` and what each accepts."""

    text: str
    accept: tuple[tuple[str, ...], ...]
    kind: Literal["blanks"] = "blanks"
    case: bool = False
    stem: str | None = None
    why: str | None = None

    expects: ClassVar[Literal["gaps"]] = "gaps"

    @property
    def gaps(self) -> int:
        return len(self.accept)

    @property
    def right(self) -> tuple[str, ...]:
        return tuple(accepted[0] for accepted in self.accept)

    def fills(self, answer: Answer) -> tuple[bool, ...]:
        """Return for each gap whether *answer* fills it correctly."""
        texts = (*(answer or ()), *[""] * self.gaps)
        return tuple(
            fold(typed, case=self.case) in {fold(a, case=self.case) for a in accepted}
            for typed, accepted in zip(texts, self.accept, strict=False)
        )

    def grade(self, answer: Answer) -> float:
        return sum(self.fills(answer)) / self.gaps

    def same_key(self, new: Blanks) -> bool:
        if self.gaps != new.gaps or (new.case and not self.case):
            return False
        return all(
            all_among(was, now, case=new.case)
            for was, now in zip(self.accept, new.accept, strict=True)
        )
