"""A question of the page: as a learner sees it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interview_cli.core.exercises.exercise import find_exercise
from interview_cli.core.kinds.blanks import show_gaps
from interview_cli.core.questions.question import Question
from interview_cli.core.sentences import count
from interview_cli.core.session.state import Session, Task
from interview_cli.packs.checking.by_question import CheckedQuestion
from interview_cli.packs.checking.check import Finding
from interview_cli.terminal.exercise_page import Part, code_parts, describe_exercise, task_parts
from interview_cli.terminal.pack_page.answer import answer, follow_ups
from interview_cli.terminal.pack_page.page_parts import (
    code,
    folded,
    heading,
    items,
    phrase,
    prose,
    quiet,
    verbatim,
)
from interview_cli.terminal.rendering.html_page import text, with_code
from interview_cli.terminal.rendering.line_numbers import has_numbers, number_lines
from interview_cli.terminal.rendering.markdown import html
from interview_cli.terminal.rendering.wording import (
    ALL_THAT_APPLY,
    IN_YOUR_ORDER,
    describe_values,
    says_all_that_apply,
)

#: What a learner does, by what the quiz expects.
_HOW = {
    "one": "Choose one.",
    "many": ALL_THAT_APPLY,
    "picks": IN_YOUR_ORDER,
    "order": "Put these in order.",
    "pairs": "Match these.",
    "gaps": "Fill in the gaps.",
    "line": "Type a short answer.",
    "lines": "Type what it prints.",
    "defects": "Say what's wrong with it, and in which line.",
}

_SEVERITIES = {"error": "Error", "warning": "Warning", "note": "Note"}


def findings(found: Sequence[Finding], where: str = "") -> str:
    """Return problems, each with its rule; *where* names the file that they are in."""
    rows = []
    for finding in found:
        problem = finding.problem
        place = f"{where.rpartition(':')[0] or problem.path.name}:{problem.line}:{problem.column}"
        rows.append(
            f"<li class={finding.severity}><b>{_SEVERITIES[finding.severity]}</b> "
            f"{with_code(problem.message)} <small>[{text(problem.rule)}], {text(place)}</small>"
            "</li>\n"
        )
    return f"<ul class=problems>\n{''.join(rows)}</ul>\n" if rows else ""


def anchor(id_: str) -> str:
    """Return what a question is called in the page's address."""
    return f"q-{id_}"


def split_ask(ask: str) -> tuple[str, str]:
    """Return the first paragraph of what is asked, for a heading, and the rest."""
    first, _, rest = ask.strip().partition("\n\n")
    return ("", ask.strip()) if "```" in first else (" ".join(first.split()), rest.strip())


def title(question: Question) -> str:
    """Return the heading of a question, as HTML."""
    first, _ = split_ask(question.ask)
    return html(first, inline=True) if first else text(question.id)


def section(
    number: int, checked: CheckedQuestion, question: Question, quiz: Session | None, picture: str
) -> Iterator[str]:
    """Yield *question*, which can be asked, its *picture* and its *quiz* where it has them."""
    yield f'<article id="{text(anchor(question.id))}">\n<h3>{number}. {title(question)}</h3>\n'
    about = [question.level, question.topic, question.kind]
    if values := describe_values(question):
        about.append(values.partition(":")[0].lower())  # what they are may say the answer
    draft = " · a draft: it's never asked" if question.draft else ""
    yield (
        f"<p class=quiet><code>{text(question.id)}</code> · {text(' · '.join(about))}{draft}</p>\n"
    )
    yield findings(checked.findings, checked.where)
    _, more = split_ask(question.ask)
    if more:
        yield prose(more)
    yield picture
    if question.code:
        lines = question.code.rstrip().split("\n")
        shown = number_lines(lines, question.language) if has_numbers(question) else lines
        yield code("\n".join(shown), question.language)
    yield from _task(question, quiz)
    if question.hint:
        yield folded("Hint", prose(question.hint))
    yield folded("Answer", *answer(question, checked.where))
    yield from follow_ups(question)
    yield "</article>\n"


def _task(question: Question, quiz: Session | None) -> Iterator[str]:
    """Yield what a learner sees beside what's asked: options, gaps, or an exercise."""
    if exercise := find_exercise(question):
        yield f"<p>{text(describe_exercise(exercise))}</p>\n"
        yield from map(part, task_parts(exercise))
    elif quiz is not None:
        if question.quiz.stem:
            yield heading("In a quiz") + prose(question.quiz.stem)
        if quiz.task.gap_text:
            yield show_gaps(prose(quiz.task.gap_text))
        yield items(map(phrase, quiz.task.left_sides), "ol", "options letters")
        yield _offers(quiz.task)
        yield from map(part, code_parts(question))
        if quiz.task.expects != "many" or not says_all_that_apply(quiz.task.ask):
            yield quiet(_HOW[quiz.task.expects])


def part(shown: Part) -> str:
    """Return a part of an exercise."""
    body = code(shown.text, shown.language) if shown.language else prose(shown.text)
    return heading(shown.label) + body


def _offers(task: Task) -> str:
    markdown = bool(task.quiz and task.quiz.markdown)
    shown = (phrase(offer) if markdown else verbatim(offer) for offer in task.offers)
    return items(shown, "ol", "options")


def left_out(number: int, checked: CheckedQuestion) -> str:
    """Return a question that can't be asked: what is wrong with it, and how it's written."""
    name = checked.id or "a question without an id"
    lines = checked.text.rstrip().count("\n") + 1
    return (
        f'<article id="{anchor(f"broken-{number}")}">\n<h3>{number}. {text(name)}</h3>\n'
        f"<p class=quiet>{text(checked.where)} · left out: it's never asked until it's fixed</p>\n"
        f"{findings(checked.findings, checked.where)}"
        + folded(f"As it's written, {count(lines, 'line')}", code(checked.text, "yaml"))
        + "</article>\n"
    )
