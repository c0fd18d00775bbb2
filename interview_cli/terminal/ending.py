"""What the end of a session looks like."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from interview_cli.core.session import Session
from interview_cli.core.study_days import study_day
from interview_cli.core.summary import Summary, TopicScore, ToRepeat
from interview_cli.terminal.page import Ends, Fitting, View, columns, plain
from interview_cli.terminal.wording import (
    bar,
    describe_answer,
    duration,
    gain_line,
    local_id,
    percent,
    right_word,
)

#: How long the bars are, in columns.
BAR = 9


def summary(session: Session, result: Summary, now: datetime) -> list[View]:
    """Return how the session went, and what to see again."""
    again = (*result.missed, *result.skipped)
    gain = gain_line(result, study_day(now))
    beside = [*([gain] if gain else []), *([duration(result.ms)] if result.answered else [])]
    views: list[View] = [
        Ends(plain(_total(session, result), "bold"), plain(" · ".join(beside), "dim"))
    ]
    if result.topics:
        views.append(_topics(result.topics))
    if again:
        views.append(_to_repeat(again))
    if result.sure_and_wrong:
        views.append(plain(f"Sure and wrong: {result.sure_and_wrong}"))
    if not result.finished:
        views.append(plain("Everything is saved. Go on with: interview resume"))
    elif again:
        views.append(plain(f"To read one again: interview show {again[0].asked.key}"))
    return views


def _total(session: Session, result: Summary) -> str:
    if not result.answered:
        return f"{session.mode.title}: nothing answered"
    total = f"{session.mode.title}: {result.right} of {result.answered} {right_word(session.mode)}"
    partly = result.score is not None and abs(result.score * result.answered - result.right) > 1e-6
    return f"{total}, score {percent(result.score or 0.0)}" if partly else total


def _topics(topics: Sequence[TopicScore]) -> View:
    """Return how each topic went, with a bar where there is room."""
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


def _to_repeat(items: Sequence[ToRepeat]) -> View:
    """Return which questions to see again, and what was said to each."""
    rows = [(f"  {local_id(item.asked.key)}", describe_answer(item)) for item in items]
    wide = columns([(plain(name), plain(answer)) for name, answer in rows])
    narrow = columns([(plain(f"{name}\n    {answer}"),) for name, answer in rows])
    head = [(plain("To see again", "bold"),)]
    return Fitting(columns([*head, (wide,)]), columns([*head, (narrow,)]))
