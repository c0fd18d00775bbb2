"""A case in lines: for screen readers, pipes and plain terminals."""

from __future__ import annotations

from interview_cli.core.design_case import case_words
from interview_cli.core.plain_markdown import flatten
from interview_cli.core.session.state import Session


def remark_lines(session: Session, *, whole: bool = True) -> list[str]:
    """Return what the interviewer asks now; of the *whole* case what's to come and was said."""
    case, remark = session.task.case, session.remark
    if not (case and remark):
        return []
    before = case_words.said_lines(case, session.talk)
    said = [f"{case_words.SAID_SO_FAR}:", *before] if before else []
    intro = [case_words.describe_stages(case), *said] if whole else []
    late = case_words.late_line(case, session.talk)
    asks = [f"{case_words.remark_title(case, remark)}.", flatten(remark.ask)]
    return [*intro, *([late] if late else []), *asks]


def anchor_lines(session: Session) -> list[str]:
    """Return what answers at the stage that is graded next are like."""
    case, place = session.task.case, len(session.talk.own)
    assert case is not None
    intro = [] if place else [case_words.GRADE_YOURSELF]
    title = case_words.grade_title(case, place)
    return [*intro, f"{title}.", *case_words.anchor_lines(case.stages[place])]
