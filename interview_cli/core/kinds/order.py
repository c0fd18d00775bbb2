"""Put shuffled steps into order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any, ClassVar, Literal

from interview_cli.core.compare import all_among
from interview_cli.core.serialise import STRICT


@dataclass(frozen=True, slots=True)
class Order:
    """Steps, given in the right order."""

    __pydantic_config__ = STRICT
    PARTS: ClassVar[Mapping[str, Any]] = {}

    steps: tuple[str, ...]
    kind: Literal["order"] = "order"
    stem: str | None = None
    why: str | None = None

    expects: ClassVar[Literal["order"]] = "order"
    keeps_order: ClassVar[bool] = False
    gaps: ClassVar[int] = 0
    markdown: ClassVar[bool] = False
    luck: ClassVar[float] = 0.0
    whys: ClassVar[Mapping[str, str]] = {}

    @property
    def offers(self) -> tuple[str, ...]:
        return self.steps

    @property
    def right(self) -> tuple[str, ...]:
        return self.steps

    def grade(self, answer: tuple[str, ...] | str | None) -> float:
        """Return the share of pairs of steps that are in the right order."""
        place = {step: n for n, step in enumerate(answer or ())}
        pairs = list(combinations(self.steps, 2))
        kept = [a in place and b in place and place[a] < place[b] for a, b in pairs]
        return sum(kept) / len(pairs)

    def same_key(self, new: Order) -> bool:
        return len(self.steps) == len(new.steps) and all(
            all_among([was], [now]) for was, now in zip(self.steps, new.steps, strict=True)
        )
