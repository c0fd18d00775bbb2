"""What a question and its verdict look like at a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.rule import Rule
from rich.text import Text

from interview_cli.core.plain_markdown import flatten
from interview_cli.core.questions.question import Question
from interview_cli.core.session.state import Session, Span, Task
from interview_cli.core.study_days import study_day
from interview_cli.terminal.rendering import layout, wording
from interview_cli.terminal.rendering.blocks import highlight, highlight_spans, markdown, with_code
from interview_cli.terminal.rendering.code_lines import Code
from interview_cli.terminal.rendering.layout import View, columns, plain, with_label
from interview_cli.terminal.rendering.line_numbers import has_numbers


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


def offer(task: Task, text: str) -> Text:
    """Return an option or a step as it is printed: the code in an option looks like code."""
    if not (task.quiz and task.quiz.markdown):
        return plain(text)
    return with_code(flatten(text, names_code=False))


def options(session: Session, chosen: Sequence[int]) -> View:
    task = session.task
    many = task.expects == "many"
    ordered = task.expects == "order" and len(chosen) == len(task.offers)

    def row(n: int) -> tuple[View, View, View]:
        mark = "› " if n in chosen and task.expects == "one" else "  "
        tick = ("[x] " if n in chosen else "[ ] ") if many else ""
        return Text(mark), Text(f"{n + 1}  {tick}"), offer(task, task.offers[n])

    return columns(map(row, chosen if ordered else range(len(task.offers))), gap=0)


def hint(session: Session) -> View:
    of = len(session.hint_ladder)
    label = f"Hint {min(session.hints, of)} of {of}" if of > 1 else "Hint"
    return with_label(label, markdown(session.hint))


def reveal(session: Session) -> list[View]:
    shown = session.current.question
    spoken = [*spoken_answer(shown), Rule(style="dim")] if shown.spoken else []
    note = notes(session.notes(session.current))
    return [Rule(style="dim"), *spoken, markdown(shown.answer), *note]


def notes(texts: Sequence[str]) -> list[View]:
    """Return the learner's notes on a question."""
    return [with_label("Your note", plain(text)) for text in texts]


def spoken_answer(question: Question) -> list[View]:
    """Return the answer as one would say it; nothing where the question has none."""
    return [with_label(wording.SAY_IT, markdown(question.spoken))] if question.spoken else []


def model_answer(question: Question) -> list[View]:
    """Return the answer as one would say it, and below it the whole one."""
    return [*spoken_answer(question), with_label(wording.MODEL_ANSWER, markdown(question.answer))]


def code_of(question: Question, spans: Sequence[Span] = ()) -> list[View]:
    if not question.code:
        return []
    # A pack's code is safe as it is: what is not was refused when it was read.
    code = highlight_spans(question.code, spans) if spans else highlight(question.code)
    return [layout.Indented(Code(code, numbered=has_numbers(question)), 2)]
