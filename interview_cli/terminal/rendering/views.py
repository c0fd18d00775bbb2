"""What a question and its verdict look like at a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.rule import Rule
from rich.text import Text

from interview_cli.core.plain_markdown import flatten
from interview_cli.core.questions.question import Question
from interview_cli.core.safe_text import clean
from interview_cli.core.session.state import Session, Span
from interview_cli.core.session.summary import Summary, TopicScore, ToRepeat
from interview_cli.core.session.verdict import Verdict
from interview_cli.core.study_days import study_day
from interview_cli.terminal.rendering import layout, wording
from interview_cli.terminal.rendering.blocks import highlight, highlight_spans, markdown
from interview_cli.terminal.rendering.layout import View, columns, plain, with_label


def header(session: Session, now: datetime) -> View:
    """Return the line above a question: what it is about, and how far the session is."""
    question, noun = session.current.question, wording.question_noun(session.mode)
    number = session.main_number
    of = f"of {'at most ' * session.mode.adaptive}{session.size}"
    place = f"{number} {of}" if session.size else f"{noun} {number}"
    place += ", follow-up" if session.current.follows else ""
    parts = [place + " again" if session.is_repeat else place]
    left = wording.minutes_left(session, now)
    if left is not None and not session.mode.is_interview:  # there the prompt has a live clock
        parts.append(f"{left} min left")
    elif left is None and session.answered and not session.silent:
        parts.append(f"{session.right} {wording.right_word(session.mode)}")
    changed = " · changed since you learned it" if session.current.changed else ""
    due = wording.describe_due(session, study_day(now))
    due = f" · {due}" if due and not session.is_repeat else ""
    what = plain(f"{question.level} · {question.topic}{due}{changed}", "dim")
    return layout.BothEnds(what, plain(" · ".join(parts), "dim"))


def question(session: Session) -> list[View]:
    """Return the wording of the question, with its code and the text that has gaps."""
    task = session.task
    return [
        markdown(task.ask),
        *code_of(session.current.question, session.current.spans),
        *([markdown(task.gap_text, has_gaps=True)] if task.gap_text else []),
    ]


def offers(session: Session) -> tuple[str, ...]:
    """Return the options or steps as they are seen: Markdown is read, the rest is verbatim."""
    task = session.task
    if not (task.quiz and task.quiz.markdown):
        return task.offers
    return tuple(flatten(text, names_code=False) for text in task.offers)


def options(session: Session, chosen: Sequence[int]) -> View:
    task, texts = session.task, offers(session)
    many = task.expects == "many"
    ordered = task.expects == "order" and len(chosen) == len(texts)

    def row(n: int) -> tuple[View, View, View]:
        mark = "› " if n in chosen and task.expects == "one" else "  "
        tick = ("[x] " if n in chosen else "[ ] ") if many else ""
        return Text(mark), Text(f"{n + 1}  {tick}"), plain(texts[n])

    return columns(map(row, chosen if ordered else range(len(texts))), gap=0)


def hint(session: Session) -> View:
    return with_label("Hint", markdown(session.current.question.hint or ""))


def reveal(session: Session) -> list[View]:
    shown = session.current.question
    spoken = [*spoken_answer(shown), Rule(style="dim")] if shown.spoken else []
    return [Rule(style="dim"), *spoken, markdown(shown.answer)]


def spoken_answer(question: Question) -> list[View]:
    """Return the answer as one would say it; nothing where the question has none."""
    return [with_label(wording.SAY_IT, markdown(question.spoken))] if question.spoken else []


def model_answer(question: Question) -> list[View]:
    """Return the answer as one would say it, and below it the whole one."""
    return [*spoken_answer(question), with_label(wording.MODEL_ANSWER, markdown(question.answer))]


def verdict(result: Verdict, days: int) -> list[View]:
    """Return what came of an answer, and why; it is asked again in so many *days*."""
    review, score = result.outcome.review, result.score
    assert review is not None
    line, printed = wording.verdict_line(result), result.task.expects == "lines" and score < 1
    if printed:
        line = "✗ Time ran out. It prints" if result.late else "✗ It prints"
        printed = bool(result.task.right[0].strip())
        line += ":" if printed else " nothing."
    mark, _, rest = clean(line).partition(" ")
    colour = "green" if score >= 1 else "yellow" if score else "red"
    head = Text.assemble((mark, colour), " ", (rest, "bold"))
    beside = f"{wording.duration(review.elapsed_ms)} · again {wording.next_time(days)}"
    return [
        layout.BothEnds(head, plain(beside, "dim")),
        *([layout.Indented(plain(result.task.right[0]), 2)] if printed else []),
        *map(markdown, result.remarks),
        *(why(result, right.number) for right in result.reasons),
        *([] if result.reasons else [markdown(result.task.model_answer)]),
        *(why(result, wrong.number) for wrong in result.chosen),
    ]


def why(result: Verdict, number: int) -> View:
    label = f"Why {number}" if number in result.right_numbers else f"Why not {number}"
    return with_label(label, markdown(next(w.why for w in result.whys if w.number == number)))


def sources(result: Verdict) -> View:
    return plain("\n".join(result.asked.question.sources))


def code_of(question: Question, spans: Sequence[Span] = ()) -> list[View]:
    if not question.code:
        return []
    # A pack's code is safe as it is: what is not was refused when it was read.
    code = highlight_spans(question.code, spans) if spans else highlight(question.code)
    return [layout.Indented(code, 2)]


#: How long the bars are, in columns.
BAR = 9


def summary(session: Session, result: Summary, now: datetime) -> list[View]:
    again = (*result.missed, *result.skipped)
    duration = wording.duration(result.ms) if result.answered else ""
    beside = " · ".join(filter(None, (wording.gain_line(result, study_day(now)), duration)))
    sure = f"Sure and wrong: {result.sure_and_wrong}" if result.sure_and_wrong else ""
    return [
        layout.BothEnds(plain(_total(session, result), "bold"), plain(beside, "dim")),
        *([_topics(result.topics)] if result.topics else []),
        *([_to_repeat(again)] if again else []),
        *map(plain, filter(None, (sure, wording.next_step(result)))),
    ]


def _total(session: Session, result: Summary) -> str:
    if not result.answered:
        return f"{session.mode.title}: nothing answered"
    right = wording.right_word(session.mode)
    total = f"{session.mode.title}: {result.right} of {result.answered} {right}"
    partly = result.score is not None and abs(result.score * result.answered - result.right) > 1e-6
    return f"{total}, score {wording.percent(result.score or 0.0)}" if partly else total


def _topics(topics: Sequence[TopicScore]) -> View:
    rows = []
    for name, right, of in topics:
        bar = wording.draw_bar(right / of, BAR)
        rows.append((plain(name), plain(bar), plain(f"{right} of {of}")))
    narrow = [(name, score) for name, _, score in rows]
    return layout.ByWidth(columns(rows, wraps=0), columns(narrow, wraps=0))


def _to_repeat(items: Sequence[ToRepeat]) -> View:
    rows = [(wording.question_id(item.asked.key), wording.describe_answer(item)) for item in items]
    wide = columns([(plain(f"  {id_}"), plain(answer)) for id_, answer in rows])
    narrow = columns([(plain(f"  {id_}\n    {answer}"),) for id_, answer in rows])
    head = plain("To see again", "bold")
    return columns([(head,), (layout.ByWidth(wide, narrow),)])
