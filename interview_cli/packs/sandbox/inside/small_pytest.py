"""The few names of pytest that tests of exercises use; the real one takes long to import."""

from __future__ import annotations

from types import ModuleType, TracebackType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

#: What a module ``pytest`` has here.
NAMES = ("approx", "fail", "mark", "param", "raises")


class CheckFailed(AssertionError):
    """A test's claim that isn't so, with all that is to be said of it."""

    def __init__(
        self,
        message: str = "",
        *,
        call: str = "",
        expected: str = "",
        actual: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.call = call
        self.expected = expected
        self.actual = actual


class Param:
    """Values of one case that has a name of its own."""

    def __init__(self, values: tuple[Any, ...], id: str | None) -> None:
        self.values = values
        self.id = id


def param(*values: Any, id: str | None = None, marks: object = None) -> Param:
    """Return one case of ``parametrize``."""
    return Param(values, id)


def fail(reason: str = "", pytrace: bool = True) -> None:
    """Let the test fail."""
    raise CheckFailed(str(reason))


class Raises:
    """The block that must raise: ``with raises(ValueError, match="empty"):``."""

    def __init__(self, expected: Any, match: str | None, forgive: Callable[[Any], None]) -> None:
        self._expected = expected
        self._match = match
        self._forgive = forgive
        self.call = ""
        self.value: Any = None

    @property
    def type(self) -> Any:
        return self.value.__class__

    def __enter__(self) -> Raises:
        return self

    def __exit__(
        self,
        kind: Any,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        wanted = _name(self._expected)
        if error is None:
            raise CheckFailed(
                f"{wanted} wasn't raised",
                call=self.call,
                expected=wanted,
                actual="no exception",
            )
        if not isinstance(error, self._expected):
            return False
        self._forgive(error)
        self.value = error
        said = str(error)
        if self._match is not None and not _search(self._match, said):
            raise CheckFailed(
                f"what {wanted} says doesn't match",
                call=self.call,
                expected=self._match,
                actual=said,
            ) from None
        return True

    def match(self, pattern: str) -> bool:
        """Whether the message fits *pattern*, as in pytest's ``excinfo.match``."""
        if not _search(pattern, str(self.value)):
            raise CheckFailed("the message doesn't match", expected=pattern, actual=str(self.value))
        return True


def _search(pattern: str, text: str) -> bool:
    from re import search  # few tests need it

    return search(pattern, text) is not None


class Approx:
    """A number, or numbers in a list or dict, that may be off by very little."""

    def __init__(self, expected: Any, rel: float | None, abs: float | None) -> None:
        self._expected = expected
        self._rel = rel
        self._abs = abs

    def __repr__(self) -> str:
        return f"about {self._expected!r}"

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, actual: object) -> bool:
        return self._fits(actual, self._expected)

    def _fits(self, actual: Any, expected: Any) -> bool:
        if isinstance(expected, dict):
            return (
                isinstance(actual, dict)
                and actual.keys() == expected.keys()
                and all(self._fits(actual[key], value) for key, value in expected.items())
            )
        if isinstance(expected, (list, tuple)):
            return (
                isinstance(actual, (list, tuple))
                and len(actual) == len(expected)
                and all(map(self._fits, actual, expected))
            )
        if not isinstance(expected, (int, float, complex)) or isinstance(expected, bool):
            # Decimal and the like: the difference has a type of its own.
            return bool(actual == expected) or _is_near(actual, expected, self._rel, self._abs)
        if isinstance(actual, bool) or not isinstance(actual, (int, float, complex)):
            convert = getattr(type(actual), "__float__", None)
            if convert is None or type(actual).__module__ not in ("decimal", "fractions", "numpy"):
                return False
            actual = convert(actual)
        kind = complex if complex in (type(actual), type(expected)) else float
        # Of a subclass the number itself counts, not what its methods say of it.
        value = kind.__add__(kind(0), _plain(actual)) if kind is complex else float(_plain(actual))
        return bool(value == expected) or _is_near(value, expected, self._rel, self._abs)


def _plain(number: Any) -> Any:
    for kind in (int, float, complex):
        if isinstance(number, kind):
            plus: Any = kind.__pos__
            return plus(number)
    return number


def _is_near(actual: Any, expected: Any, rel: float | None, allowed: float | None) -> bool:
    if abs(expected) == float("inf"):
        return False
    if rel is None and allowed is not None:
        tolerance = allowed
    else:
        share = 1e-6 if rel is None else rel
        tolerance = max(share * float(abs(expected)), 1e-12 if allowed is None else allowed)
    try:
        return bool(float(abs(actual - expected)) <= tolerance)
    except TypeError:
        return False


def approx(
    expected: Any, rel: float | None = None, abs: float | None = None, nan_ok: bool = False
) -> Approx:
    """Return what equals numbers near *expected*."""
    return Approx(expected, rel, abs)


def make_pytest(
    forgive: Callable[[Any], None], remember: Callable[[Any, str, list[Any]], None]
) -> ModuleType:
    """Return a module ``pytest``.

    *forgive* is told of each exception that a test expected, *remember* of the cases of a
    function: the function, the names of its arguments, and their values.
    """

    def raises(expected: Any, *args: Any, match: str | None = None, **options: Any) -> Any:
        block = Raises(expected, match, forgive)
        if not args:
            return block
        function, *rest = args
        with block:
            function(*rest, **options)
        return block

    class Mark:
        """``mark.parametrize`` gives a test its cases; other marks change nothing."""

        def __getattr__(self, name: str) -> Any:
            def mark(*args: Any, **options: Any) -> Any:
                alone = len(args) == 1 and not options and callable(args[0])
                return args[0] if alone else lambda function: function

            return mark

        def parametrize(
            self, names: str | Iterable[str], values: Iterable[Any], ids: Any = None
        ) -> Callable[[Any], Any]:
            cases = list(values)
            if ids is not None:
                texts = [ids(case) for case in cases] if callable(ids) else list(ids)
                cases = [
                    case if isinstance(case, Param) else Param(_as_tuple(case, names), text)
                    for case, text in zip(cases, texts, strict=True)
                ]

            def decorate(function: Any) -> Any:
                remember(function, names if isinstance(names, str) else ",".join(names), cases)
                return function

            return decorate

    module = ModuleType("pytest", "The few names of pytest that tests of exercises use.")
    module.__dict__.update(approx=approx, fail=fail, mark=Mark(), param=param, raises=raises)

    def missing(name: str) -> Any:
        raise AttributeError(f"tests of exercises have of pytest only {', '.join(NAMES)}")

    module.__dict__["__getattr__"] = missing
    return module


def _as_tuple(case: Any, names: str | Iterable[str]) -> tuple[Any, ...]:
    several = "," in names if isinstance(names, str) else len(list(names)) > 1
    return tuple(case) if several else (case,)


def make_cases(names: str, cases: list[Any]) -> list[tuple[str, dict[str, Any]]]:
    """Return for each case its name, as pytest makes it, and the arguments."""
    arguments = [name.strip() for name in names.split(",") if name.strip()]
    found = []
    for number, case in enumerate(cases):
        name = case.id if isinstance(case, Param) else None
        if isinstance(case, Param):
            values = case.values
        else:
            values = tuple(case) if len(arguments) > 1 else (case,)
        if len(values) != len(arguments):
            raise ValueError(f"parametrize: {len(values)} values for {names!r}")
        texts = [_identify(*pair, number) for pair in zip(arguments, values, strict=True)]
        found.append((name or "-".join(texts), dict(zip(arguments, values, strict=True))))
    return list(_tell_apart(found))


def _tell_apart(cases: list[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Give cases of one name a number each, as pytest does."""
    counts: dict[str, int] = {}
    for name, _ in cases:
        counts[name] = counts.get(name, 0) + 1
    used = set(counts)
    numbers: dict[str, int] = {}
    for name, values in cases:
        own = name
        while counts[name] > 1 and own in used:
            number = numbers.get(name, 0)
            numbers[name] = number + 1
            own = f"{name}_{number}" if name[-1:].isdigit() else f"{name}{number}"
        used.add(own)
        yield own, values


def _identify(argument: str, value: Any, number: int) -> str:
    if value is None or type(value) in (bool, int, float):
        return str(value)
    if type(value) is str and len(value) <= 40:
        return value
    return f"{argument}{number}"


def _name(expected: Any) -> str:
    if isinstance(expected, tuple):
        return " or ".join(map(_name, expected))
    return str(getattr(expected, "__name__", expected))
