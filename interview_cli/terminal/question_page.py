"""A question to be read from beginning to end, as plain lines or at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Group
from rich.rule import Rule
from rich.text import Text

from interview_cli.core.exercises.exercise import find_exercise
from interview_cli.core.kinds import BEHAVIOUR, DESIGN, REVIEW
from interview_cli.core.kinds.blanks import Blanks, show_gaps
from interview_cli.core.kinds.kind import Quiz, WrongAnswer
from interview_cli.core.plain_markdown import code_block, flatten
from interview_cli.core.questions.question import Checked, Question
from interview_cli.core.sentences import join
from interview_cli.terminal.code_review import views as review_views
from interview_cli.terminal.exercise_page import (
    author_parts,
    code_parts,
    defect_parts,
    describe_exercise,
    part_lines,
    part_view,
    solution_parts,
    stage_parts,
    standard_parts,
    task_parts,
)
from interview_cli.terminal.rendering import layout
from interview_cli.terminal.rendering.blocks import markdown, with_code
from interview_cli.terminal.rendering.layout import View, columns, plain, with_label
from interview_cli.terminal.rendering.views import code_of, fix_of, picture_of, spoken_answer
from interview_cli.terminal.rendering.wording import (
    answer_lines,
    describe_values,
    indent_below,
    picture_lines,
)
from interview_cli.terminal.verdict.views import follow_ups, key_points, sources
from interview_cli.terminal.verdict.words import point_line


def _accepted(quiz: Quiz) -> str:
    if isinstance(quiz, Blanks):
        return " | ".join(quiz.right)
    return join(quiz.right, "or") if any(map(str.strip, quiz.right)) else "nothing is printed"


def plain_text(key: str, question: Question, notes: Sequence[dict[str, Any]], where: str) -> str:
    """Return *question*, its answer, its key points and the learner's *notes*."""
    lines = [f"{key}. {question.level.capitalize()}, {question.topic}."]
    lines += [values] if (values := describe_values(question)) else []
    lines += ["", flatten(question.ask), *picture_lines(question)]
    lines += [code_block(question.code)] if question.code else []
    if quiz := question.quiz:
        if quiz.stem:
            lines += ["", "In a quiz:", flatten(quiz.stem)]
        if isinstance(quiz, Blanks):
            lines += ["", "With gaps:", show_gaps(flatten(quiz.text))]
        for left, right in zip(quiz.left_sides, quiz.offers, strict=False):
            lines.append(f"- {flatten(left)}: {flatten(right)}")
        for text in () if quiz.left_sides else quiz.offers:
            mark = " (right)" if text in quiz.right and quiz.expects != "order" else ""
            mark += f" ({quiz.marks[text]:+g})" if text in quiz.marks else ""
            lines.append(f"- {flatten(text) if quiz.markdown else indent_below(text)}{mark}")
            if text in quiz.whys:
                lines.append(f"  {flatten(quiz.whys[text])}")
        if exercise := find_exercise(question):
            lines += ["", describe_exercise(exercise)]
            lines += [line for part in task_parts(exercise) for line in part_lines(part)]
        elif quiz.kind == REVIEW:
            lines += [line for part in code_parts(question) for line in part_lines(part)]
        elif not quiz.offers and quiz.kind not in (BEHAVIOUR, DESIGN):
            lines += ["", f"Accepted: {_accepted(quiz)}"]
        if quiz.typical_wrong:
            lines += ["", "Often typed, and wrong:"]
        for wrong in quiz.typical_wrong:
            lines.append(f"- {wrong.text}")
            lines += [f"  {flatten(wrong.why)}"] if wrong.why else []
    lines += ["", *answer_lines(question, "Answer")]
    if exercise := find_exercise(question):
        behind = (*solution_parts(exercise), *author_parts(exercise))
        lines += [line for part in behind for line in part_lines(part)]
    behind = (*defect_parts(question), *stage_parts(question))
    lines += [line for part in behind for line in part_lines(part)]
    if question.key_points:
        lines += ["", "A good answer says:", *map(point_line, question.key_points)]
    for follow in question.follow_ups:
        lines += ["", f"Next: {flatten(follow.ask)}", flatten(follow.answer)]
    if question.sources:
        lines += ["", "Sources:", *question.sources]
    if question.checked:
        lines += ["", f"Checked on {_checked(question.checked)}."]
    lines += [f"{_note_title(note)}: {note['text']}".rstrip(": ") for note in notes]
    return "\n".join([*lines, "", where])


