"""Match what belongs together."""

from __future__ import annotations

from dataclasses import dataclass
from math import factorial
from typing import ClassVar, Literal

from interview_cli.core.compare import all_among, fold
from interview_cli.core.kinds.kind import Answer, Quiz
from interview_cli.core.serialise import Value, from_plain


@dataclass(frozen=True, slots=True)
class Pair(Value):
    """Two texts that belong together."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Match(Quiz):
    """Pairs, of which the right sides are shown shuffled.

    An answer has for each left side, in the order of the file, the right side that was given.
    """

    PARTS: ClassVar = {"pairs": lambda p: from_plain(Pair, p)}

    pairs: tuple[Pair, ...]
    kind: Literal["match"] = "match"
    stem: str | None = None
    why: str | None = None

    expects: ClassVar[Literal["pairs"]] = "pairs"
    markdown: ClassVar[bool] = True

    @property
    def left_sides(self) -> tuple[str, ...]:
        return tuple(pair.left for pair in self.pairs)

    @property
    def offers(self) -> tuple[str, ...]:
        return tuple(pair.right for pair in self.pairs)

    @property
    def right(self) -> tuple[str, ...]:
        return self.offers

    @property
    def luck(self) -> float:
        return 1 / factorial(len(self.pairs))

    @property
    def partial(self) -> tuple[float, float]:
        return 1.0, 0.5  # one wrong pair is hard at most

    def grade(self, answer: Answer) -> float:
        """Return the share of left sides with the right side that is theirs."""
        given = zip(self.right, answer or (), strict=False)
        return sum(right == text for right, text in given) / len(self.pairs)

    def same_key(self, new: Match) -> bool:
        theirs = {fold(pair.left): pair.right for pair in new.pairs}
        return all(
            fold(pair.left) in theirs and all_among([pair.right], [theirs[fold(pair.left)]])
            for pair in self.pairs
        )
