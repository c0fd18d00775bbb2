"""An exercise, whatever its kind: the file that is written, and what judges it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from interview_cli.core.kinds.code import Code, Mutant
from interview_cli.core.kinds.sql import Sql, WrongQuery
from interview_cli.core.questions.question import Question

#: The module under test, and the modules that learners write: files of an exercise's folder.
MODULE = "exercise.py"
TESTS = "test_exercise.py"
QUERY = "query.sql"


class Exercise(NamedTuple):
    """What is asked of the learner, as texts of files.

    ``form`` is ``write``, ``fix``, ``catch`` or ``sql``; ``answer_file`` the name of the file
    that the learner writes, ``starter`` its first text, ``solution`` that of the model. For
    ``catch`` the ``module`` is the right program, which the learner's tests import; else it's
    empty. ``files`` are other modules beside it. ``wrong`` are queries that must not pass.
    """

    form: Literal["write", "fix", "catch", "sql"]
    answer_file: str
    starter: str
    solution: str
    module: str = ""
    tests: str = ""
    hidden: str = ""
    mutants: tuple[Mutant, ...] = ()
    fixtures: tuple[str, ...] = ()
    ordered: bool = False
    wrong: tuple[WrongQuery, ...] = ()
    files: Mapping[str, str] = {}
    minutes: float = 10.0
    hints: tuple[str, ...] = ()
    complexity: str = ""
    needs: Mapping[str, str] = {}


def find_exercise(question: Question) -> Exercise | None:
    """Return the exercise of *question*; None where it has another kind of quiz, or none."""
    quiz = question.quiz
    if isinstance(quiz, Sql):
        return Exercise(
            "sql",
            QUERY,
            quiz.starter or "",
            quiz.solution,
            fixtures=quiz.fixtures,
            ordered=quiz.ordered,
            wrong=quiz.wrong,
            minutes=quiz.minutes,
            hints=quiz.hints,
            needs=question.needs,
        )
    if not isinstance(quiz, Code):
        return None
    catch = quiz.form == "catch"
    fix = quiz.form == "fix"
    return Exercise(
        quiz.form,
        TESTS if catch else MODULE,
        (question.code if fix else quiz.starter) or "",
        # The tests of ``catch`` that an author keeps as the model answer are its ``tests``.
        (quiz.tests if catch else question.fixed if fix else quiz.solution) or "",
        module=(quiz.solution or "") if catch else "",
        tests="" if catch else quiz.tests or "",
        hidden=quiz.hidden or "",
        mutants=quiz.mutants,
        files=question.files,
        minutes=quiz.minutes,
        hints=quiz.hints,
        complexity=quiz.complexity or "",
        needs=question.needs,
    )
