"""Values of the pack format from parts that plainly fit; whatever is doubtful is Pydantic's.

Nearly all parts fit, and for them neither Pydantic is imported nor its validators are built,
which takes longer than reading a hundred questions. A part that isn't plainly sound is refused
here without a reason: whether it fits, what it's converted to and what is wrong with it is
decided in one place, and not in this one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from interview_cli.core.serialise import pack_field_name
from interview_cli.packs.yaml.source import Map, Seq

V = TypeVar("V")

_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")
_WHOLE_NUMBER = re.compile(r"[0-9]{1,9}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
#: A part as it was just read, and as it was kept.
_MAPPINGS, _LISTS = (Map, dict), (Seq, list)

Convert = Callable[[Any], Any]


class _DoubtfulError(Exception):
    """This may not fit."""


def convert(cls: type[V], part: Mapping[str, Any]) -> V | None:
    """Return *part* as a *cls*, if it plainly fits; None if that isn't certain."""
    kind: Any = cls
    try:
        value: V = _converter(kind)(part)
    except _DoubtfulError:
        return None
    return value


@cache
def _converter(kind: Any) -> Convert:
    """Return what makes a value of the type *kind* from what was read."""
    if kind is Any:
        return _take
    if kind in _SCALARS:
        return _SCALARS[kind]
    if is_dataclass(kind):
        assert isinstance(kind, type)
        return _dataclass_converter(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType) and len(inner) == 2 and NoneType in inner:
        return _converter(inner[inner[0] is NoneType])
    if origin is Literal:
        return _word_converter(inner)
    if origin is tuple and len(inner) == 2 and inner[1] is Ellipsis:
        return _tuple_converter(_converter(inner[0]))
    if origin is dict and inner[0] is str:
        return _dict_converter(_converter(inner[1]))
    return _refuse


def _take(value: Any) -> Any:
    return value


def _refuse(value: Any) -> Any:
    raise _DoubtfulError


def _to_text(value: Any) -> str:
    if value.__class__ is str and (value.isascii() or not _SURROGATE.search(value)):
        return str(value)
    raise _DoubtfulError


def _to_number(value: Any) -> float:
    if value.__class__ is str and _NUMBER.fullmatch(value):
        return float(value)
    raise _DoubtfulError


def _to_whole_number(value: Any) -> int:
    if value.__class__ is str and _WHOLE_NUMBER.fullmatch(value):
        return int(value)
    raise _DoubtfulError


def _to_truth(value: Any) -> bool:
    found = _TRUTH.get(value) if value.__class__ is str else None
    if found is None:
        raise _DoubtfulError
    return found


_SCALARS: dict[Any, Convert] = {
    str: _to_text,
    float: _to_number,
    int: _to_whole_number,
    bool: _to_truth,
}


def _word_converter(words: tuple[Any, ...]) -> Convert:
    def to_word(value: Any) -> Any:
        if value.__class__ is str and value in words:
            return value
        raise _DoubtfulError

    return to_word


def _tuple_converter(convert_item: Convert) -> Convert:
    def to_tuple(value: Any) -> Any:
        if value.__class__ in _LISTS:
            return tuple(map(convert_item, value))
        raise _DoubtfulError

    return to_tuple


def _dict_converter(convert_item: Convert) -> Convert:
    def to_dict(value: Any) -> Any:
        if value.__class__ in _MAPPINGS:
            return {_to_text(key): convert_item(item) for key, item in value.items()}
        raise _DoubtfulError

    return to_dict


def _dataclass_converter(cls: type[Any]) -> Convert:
    types = get_type_hints(cls)
    own_names = {pack_field_name(one.name): one.name for one in fields(cls)}
    known: dict[str, tuple[str, Convert]] = {}  # of the fields that were met: most never are
    needed = {
        pack_field_name(one.name)
        for one in fields(cls)
        if one.default is MISSING and one.default_factory is MISSING
    }

    def to_value(value: Any) -> Any:
        if value.__class__ not in _MAPPINGS or not needed.issubset(value):
            raise _DoubtfulError
        given = {}
        for name, item in value.items():
            if name not in known:
                if name not in own_names:
                    raise _DoubtfulError
                known[name] = own_names[name], _converter(types[own_names[name]])
            own_name, convert_field = known[name]
            given[own_name] = convert_field(item)
        return cls(**given)

    return to_value
