"""What the end of a session looks like."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from interview_cli.core.session import Session
from interview_cli.core.study_days import study_day
from interview_cli.core.summary import Again, Summary, TopicScore
from interview_cli.terminal.page import Ends, Fitting, View, columns, plain
from interview_cli.terminal.wording import bar, duration, gain_line, named, percent, said_short

#: How long the bars are, in columns.
BAR = 9


def summary(session: Session, told: Summary, now: datetime) -> list[View]:
    """Show how the session went, and what to see again."""
    again = (*told.missed, *told.skipped)
    gain = gain_line(told, study_day(now))
    beside = [*([gain] if gain else []), *([duration(told.ms)] if told.answered else [])]
    shown: list[View] = [
        Ends(plain(_total(session, told), "bold"), plain(" · ".join(beside), "dim"))
    ]
    if told.topics:
        shown.append(_topics(told.topics))
    if again:
        shown.append(_again(session, again))
    if told.sure_and_wrong:
        shown.append(plain(f"Sure and wrong: {told.sure_and_wrong}"))
    if not told.finished:
        shown.append(plain("Everything is saved. Go on with: interview resume"))
    elif again:
        shown.append(plain(f"To read one again: interview show {again[0].asked.key}"))
    return shown


def _total(session: Session, told: Summary) -> str:
    if not told.answered:
        return f"{session.mode.title}: nothing answered"
    known = "known" if session.mode.recall else "right"
    total = f"{session.mode.title}: {told.right} of {told.answered} {known}"
    partly = told.score is not None and abs(told.score * told.answered - told.right) > 1e-6
    return f"{total}, score {percent(told.score or 0.0)}" if partly else total


def _topics(topics: Sequence[TopicScore]) -> View:
    """Show how each topic went, with a bar where there is room."""
    rows = [
        (
            plain(topic.topic),
            plain(bar(topic.right / topic.of, BAR)),
            plain(f"{topic.right} of {topic.of}"),
        )
        for topic in topics
    ]
    narrow = [(name, score) for name, _, score in rows]
    return Fitting(columns(rows, wraps=0), columns(narrow, wraps=0))


def _again(session: Session, items: Sequence[Again]) -> View:
    """Say which questions to see again, and what was said to each."""
    rows = [(f"  {named(item.asked.key)}", said_short(session, item)) for item in items]
    wide = columns([(plain(name), plain(said)) for name, said in rows])
    narrow = columns([(plain(f"{name}\n    {said}"),) for name, said in rows])
    head = [(plain("To see again", "bold"),)]
    return Fitting(columns([*head, (wide,)]), columns([*head, (narrow,)]))
