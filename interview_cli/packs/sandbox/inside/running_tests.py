"""Tests run one by one on an answer, in this process, and each result told at once.

What an answer can't do here: change the built-in functions that tests call, the meaning of
``assert``, ``pytest``, the names or the number of tests, what equals a built-in value, or a
result that was told. It can't end a test early and have it counted. But it shares a process
with its judge: a program that's written to deceive can change a library that the tests use,
or search the memory for the judge itself. Who does that fools nobody but themselves; for
what it does to the machine there's the box.
"""

from __future__ import annotations

import gc
import marshal
import sys
from binascii import a2b_base64
from types import FunctionType, TracebackType

from interview_cli.packs.sandbox.inside import explaining, module_texts, small_pytest
from interview_cli.packs.sandbox.inside.guard import add_guard
from interview_cli.packs.sandbox.inside.small_pytest import CheckFailed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from interview_cli.packs.sandbox.inside.reporting import Send

MODULE_NAME = "exercise"


def run_tests(job: dict[str, Any], folder: str, send: Send) -> None:
    """Run the tests of *job* and tell of each.

    A job has ``modules`` (name: text), ``tests`` (each with its ``file``, its ``code`` and the
    ``names`` to be run), ``learner`` (the learner's file), ``asyncio``, ``libraries`` (folders)
    and ``secret_source``; ``mark`` begins a new part of what's printed.
    """
    secret = bool(job["secret_source"])
    finder = module_texts.TextFinder(job.pop("modules"), "" if secret else folder)
    learner = str(job["learner"])
    file = learner if secret else f"{folder}/{learner}"
    run_async = _bind_asyncio() if job["asyncio"] else _no_asyncio
    claims = explaining.make_claims()
    cases: dict[int, list[tuple[str, list[Any]]]] = {}  # the nearest to the function first
    strict = not secret

    def forgive(error: object) -> None:
        """A test that expects a failing assert, in a helper of its own, got it."""
        claims.failed[:] = [failed for failed in claims.failed if failed is not error]

    def remember(function: Any, names: str, values: list[Any]) -> None:
        cases.setdefault(id(function), []).append((names, values))

    pytest = small_pytest.make_pytest(forgive, remember)
    safe_builtins = module_texts.make_builtins(pytest)
    loaded = [
        (test["file"], marshal.loads(a2b_base64(test["code"])), test["names"])
        for test in job["tests"]
    ]
    sys.meta_path.insert(0, finder)
    sys.modules["pytest"] = small_pytest.make_pytest(lambda _: None, lambda *_: None)
    module_texts.hide_ourselves()
    add_guard(job["libraries"], keep_source=secret)
    collect, flush, mark = gc.collect, _flush, job.pop("mark")

    def begin_part() -> int:
        flush()
        part: int = mark()
        return part

    for test_file, code, names in loaded:
        namespace: dict[str, Any] = {
            "__name__": test_file.removesuffix(".py"),
            "__builtins__": safe_builtins,
            **claims.names,
        }
        claims.failed.clear()
        send("loading", file=test_file, part=begin_part())
        try:
            exec(code, namespace)
        except BaseException as error:
            send("broken", file=test_file, **_tell(error, file, test_file))
            continue
        if secret:
            finder.forget()
        found = [(name, _find_function(namespace, name, test_file)) for name in names]
        for name, function in found:
            if function is None:
                said = f"the test {name} is gone: something else has its name now"
                send("end", file=test_file, name=name, state="crashed", message=said)
                continue
            try:
                listed = _list_cases(cases.get(id(namespace[name]), []), name)
            except BaseException as error:
                send("end", file=test_file, name=name, **_tell(error, file, test_file))
                continue
            for case, arguments in listed:
                claims.failed.clear()
                send("begin", file=test_file, name=case, part=begin_part())
                # From its code: who gets hold of the function can't change what is run.
                try:
                    _run_one(function, arguments, run_async)
                    told: dict[str, Any] = {"state": "passed"}
                    if strict and claims.failed:  # the answer caught it
                        told = _tell(claims.failed[0], file, test_file)
                except BaseException as error:
                    told = _tell(error, file, test_file)
                begin_part()
                send("end", file=test_file, name=case, **told)
    collect()
    flush()
    send("done")


def _find_function(namespace: Mapping[str, Any], name: str, file: str) -> Callable[..., Any] | None:
    function = namespace.get(name)
    if type(function) is not FunctionType or function.__code__.co_filename != file:
        return None
    copy = FunctionType(
        function.__code__, function.__globals__, name, function.__defaults__, function.__closure__
    )
    copy.__kwdefaults__ = function.__kwdefaults__
    return copy


def _list_cases(marks: list[tuple[str, list[Any]]], name: str) -> list[tuple[str, dict[str, Any]]]:
    """Return each case of a test with its arguments, in the order of pytest."""
    cases: list[tuple[list[str], dict[str, Any]]] = [([], {})]
    for mark in marks:
        further = small_pytest.make_cases(*mark)
        cases = [([*ids, id], {**had, **new}) for ids, had in cases for id, new in further]
    return [(f"{name}[{'-'.join(ids)}]" if ids else name, arguments) for ids, arguments in cases]


_ASYNC = 0x80  # inspect.CO_COROUTINE


def _run_one(
    function: Callable[..., Any], arguments: dict[str, Any], run_async: Callable[[Any], Any]
) -> None:
    if not function.__code__.co_flags & _ASYNC:
        function(**arguments)
        return
    ended = []

    async def to_the_end() -> None:
        await function(**arguments)
        ended.append(True)

    run_async(to_the_end())
    if not ended:
        raise CheckFailed("the test was left before its end")


def _bind_asyncio() -> Callable[[Any], Any]:
    import asyncio  # takes three times as long as all else; only tests that need it pay

    run: Callable[[Any], Any] = asyncio.run
    return run


def _no_asyncio(awaitable: Any) -> None:
    raise RuntimeError("no test was async when the tests were read")


def _tell(error: BaseException, learner: str, test_file: str) -> dict[str, Any]:
    """Return what came of a test or of an import that ended with *error*."""
    traceback = error.__traceback__
    told: dict[str, Any] = {
        "line": _find_line(traceback, learner),
        "at": _find_line(traceback, test_file),
    }
    if isinstance(error, CheckFailed):
        fields = {name: getattr(error, name) for name in ("message", "call", "expected", "actual")}
        return {"state": "failed", **told, **fields}
    if isinstance(error, AssertionError):
        return {"state": "failed", **told, "message": explaining.shorten(str(error), 2000)}
    if isinstance(error, MemoryError):
        return {"state": "memory", **told}
    if isinstance(error, SystemExit):
        said = f"the program ended itself: sys.exit({explaining.show(error.code)})"
        return {"state": "error", **told, "message": said}
    if isinstance(error, SyntaxError) and error.filename == learner:
        told["line"] = error.lineno or 0
        said = f"{type(error).__name__}: {error.msg}"
        return {"state": "error", **told, "message": explaining.shorten(said, 2000)}
    if isinstance(error, ImportError) and error.name == MODULE_NAME:
        name = str(error).partition("'")[2].partition("'")[0]
        said = f"{MODULE_NAME}.py has no {name}" if name != MODULE_NAME else str(error)
        return {"state": "error", **told, "message": said}
    return {"state": "error", **told, "message": explaining.describe_error(error)}


def _find_line(traceback: TracebackType | None, file: str) -> int:
    """Return the last line of *file* that the traceback names, 0 where it names none."""
    line = 0
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == file:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
        try:
            if stream is not None:
                stream.flush()
        except BaseException:  # the answer may have closed it, or put its own in its place
            continue
