"""A case in plain words: where the talk is, what each stage was worth, and what it looks for."""

from __future__ import annotations

from collections.abc import Iterator

from interview_cli.core.design_case.conversation import TOP_GRADE, Conversation, Remark
from interview_cli.core.design_case.stage_scores import CaseScore, StageScore
from interview_cli.core.kinds.design import Design, Stage
from interview_cli.core.kinds.kind import Quiz
from interview_cli.core.scoring.result import (
    CLOSE,
    CONTRADICTED,
    HIT,
    PointResult,
    describe_point,
    quote_evidence,
)
from interview_cli.core.sentences import count

#: How to answer.
HOW = "Answer in your own words, as at a whiteboard: a list will do."

#: Before the answer to the whole case.
WALK_THROUGH = "A model walk-through"

SAID_SO_FAR = "You've said so far"

GRADE_YOURSELF = "How good was that? Grade yourself, stage by stage, before you see what counted."

#: So many times its minutes a stage may take before that's pointed out.
LATE = 1.2


def describe_stages(case: Design) -> str:
    """Return how many stages there are, how long they take, and their names."""
    names = ", ".join(stage.title.lower() for stage in case.stages)
    minutes = count(round(case.minutes), "minute")
    return f"{count(len(case.stages), 'stage')}, {minutes}: {names}."


def remark_title(case: Design, remark: Remark) -> str:
    """Return where the talk is: ``Stage 2 of 7: Estimate, 5 minutes``."""
    where = f"Stage {remark.place + 1} of {len(case.stages)}: {remark.stage.title}"
    if remark.probing:
        return f"{where}, one more question"
    return f"{where}, {_minutes(remark.stage)}"


def said_lines(case: Design, talk: Conversation) -> list[str]:
    """Return what was said so far, each text after its stage."""
    pairs = zip(case.stages, talk.said[::2], (*talk.said[1::2], ""), strict=False)
    return [
        f"{stage.title}: {' … '.join(filter(None, (' '.join(a.split()), ' '.join(b.split()))))}"
        for stage, a, b in pairs
    ]


def late_line(case: Design, talk: Conversation) -> str:
    """Return that the stage before took longer than it should; "" where it didn't."""
    place = len(talk.said) // 2 - 1
    if len(talk.said) % 2 or place < 0:
        return ""
    took, stage = talk.stage_minutes(place), case.stages[place]
    if took <= LATE * stage.minutes:
        return ""
    return f"{stage.title} took you {took:.0f} of {_minutes(stage)}."


def _minutes(stage: Stage) -> str:
    whole = float(stage.minutes).is_integer()
    return count(int(stage.minutes), "minute") if whole else f"{stage.minutes:g} minutes"


def grade_title(case: Design, place: int) -> str:
    """Return which stage is to be graded: ``Stage 2 of 7: Estimate``."""
    return f"Stage {place + 1} of {len(case.stages)}: {case.stages[place].title}"


def anchor_lines(stage: Stage) -> list[str]:
    """Return what answers at a stage are like, each after its grade."""
    return [f"{grade}: {' '.join(text.split())}" for grade, text in enumerate(stage.anchors)]


def stage_head(one: StageScore) -> str:
    """Return a stage and its grades: ``Estimate: 2 of 3 by its points, 1 by you, 6 min of 5``."""
    own = "" if one.own is None else f", {one.own} by you"
    minutes = (one.spent_ms or 0) / 60_000
    spent = f"{minutes:.0f}" if minutes >= 1 else "less than 1"
    took = f", {spent} of {_minutes(one.stage)}" if one.spent_ms else ""
    return f"{one.stage.title}: {one.grade} of {TOP_GRADE} by its points{own}{took}"


def anchor_of(one: StageScore) -> str:
    """Return what an answer with the stage's grade is like: ``A 2: it asks for the load``."""
    return f"A {one.grade}: {' '.join(one.stage.anchors[one.grade].split())}"


def count_said(found: CaseScore) -> str:
    """Return how many points were said, and how many that must be are missing."""
    points = found.result.points
    said = [f"{sum(p.state == HIT for p in points)} of {count(len(points), 'point')} said"]
    if nearly := sum(p.state == CLOSE for p in points):
        said.append(f"{nearly} partly")
    if against := sum(p.state == CONTRADICTED for p in points):
        said.append(f"{against} contradicted")
    return ", ".join(said)


def missing_essentials(found: CaseScore) -> str:
    """Return that points are missing without which nobody passes; "" where none is."""
    missed = sum(p.essential and p.state != HIT for p in found.result.points)
    return f"{count(missed, 'essential point')} missing" if missed else ""


def compare_grades(found: CaseScore) -> str:
    """Return how the learner's own grades compare with those by the points; "" without any."""
    both = [(one.own, one.grade) for one in found.stages if one.own is not None]
    if not both:
        return ""
    own, ours = (sum(grades) / len(both) for grades in zip(*both, strict=True))
    scale = f"on the scale from 0 to {TOP_GRADE}"
    return f"You gave yourself {own:.1f} on average; your points come to {ours:.1f}, {scale}."


def numbered_points(found: CaseScore) -> Iterator[tuple[StageScore, list[tuple[int, PointResult]]]]:
    """Yield each stage with its points, which are numbered from 1 through the whole case."""
    number = 0
    for one in found.stages:
        points = list(enumerate(one.result.points, number + 1))
        number += len(points)
        yield one, points


def stage_lines(found: CaseScore) -> list[str]:
    """Return each stage of a case with its grades, and what came of its numbered points."""
    lines = []
    for one, numbered in numbered_points(found):
        lines += [f"{stage_head(one)}.", f"  {anchor_of(one)}"]
        lines += [f"  {n}. {describe_point(p, quote_evidence(p))}" for n, p in numbered]
    return [*lines, *filter(None, [compare_grades(found)])]


def list_stages(quiz: Quiz | None) -> list[tuple[str, str]]:
    """Return what each stage of a case asks and looks for, Markdown by its label.

    Nothing for another kind.
    """
    if not isinstance(quiz, Design):
        return []
    return [(f"{stage.title}, {_minutes(stage)}", _stage_text(stage)) for stage in quiz.stages]


def _stage_text(stage: Stage) -> str:
    points = (f"- {p.says}{' [essential]' if p.essential else ''}" for p in stage.key_points)
    says = {point.id: point.says for point in stage.key_points if point.id}
    asked = (
        f'- If "{says.get(probe.missed, probe.missed)}" is missed: {" ".join(probe.ask.split())}'
        for probe in stage.follow_ups
    )
    anchors = "\n".join(f"- {line}" for line in anchor_lines(stage))
    rest = "\n".join(asked)
    return "\n\n".join(
        filter(
            None,
            (stage.ask.strip(), "A good answer says:", "\n".join(points), rest, "Grades:", anchors),
        )
    )
