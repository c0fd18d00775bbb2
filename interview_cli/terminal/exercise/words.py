"""What is said of an exercise: what to do, and what came of the attempt."""

from __future__ import annotations

import os
from datetime import datetime
from math import ceil
from pathlib import Path

from interview_cli.core.exercises.exercise import TESTS, Exercise
from interview_cli.core.exercises.exercise_run import ExerciseRun
from interview_cli.core.sentences import count, join
from interview_cli.core.session.state import Outcome, Session
from interview_cli.terminal.exercise.run_words import Detail, Row
from interview_cli.terminal.exercise.workbench import SCHEMA
from interview_cli.terminal.rendering.wording import duration


def brief(exercise: Exercise, path: Path) -> list[str]:
    """Return what to write, where, and how much time that takes."""
    minutes = f"About {exercise.minutes:g} min."
    name = path.name
    if exercise.form == "catch":
        what = f"Write tests in {name} that pass on exercise.py and fail on each of its "
        what += f"{count(len(exercise.mutants), 'wrong version')}."
    elif exercise.form == "sql":
        what = f"Write one query in {name}; the tables are in {SCHEMA}."
    else:
        does = "Fix" if exercise.form == "fix" else "Write"
        hidden = " and hidden ones" if exercise.hidden else ""
        what = f"{does} {name} so that the tests in {TESTS}{hidden} pass."
    beside = f"Beside it: {join([*exercise.files])}."
    return [
        f"{what} {minutes}",
        *([beside] if exercise.files else []),
        f"Your file: {shorten(path)}",
    ]


def shorten(path: Path) -> str:
    """Return a path with ``~`` for the home folder."""
    home = os.path.expanduser("~")
    text = str(path)
    return f"~{text[len(home) :]}" if home != "/" and text.startswith(f"{home}{os.sep}") else text


def shown_files(exercise: Exercise) -> list[Detail]:
    """Return what is shown with the question: the starter, and what else there is to see."""
    shown = []
    if exercise.form == "catch":
        shown.append(Detail("exercise.py", exercise.module))
    elif exercise.form == "sql":
        shown.append(Detail(SCHEMA, exercise.fixtures[0]))
    if exercise.form != "fix" and exercise.starter.strip():
        shown.append(Detail(exercise.answer_file, exercise.starter))
    return shown


def time_left(session: Session, now: datetime) -> str:
    """Return how much of an exercise's own time is left, in an interview."""
    exercise = session.task.exercise
    assert exercise is not None
    left = exercise.minutes * 60 - (now - session.since).total_seconds()
    if left <= 0:
        return "Its time is up: hand in what you have"
    minutes = ceil(left / 60)
    return f"{count(minutes, 'minute')} left for this exercise"


def ending(outcome: Outcome, run: ExerciseRun | None) -> str:
    """Return whether it was solved, in which time, and with how many hints."""
    review = outcome.review
    assert review is not None
    time, hints = duration(review.elapsed_ms), ""
    if review.hints:
        hints = f", with {count(review.hints, 'hint')}"
    if review.passed:
        return f"Solved in {time}{hints}."
    if review.score and run and run.checks:
        passed = sum(check.state == "passed" for check in run.checks)
        return f"Not solved: {passed} of {len(run.checks)} passed, {time}{hints}."
    return f"Not solved, {time}{hints}."


def lessons_title(exercise: Exercise) -> str:
    """Return what stands above the lessons."""
    return "What was wrong" if exercise.form == "catch" else "What the tests are there for"


def lessons(run: ExerciseRun | None) -> list[Row]:
    """Return what each check is there for, where its author says so."""
    checks = run.checks if run else ()
    return [
        Row(check.state == "passed", check.name, check.lesson) for check in checks if check.lesson
    ]
