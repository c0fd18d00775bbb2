"""A case to work through with an interviewer, stage by stage: a design, or an incident."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from interview_cli.core.compare import fold
from interview_cli.core.kinds.kind import Answer, Quiz
from interview_cli.core.serialise import Value, from_plain


@dataclass(frozen=True, slots=True)
class StagePoint(Value):
    """One thing that a good answer says at a stage; ``id`` is for the probe that asks for it.

    It's what ``KeyPoint`` is elsewhere. It has no level of its own: the case has one.
    """

    says: str
    id: str | None = None
    any: tuple[str, ...] = ()
    not_: tuple[str, ...] = ()
    weight: float = 1.0
    essential: bool = False


@dataclass(frozen=True, slots=True)
class Probe(Value):
    """What the interviewer asks next where the point with the id ``missed`` wasn't said."""

    missed: str
    ask: str


@dataclass(frozen=True, slots=True)
class Stage(Value):
    """A part of the case, with its own time; ``anchors`` are four texts, for grades 0 to 3."""

    PARTS: ClassVar = {
        "key_points": lambda k: from_plain(StagePoint, k),
        "follow_ups": lambda f: from_plain(Probe, f),
    }

    id: str
    ask: str
    minutes: float
    key_points: tuple[StagePoint, ...]
    anchors: tuple[str, ...]
    follow_ups: tuple[Probe, ...] = ()

    @property
    def title(self) -> str:
        """The name as it's shown: ``trade-offs`` is "Trade-offs"."""
        return self.id[:1].upper() + self.id[1:]


@dataclass(frozen=True, slots=True)
class Design(Quiz):
    """The stages of a case.

    An answer is two texts for each stage: what was said, and what was said to the probe; "" where
    there was none. How it is graded is up to ``core.design_case``, for it's read as free answers
    are.
    """

    PARTS: ClassVar = {"stages": lambda s: from_plain(Stage, s)}

    stages: tuple[Stage, ...]
    kind: Literal["design"] = "design"
    stem: str | None = None
    why: str | None = None

    expects: ClassVar[Literal["lines"]] = "lines"

    @property
    def right(self) -> tuple[str, ...]:
        return tuple(point.says for stage in self.stages for point in stage.key_points)

    def grade(self, answer: Answer) -> float:
        raise TypeError("a case is graded by core.design_case.stage_scores")

    def same_key(self, new: Design) -> bool:
        """Whether the stages still look for the same points, and hold the same ones essential."""
        mine, theirs = (
            [
                (stage.id, {(fold(point.says), point.essential) for point in stage.key_points})
                for stage in quiz.stages
            ]
            for quiz in (self, new)
        )
        return mine == theirs
