"""Pick one option, or all that apply."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from interview_cli.core.compare import all_among, fold
from interview_cli.core.kinds.kind import Answer, Quiz
from interview_cli.core.serialise import Value, from_plain


@dataclass(frozen=True, slots=True)
class Option(Value):
    """One thing to choose; ``why`` says what makes it right or wrong.

    ``mark`` is the share of the score that choosing it gives or, below 0, takes.
    """

    text: str
    right: bool = False
    why: str | None = None
    mark: float | None = None


@dataclass(frozen=True, slots=True)
class Choice(Quiz):
    """Options of which one or more are right."""

    PARTS: ClassVar = {"options": lambda o: from_plain(Option, o)}

    options: tuple[Option, ...]
    kind: Literal["choice"] = "choice"
    stem: str | None = None
    keep_order: bool = False
    why: str | None = None

    markdown: ClassVar[bool] = True

    @property
    def expects(self) -> Literal["one", "many"]:
        return "one" if len(self.right) == 1 else "many"

    @property
    def offers(self) -> tuple[str, ...]:
        return tuple(option.text for option in self.options)

    @property
    def keeps_order(self) -> bool:
        return self.keep_order

    @property
    def right(self) -> tuple[str, ...]:
        return tuple(option.text for option in self.options if option.right)

    @property
    def luck(self) -> float:
        many = self.expects == "many"
        return 1 / (2 ** len(self.options) - 1) if many else 1 / len(self.options)

    @property
    def whys(self) -> dict[str, str]:
        return {o.text: o.why for o in self.options if o.why}

    def grade(self, answer: Answer) -> float:
        right, answers = set(self.right), set(answer or ())
        if marks := self.marks:
            full = sum(marks[text] for text in self.right)
            share = sum(marks[text] for text in self.offers if text in answers) / full
            return round(min(1.0, max(0.0, share)), 9)
        return max(0.0, (len(answers & right) - len(answers - right)) / len(right))

    @property
    def marks(self) -> dict[str, float]:
        """What each option gives or takes, where the author says so of any: else none.

        One without a mark counts as ever: a right one its share; of several, a wrong one as much
        less.
        """
        if all(option.mark is None for option in self.options):
            return {}
        share = 1 / len(self.right)
        loss = -share if self.expects == "many" else 0.0
        return {
            option.text: (share if option.right else loss) if option.mark is None else option.mark
            for option in self.options
        }

    def same_key(self, new: Choice) -> bool:
        wrong = {fold(text) for text in new.offers} - {fold(text) for text in new.right}
        return (
            all_among(self.right, new.right)
            and all_among(new.right, self.right)
            and not any(fold(text) in wrong for text in self.right)
        )
