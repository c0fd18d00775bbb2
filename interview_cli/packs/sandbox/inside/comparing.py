"""Whether what came is what was expected, also where what came says yes to everything.

An answer may return an object whose ``__eq__`` is always true. So where the class of what
came compares in Python, and what's expected is of a built-in type, that type decides.
"""

from __future__ import annotations

import operator
import os
from types import BuiltinFunctionType, FunctionType, MethodDescriptorType, WrapperDescriptorType

from interview_cli.packs.sandbox.inside.small_pytest import Approx

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

_SCALARS = (int, float, complex, bool, str, bytes, bytearray, type(None), range)
_ROWS = (list, tuple)
_SETS = (set, frozenset)
#: By identity: a class of the learner may have a metaclass that says it equals ``int``.
_SCALAR_IDS = frozenset(map(id, _SCALARS))
_PLAIN_IDS = frozenset(map(id, (*_SCALARS, *_ROWS, *_SETS, dict)))

#: Comparisons, and for each the method by which the other side answers.
COMPARE: dict[str, tuple[Callable[[Any, Any], Any], str]] = {
    "==": (operator.eq, "__eq__"),
    "!=": (operator.ne, "__ne__"),
    "<": (operator.lt, "__gt__"),
    "<=": (operator.le, "__ge__"),
    ">": (operator.gt, "__lt__"),
    ">=": (operator.ge, "__le__"),
}

_TURNED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}

#: Files of the standard library whose classes compare in Python, and do so honestly.
_HONEST = ("_collections_abc", "collections/__init__", "fractions", "datetime", "_pydatetime",
           "_pydecimal", "pathlib", "uuid", "ipaddress", "numbers", "enum")  # fmt: skip
_LIBRARY = os.path.dirname(os.__file__).replace("\\", "/")
_STDLIB = (*(f"{_LIBRARY}/{name}" for name in _HONEST), "<frozen _collections_abc")
#: Libraries whose objects are meant to equal more than themselves.
_LENIENT = ("/_pytest/", "/pytest/", "/hypothesis/", "/mock/", "/dirty_equals/")


def compare(symbol: str, left: Any, right: Any, turned: bool) -> Any:
    """Return *left* *symbol* *right*, but False where that is true by a lie.

    What comes of it may be anything: libraries make queries of it. The right side is what's
    expected, with *turned* the left one.
    """
    if symbol in ("in", "not in"):
        return holds(symbol, left, right)
    result = COMPARE[symbol][0](left, right)
    if turned:
        left, right, symbol = right, left, _TURNED[symbol]
    lies = id(type(right)) in _PLAIN_IDS and _may_lie(type(left))
    return holds(symbol, left, right) if lies or result is True else result


def holds(symbol: str, actual: Any, other: Any) -> bool:
    """Whether *actual* *symbol* *other*; *other* is what the test expects."""
    if symbol == "is":
        return actual is other
    if symbol == "is not":
        return actual is not other
    if symbol in ("in", "not in"):
        return _is_in(actual, other) is (symbol == "in")
    ask, reflected = COMPARE[symbol]
    if symbol == "==":
        return bool(ask(actual, other)) and _is_really(actual, other)
    if _may_lie(type(actual)) and id(type(other)) in _PLAIN_IDS:
        return getattr(type(other), reflected)(other, actual) is True
    return bool(ask(actual, other))


def _is_in(actual: Any, other: Any) -> bool:
    if type(other) in (*_ROWS, *_SETS) and _may_lie(type(actual)):
        return any(_is_really(actual, item) for item in other)
    return bool(actual in other)


def _is_really(actual: Any, expected: Any) -> bool:
    """Whether *actual*, which says it's equal, really is as far as *expected* can tell."""
    kind: Any = type(expected)
    if id(kind) in _SCALAR_IDS:
        return not _may_lie(type(actual)) or kind.__eq__(expected, actual) is True
    if isinstance(expected, Approx):
        return Approx.__eq__(expected, actual)
    if kind in _ROWS:
        if not isinstance(actual, kind):
            return not _may_lie(type(actual))  # such as a row of a database
        items = list(kind.__iter__(actual))
        if len(items) != len(expected):
            return False
        if _are_scalars(items):  # the usual case, quickly
            return not _may_lie(type(actual)) or kind.__eq__(expected, actual) is True
        return all(map(_is_equal, items, expected))
    if kind in _SETS:
        if not isinstance(actual, _SETS):
            return not _may_lie(type(actual))
        items = list(
            set.__iter__(actual) if isinstance(actual, set) else frozenset.__iter__(actual)
        )
        if _are_scalars(items):
            return not _may_lie(type(actual)) or set(items) == set(expected)
        return len(items) == len(expected) and all(
            any(_is_equal(item, wanted) for wanted in expected) for item in items
        )
    if kind is dict:
        if not isinstance(actual, dict):
            return not _may_lie(type(actual))
        pairs = dict(dict.items(actual))
        if _are_scalars(pairs):
            return len(pairs) == len(expected) and all(
                key in pairs and _is_equal(pairs[key], value) for key, value in expected.items()
            )
        return len(pairs) == len(expected) and all(
            any(_is_equal(key, k) and _is_equal(value, v) for k, v in expected.items())
            for key, value in pairs.items()
        )
    return True


def _is_equal(actual: Any, expected: Any) -> bool:
    return bool(actual == expected) and _is_really(actual, expected)


def _are_scalars(values: Iterable[Any]) -> bool:
    return _SCALAR_IDS.issuperset(map(id, map(type, values)))


def _may_lie(kind: type) -> bool:
    """Whether objects of *kind* compare by a method that an answer may have written."""
    if id(kind) in _PLAIN_IDS:
        return False
    for owner in type.__dict__["__mro__"].__get__(kind):
        for name in ("__eq__", "__ne__", "__lt__", "__gt__", "__le__", "__ge__"):
            method = type.__dict__["__dict__"].__get__(owner).get(name)
            if method is not None and not _is_honest(method):
                return True
    return False


def _is_honest(method: object) -> bool:
    if isinstance(method, (WrapperDescriptorType, MethodDescriptorType)):
        return True
    if isinstance(method, FunctionType):
        file = method.__code__.co_filename.replace("\\", "/")
        if file.startswith(_STDLIB):
            return True
        return "/site-packages/" in file and not any(name in file for name in _LENIENT)
    # A compiled method of a library; a function of ``builtins`` that isn't one says yes too.
    named = type(method).__name__ == "cython_function_or_method"
    return named and not isinstance(method, BuiltinFunctionType)
