"""What an answer looks like at a terminal when it's read after the session."""

from __future__ import annotations

from dataclasses import replace

from interview_cli.core.plain_markdown import flatten
from interview_cli.core.session.state import Session
from interview_cli.core.session.verdict import verdict
from interview_cli.terminal.answers import words
from interview_cli.terminal.code_review import views as review_views
from interview_cli.terminal.rendering import views
from interview_cli.terminal.rendering.blocks import markdown
from interview_cli.terminal.rendering.layout import View, plain
from interview_cli.terminal.verdict import views as verdict_views

#: What stands before an answer that was right, partly right, wrong, or not given.
MARKS = {"right": "✓", "partly": "≈", "wrong": "✗", "skipped": "-", "told": "·"}

#: The letters of a line in the list of questions, so that it fits into one of 80 columns.
LINE = 70


def answer_lines(session: Session) -> tuple[str, ...]:
    """Return a line for each question that was asked."""

    def line(place: int, mark: str) -> str:
        question, task = session.plan[place].question, session.tasks[place]
        ask = " ".join(flatten(task.ask).split())
        text = f"{mark} {question.level} · {question.topic} · {ask}"
        return f"{text[: LINE - 1]}…" if len(text) > LINE else text

    return tuple(line(o.place, MARKS[words.describe_outcome(session, o)]) for o in session.outcomes)


def answer(session: Session, n: int, again: str) -> list[View]:
    """Return question *n* of those asked, what was answered, and why it's right or wrong.

    *again* says when it's asked again.
    """
    outcome = session.outcomes[n]
    at = replace(session, about=n)
    asked, task = at.current, at.task
    head = plain(f"{asked.question.level} · {asked.question.topic}", "dim")
    parts = [head, *review_views.question(at)]
    if outcome.review is None or task.quiz is None:
        parts += [views.options(at, ())] if task.offers else []
        came = words.describe_grade(outcome) if outcome.review else "Skipped."
        came = " ".join(filter(None, (came, words.right_answer(at))))
        return [*parts, plain(came, "bold"), markdown(task.model_answer)]
    return [*parts, *verdict_views.verdict(verdict(session, outcome), again)]
