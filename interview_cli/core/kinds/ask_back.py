"""Choose what to ask the interviewer, in the order to ask it in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from interview_cli.core.compare import all_among, fold
from interview_cli.core.kinds.kind import Answer, Quiz
from interview_cli.core.serialise import Value, from_plain


@dataclass(frozen=True, slots=True)
class Ask(Value):
    """A question to the interviewer; ``reveals`` says what asking it tells both sides."""

    text: str
    good: bool = False
    reveals: str | None = None


@dataclass(frozen=True, slots=True)
class AskBack(Quiz):
    """Questions to the interviewer, of which several are good ones.

    An answer has those that were chosen, the one to ask first first. Their order isn't graded.
    """

    PARTS: ClassVar = {"options": lambda o: from_plain(Ask, o)}

    options: tuple[Ask, ...]
    kind: Literal["ask-back"] = "ask-back"
    stem: str | None = None
    why: str | None = None

    expects: ClassVar[Literal["picks"]] = "picks"
    markdown: ClassVar[bool] = True

    @property
    def offers(self) -> tuple[str, ...]:
        return tuple(option.text for option in self.options)

    @property
    def right(self) -> tuple[str, ...]:
        return tuple(option.text for option in self.options if option.good)

    @property
    def luck(self) -> float:
        return 1 / ((1 << len(self.options)) - 1)

    @property
    def whys(self) -> dict[str, str]:
        return {option.text: option.reveals for option in self.options if option.reveals}

    def grade(self, answer: Answer) -> float:
        """Return the share of good ones that were chosen, less as much for each other one."""
        good, chosen = {*self.right}, {*(answer or ())}
        found = len(chosen & good) - len(chosen - good)
        return max(0.0, found / len(good))

    def same_key(self, new: AskBack) -> bool:
        poor = {fold(text) for text in new.offers} - {fold(text) for text in new.right}
        return (
            all_among(self.right, new.right)
            and all_among(new.right, self.right)
            and not any(fold(text) in poor for text in self.right)
        )
