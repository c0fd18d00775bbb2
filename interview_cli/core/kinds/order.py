"""Put shuffled steps into order."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import ClassVar, Literal

from interview_cli.core.compare import all_among
from interview_cli.core.kinds.kind import Answer, Quiz


@dataclass(frozen=True, slots=True)
class Order(Quiz):
    """Steps, given in the right order."""

    steps: tuple[str, ...]
    kind: Literal["order"] = "order"
    stem: str | None = None
    why: str | None = None

    expects: ClassVar[Literal["order"]] = "order"

    @property
    def offers(self) -> tuple[str, ...]:
        return self.steps

    @property
    def right(self) -> tuple[str, ...]:
        return self.steps

    @property
    def partial(self) -> tuple[float, float]:
        return 1.0, 0.8  # a random order has half of its pairs right

    def grade(self, answer: Answer) -> float:
        """Return the share of pairs of steps that are in the right order."""
        place = {step: n for n, step in enumerate(answer or ())}
        pairs = list(combinations(self.steps, 2))
        in_order = [a in place and b in place and place[a] < place[b] for a, b in pairs]
        return sum(in_order) / len(pairs)

    def same_key(self, new: Order) -> bool:
        return len(self.steps) == len(new.steps) and all(
            all_among([was], [now]) for was, now in zip(self.steps, new.steps, strict=True)
        )
