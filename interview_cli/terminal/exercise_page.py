"""An exercise or a review to be read: its task as the learner sees it, and its solution."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from interview_cli.core.behaviour.behaviour_words import list_standards
from interview_cli.core.code_review import review_words
from interview_cli.core.code_review.shown_code import read_shown
from interview_cli.core.design_case.case_words import list_stages
from interview_cli.core.exercises.exercise import MODULE, QUERY, TESTS, Exercise
from interview_cli.core.kinds.review import Review
from interview_cli.core.plain_markdown import code_block, flatten
from interview_cli.core.questions.question import Question
from interview_cli.core.sentences import count, join
from interview_cli.terminal.rendering.blocks import highlight, markdown
from interview_cli.terminal.rendering.code_lines import Code
from interview_cli.terminal.rendering.layout import View, with_heading, with_label


class Part(NamedTuple):
    """A part of an exercise or a review; its *language* is "" for Markdown."""

    label: str
    text: str
    language: str = ""


def describe_exercise(exercise: Exercise) -> str:
    """Return in a sentence what the learner does, and in how many minutes."""
    minutes = f"{count(round(exercise.minutes), 'minute')}"
    if exercise.form == "catch":
        wrong = count(len(exercise.mutants), "wrong program")
        return f"Write {TESTS}: tests that pass on {MODULE} and fail on {wrong}. {minutes}."
    if exercise.form == "sql":
        databases = count(len(exercise.fixtures), "database")
        order = "; the order of the rows counts" if exercise.ordered else ""
        return f"Write {QUERY}: it's run on {databases}{order}. {minutes}."
    hidden = " More tests are hidden." if exercise.hidden else ""
    verb = "Fix" if exercise.form == "fix" else "Write"
    return f"{verb} {MODULE} so that the tests pass.{hidden} {minutes}."


def task_parts(exercise: Exercise) -> Iterator[Part]:
    """Yield what the learner has from the beginning, but for what's asked and ``code``."""
    for name, text in exercise.files.items():
        yield Part(name, text, "python")
    if exercise.module:
        yield Part(MODULE, exercise.module, "python")
    language = "sql" if exercise.form == "sql" else "python"
    if exercise.starter and exercise.form != "fix":  # there it's the question's code
        yield Part(f"{exercise.answer_file} begins with", exercise.starter, language)
    if exercise.tests:
        yield Part("Tests", exercise.tests, "python")
    for n, fixture in enumerate(exercise.fixtures, 1):
        yield Part(f"Database {n}" if len(exercise.fixtures) > 1 else "Database", fixture, "sql")


def solution_parts(exercise: Exercise) -> Iterator[Part]:
    """Yield what the learner sees when it's over."""
    label = "Tests that catch them all" if exercise.form == "catch" else "Solution"
    yield Part(label, exercise.solution, "sql" if exercise.form == "sql" else "python")
    if exercise.complexity:
        yield Part("Complexity", exercise.complexity)


def author_parts(exercise: Exercise) -> Iterator[Part]:
    """Yield what else judges the exercise, and what helps with it."""
    if exercise.hidden:
        yield Part("Hidden tests", exercise.hidden, "python")
    whys = [mutant.why for mutant in exercise.mutants] + [wrong.why for wrong in exercise.wrong]
    if any(whys):
        yield Part("What goes wrong", "\n".join(f"- {_indent(why)}" for why in whys if why))
    if exercise.hints:
        hints = (f"{n}. {_indent(hint, 3)}" for n, hint in enumerate(exercise.hints, 1))
        yield Part("Hints", "\n".join(hints))


def code_parts(question: Question) -> Iterator[Part]:
    """Yield the files of a review, with numbered lines; nothing of another question."""
    if isinstance(question.quiz, Review):
        for shown in read_shown(question.quiz):
            yield Part(review_words.describe_file(shown), review_words.listing(shown), "text")


def defect_parts(question: Question) -> Iterator[Part]:
    """Yield what is wrong with the code of a review; nothing of another question."""
    if isinstance(question.quiz, Review):
        yield Part("What's wrong", review_words.defect_list(question.quiz))


def standard_parts(question: Question) -> Iterator[Part]:
    """Yield what a story or a case is held against; nothing of another question."""
    for label, text in list_standards(question.quiz):
        yield Part(label, text)
    yield from stage_parts(question)


def stage_parts(question: Question) -> Iterator[Part]:
    """Yield what each stage of a case asks and looks for; nothing of another question."""
    for label, text in list_stages(question.quiz):
        yield Part(label, text)


def _indent(text: str, by: int = 2) -> str:
    return f"\n{' ' * by}".join(text.strip().splitlines())


def hint_at_solution(exercise: Exercise) -> str:
    """Return what a preview leaves out, and how it's shown."""
    more = [
        *(["hidden tests"] if exercise.hidden else []),
        *(["what goes wrong"] if exercise.mutants or exercise.wrong else []),
        *(["hints"] if exercise.hints else []),
    ]
    return f"With {join(['the solution', *more])}: --solution"


def part_lines(part: Part) -> list[str]:
    """Return *part* as plain lines, after an empty one."""
    body = code_block(part.text) if part.language else flatten(part.text)
    return ["", f"{part.label}:", body]


def part_view(part: Part) -> View:
    """Return *part* for the screen."""
    if not part.language:
        return with_label(part.label, markdown(part.text))
    code = Code(highlight(part.text, part.language))
    return with_heading(part.label, code)  # code wants the whole width
