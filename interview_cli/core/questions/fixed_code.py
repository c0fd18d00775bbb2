"""What a fix changes, line by line."""

from __future__ import annotations

from interview_cli.core.questions.question import Question


def diff_lines(old: str, new: str) -> list[str]:
    """Return the lines of a difference, each with ``-``, ``+`` or a space before it."""
    import difflib  # takes as long as all else here

    return [*difflib.unified_diff(old.splitlines(), new.splitlines(), n=2, lineterm="")][2:]


def find_fix(question: Question) -> list[str]:
    """Return what ``fixed`` changes in the code; nothing where it's the solution of an exercise."""
    if not question.fixed or not question.code:
        return []
    if question.quiz and question.quiz.expects == "code":
        return []
    lines = diff_lines(question.code, question.fixed)
    return [line for line in lines if line[:2] != "@@"]
