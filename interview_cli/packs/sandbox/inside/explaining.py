"""What an ``assert`` in a test becomes: a claim that says what was called and what came."""

from __future__ import annotations

from interview_cli.packs.sandbox.inside.comparing import compare, holds
from interview_cli.packs.sandbox.inside.small_pytest import CheckFailed, Raises

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

#: How much is told of a value and of a message, in characters.
LONGEST_VALUE = 4000
LONGEST_MESSAGE = 2000
#: The longest value that is written into a call instead of its name.
SHORT = 60

#: The names by which tests call what is here; no program can write them.
CLAIM, COMPARE, FAIL, NOTE, BLOCK = "@claim", "@compare", "@fail", "@note", "@block"

_SCALARS = (int, float, complex, bool, str, bytes, type(None))


class Claims:
    """What the ``assert`` statements of tests call, and what came of them.

    ``failed`` has what failed in the test that is running, even if the answer caught it.
    """

    def __init__(self, names: Mapping[str, Callable[..., Any]], failed: list[CheckFailed]) -> None:
        self.names = names
        self.failed = failed


def make_claims() -> Claims:
    """Return the functions that rewritten tests call, by their names."""
    failed: list[CheckFailed] = []
    check, bound, describe = holds, CheckFailed, show

    def claim(symbol: str, actual: Any, other: Any) -> bool:
        return check(symbol, actual, other)

    def fail(
        call: str,
        notes: Mapping[str, str],
        expected: str,
        values: tuple[Any, ...],
        message: Any = None,
    ) -> BaseException:
        """Return the exception; *values* are what came and, where it's shown, what should."""
        wanted = expected.replace("{}", describe(values[1])) if len(values) > 1 else expected
        error = bound(
            "" if message is None else _say(message),
            call=_fill(call, notes),
            expected=wanted,
            actual=describe(values[0]) if values else "",
        )
        failed.append(error)
        return error

    def note(**values: Any) -> dict[str, str]:
        """Return short values as they are now, before the call that may change them."""
        return {name: _note(value) for name, value in values.items()}

    def block(context: Any, call: str) -> Any:
        if type(context) is Raises:
            context.call = call
        return context

    names: dict[str, Callable[..., Any]] = {
        CLAIM: claim,
        COMPARE: compare,
        FAIL: fail,
        NOTE: note,
        BLOCK: block,
    }
    return Claims(names, failed)


def _fill(call: str, notes: Mapping[str, str]) -> str:
    """Return *call* with values for the names in it, which are marked by ``\\0name\\0``."""
    parts = call.split("\0")
    for n in range(1, len(parts), 2):
        parts[n] = notes.get(parts[n]) or parts[n]
    return "".join(parts)


def _note(value: Any, budget: int = 24) -> str:
    if _weigh(value, budget) < 0:
        return ""
    text = repr(value)
    return text if len(text) <= SHORT else ""


def _weigh(value: Any, budget: int) -> int:
    """Return what is left of *budget* when *value* is counted; below 0 it's too much."""
    kind = type(value)
    if kind in (str, bytes):
        return budget - 1 if len(value) <= SHORT else -1
    if kind is int:
        return budget - 1 if value.bit_length() < 200 else -1
    if kind in _SCALARS:
        return budget - 1
    if kind not in (list, tuple, set, frozenset, dict) or len(value) > budget:
        return -1
    for item in value.items() if kind is dict else value:
        budget = _weigh(item, budget)
        if budget < 0:
            break
    return budget


def show(value: Any) -> str:
    """Return *value* as a text of bounded length, whatever its ``__repr__`` does."""
    try:
        if type(value) in (list, tuple, set, frozenset, dict, str, bytes) and len(value) > 2000:
            return _show_part(value)
        text = repr(value)
        if type(text) is not str:
            text = str.__str__(text)
    except Exception as error:
        return f"<{type(value).__name__}, whose repr raises {type(error).__name__}>"
    return shorten(text, LONGEST_VALUE)


def _show_part(value: Any) -> str:
    size = len(value)
    if isinstance(value, (str, bytes)):
        return f"{shorten(repr(value[:1500]), LONGEST_VALUE)} … ({size} in all)"
    some = []
    for item in value.items() if isinstance(value, dict) else value:
        some.append(item)
        if len(some) == 100:
            break
    return f"{shorten(repr(some), LONGEST_VALUE)} … ({type(value).__name__} of {size})"


def shorten(text: str, most: int) -> str:
    """Return *text* with its middle left out where it's longer than *most*."""
    if len(text) <= most:
        return text
    tail = most // 4
    return f"{text[: most - tail]} … {text[-tail:]}"


def _say(message: Any) -> str:
    try:
        return shorten(str(message), LONGEST_MESSAGE)
    except Exception:
        return ""


def describe_error(error: BaseException) -> str:
    """Return the type and the message of *error* as one text."""
    name = type.__dict__["__qualname__"].__get__(type(error))
    try:
        said = str(error)
        if type(said) is not str:
            said = str.__str__(said)
    except Exception:
        said = ""
    if isinstance(error, KeyError) and not said:
        said = "no key"
    return shorten(f"{name}: {said}" if said else str(name), LONGEST_MESSAGE)
