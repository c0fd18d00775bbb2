"""Rules about exercises: tests that tell what went wrong, and that refuse what is wrong."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from interview_cli.core.exercises.exercise import MODULE, find_exercise
from interview_cli.core.kinds.code import Code
from interview_cli.core.kinds.sql import Sql
from interview_cli.core.sentences import plural
from interview_cli.packs.exercise_programs import list_tests, normalise, parse
from interview_cli.packs.kinds.sql import fold_query
from interview_cli.packs.lint.rule import Found, Subject
from interview_cli.packs.yaml.problems import FoundWithFixes
from interview_cli.packs.yaml.source import Fixes, Map

#: Minutes that an exercise can take and be one.
LEAST, MOST = 2, 60
#: Seconds; who waits for less can't tell a slow machine from a wrong answer.
_PATIENT = 5.0

_CLOCKS = {
    f"{name}{unit}"
    for name in ("time", "perf_counter", "monotonic", "process_time", "thread_time")
    for unit in ("", "_ns")
}
_MODULE = MODULE.removesuffix(".py")


def find_clock_in_tests(subject: Subject) -> Found:
    for key, text, tree in _tests_of(subject):
        ours = {
            alias.asname or alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "time"
            for alias in node.names
            if alias.name in _CLOCKS
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (what := _reads_clock(node, ours)):
                message = f"{what}, so this test fails on a busy machine: count calls, awaits or "
                yield _at(subject, key, text, node), message + "queries instead"


def _reads_clock(call: ast.Call, ours: set[str]) -> str:
    """Return in what way a *call* asks for the time; "" where it doesn't."""
    name = ast.unparse(call.func)
    if name in ours or name in {f"time.{clock}" for clock in _CLOCKS}:
        return f"{name} reads the clock"
    if name.startswith("timeit.") or name == "timeit":
        return f"{name} takes the time"
    if name in ("asyncio.timeout", "asyncio.wait_for", "timeout", "wait_for"):
        limits = [*call.args[-1:], *(word.value for word in call.keywords)]
        seconds = [
            node.value
            for node in limits
            if isinstance(node, ast.Constant) and isinstance(node.value, int | float)
        ]
        if any(second < _PATIENT for second in seconds):
            return f"{name} waits for less than {_PATIENT:.0f} seconds"
    return ""


def find_silent_assert(subject: Subject) -> Found:
    for key, text, tree in _tests_of(subject):
        for test in list_tests(tree):
            if ast.get_docstring(test):
                continue
            for node in ast.walk(test):
                if isinstance(node, ast.Assert) and not node.msg and not _shows_call(node.test):
                    message = (
                        "when this fails nobody sees what was called: call it in the assert, or "
                        'write a message behind it, as in assert found == [], f"found {found}"'
                    )
                    yield _at(subject, key, text, node), message
                    break


def _shows_call(expression: ast.expr) -> bool:
    calls = (node for node in ast.walk(expression) if isinstance(node, ast.Call))
    return any(ast.unparse(call.func) not in _PLAIN for call in calls)


#: Calls that say nothing of what was called before.
_PLAIN = {"len", "list", "tuple", "sorted", "set", "dict", "str", "repr", "sum", "all", "any"}
_PLAIN |= {"isinstance", "type", "next", "iter", "max", "min", "abs", "round", "bool", "int"}


def find_hidden_unexplained(subject: Subject) -> Found:
    for key, text, tree in _tests_of(subject):
        for test in list_tests(tree) if key == "hidden" else ():
            if not ast.get_docstring(test):
                message = f"{test.name} is hidden, and nothing says why it's there: write a "
                message += "docstring, which the learner reads afterwards"
                yield _at(subject, key, text, test), message


def find_exercise_minutes(subject: Subject) -> Found:
    quiz = _exercise(subject)
    if quiz is None:
        return
    if "minutes" not in quiz:
        message = "nothing says how long this exercise should take: write minutes"
        yield quiz.at("kind"), message
    elif not LEAST <= (minutes := subject.question.quiz.minutes) <= MOST:
        message = f"{minutes:g} minutes: an exercise takes {LEAST} to {MOST}; ask for "
        yield quiz.at("minutes"), message + ("more" if minutes < LEAST else "less, or for a part")


def find_hints_missing(subject: Subject) -> Found:
    quiz = _exercise(subject)
    if quiz is not None and not subject.question.quiz.hints:
        message = "who is stuck here finds no help: write hints, from a question to half the way"
        yield quiz.at("kind"), message


