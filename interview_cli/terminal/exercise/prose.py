"""An exercise in lines, without signs: for screen readers, pipes and plain terminals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from interview_cli.core.exercises.exercise import Exercise
from interview_cli.core.exercises.exercise_run import ExerciseRun
from interview_cli.core.plain_markdown import code_block, flatten
from interview_cli.core.session.state import Session
from interview_cli.core.session.verdict import Verdict
from interview_cli.terminal.exercise import run_words, words
from interview_cli.terminal.rendering.wording import name_changes


def brief_lines(exercise: Exercise, path: Path) -> Iterator[str]:
    """Yield what is shown with the question, and what is to be done."""
    beside = exercise.files.items()  # they can't be looked at from here
    shown = ((name, text) for name, text, _ in words.shown_files(exercise))
    for name, text in (*beside, *shown):
        yield f"{name}:"
        yield code_block(text)
    yield from words.brief(exercise, path)


def how_lines(session: Session) -> str:
    """Return how an exercise is answered in lines."""
    last = ":h hands it in" if session.mode.is_interview else ":m shows the solution"
    return (
        "Type the whole file, and end with a line that has only a dot. Or edit the file, then "
        f":t runs the tests. {last}; :? is a hint."
    )


def run_lines(
    exercise: Exercise, run: ExerciseRun, answer: str, *, verbose: bool = False
) -> Iterator[str]:
    """Yield what came of a run."""
    yield run_words.head(exercise, run)
    for row in run_words.rows(exercise, run):
        note = f" ({row.note})" if row.note else ""
        yield f"{'Passed' if row.passed else 'Failed'}: {row.name}{note}"
    for label, text, is_code in run_words.details(exercise, run, answer):
        if is_code and "\n" in text:
            yield f"{label}:"
            yield code_block(text)
        else:
            yield f"{label}: {text}" if label else text
    if verbose and (held := run_words.box(run)):
        yield held


def difference_lines(lines: Sequence[str]) -> list[str]:
    """Return the lines of a difference with words for their signs."""
    if not lines:
        return ["Your file is still the starter."]
    return name_changes(lines)


def verdict_lines(result: Verdict, exercise: Exercise, run: ExerciseRun | None) -> list[str]:
    """Return what an attempt came to, the solution, and what there is to learn."""
    lines = [words.ending(result.outcome, run), "Model solution:", code_block(exercise.solution)]
    if exercise.complexity:
        lines.append(f"Complexity: {flatten(exercise.complexity)}")
    lines.append(flatten(result.task.model_answer))
    if lessons := words.lessons(run):
        lines.append(f"{words.lessons_title(exercise)}:")
        lines += [f"{row.name}: {flatten(row.note)}" for row in lessons]
    return lines
