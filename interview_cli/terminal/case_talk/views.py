"""What a case looks like at a terminal."""

from __future__ import annotations

from rich.console import Group

from interview_cli.core.design_case import case_words
from interview_cli.core.design_case.stage_scores import CaseScore, StageScore
from interview_cli.core.safe_text import clean
from interview_cli.core.session.state import Session
from interview_cli.terminal.code_review import views as review_views
from interview_cli.terminal.rendering import views
from interview_cli.terminal.rendering.blocks import markdown
from interview_cli.terminal.rendering.layout import (
    Indented,
    View,
    columns,
    plain,
    with_heading,
    with_label,
)


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


def stage(one: StageScore, rows: View | None) -> View:
    """Return a stage: its grades, what an answer like that is like, what was said, the points."""
    said = "\n".join(filter(None, (one.answer.strip(), one.probed.strip())))
    parts: list[View] = [plain(case_words.anchor_of(one), "dim")]
    parts += [with_label("You", plain(said))] if said else []
    parts += [rows] if rows is not None else []
    return with_heading(case_words.stage_head(one), Group(*parts))


def compared(found: CaseScore) -> list[View]:
    """Return how the own grades compare with those by the points; nothing without any."""
    line = case_words.compare_grades(found)
    return [plain(line)] if line else []
