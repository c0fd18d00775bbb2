"""What a placement looks like at a terminal."""

from __future__ import annotations

from dataclasses import replace

from rich.console import Group

from interview_cli.core.placement.conclusion import Conclusion
from interview_cli.core.plain_markdown import flatten
from interview_cli.core.session.state import Session
from interview_cli.core.session.verdict import verdict
from interview_cli.terminal.placement import words
from interview_cli.terminal.rendering import layout, views
from interview_cli.terminal.rendering.blocks import markdown
from interview_cli.terminal.rendering.layout import View, columns, plain
from interview_cli.terminal.rendering.wording import draw_bar, duration, percent
from interview_cli.terminal.verdict import views as verdict_views

#: How long the bars are, in columns.
BAR = 20

#: What stands before an answer that was right, partly right, wrong, or not given.
MARKS = {"right": "✓", "partly": "≈", "wrong": "✗", "skipped": "-"}

#: The letters of a line in the list of questions, so that it fits into one of 80 columns.
LINE = 70


def conclusion(session: Session, found: Conclusion) -> list[View]:
    """Return the level in words, and how sure that is."""
    spent = sum(o.review.elapsed_ms for o in session.outcomes if o.review)
    beside = " · ".join(filter(None, (words.describe_certainty(found), duration(spent))))
    rows = [
        (plain(level), plain(draw_bar(p, BAR)), plain(percent(p)))
        for level, p in found.probabilities.items()
    ]
    missing = words.describe_missing(found)
    return [
        layout.BothEnds(
            plain(words.describe_conclusion(session, found), "bold"), plain(beside, "dim")
        ),
        columns(rows, wraps=0),
        *([plain(missing)] if missing else []),
    ]


def profile(session: Session) -> View:
    rows = [(plain(area), plain(came)) for area, came in words.profile(session)]
    return Group(plain(words.PROFILE, "bold"), columns(rows))


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
    parts = [head, *views.question(at)]
    if outcome.review is None:
        parts += [views.options(at, ())] if task.offers else []
        right = plain(f"Skipped. {words.right_answer(at)}", "bold")
        return [*parts, right, markdown(task.model_answer)]
    return [*parts, *verdict_views.verdict(verdict(session, outcome), again)]
