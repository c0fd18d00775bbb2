"""``pack check --run --hypothesis``: inputs on which a wrong program goes unnoticed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from interview_cli.core.exercises.exercise import MODULE, Exercise
from interview_cli.packs.exercise_programs import parse
from interview_cli.packs.sandbox.boxes.limits import Limits
from interview_cli.packs.sandbox.exercise_runner import run_exercise
from interview_cli.packs.sandbox.rewritten_tests import ONE_TREE_AT_A_TIME

#: Seconds for one search; one that takes longer has found nothing.
PATIENCE = 20.0
#: How many small changes of a solution are tried.
MOST_CHANGES = 12

_RIGHT = "right_program.py"
_PROGRAM = Path(__file__).with_name("trying_inputs.py")


def find_counterexample(exercise: Exercise, right: str, wrong: str) -> str:
    """Return an input on which *wrong* differs from *right*, with both results; "" for none."""
    search = Exercise(
        "write",
        MODULE,
        "",
        right,
        tests=_PROGRAM.read_text("utf-8"),
        files={**exercise.files, _RIGHT: right},
        needs={**exercise.needs, "hypothesis": ""},
    )
    run = run_exercise(search, wrong, limits=Limits(seconds=PATIENCE))
    check = next(iter(run.checks), None)
    if check is None or check.state != "failed" or check.message == "nothing to try":
        return ""
    return check.message.removeprefix("AssertionError: ")


class SmallChange(NamedTuple):
    """A program with one small mistake: where it is, what stood there, and what stands there."""

    text: str
    line: int
    was: str
    now: str


def change_solution(text: str) -> Iterator[SmallChange]:
    """Yield the program *text* with one small mistake each, such as ``<=`` for ``<``."""
    with ONE_TREE_AT_A_TIME:
        if parse(text) is None:
            return
    for number in range(MOST_CHANGES):
        mistake = _Mistake(number)
        with ONE_TREE_AT_A_TIME:
            changed = mistake.visit(ast.parse(text))
        if mistake.node is None:
            return
        now = ast.unparse(mistake.node)
        yield SmallChange(ast.unparse(changed), mistake.node.lineno, mistake.was, now)


_OTHER_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_OTHER_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.FloorDiv,
    ast.FloorDiv: ast.Div, ast.Mod: ast.FloorDiv,
}  # fmt: skip


class _Mistake(ast.NodeTransformer):
    """Changes the place with this *number*, of those where one slips easily."""

    def __init__(self, number: int) -> None:
        self._left = number
        self.node: ast.expr | None = None
        self.was = ""

    def _is_it(self, node: ast.expr) -> bool:
        self._left -= 1
        if self._left == -1:
            self.was = ast.unparse(node)
        return self._left == -1

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        self.generic_visit(node)
        other = _OTHER_COMPARISONS.get(type(node.ops[0]))
        if other and self._is_it(node):
            node.ops[0] = other()
            self.node = node
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        self.generic_visit(node)
        other = _OTHER_OPERATORS.get(type(node.op))
        if other and self._is_it(node):
            node.op = other()
            self.node = node
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        self.generic_visit(node)
        if self._is_it(node):
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            self.node = node
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        if type(node.value) is int and self._is_it(node):
            self.node = ast.copy_location(ast.Constant(node.value + 1), node)
            return self.node
        return node
