"""Dataclasses to and from plain JSON values, for the caches and for fingerprints.

A value that equals its default is left out on the way down, so that a field added
later changes neither an old cache nor an old fingerprint. A name that Python keeps
for itself is written without its trailing underscore: ``not_`` is ``not``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from operator import methodcaller
from typing import Any, ClassVar, TypeVar

#: The pack format's name for a field: ``not`` for ``not_``.
pack_field_name: Callable[[str], str] = methodcaller("rstrip", "_")

#: The Pydantic configuration of the pack format's dataclasses: unknown fields are errors.
STRICT = {"extra": "forbid", "alias_generator": pack_field_name}


class Value:
    """A dataclass of the pack format.

    ``PARTS`` has for each nested field what builds it from plain values.
    """

    __slots__ = ()
    __pydantic_config__ = STRICT
    PARTS: ClassVar[Mapping[str, Callable[[Any], Any]]] = {}


V = TypeVar("V", bound=Value)


def to_plain(value: Any, *, omit: str | None = None) -> Any:
    """Return dataclasses and tuples as dicts and lists, without defaults and without *omit*."""
    if isinstance(value, tuple):
        return [to_plain(item, omit=omit) for item in value]
    if isinstance(value, dict):
        return {key: to_plain(item, omit=omit) for key, item in value.items() if key != omit}
    if not is_dataclass(value):
        return value
    plain = {}
    for field in fields(value):
        if field.name == omit:
            continue
        item = getattr(value, field.name)
        default = field.default
        if default is MISSING and field.default_factory is not MISSING:
            default = field.default_factory()
        if field.name == "kind" or default is MISSING or item != default:
            plain[pack_field_name(field.name)] = to_plain(item, omit=omit)
    return plain


def from_plain(cls: type[V], plain: Mapping[str, Any]) -> V:
    """Return the *cls* that :func:`to_plain` made *plain* from; nothing is checked."""
    values: dict[str, Any] = {}
    for name, item in plain.items():
        if part := cls.PARTS.get(name):
            item = tuple(map(part, item)) if isinstance(item, list) else part(item)
        elif isinstance(item, list):
            item = _tuples(item)
        values[_PYTHON_NAMES.get(name, name)] = item
    return cls(**values)


_PYTHON_NAMES = {"not": "not_", "from": "from_", "with": "with_", "class": "class_"}


def _tuples(items: list[Any]) -> tuple[Any, ...]:
    return tuple(_tuples(i) if isinstance(i, list) else i for i in items)