def _checked(checked: Checked) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in checked.with_.items())
    return f"{checked.date} with {versions}" if versions else checked.date


def _note_title(note: dict[str, Any]) -> str:
    if note["type"] == "suspended":
        return "Suspended"
    return f"{'Flagged' if note['type'] == 'flagged' else 'Your note'}, {note['at'][:10]}"


def show(key: str, question: Question, notes: Sequence[dict[str, Any]], where: str) -> None:
    page = layout.Page()
    page.space()
    page.show(*views(key, question, notes), plain(where, "dim"))


def views(key: str, question: Question, notes: Sequence[dict[str, Any]]) -> list[View]:
    """Return what is shown of *question*, its answer and the learner's *notes*."""
    parts: list[View] = [
        layout.BothEnds(plain(key, "bold"), plain(f"{question.level} · {question.topic}", "dim")),
        *([plain(values, "dim")] if (values := describe_values(question)) else []),
        markdown(question.ask),
        *picture_of(question),
        *code_of(question),
        *_quiz(question),
        Rule(style="dim"),
        *spoken_answer(question),
        markdown(question.answer),
        *fix_of(question),
    ]
    if exercise := find_exercise(question):
        parts += map(part_view, (*solution_parts(exercise), *author_parts(exercise)))
    parts += map(part_view, (*defect_parts(question), *standard_parts(question)))
    parts += [*key_points(question), *follow_ups(question)]
    if question.sources:
        parts.append(with_label("Sources", sources(question)))
    if question.checked:
        parts.append(with_label("Checked", plain(_checked(question.checked))))
    return parts + [with_label(_note_title(note), plain(note["text"])) for note in notes]


def _wrong_row(wrong: WrongAnswer) -> tuple[View, View]:
    why = [layout.Indented(markdown(wrong.why), 2)] if wrong.why else []
    return Text("-"), Group(plain(wrong.text), *why)


def _quiz(question: Question) -> Iterable[View]:
    quiz = question.quiz
    if quiz is None:
        return
    if quiz.stem:
        yield with_label("In a quiz", markdown(quiz.stem))
    if isinstance(quiz, Blanks):
        yield with_label("With gaps", markdown(quiz.text, has_gaps=True))
    if exercise := find_exercise(question):
        yield plain(describe_exercise(exercise))
        yield from map(part_view, task_parts(exercise))
        return
    if quiz.kind == REVIEW:
        yield from review_views.code(question)
        return
    if quiz.kind in (BEHAVIOUR, DESIGN):
        return
    if not quiz.offers:
        yield with_label("Accepted", plain(_accepted(quiz)))
        if quiz.typical_wrong:
            yield with_label(
                "Often typed, and wrong", columns(map(_wrong_row, quiz.typical_wrong), gap=1)
            )
        return
    rows = []
    for left, right in zip(quiz.left_sides, quiz.offers, strict=False):
        pair = with_code(flatten(left, names_code=False)).append(" → ", "dim")
        pair.append_text(with_code(flatten(right, names_code=False)))
        rows.append((Text("-"), Group(pair)))
    for text in () if quiz.left_sides else quiz.offers:
        mark = "✓" if text in quiz.right and quiz.expects != "order" else "-"
        why = [layout.Indented(markdown(quiz.whys[text]), 2)] if quiz.whys.get(text) else []
        shown = with_code(flatten(text, names_code=False)) if quiz.markdown else plain(text)
        if text in quiz.marks:
            shown.append(f"  ({quiz.marks[text]:+g})", "dim")
        rows.append((Text(mark), Group(shown, *why)))
    yield columns(rows, gap=1)
