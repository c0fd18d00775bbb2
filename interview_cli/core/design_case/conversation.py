"""The talk about a case: what was said so far, and what the interviewer asks next.

At each stage the interviewer asks, and where a point that the pack names was missed asks once
more, with the author's words. What was said is kept as two texts a stage, so that nobody has
to know later which remark there was.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from interview_cli.core.design_case.stage_scores import judge_stage
from interview_cli.core.kinds.design import Design, Stage
from interview_cli.core.scoring.result import CLOSE, HIT

#: Own grades go from 0 to this.
TOP_GRADE = 3


class Remark(NamedTuple):
    """What the interviewer says at a stage; ``probing`` where a point was missed.

    ``place`` is the stage's, from 0.
    """

    place: int
    stage: Stage
    ask: str
    probing: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """Two texts for each stage that was talked about, and how long each text took.

    The last stage has one text while its probe is being asked. ``own`` are the learner's own
    grades of the stages, from 0 to 3, once the case is through; ``ungraded`` says that no more
    are given.
    """

    said: tuple[str, ...] = ()
    spent_ms: tuple[int, ...] = ()
    own: tuple[int, ...] = ()
    ungraded: bool = False

    def remark(self, case: Design) -> Remark | None:
        """Return what is asked now; None once all stages were talked about."""
        place, probing = divmod(len(self.said), 2)
        if place >= len(case.stages):
            return None
        stage = case.stages[place]
        if not probing:
            return Remark(place, stage, stage.ask)
        return Remark(place, stage, choose_probe(stage, self.said[-1]), probing=True)

    def say(self, case: Design, text: str, elapsed_ms: int) -> Conversation:
        """Return the conversation after *text*; a stage without a probe is through with it."""
        remark = self.remark(case)
        assert remark is not None
        said, spent = (*self.said, text), (*self.spent_ms, elapsed_ms)
        if not remark.probing and not choose_probe(remark.stage, text):
            said, spent = (*said, ""), (*spent, 0)
        return replace(self, said=said, spent_ms=spent)

    def back(self, case: Design) -> Conversation:
        """Return the conversation before what was said last, or before the last own grade."""
        if self.own or self.ungraded:
            return replace(self, own=self.own if self.ungraded else self.own[:-1], ungraded=False)
        at = self._last(case)
        return replace(self, said=self.said[:at], spent_ms=self.spent_ms[:at])

    def before_end(self, case: Design | None) -> Conversation:
        """Return the conversation as it was when the last stage was being talked about."""
        talk = replace(self, own=(), ungraded=False)
        return talk.back(case) if case and talk.said else talk

    def last(self, case: Design) -> str:
        """Return the text that was said last, which ``back`` takes back; "" for none."""
        return self.said[self._last(case)] if self.said else ""

    def _last(self, case: Design) -> int:
        """Return the place of what was said last: not that of a follow-up that wasn't asked."""
        place, probed = divmod(len(self.said) - 1, 2)
        stage = case.stages[place]
        return 2 * place + bool(probed and choose_probe(stage, self.said[2 * place]))

    def grade(self, grade: int | None) -> Conversation:
        """Return the conversation with one's own *grade* of the next stage; None: no more."""
        if grade is None:
            return replace(self, ungraded=True)
        return replace(self, own=(*self.own, grade))

    def is_graded(self, case: Design) -> bool:
        """Whether no more own grades are to come."""
        return self.ungraded or len(self.own) >= len(case.stages)

    def stage_minutes(self, place: int) -> float:
        """Return how many minutes the stage at *place* took so far."""
        return sum(self.spent_ms[2 * place : 2 * place + 2]) / 60_000

    def record(self, case: Design) -> tuple[dict[str, Any], ...]:
        """Return what the journal keeps of each stage: its id, its time and the own grade."""
        grades = (*self.own, *(None,) * len(case.stages))
        return tuple(
            {"id": stage.id, "ms": sum(self.spent_ms[2 * n : 2 * n + 2]), "own": grades[n]}
            for n, stage in enumerate(case.stages)
        )


#: A case that nobody has said anything about yet.
NOTHING_SAID = Conversation()


def choose_probe(stage: Stage, said: str) -> str:
    """Return what is asked next at *stage* after *said*: for the first point missed; or "".

    Of points that were nearly said the interviewer asks only where none was missed outright.
    """
    if not stage.follow_ups:
        return ""
    points = zip(stage.key_points, judge_stage(stage, said).points, strict=True)
    states = {point.id: result.state for point, result in points if point.id}
    asked = [(probe.ask, states.get(probe.missed, HIT)) for probe in stage.follow_ups]
    missed = [ask for ask, state in asked if state not in (HIT, CLOSE)]
    nearly = [ask for ask, state in asked if state == CLOSE]
    return next(iter((*missed, *nearly)), "")
