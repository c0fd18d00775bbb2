"""What a question and its verdict look like at a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.rule import Rule
from rich.text import Text

from interview_cli.core.questions.question import Question
from interview_cli.core.safe_text import clean
from interview_cli.core.session.state import Session, Span
from interview_cli.core.session.summary import Summary, TopicScore, ToRepeat
from interview_cli.core.session.verdict import Verdict
from interview_cli.core.study_days import study_day
from interview_cli.terminal.rendering import wording
from interview_cli.terminal.rendering.blocks import highlight, highlight_spans, markdown
from interview_cli.terminal.rendering.layout import (
    BothEnds,
    ByWidth,
    Indented,
    View,
    columns,
    plain,
    with_label,
)


def header(session: Session, now: datetime) -> View:
    """Return the line above a question: what it is about, and how far the session is."""
    question, size, minutes = session.current.question, session.size, session.settings.minutes
    place = (
        f"{session.number} of {size}"
        if size
        else f"{wording.question_noun(session.mode)} {session.number}"
    )
    if session.current.follows:
        place += ", follow-up"
    parts = [place + " again" if session.is_repeat else place]
    if minutes is not None:
        left = minutes - (now - session.began).total_seconds() / 60
        parts.append(f"{max(0, round(left))} min left")
    elif session.answered:
        parts.append(f"{session.right} {wording.right_word(session.mode)}")
    changed = " · changed since you learned it" if session.current.changed else ""
    due = wording.describe_due(session, study_day(now))
    due = f" · {due}" if due and not session.is_repeat else ""
    what = plain(f"{question.level} · {question.topic}{due}{changed}", "dim")
    return BothEnds(what, plain(" · ".join(parts), "dim"))


def question(session: Session) -> list[View]:
    """Return the wording of the question, with its code and the text that has gaps."""
    task = session.task
    return [
        markdown(task.ask),
        *code_of(session.current.question, session.current.spans),
        *([markdown(task.gap_text)] if task.gap_text else []),
    ]


def options(session: Session, chosen: Sequence[int]) -> View:
    """Return the options, those chosen marked; steps in the order given."""
    task = session.task
    texts, many = task.offers, task.expects == "many"
    ordered = task.expects == "order" and len(chosen) == len(texts)

    def row(n: int) -> tuple[View, View, View]:
        mark = "› " if n in chosen and task.expects == "one" else "  "
        tick = ("[x] " if n in chosen else "[ ] ") if many else ""
        return Text(mark), Text(f"{n + 1}  {tick}"), plain(texts[n])

    return columns(map(row, chosen if ordered else range(len(texts))), gap=0)


def hint(session: Session) -> View:
    return with_label("Hint", markdown(session.current.question.hint or ""))


def reveal(session: Session) -> list[View]:
    return [Rule(style="dim"), markdown(session.current.question.answer)]


def verdict(result: Verdict, days: int) -> list[View]:
    """Return what came of an answer, and why; it is asked again in so many *days*."""
    review, score = result.outcome.review, result.score
    assert review is not None
    printed = result.task.expects == "lines" and score < 1
    if printed:
        line = "✗ Time ran out. It prints:" if result.late else "✗ It prints:"
    else:
        line = wording.verdict_line(result)
    mark, _, rest = clean(line).partition(" ")
    colour = "green" if score >= 1 else "yellow" if score else "red"
    head = Text.assemble((mark, colour), " ", (rest, "bold"))
    return [
        BothEnds(
            head,
            plain(
                f"{wording.duration(review.elapsed_ms)} · again {wording.next_time(days)}", "dim"
            ),
        ),
        *([Indented(plain(result.task.right[0]), 2)] if printed else []),
        *(why(result, right.number) for right in result.reasons),
        *([] if result.reasons else [markdown(result.task.model_answer)]),
        *(why(result, wrong.number) for wrong in result.chosen),
    ]


def why(result: Verdict, number: int) -> View:
    """Return why an option, by its number, is right or wrong."""
    label = f"Why {number}" if number in result.right_numbers else f"Why not {number}"
    return with_label(label, markdown(next(w.why for w in result.whys if w.number == number)))


def sources(result: Verdict) -> View:
    return plain("\n".join(result.asked.question.sources))


def code_of(question: Question, spans: Sequence[Span] = ()) -> list[View]:
    """Return the code of a question, if it has any."""
    if not question.code:
        return []
    # A pack's code is safe as it is: what is not was refused when it was read.
    return [
        Indented(highlight_spans(question.code, spans) if spans else highlight(question.code), 2)
    ]


#: How long the bars are, in columns.
BAR = 9


def summary(session: Session, result: Summary, now: datetime) -> list[View]:
    """Return how the session went, and what to see again."""
    again = (*result.missed, *result.skipped)
    gain = wording.gain_line(result, study_day(now))
    beside = [
        *([gain] if gain else []),
        *([wording.duration(result.ms)] if result.answered else []),
    ]
    views: list[View] = [
        BothEnds(plain(_total(session, result), "bold"), plain(" · ".join(beside), "dim"))
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
    right = wording.right_word(session.mode)
    total = f"{session.mode.title}: {result.right} of {result.answered} {right}"
    partly = result.score is not None and abs(result.score * result.answered - result.right) > 1e-6
    return f"{total}, score {wording.percent(result.score or 0.0)}" if partly else total


def _topics(topics: Sequence[TopicScore]) -> View:
    """Return how each topic went, with a bar where there is room."""
    rows = [
        (
            plain(topic.topic),
            plain(wording.draw_bar(topic.right / topic.of, BAR)),
            plain(f"{topic.right} of {topic.of}"),
        )
        for topic in topics
    ]
    narrow = [(name, score) for name, _, score in rows]
    return ByWidth(columns(rows, wraps=0), columns(narrow, wraps=0))


def _to_repeat(items: Sequence[ToRepeat]) -> View:
    """Return which questions to see again, and what was said to each."""
    rows = [
        (f"  {wording.question_id(item.asked.key)}", wording.describe_answer(item))
        for item in items
    ]
    wide = columns([(plain(name), plain(answer)) for name, answer in rows])
    narrow = columns([(plain(f"{name}\n    {answer}"),) for name, answer in rows])
    head = [(plain("To see again", "bold"),)]
    return ByWidth(columns([*head, (wide,)]), columns([*head, (narrow,)]))
