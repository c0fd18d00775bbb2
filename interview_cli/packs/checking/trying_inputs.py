"""Looks for an input on which two programs differ; its text is run in the box, as a test.

There ``exercise`` is the program that may be wrong, and ``right_program`` the right one. Tried
are functions whose parameters have types, and classes by calls of such methods, one after the
other on one object. What the right one refuses isn't asked.
"""

from __future__ import annotations

import asyncio
import collections.abc
import copy
import inspect
import sys
from collections.abc import Callable
from importlib import import_module
from itertools import islice
from types import ModuleType, SimpleNamespace
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

#: How many inputs are tried for each function or class, and how many calls are made of an object.
TRIES, MOST_CALLS = 300, 10
#: Seconds after which a call that waits for something is given up, and for how many that's done.
_PATIENCE, _MOST_WAITS = 0.5, 4
#: Methods that are called too, though their names begin with an underscore.
_SPECIAL = ("__call__", "__len__", "__getitem__", "__setitem__", "__delitem__", "__contains__",
            "__iter__", "__next__", "__bool__")  # fmt: skip


def test_the_programs_agree() -> None:
    """Fail with the smallest input found on which they differ, or because nothing can be tried."""
    # Hypothesis would ask pytest for what the small one in the box hasn't got.
    sys.modules.pop("pytest", None)
    wrong, right = import_module("exercise"), import_module("right_program")
    tried = [_search(one, getattr(wrong, one.__name__, None)) for one in _find_public(right)]
    found = [text for text in tried if text]
    if found:
        raise AssertionError(found[0])
    if None not in tried:
        raise AssertionError("nothing to try")


def _find_public(module: ModuleType) -> list[Any]:
    """Return the functions and classes that *module* defines."""
    return [
        value
        for name, value in vars(module).items()
        if (inspect.isfunction(value) or inspect.isclass(value))
        and value.__module__ == module.__name__
        and not name.startswith("_")
    ]


class _Differ(Exception):
    """The programs differ; says where."""


class _Clock:
    """A function without parameters: it says the same until the next call of the object."""

    def __init__(self, values: list[Any]) -> None:
        self.values = values
        self.now = 0

    def __call__(self) -> Any:
        return self.values[min(self.now, len(self.values) - 1)]

    def __deepcopy__(self, memo: object) -> _Clock:
        return self

    def __repr__(self) -> str:
        return f"<says {', '.join(map(repr, self.values))}>"


def _search(right: Any, wrong: Any) -> str | None:
    """Return an input on which *wrong* gives something else; None where none was found.

    It's "" where they can't be tried.
    """
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st
    from hypothesis.errors import HypothesisException
    from hypothesis.internal import entropy

    # The box allows nobody to ask who holds a value, as Hypothesis does of its own random numbers.
    vars(entropy)["gc"] = SimpleNamespace(
        collect=lambda: 0, get_referrers=lambda *values: [values] * 3
    )
    # Small ones, so that no loop takes for ever, and for an object few, so that some come again.
    few = inspect.isclass(right)
    numbers, texts = st.integers(-20, 100), st.text("abc 1,.", max_size=12)
    st.register_type_strategy(
        int, st.integers(0, 2) | st.integers(0, 2) | numbers if few else numbers
    )
    st.register_type_strategy(float, st.floats(-100, 100, width=32))
    st.register_type_strategy(str, st.sampled_from("ab") | texts if few else texts)
    kinds = _read_types(right)
    if wrong is None or kinds is None:
        return ""
    rules = settings(
        max_examples=TRIES,
        database=None,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=[*HealthCheck],
    )
    last: list[str] = []

    def attempt(compare: Callable[..., None]) -> Callable[..., None]:
        def differ(**values: Any) -> None:
            if len(_WAITED) > _MOST_WAITS:
                return
            try:
                compare(right, wrong, **values)
            except _Differ as difference:
                last[:] = [str(difference)]
                raise

        return differ

    try:
        inputs = st.fixed_dictionaries({n: _choose(kind) for n, kind in kinds.items()})
        if few:
            methods = _find_methods(right)
            if not methods:
                return ""
            calls = [
                st.tuples(st.just(name), st.fixed_dictionaries({n: _choose(k) for n, k in its}))
                for name, its in [(name, types.items()) for name, types in methods.items()]
            ]
            steps = st.lists(st.one_of(calls), min_size=1, max_size=MOST_CALLS)
            rules(given(made_with=inputs, steps=steps)(attempt(_compare_objects)))()
        elif kinds:
            rules(given(values=inputs)(attempt(_compare_calls)))()
        else:
            return ""
    except _Differ:
        return last[0]
    except (HypothesisException, TypeError, NameError, AttributeError):
        return ""
    return None


def _choose(kind: Any) -> Any:
    """Return the strategy for values of *kind*."""
    from hypothesis import strategies as st

    if kind in (Any, object, collections.abc.Hashable) or isinstance(kind, TypeVar):
        return st.integers(0, 2)
    if get_origin(kind) is not collections.abc.Callable:
        return st.from_type(kind)
    parameters, returned = get_args(kind) or ([], Any)
    awaited = get_origin(returned) in (collections.abc.Awaitable, collections.abc.Coroutine)
    if parameters == [] and not awaited:
        values = st.lists(_choose(returned), min_size=1, max_size=MOST_CALLS)
        # What says a number is a clock, as a rule, and time doesn't go back.
        return values.map(lambda some: _Clock(sorted(some) if returned in (int, float) else some))
    given = _choose(get_args(returned)[-1] if awaited else returned)
    functions = st.functions(like=lambda *_: None, returns=given, pure=True)
    return functions.map(_make_async) if awaited else functions


