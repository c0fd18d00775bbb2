"""What a case looks like at a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group
from rich.text import Text

from interview_cli.core.design_case import case_words
from interview_cli.core.design_case.stage_scores import CaseScore, StageScore
from interview_cli.core.safe_text import clean
from interview_cli.core.scoring.result import (
    CLOSE,
    CONTRADICTED,
    HIT,
    WORDS,
    PointResult,
    name_point,
    quote_evidence,
)
from interview_cli.core.session.state import Session
from interview_cli.terminal.code_review import views as review_views
from interview_cli.terminal.rendering import views
from interview_cli.terminal.rendering.blocks import markdown, with_code
from interview_cli.terminal.rendering.layout import (
    Indented,
    View,
    columns,
    plain,
    with_heading,
    with_label,
)

_STYLES = {HIT: "green", CLOSE: "yellow", CONTRADICTED: "red"}


def question(session: Session, *, whole: bool = True) -> list[View]:
    """Return what is asked now: the *whole* question, or of a case just what's asked next."""
    case, remark = session.task.case, session.remark
    if not (case and remark):
        return review_views.question(session)
    late = case_words.late_line(case, session.talk)
    said = [
        *([plain(late, "dim")] if late else []),
        plain(case_words.remark_title(case, remark), "bold"),
        markdown(remark.ask),
    ]
    if not whole:
        return said
    before = [plain(clean(line)) for line in case_words.said_lines(case, session.talk)]
    so_far = [with_heading(case_words.SAID_SO_FAR, Group(*before))] if before else []
    stages = plain(case_words.describe_stages(case), "dim")
    return [*views.question(session), stages, *so_far, *said]


def how(session: Session) -> list[View]:
    """Return how a stage is answered, at the first one; how a finding is written, in a review."""
    if session.task.case:
        return [] if session.talk.said else [plain(case_words.HOW, "dim")]
    return review_views.how(session)


def anchors(session: Session) -> list[View]:
    """Return what answers at the stage that is graded next are like."""
    case, place = session.task.case, len(session.talk.own)
    assert case is not None
    rows = [
        (plain(grade), plain(text))
        for grade, _, text in (
            line.partition(": ") for line in case_words.anchor_lines(case.stages[place])
        )
    ]
    title = plain(case_words.grade_title(case, place), "bold")
    intro = [] if place else [plain(case_words.GRADE_YOURSELF)]
    return [*intro, Group(title, Indented(columns(rows, gap=2), 2))]


def stages(found: CaseScore) -> list[View]:
    """Return the stages of a case, each with its grades, what was said, and its points."""
    parts = [_stage(one, numbered) for one, numbered in case_words.numbered_points(found)]
    compared = case_words.compare_grades(found)
    return [*parts, *([plain(compared)] if compared else [])]


def _stage(one: StageScore, numbered: Sequence[tuple[int, PointResult]]) -> View:
    said = "\n".join(filter(None, (one.answer.strip(), one.probed.strip())))
    parts: list[View] = [plain(case_words.anchor_of(one), "dim")]
    parts += [with_label("You", plain(said))] if said else []
    rows = [(plain(f"{n}"), _state(point), _point(point)) for n, point in numbered]
    return with_heading(case_words.stage_head(one), Group(*parts, columns(rows, gap=2)))


def _state(point: PointResult) -> Text:
    return Text(WORDS[point.state], style=_STYLES.get(point.state, ""))


def _point(point: PointResult) -> Text:
    body = with_code(name_point(point))
    if quoted := quote_evidence(point):
        body.append("\n").append_text(plain(quoted, "dim"))
    return body
