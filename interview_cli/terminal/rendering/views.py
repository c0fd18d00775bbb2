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
from interview_cli.terminal.rendering.blocks import highlighted, markdown, spanned
from interview_cli.terminal.rendering.page import (
    Ends,
    Fitting,
    Indented,
    View,
    columns,
    labelled,
    plain,
)
from interview_cli.terminal.rendering.wording import (
    bar,
    describe_answer,
    due_words,
    duration,
    gain_line,
    local_id,
    next_time,
    noun,
    percent,
    right_word,
    verdict_line,
)


def header(session: Session, now: datetime) -> View:
    """Show what is asked, and how far the session is."""
    question, size, minutes = session.current.question, session.size, session.settings.minutes
    place = f"{session.number} of {size}" if size else f"{noun(session.mode)} {session.number}"
    if session.current.follows:
        place += ", follow-up"
    parts = [place + " again" if session.returned else place]
    if minutes is not None:
        left = minutes - (now - session.began).total_seconds() / 60
        parts.append(f"{max(0, round(left))} min left")
    elif session.answered:
        parts.append(f"{session.right} {right_word(session.mode)}")
    changed = " · changed since you learned it" if session.current.changed else ""
    due = due_words(session, study_day(now))
    due = f" · {due}" if due and not session.returned else ""
    what = plain(f"{question.level} · {question.topic}{due}{changed}", "dim")
    return Ends(what, plain(" · ".join(parts), "dim"))


def question(session: Session) -> list[View]:
    """Show the wording of the question, with its code and the text that has gaps."""
    task = session.task
    return [
        markdown(task.ask),
        *code_of(session.current.question, session.current.spans),
        *([markdown(task.gap_text)] if task.gap_text else []),
    ]


def offers(session: Session, chosen: Sequence[int]) -> View:
    """Show the options with those marked that were chosen; steps in the order given."""
    task = session.task
    texts, many = task.offers, task.expects == "many"
    ordered = task.expects == "order" and len(chosen) == len(texts)

    def row(n: int) -> tuple[View, View, View]:
        mark = "› " if n in chosen and task.expects == "one" else "  "
        tick = ("[x] " if n in chosen else "[ ] ") if many else ""
        return Text(mark), Text(f"{n + 1}  {tick}"), plain(texts[n])

    return columns(map(row, chosen if ordered else range(len(texts))), gap=0)


def hint(session: Session) -> View:
    return labelled("Hint", markdown(session.current.question.hint or ""))


def reveal(session: Session) -> list[View]:
    return [Rule(style="dim"), markdown(session.current.question.answer)]


def verdict(result: Verdict, days: int) -> list[View]:
    """Show what came of an answer, and why; in how many *days* it is asked again."""
    review, score = result.outcome.review, result.score
    assert review is not None
    printed = result.task.expects == "lines" and score < 1
    if printed:
        line = "✗ Time ran out. It prints:" if result.late else "✗ It prints:"
    else:
        line = verdict_line(result)
    mark, _, rest = clean(line).partition(" ")
    colour = "green" if score >= 1 else "yellow" if score else "red"
    head = Text.assemble((mark, colour), " ", (rest, "bold"))
    return [
        Ends(head, plain(f"{duration(review.elapsed_ms)} · again {next_time(days)}", "dim")),
        *([Indented(plain(result.task.right[0]), 2)] if printed else []),
        *(why(result, right.number) for right in result.reasons),
        *([] if result.reasons else [markdown(result.task.model_answer)]),
        *(why(result, wrong.number) for wrong in result.chosen),
    ]


def why(result: Verdict, number: int) -> View:
    """Show why an option, by its number, is right or wrong."""
    label = f"Why {number}" if number in result.right_numbers else f"Why not {number}"
    return labelled(label, markdown(next(w.why for w in result.whys if w.number == number)))


def sources(result: Verdict) -> View:
    return plain("\n".join(result.asked.question.sources))


def code_of(question: Question, spans: Sequence[Span] = ()) -> list[View]:
    """Show the code of a question, if it has any."""
    if not question.code:
        return []
    # A pack's code is safe as it is: what is not was refused when it was read.
    return [Indented(spanned(question.code, spans) if spans else highlighted(question.code), 2)]


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
