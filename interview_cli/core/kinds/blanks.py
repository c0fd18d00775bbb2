"""Fill the gaps of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Literal

from interview_cli.core.kinds.kind import Answer, Mark, Quiz, WrongAnswer
from interview_cli.core.serialise import from_plain

GAP = re.compile(r"\{\{(\d+)\}\}")


def show_gaps(text: str) -> str:
    """Return *text* with its gaps as a person sees them, ``[1]____`` for ``{{1}}``.

    In Markdown that could be a link, so its signs are to be read before.
    """
    return GAP.sub(r"[\1]____", text)


@dataclass(frozen=True, slots=True)
class Blanks(Quiz):
    """A text with the gaps ``{{1}}``, ``{{2}}`` and what each accepts.

    ``wrong`` has for each gap what people type wrongly.
    """

    PARTS: ClassVar = {"wrong": lambda gap: tuple(from_plain(WrongAnswer, w) for w in gap)}

    text: str
    accept: tuple[tuple[str, ...], ...]
    kind: Literal["blanks"] = "blanks"
    wrong: tuple[tuple[WrongAnswer, ...], ...] = ()
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

    @property
    def partial(self) -> tuple[float, float]:
        return 1.0, 0.5  # one wrong gap is hard at most

    @property
    def typical_wrong(self) -> tuple[WrongAnswer, ...]:
        return tuple(wrong for gap in self.wrong for wrong in gap)

    def grade(self, answer: Answer) -> float:
        return self.mark(answer, "").score

    def mark(self, answer: Answer, asked: str) -> Mark:
        gaps = [answer] if isinstance(answer, str) else [*(answer or ())]
        found = [
            self._compare(n, typed)
            for n, typed in enumerate([*gaps, *[""] * self.gaps][: self.gaps])
        ]
        remarks = [
            f"Gap {n}: {remark}" if self.gaps > 1 else remark
            for n, (_, remark) in enumerate(found, 1)
            if remark
        ]
        parts = tuple(credit for credit, _ in found)
        return Mark(sum(parts) / self.gaps, tuple(remarks), parts)

    def _compare(self, n: int, typed: str) -> tuple[float, str]:
        """Return the credit for gap *n*, from 0, and what to say of it."""
        from interview_cli.core.kinds.typed import compare_typed  # only an answer waits for it

        wrong = self.wrong[n] if n < len(self.wrong) else ()
        asked = self._assigned_to(n)
        found, remark = compare_typed(typed, self.accept[n], wrong, case=self.case, asked=asked)
        return found.credit, remark

    def _assigned_to(self, n: int) -> str:
        """Return the name that the gap is assigned to, else all of the text."""
        gap = re.escape(f"{{{{{n + 1}}}}}")
        found = re.search(rf"([^\W\d][\w.]*)\s*=\s*[\"']?{gap}", self.text)
        return found[1] if found else self.text

    def same_key(self, new: Blanks) -> bool:
        if self.gaps != new.gaps or (new.case and not self.case):
            return False
        from interview_cli.core.kinds.typed import still_accepts

        pairs = zip(self.accept, new.accept, strict=True)
        return all(still_accepts(now, was, case=new.case) for was, now in pairs)