def _make_async(function: Callable[..., Any]) -> Callable[..., Any]:
    async def call(*values: Any) -> Any:
        await asyncio.sleep(0)
        return function(*values)

    return call


def _find_methods(kind: type) -> dict[str, dict[str, Any]]:
    """Return the methods of *kind* that can be tried, and the types of their parameters."""
    found = {}
    for name in dir(kind):
        method = inspect.getattr_static(kind, name)
        if not inspect.isfunction(method) or method.__module__ != kind.__module__:
            continue
        if (not name.startswith("_") or name in _SPECIAL) and method.__name__ == name:
            types = _read_types(method, skip=1)
            if types is not None:
                found[name] = types
    return found


def _read_types(what: Any, skip: int = 0) -> dict[str, Any] | None:
    """Return the types of the parameters by their names; None where one has none.

    The first *skip* aren't looked at.
    """
    try:
        hints = get_type_hints(what.__init__ if inspect.isclass(what) else what)
        parameters = [*inspect.signature(what).parameters.values()][skip:]
    except (TypeError, ValueError, NameError):
        return None
    wanted = [
        parameter
        for parameter in parameters
        if parameter.default is parameter.empty or parameter.name in hints
    ]
    usual = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    if any(p.name not in hints or p.kind not in usual for p in wanted):
        return None
    return {parameter.name: hints[parameter.name] for parameter in wanted}


def _compare_calls(right: Any, wrong: Any, values: dict[str, Any]) -> None:
    from hypothesis import assume

    with asyncio.Runner() as runner:
        expected = _call(right, values, runner)
        assume(expected[0] == "gives")
        actual = _call(wrong, values, runner)
    _demand_same(expected, actual, f"{right.__name__}({_tell(values)})")


def _compare_objects(
    right: Any, wrong: Any, made_with: dict[str, Any], steps: list[tuple[str, dict[str, Any]]]
) -> None:
    from hypothesis import assume

    clocks = [value for value in made_with.values() if isinstance(value, _Clock)]
    for clock in clocks:
        clock.now = 0
    told = f"{right.__name__}({_tell(made_with)})"
    with asyncio.Runner() as runner:
        (state, one), (other_state, other) = (
            _call(kind, made_with, runner) for kind in (right, wrong)
        )
        assume(state == "gives")
        if other_state != "gives":
            raise _Differ(f"{told} is right, and it {other_state} {other}")
        for number, (name, values) in enumerate(steps, 1):
            for clock in clocks:
                clock.now = number
            expected = _call(getattr(one, name), values, runner)
            if expected[0] != "gives":
                return
            told += f"; {name}({_tell(values)})"
            _demand_same(expected, _call(getattr(other, name, None), values, runner), told)


def _tell(values: dict[str, Any]) -> str:
    return ", ".join(f"{name}={value!r}" for name, value in values.items())


def _demand_same(expected: tuple[str, Any], actual: tuple[str, Any], told: str) -> None:
    if actual[0] != "waits" and not _are_same(expected, actual):
        came = actual[1] if actual[0] == "raises" else repr(actual[1])
        raise _Differ(f"{told}: {expected[1]!r} is right, and it {actual[0]} {came}")


def _are_same(expected: tuple[str, Any], actual: tuple[str, Any]) -> bool:
    try:
        if expected == actual:
            return True
        seen = repr(expected), repr(actual)
        return seen[0] == seen[1] or (actual[0] == "gives" and " at 0x" in seen[0] + seen[1])
    except Exception:  # values that can't be compared, which tells nothing
        return True


def _call(function: Any, values: dict[str, Any], runner: asyncio.Runner) -> tuple[str, Any]:
    """Return what comes of a call: what it gives, the name of what it raises, or that it waits."""
    try:
        result = function(**copy.deepcopy(values))
        if inspect.isasyncgen(result):
            result = _list(result)
        if inspect.isawaitable(result):
            result = runner.run(_wait_for(result))
        if inspect.isgenerator(result) or hasattr(result, "__next__"):
            result = list(islice(result, 100))
        return "gives", result
    except _StillWaiting:
        _WAITED.append(function)
        return "waits", None
    except Exception as error:
        return "raises", type(error).__name__


_WAITED: list[Any] = []


class _StillWaiting(Exception):
    """Something takes longer than anybody waits for it; it can raise TimeoutError itself."""


async def _wait_for(result: Any) -> Any:
    task = asyncio.ensure_future(result)
    done, _ = await asyncio.wait([task], timeout=_PATIENCE)
    if not done:
        task.cancel()
        raise _StillWaiting
    return task.result()


async def _list(values: Any) -> list[Any]:
    found = []
    async for value in values:
        found.append(value)
        if len(found) == 100:
            break
    return found