def find_few_mutants(subject: Subject) -> Found:
    quiz = _exercise(subject)
    if quiz is None:
        return
    key, noun = _wrong_ones(subject)
    if len(quiz.get(key, ())) < 2:
        message = f"fewer than two {plural(2, noun)} show what is refused here: write {key}, the "
        yield (quiz.key_at(key) if key in quiz else quiz.at("kind")), message + "typical mistakes"


def find_mutant_unexplained(subject: Subject) -> Found:
    quiz = _exercise(subject)
    if quiz is None:
        return
    key, noun = _wrong_ones(subject)
    for item in quiz.get(key, ()):
        if "why" not in item:
            yield item.start, f"nothing says why people write this {noun}: write why"


def find_one_fixture(subject: Subject) -> Found:
    quiz = subject.question.quiz
    if isinstance(quiz, Sql) and len(quiz.fixtures) == 1:
        message = "a query that only fits these rows passes, even a constant: write another fixture"
        yield subject.part["quiz"].key_at("fixtures"), message


def find_tests_without_exercise(subject: Subject) -> FoundWithFixes:
    for key, text, tree in _tests_of(subject):
        imported = {
            name
            for node in ast.walk(tree)
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module]
                if isinstance(node, ast.ImportFrom)
                else []
            )
        }
        if _MODULE not in imported and (node := _find_misnamed(subject, tree)):
            names = ", ".join(alias.name for alias in node.names)
            message = f"the learner's code isn't in {node.module}, but in {_MODULE}: write "
            at = _at(subject, key, text, node)
            fixes = _import_exercise(subject, at, node)
            yield at, f'{message}"from {_MODULE} import {names}"', *fixes
        elif _MODULE not in imported:
            message = f"{key} doesn't import from {_MODULE}, where the learner's code is: write "
            yield subject.part["quiz"].at(key), message + f'"from {_MODULE} import …" first'


def _import_exercise(subject: Subject, at: int, node: ast.ImportFrom) -> Fixes:
    """Return the fix that imports what *node* does, which is at *at*, from the learner's code."""
    source, named = subject.source, re.escape(node.module or "")
    found = re.compile(rf"from[ ]+(?P<module>\.*{named})[ ]").match(source.text, at)
    if not found:
        return ()
    return source.fix(f"wrote {_MODULE} for {node.module}", (*found.span("module"), _MODULE))


def _find_misnamed(subject: Subject, tree: ast.Module) -> ast.ImportFrom | None:
    """Return the import in *tree* of what the solution defines, from a module of another name."""
    exercise = find_exercise(subject.question)
    code = exercise and (exercise.module or exercise.solution)
    if not code or (module := parse(code)) is None:
        return None
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    defined = {node.name for node in module.body if isinstance(node, kinds)}
    for node in tree.body:
        if not isinstance(node, ast.ImportFrom) or node.module is None:
            continue
        if defined.issuperset(alias.name for alias in node.names):
            return node
    return None


def find_starter_is_solution(subject: Subject) -> Found:
    quiz, question = subject.question.quiz, subject.question
    node = _exercise(subject)
    if node is None:
        return
    first, last, key = quiz.starter, quiz.solution, "starter"
    if isinstance(quiz, Code) and quiz.form == "fix":
        first, last, key = question.code, question.fixed, "code"
    elif isinstance(quiz, Code) and quiz.form == "catch":
        last = quiz.tests
    fold = fold_query if isinstance(quiz, Sql) else normalise
    if first and last and fold(first) == fold(last):
        holder = subject.part if key == "code" else node
        message = f"{key} is the solution already: leave out what the learner is to write"
        yield holder.at(key), message


def _exercise(subject: Subject) -> Map | None:
    """Return what the file says of an exercise; None where the question is none."""
    if not isinstance(subject.question.quiz, Code | Sql):
        return None
    quiz: Map = subject.part["quiz"]
    return quiz


def _wrong_ones(subject: Subject) -> tuple[str, str]:
    """Return the field with what is wrong, and what one of these is called."""
    return ("wrong", "wrong query") if subject.question.kind == "sql" else ("mutants", "mutant")


def _tests_of(subject: Subject) -> Iterator[tuple[str, str, ast.Module]]:
    """Yield the tests of an exercise: their field, their text and its tree."""
    quiz = subject.question.quiz
    if not isinstance(quiz, Code):
        return
    for key, text in (("tests", quiz.tests), ("hidden", quiz.hidden)):
        tree = parse(text) if text else None
        if text and tree:
            yield key, text, tree


def _at(subject: Subject, key: str, text: str, node: ast.stmt | ast.expr) -> int:
    at: int = subject.part["quiz"].at(key)
    return subject.source.within_row(at, text, node.lineno, node.col_offset + 1)
