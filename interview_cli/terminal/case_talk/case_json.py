"""A case for programs: where the talk is, and what each stage was worth."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from interview_cli.core.design_case.stage_scores import Case, CaseScore
from interview_cli.core.session.state import Session


class StageToCome(TypedDict):
    """A stage of a case, before it's asked."""

    id: Annotated[str, "Its name."]
    minutes: Annotated[float, "How long it should take."]


class WithStages(TypedDict):
    """The stages of a case; only in a `design`."""

    stages: NotRequired[
        Annotated[list[StageToCome], "Only in a `design`: its stages, each asked by an event."]
    ]


class StageEvent(TypedDict):
    """What the interviewer says at a stage of a case, which waits for an answer in lines."""

    event: Literal["stage"]
    question: Annotated[str, "The question's full name."]
    n: Annotated[int, "The stage's number, from 1."]
    of: Annotated[int, "How many stages there are."]
    id: Annotated[str, "The stage's name."]
    ask: Annotated[str, "What is said. Markdown."]
    minutes: Annotated[float, "How long the stage should take."]
    probing: Annotated[bool, "Whether it's a follow-up, to what wasn't said at this stage."]


class AnchorsEvent(TypedDict):
    """What to grade yourself by at a stage, once the case is through: 0 to 3, or an empty line."""

    event: Literal["anchors"]
    question: Annotated[str, "The question's full name."]
    n: Annotated[int, "The stage's number, from 1."]
    of: Annotated[int, "How many stages there are."]
    id: Annotated[str, "The stage's name."]
    anchors: Annotated[list[str], "What answers are like, for grades 0 to 3."]


class JudgedStage(TypedDict):
    """What a stage of a case was worth."""

    id: Annotated[str, "The stage's name."]
    answer: Annotated[str, "What was said to the interviewer's remark."]
    probed: Annotated[str, "What was said to the follow-up; empty where there was none."]
    score: Annotated[float, "From 0 to 1, by its points."]
    grade: Annotated[int, "From 0 to 3, by its points: the place of the anchor that fits."]
    own: Annotated[int | None, "Your own grade, from 0 to 3."]
    points: Annotated[int, "How many of the verdict's points are this stage's, in their order."]


class JudgedStages(TypedDict):
    """What the stages of a case were worth; only in a `design`."""

    stages: NotRequired[Annotated[list[JudgedStage], "Only in a `design`: each stage."]]


def list_stages(case: Case | None) -> WithStages:
    """Return the stages of a case; nothing where there's none."""
    if case is None:
        return {}
    return {"stages": [{"id": stage.id, "minutes": stage.minutes} for stage in case.stages]}


def describe_remark(session: Session) -> StageEvent | None:
    """Return what the interviewer says now; None outside of a case."""
    remark, case = session.remark, session.task.case
    if not (remark and case):
        return None
    return {
        "event": "stage",
        "question": session.current.key,
        "n": remark.place + 1,
        "of": len(case.stages),
        "id": remark.stage.id,
        "ask": remark.ask,
        "minutes": remark.stage.minutes,
        "probing": remark.probing,
    }


def describe_anchors(session: Session) -> AnchorsEvent:
    """Return what to grade the next stage by."""
    case, place = session.task.case, len(session.talk.own)
    assert case is not None
    return {
        "event": "anchors",
        "question": session.current.key,
        "n": place + 1,
        "of": len(case.stages),
        "id": case.stages[place].id,
        "anchors": [*case.stages[place].anchors],
    }


def judge_stages(found: CaseScore | None) -> JudgedStages:
    """Return what each stage was worth; nothing where there's no case."""
    if found is None:
        return {}
    return {
        "stages": [
            {
                "id": one.stage.id,
                "answer": one.answer,
                "probed": one.probed,
                "score": one.score,
                "grade": one.grade,
                "own": one.own,
                "points": len(one.result.points),
            }
            for one in found.stages
        ]
    }
