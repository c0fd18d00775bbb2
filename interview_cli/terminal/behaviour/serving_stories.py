"""The learner's own stories that would serve a question, named while it's being answered."""

from __future__ import annotations

from interview_cli.core.behaviour.own_stories import would_serve
from interview_cli.core.errors import InterviewError
from interview_cli.core.sentences import join, trim
from interview_cli.core.session.state import Session
from interview_cli.storage.story_files import list_stories

#: More titles than these nobody reads before answering.
_MOST = 3


def name_serving(session: Session) -> str:
    """Return which stories would serve the current question; "" where none would.

    Only titles are shown: the story is to be told, and not read out.
    """
    if not session.task.self_graded:
        return ""
    try:
        kept = [one.story for one in list_stories() if one.story]
    except InterviewError:
        return ""  # the question can be answered all the same
    question = session.current.question
    titles = [f'"{trim(story.title)}"' for story in kept if would_serve(story, question)]
    if not titles:
        return ""
    more = [f"{len(titles) - _MOST} more"] if len(titles) > _MOST else []
    return f"Of your stories these would serve: {join([*titles[:_MOST], *more])}."
