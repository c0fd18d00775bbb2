"""Tests as they are run: each ``assert`` says what was called, what came and what should."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from functools import lru_cache
from threading import Lock
from types import CodeType
from typing import Any, NamedTuple

from interview_cli.packs.sandbox.inside.explaining import BLOCK, CLAIM, COMPARE, FAIL, NOTE

#: What a comparison is in words, with ``{}`` for the value on the other side.
_SYMBOLS: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Eq: ("==", "{}"),
    ast.NotEq: ("!=", "not {}"),
    ast.Lt: ("<", "less than {}"),
    ast.LtE: ("<=", "at most {}"),
    ast.Gt: (">", "more than {}"),
    ast.GtE: (">=", "at least {}"),
    ast.Is: ("is", "{}"),
    ast.IsNot: ("is not", "not {}"),
    ast.In: ("in", "one of {}"),
    ast.NotIn: ("not in", "none of {}"),
}
#: The comparison that says the same with its sides exchanged.
_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.Eq,
    ast.NotEq: ast.NotEq,
    ast.Lt: ast.Gt,
    ast.LtE: ast.GtE,
    ast.Gt: ast.Lt,
    ast.GtE: ast.LtE,
}

_LEFT, _RIGHT, _NOTES = "@left", "@right", "@notes"


class ExpectedTest(NamedTuple):
    """A test that must be there when the tests have run.

    ``cases`` is how many a list of ``parametrize`` has, None where it isn't written out.
    """

    name: str
    lesson: str = ""
    cases: int | None = None


class Tests(NamedTuple):
    """Tests that can be run: the code for the child, and the names it must account for.

    ``calls`` has, for a line of the text, the call that is made there, to be named when that
    raises.
    """

    code: CodeType
    expected: tuple[ExpectedTest, ...]
    calls: dict[int, str]
    uses_asyncio: bool


#: Held by who makes trees of Python or compiles them, if other threads do so too: in Python 3.11
#: one that is interrupted by another may end with a SystemError.
ONE_TREE_AT_A_TIME = Lock()


def compile_tests(text: str, file: str) -> Tests:
    """Return *text*, the tests of *file*, ready to be run; raises SyntaxError and ValueError."""
    with ONE_TREE_AT_A_TIME:
        return _compile(text, file)


@lru_cache(16)  # each answer is run twice
def _compile(text: str, file: str) -> Tests:
    tree = ast.parse(text, file)
    expected = tuple(_find_tests(tree))
    names = {node.name for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef)}
    calls = {line: call for node in ast.walk(tree) for line, call in _find_call(node)}
    rewritten = ast.fix_missing_locations(_Rewriting().visit(tree))
    return Tests(compile(rewritten, file, "exec"), expected, calls, bool(names))


def _find_tests(tree: ast.Module) -> Iterator[ExpectedTest]:
    found: dict[str, ExpectedTest] = {}
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name.startswith(
            "test"
        ):
            counts = [_count_cases(decorator) for decorator in node.decorator_list]
            known = [count for count in counts if count is not None]
            whole = len(known) == len(counts) and bool(counts)
            cases = 1
            for count in known:
                cases *= count
            lesson = ast.get_docstring(node) or ""
            found[node.name] = ExpectedTest(
                node.name, lesson, None if counts and not whole else cases
            )
    yield from found.values()


def _count_cases(decorator: ast.expr) -> int | None:
    match decorator:
        case ast.Call(
            func=ast.Attribute(attr="parametrize"),
            args=[_, ast.List(elts=values) | ast.Tuple(elts=values), *_],
        ):
            starred = any(isinstance(value, ast.Starred) for value in values)
            return None if starred else len(values)
        case ast.Attribute(attr="asyncio" | "anyio"):
            return 1
    return None


def _find_call(node: ast.AST) -> Iterator[tuple[int, str]]:
    if not isinstance(node, (ast.Assert, ast.Expr, ast.Assign)):
        return
    value = node.test if isinstance(node, ast.Assert) else node.value
    if isinstance(node, ast.Assert) and isinstance(value, ast.Compare):
        value = _sides(value)[0]
    if isinstance(value, ast.Await):
        value = value.value
    if isinstance(value, ast.Call):
        text = ast.unparse(value)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1):
            yield line, text


class _Rewriting(ast.NodeTransformer):
    """Puts claims in the place of ``assert`` statements."""

    def visit_Assert(self, node: ast.Assert) -> Any:
        statements = list(_claim(node.test, node.msg))  # with the texts of what was written
        new = [self.generic_visit(statement) for statement in statements]
        for statement in new:
            for part in ast.walk(statement):
                if not hasattr(part, "lineno"):
                    ast.copy_location(part, node)
        return new

    def visit_Compare(self, node: ast.Compare) -> Any:
        """Compare in a way that an answer can't decide, also where nothing is asserted yet."""
        self.generic_visit(node)
        if len(node.ops) != 1 or isinstance(node.ops[0], (ast.Is, ast.IsNot)):
            return node
        actual, _, _ = _sides(node)
        symbol, turned = _SYMBOLS[type(node.ops[0])][0], actual is not node.left
        args = (ast.Constant(symbol), node.left, node.comparators[0], ast.Constant(turned))
        return ast.copy_location(_call(COMPARE, *args), node)

    def visit_With(self, node: ast.With) -> Any:
        source = ast.unparse(_original(node.body[0]))
        self.generic_visit(node)
        if len(node.body) == 1:
            for item in node.items:
                if isinstance(item.context_expr, ast.Call):
                    item.context_expr = _call(BLOCK, item.context_expr, ast.Constant(source))
        return node


