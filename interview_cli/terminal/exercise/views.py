"""What an exercise looks like at a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from rich.console import Group
from rich.table import Table
from rich.text import Text

from interview_cli.core.exercises.exercise import Exercise, find_exercise
from interview_cli.core.exercises.exercise_run import ExerciseRun
from interview_cli.core.questions.question import Question
from interview_cli.core.safe_text import clean
from interview_cli.core.session.verdict import Verdict
from interview_cli.terminal.exercise import run_words, words
from interview_cli.terminal.rendering import layout
from interview_cli.terminal.rendering.blocks import highlight, markdown
from interview_cli.terminal.rendering.code_lines import Code
from interview_cli.terminal.rendering.layout import View, columns, plain, with_heading, with_label
from interview_cli.terminal.rendering.views import difference, notes

#: From this width on two programs stand beside each other; and how wide they get together.
BESIDE, WIDEST = 98, 160

_MARKS = {True: ("✓", "green"), False: ("✗", "red")}


def brief(exercise: Exercise, path: Path) -> list[View]:
    """Return the files that are shown with the question, and what is to be done with them."""
    shown: list[View] = []
    for name, text, _ in words.shown_files(exercise):
        shown.append(Group(plain(name, "dim"), layout.Indented(_code(text, exercise), 2)))
    return [*shown, plain("\n".join(words.brief(exercise, path)))]


def run(exercise: Exercise, result: ExerciseRun, answer: str, *, verbose: bool) -> list[View]:
    """Return what came of a run."""
    mark, colour = _MARKS[result.solved]
    if result.state == "ours":
        mark, colour = "!", "yellow"
    head = Text.assemble((mark, colour), " ", (run_words.head(exercise, result), "bold"))
    time = f"{result.seconds:.1f} s" if result.seconds >= 0.05 else ""
    parts: list[View] = [layout.BothEnds(head, plain(time, "dim"))]
    if result.checks and not (result.solved and exercise.form == "sql"):
        parts.append(columns([_row(row) for row in run_words.rows(exercise, result)], gap=1))
    parts += _details(run_words.details(exercise, result, answer))
    if verbose and (held := run_words.box(result)):
        parts.append(plain(held, "dim"))
    return parts


def _details(details: Sequence[run_words.Detail]) -> list[View]:
    """Return the details: those with labels in a table, below each other in a narrow window."""
    parts: list[View] = []
    for labelled, together in groupby(details, key=lambda detail: bool(detail.label)):
        if not labelled:
            parts += [plain(detail.text) for detail in together]
            continue
        rows = [(plain(one.label, "bold"), _body(one)) for one in together]
        below = Group(*(part for label, body in rows for part in (label, layout.Indented(body, 2))))
        parts.append(layout.ByWidth(columns(rows), below))
    return parts


def _row(row: run_words.Row) -> Sequence[View]:
    sign, colour = _MARKS[row.passed]
    body = plain(row.name)
    if row.note:
        body.append(f"  {row.note}", "dim")
    return Text(sign, style=colour), body


def _body(detail: run_words.Detail) -> Text:
    """Return a value as it's written; the lines of a difference have their colours."""
    is_difference = detail.label == run_words.DIFFERENCE
    return difference(detail.text.split("\n")) if is_difference else plain(detail.text)


def ending(result: Verdict, ran: ExerciseRun | None, again: str) -> View:
    """Return what the attempt came to, and when the exercise is asked again."""
    outcome = result.outcome
    solved = bool(outcome.review and outcome.review.passed)
    mark, colour = _MARKS[solved]
    head = Text.assemble((mark, colour), " ", (words.ending(outcome, ran), "bold"))
    return layout.BothEnds(head, plain(again, "dim"))


def explanation(result: Verdict, exercise: Exercise, ran: ExerciseRun | None) -> list[View]:
    """Return what there is to learn: the cost, why it's so, and what each test is there for."""
    parts: list[View] = []
    if exercise.complexity:
        parts.append(with_label("Complexity", markdown(exercise.complexity)))
    parts.append(markdown(result.task.model_answer))
    if lessons := words.lessons(ran):
        rows = [(Text(*_MARKS[row.passed]), _lesson(row)) for row in lessons]
        parts += [plain(words.lessons_title(exercise), "bold"), columns(rows, gap=1)]
    return [*parts, *notes(result.notes)]


def _lesson(row: run_words.Row) -> View:
    return Group(plain(row.name), layout.Indented(markdown(row.note), 2))


def solutions(answer: str, exercise: Exercise) -> View:
    """Return the learner's text beside the model's; below each other in a narrow window."""
    titles = plain("Your solution", "bold"), plain("Model solution", "bold")
    mine, model = _code(answer, exercise), _code(exercise.solution, exercise)
    if answer.split() == exercise.solution.split():
        return plain("Your solution is the model's, word for word.")
    below = Group(titles[0], layout.Indented(mine, 2), Text(), titles[1], layout.Indented(model, 2))
    halves = Table.grid(padding=(0, 3, 0, 0), pad_edge=False, expand=True)
    halves.add_column(ratio=1)
    halves.add_column(ratio=1)
    halves.add_row(Group(titles[0], mine), Group(titles[1], model))
    return layout.ByWidth(halves, below, BESIDE)


def solution(question: Question) -> list[View]:
    """Return the solution of an exercise; nothing for other questions."""
    exercise = find_exercise(question)
    if exercise is None:
        return []
    return [with_heading("Model solution", _code(exercise.solution, exercise))]


def _code(text: str, exercise: Exercise) -> Code:
    body = plain(text) if exercise.form == "sql" else highlight(clean(text))
    return Code(body)
