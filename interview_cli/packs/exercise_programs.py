"""The Python of an exercise: its programs, and the tests in them. Nothing is run here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from interview_cli.packs.yaml.source import UNKNOWN, Map, Seq


def parse(text: str) -> ast.Module | None:
    """Return the tree of *text*; None where it isn't Python, which is reported elsewhere."""
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None


def list_tests(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield the functions of *tree* that are run as tests."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith(
            "test_"
        ):
            yield node


def list_test_methods(tree: ast.Module) -> list[ast.FunctionDef]:
    """Return the methods of classes of *tree* that other programs run as tests."""
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    parts = [part for one in classes for part in one.body if isinstance(part, ast.FunctionDef)]
    return [part for part in parts if part.name.startswith("test")]


def normalise(text: str) -> str:
    """Return *text* so that programs which differ in layout and comments alone are the same."""
    tree = parse(text)
    return ast.dump(tree) if tree else text.strip()


def list_programs(question: Map) -> Iterator[tuple[Map, str, str]]:
    """Yield the Python of an exercise that isn't in ``code`` or ``fixed``.

    It's the mapping that holds it, its field there, and what it's called in messages.
    """
    quiz, files = question.get("quiz"), question.get("files")
    if isinstance(quiz, Map) and quiz.get("kind") == "code":
        for key in ("starter", "solution", "tests", "hidden"):
            if key in quiz:
                yield quiz, key, key
        for item in quiz["mutants"] if isinstance(quiz.get("mutants"), Seq) else ():
            if isinstance(item, Map) and "code" in item:
                yield item, "code", "this mutant"
    if isinstance(files, Map):
        yield from ((files, name, name) for name in files)


def is_exercise(quiz: Any) -> bool:
    """Whether *quiz* is one that can have files beside it, or what it is isn't known."""
    return quiz is UNKNOWN or (isinstance(quiz, Map) and quiz.get("kind") in ("code", UNKNOWN))