def _original(statement: ast.stmt) -> ast.AST:
    match statement:
        case ast.Expr(value=ast.Await(value=value)) | ast.Expr(value=value):
            return value
    return statement


def _claim(test: ast.expr, message: ast.expr | None) -> Iterator[ast.stmt]:
    match test:
        case ast.BoolOp(op=ast.And(), values=values):
            for value in values:
                yield from _claim(value, message)
        case ast.Compare(ops=[_], comparators=[_]):
            yield from _comparison(test, message)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield from _note(operand)
            yield _store(_LEFT, operand)
            yield _unless(
                ast.UnaryOp(ast.Not(), _load(_LEFT)),
                operand,
                _expect("something false"),
                [_LEFT],
                message,
            )
        case ast.Call(func=ast.Name(id="isinstance"), args=[value, kind]):
            yield from _note(value)
            yield _store(_LEFT, value)
            check = ast.Call(ast.Name("isinstance", ast.Load()), [_load(_LEFT), kind], [])
            text = f"an instance of {ast.unparse(kind)}"
            yield _unless(check, value, _expect(text), [_LEFT], message)
        case _:
            yield from _note(test)
            yield _store(_LEFT, test)
            yield _unless(_load(_LEFT), test, _expect("something true"), [_LEFT], message)


def _comparison(test: ast.Compare, message: ast.expr | None) -> Iterator[ast.stmt]:
    actual, operator, _ = _sides(test)
    symbol, words = _SYMBOLS[operator]
    yield from _note(actual)
    left, right = (_LEFT, _RIGHT) if actual is test.left else (_RIGHT, _LEFT)
    yield _store(_LEFT, test.left)
    yield _store(_RIGHT, test.comparators[0])
    check = _call(CLAIM, ast.Constant(symbol), _load(left), _load(right))
    yield _unless(check, actual, ast.Constant(words), [left, right], message)


def _sides(test: ast.Compare) -> tuple[ast.expr, type[ast.cmpop], ast.expr]:
    """Return the side that came, the comparison, and the side that was expected.

    As a rule what's expected is on the right. It's on the left where only the right is a
    call, or only the left is written out.
    """
    left, right, operator = test.left, test.comparators[0], type(test.ops[0])
    turned = _TURNED.get(operator)
    if turned and ((_calls(right) and not _calls(left)) or _is_literal(left)):
        return right, turned, left
    return left, operator, right


def _calls(node: ast.expr) -> bool:
    return any(isinstance(part, (ast.Call, ast.Await)) for part in ast.walk(node))


def _is_literal(node: ast.expr) -> bool:
    return not any(isinstance(part, (ast.Name, ast.Call)) for part in ast.walk(node))


def _note(node: ast.expr) -> Iterator[ast.stmt]:
    """Keep the values of the names in *node* as they are before it's evaluated."""
    names = _find_names(node)
    keywords = [ast.keyword(name, _load(name)) for name in names]
    yield _store(_NOTES, ast.Call(_load(NOTE), [], keywords))


def _find_names(node: ast.expr) -> Sequence[str]:
    stored = {
        part.id
        for part in ast.walk(node)
        if isinstance(part, ast.Name) and not isinstance(part.ctx, ast.Load)
    } | {part.arg for part in ast.walk(node) if isinstance(part, ast.arg)}
    called = {id(part.func) for part in ast.walk(node) if isinstance(part, ast.Call)}
    loaded = {
        part.id: None
        for part in ast.walk(node)
        if isinstance(part, ast.Name) and id(part) not in called
    }
    return [name for name in loaded if name not in stored]


def _unless(
    check: ast.expr,
    call: ast.expr,
    expected: ast.expr,
    values: list[str],
    message: ast.expr | None,
) -> ast.stmt:
    """Return the statement that fails the test unless *check* is true."""
    text = ast.Constant(_mark_names(call))
    shown = ast.Tuple([_load(name) for name in values], ast.Load())
    said = [message] if message else []
    error = _call(FAIL, text, _load(_NOTES), expected, shown, *said)
    return ast.If(ast.UnaryOp(ast.Not(), check), [ast.Raise(error)], [])


def _mark_names(node: ast.expr) -> str:
    """Return the source of *node*, with marks around the names that stand for values."""
    if isinstance(node, ast.Await):
        node = node.value
    names = set(_find_names(node))
    copy = ast.parse(ast.unparse(node), mode="eval").body
    return ast.unparse(_Marking(names).visit(copy))


class _Marking(ast.NodeTransformer):
    """Marks names among the arguments of calls; elsewhere the name says more."""

    def __init__(self, names: set[str]) -> None:
        self._names = names
        self._calls = 0

    def visit_Call(self, call: ast.Call) -> Any:
        call.func = self.visit(call.func)
        self._calls += 1
        call.args = [self.visit(arg) for arg in call.args]
        call.keywords = [self.visit(keyword) for keyword in call.keywords]
        self._calls -= 1
        return call

    def visit_Attribute(self, attribute: ast.Attribute) -> Any:
        if isinstance(attribute.value, ast.Name):  # an object has more to it than a value
            return attribute
        return self.generic_visit(attribute)

    def visit_Name(self, name: ast.Name) -> Any:
        marked = self._calls and name.id in self._names
        return ast.Name(f"\0{name.id}\0") if marked else name


def _expect(text: str) -> ast.expr:
    return ast.Constant(text)


def _load(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())


def _store(name: str, value: ast.expr) -> ast.stmt:
    return ast.Assign([ast.Name(name, ast.Store())], value)


def _call(name: str, *args: ast.expr) -> ast.Call:
    return ast.Call(_load(name), list(args), [])
