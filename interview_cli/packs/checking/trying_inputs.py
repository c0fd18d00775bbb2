"""Looks for an input on which two programs differ; its text is run in the box, as a test.

There ``exercise`` is the program that may be wrong, and ``right_program`` the right one. Only
their functions are tried whose parameters have types; what the right one refuses isn't asked.
"""

from __future__ import annotations

import asyncio
import copy
import inspect
import sys
from importlib import import_module
from itertools import islice
from types import FunctionType, ModuleType, SimpleNamespace
from typing import Any, get_type_hints

#: How many inputs are tried for each function.
TRIES = 300


def test_the_programs_agree() -> None:
    """Fail with the smallest input found on which they differ, or because nothing can be tried."""
    # Hypothesis would ask pytest for what the small one in the box hasn't got.
    sys.modules.pop("pytest", None)
    wrong, right = import_module("exercise"), import_module("right_program")
    tried = [_search(function, wrong) for function in _find_functions(right)]
    found = [text for text in tried if text]
    if found:
        raise AssertionError(found[0])
    if None not in tried:
        raise AssertionError("nothing to try")


def _find_functions(module: ModuleType) -> list[FunctionType]:
    return [
        value
        for name, value in vars(module).items()
        if inspect.isfunction(value)
        and value.__module__ == module.__name__
        and not name.startswith("_")
    ]


def _search(function: FunctionType, wrong: ModuleType) -> str | None:
    """Return an input on which *function* gives something else there; None where none was found.

    It's "" where the function can't be tried.
    """
    from hypothesis import HealthCheck, Phase, assume, given, settings
    from hypothesis import strategies as st
    from hypothesis.errors import HypothesisException
    from hypothesis.internal import entropy

    # The box allows nobody to ask who holds a value, as Hypothesis does of its own random numbers.
    vars(entropy)["gc"] = SimpleNamespace(
        collect=lambda: 0, get_referrers=lambda *values: [values] * 3
    )
    other = getattr(wrong, function.__name__, None)
    kinds = _read_types(function)
    if other is None or not kinds:
        return ""
    # Small ones, so that no loop takes for ever.
    st.register_type_strategy(int, st.integers(-20, 100))
    st.register_type_strategy(float, st.floats(-100, 100, width=32))
    st.register_type_strategy(str, st.text("abc 1,.", max_size=12))
    last: list[str] = []

    def differ(**values: Any) -> None:
        expected = _call(function, values)
        assume(expected[0] == "gives")
        actual = _call(other, values)
        if not _are_same(expected, actual):
            told = ", ".join(f"{name}={value!r}" for name, value in values.items())
            came = actual[1] if actual[0] == "raises" else repr(actual[1])
            last[:] = [
                f"{function.__name__}({told}): {expected[1]!r} is right, and it {actual[0]} {came}"
            ]
            raise AssertionError

    rules = settings(
        max_examples=TRIES,
        database=None,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=[*HealthCheck],
    )
    try:
        rules(given(**{name: st.from_type(kind) for name, kind in kinds.items()})(differ))()
    except AssertionError:
        return last[0] if last else None
    except (HypothesisException, TypeError, NameError):
        return ""
    return None


def _read_types(function: FunctionType) -> dict[str, Any]:
    """Return the types of the parameters by their names; nothing where one has none."""
    try:
        hints = get_type_hints(function)
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError, NameError):
        return {}
    wanted = [
        parameter
        for parameter in parameters
        if parameter.default is parameter.empty or parameter.name in hints
    ]
    usual = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    if any(p.name not in hints or p.kind not in usual for p in wanted):
        return {}
    return {parameter.name: hints[parameter.name] for parameter in wanted}


def _are_same(expected: tuple[str, Any], actual: tuple[str, Any]) -> bool:
    try:
        return bool(expected == actual) or repr(expected) == repr(actual)
    except Exception:  # values that can't be compared, which tells nothing
        return True


def _call(function: Any, values: dict[str, Any]) -> tuple[str, Any]:
    """Return what comes of a call: what it gives, or the name of what it raises."""
    try:
        result = function(**copy.deepcopy(values))
        if inspect.iscoroutine(result):
            result = asyncio.run(result)
        if inspect.isgenerator(result) or hasattr(result, "__next__"):
            result = list(islice(result, 100))
        return "gives", result
    except Exception as error:
        return "raises", type(error).__name__
