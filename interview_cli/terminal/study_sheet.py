"""A study sheet to print: questions with what to say, as Markdown or one self-contained page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from interview_cli.core.exercises.exercise import find_exercise
from interview_cli.core.markdown import fence, relabel
from interview_cli.core.questions.code_languages import label_code
from interview_cli.core.questions.question import Question
from interview_cli.core.safe_text import clean
from interview_cli.core.sentences import count
from interview_cli.core.session.state import Span
from interview_cli.terminal.exercise_page import (
    Part,
    code_parts,
    defect_parts,
    describe_exercise,
    solution_parts,
    standard_parts,
    task_parts,
)
from interview_cli.terminal.pictures.picture_page import html_picture
from interview_cli.terminal.pictures.question_picture import Picture
from interview_cli.terminal.rendering import markdown as read
from interview_cli.terminal.rendering.html_page import html_code, render_page, text, with_code
from interview_cli.terminal.rendering.wording import MODEL_ANSWER, describe_values


class SheetItem(NamedTuple):
    """A question of the sheet, the syntax of its code, and the learner's notes on it."""

    question: Question
    spans: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()
    picture: Picture | None = None


class Sheet(NamedTuple):
    """A study sheet; *full*: with sources, and the model answer beside a shorter one to say."""

    title: str
    day: date
    items: Sequence[SheetItem]
    full: bool = False

    @property
    def about(self) -> str:
        return f"{count(len(self.items), 'question')}, {self.day.day} {self.day:%B %Y}"


def markdown(sheet: Sheet) -> str:
    return clean("\n".join(_markdown(sheet))) + "\n"


def _markdown(sheet: Sheet) -> Iterator[str]:
    yield f"# {sheet.title}\n\n{sheet.about}"
    for number, item in enumerate(sheet.items, start=1):
        question = item.question
        ask, more = _split(question.ask)
        yield f"\n## {number}. {ask}\n\n*{_describe(question)}*"
        if more:
            yield f"\n{_plain_fences(more)}"
        if picture := item.picture:
            alt = " ".join(picture.image.alt.split()).replace("[", "(").replace("]", ")")
            yield f"\n![{alt}](<{Path(picture.path).as_posix()}>)\n\nPicture: {alt}"
        if question.code:
            label = label_code(question.code, question.language)
            yield "\n" + fence(question.code.rstrip(), label)
        task, solution = _exercise(question)
        yield from map(_part_markdown, task)
        for label, answer in _answers(sheet, question):
            yield (
                f"\n**{label}**\n\n{_plain_fences(answer.strip())}"
                if label
                else (f"\n{_plain_fences(answer.strip())}")
            )
        yield from map(_part_markdown, [*_right_ones(question), *solution])
        if question.key_points:
            yield ""
        yield from (
            f"- {point.says}{' (essential)' if point.essential else ''}"
            for point in question.key_points
        )
        if sheet.full and question.sources:
            yield "\nSources:\n"
            yield from (f"- {source}" for source in question.sources)
        yield from (f"\nYour note: {note}" for note in item.notes)


def _describe(question: Question) -> str:
    about = f"{question.level}, {question.topic}"
    values = describe_values(question).rstrip(".")
    return f"{about}; {values[:1].lower()}{values[1:]}" if values else about


def _split(ask: str) -> tuple[str, str]:
    """Return the first paragraph of what is asked on one line, and the rest."""
    first, _, rest = ask.strip().partition("\n\n")
    if "```" in first:
        return "Question", ask.strip()
    return " ".join(first.split()), rest.strip()


def _exercise(question: Question) -> tuple[list[Part], list[Part]]:
    """Return the task and the solution of an exercise, or the code of a review and its defects."""
    exercise = find_exercise(question)
    if exercise is None:
        return [*code_parts(question)], [*defect_parts(question), *standard_parts(question)]
    task = [Part("", describe_exercise(exercise)), *task_parts(exercise)]
    return task, [*solution_parts(exercise)]


def _right_ones(question: Question) -> list[Part]:
    """Return the pairs, or the steps in their order, of a question that asks for these."""
    quiz = question.quiz
    if quiz is None or quiz.expects not in ("pairs", "order"):
        return []
    if not quiz.left_sides:  # steps are shown as they are, not as Markdown
        steps = (f"{number}. {step}" for number, step in enumerate(quiz.right, start=1))
        return [Part("", "\n".join(steps), "text")]
    pairs = zip(quiz.left_sides, quiz.offers, strict=False)
    return [Part("", "\n".join(f"- {left}: {right}" for left, right in pairs))]


def _part_markdown(part: Part) -> str:
    body = fence(part.text.rstrip(), part.language) if part.language else part.text.strip()
    return f"\n**{part.label}**\n\n{body}" if part.label else f"\n{body}"


def _part_html(part: Part) -> str:
    head = f"<h3>{text(part.label)}</h3>" if part.label else ""
    if part.language:
        return f"{head}<pre class=code>{html_code(part.text.rstrip(), ())}</pre>\n"
    return f"{head}<div class=model>{read.html(part.text)}</div>\n"


def _plain_fences(markdown: str) -> str:
    """Return Markdown whose fences name the language alone, and not what is done with it."""
    return relabel(markdown, lambda info: info.partition(" ")[0])


def _answers(sheet: Sheet, question: Question) -> Iterator[tuple[str, str]]:
    """Yield what to say, and the model answer if it's wanted or there is nothing shorter."""
    if question.spoken:
        yield "", question.spoken
    if sheet.full or not question.spoken:
        yield MODEL_ANSWER if question.spoken else "", question.answer


def html(sheet: Sheet) -> str:
    """Return the sheet as one page that needs nothing else."""
    return render_page("sheet", sheet.title, "".join(_html(sheet)))


def _html(sheet: Sheet) -> Iterator[str]:
    yield f"<h1>{text(sheet.title)}</h1>\n<p class=quiet>{text(sheet.about)}</p>\n"
    for number, item in enumerate(sheet.items, start=1):
        question = item.question
        ask, more = _split(question.ask)
        yield f"<section>\n<h2>{number}. {read.html(ask, inline=True)}</h2>\n"
        yield f"<p class=quiet>{text(_describe(question))}</p>\n"
        if more:
            yield f"<div class=model>{read.html(more)}</div>\n"
        yield html_picture(item.picture) if item.picture else ""
        if question.code:
            code = html_code(question.code.rstrip(), item.spans)
            yield f"<pre class=code>{code}</pre>\n"
        task, solution = _exercise(question)
        yield from map(_part_html, task)
        for label, answer in _answers(sheet, question):
            head = f"<h3>{text(label)}</h3>" if label else ""
            yield f"{head}<div class=model>{read.html(answer)}</div>\n"
        yield from map(_part_html, [*_right_ones(question), *solution])
        if question.key_points:
            points = (
                f"<li>{f'<b>{with_code(p.says)}</b>' if p.essential else with_code(p.says)}</li>"
                for p in question.key_points
            )
            yield f"<ul class=plain>\n{''.join(points)}\n</ul>\n"
        if sheet.full and question.sources:
            named = "".join(f"<li>{text(source)}</li>" for source in question.sources)
            yield f"<p class=quiet>Sources:</p>\n<ul class=plain>{named}</ul>\n"
        yield from (f"<p class=note>Your note: {text(note)}</p>\n" for note in item.notes)
        yield "</section>\n"
