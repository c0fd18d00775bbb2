"""The dataclasses of ``core`` that the parts of a pack become: their fields, by paths to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from interview_cli.core.kinds import KINDS
from interview_cli.core.kinds.code import Code
from interview_cli.core.kinds.short import Short
from interview_cli.core.questions.question import Question
from interview_cli.core.serialise import pack_field_name
from interview_cli.packs.kinds import KINDS_FOR_AUTHORS
from interview_cli.packs.kinds.code import NEEDED_BY_FORM
from interview_cli.packs.yaml.source import Map

#: What can't be left out, wherever it stands.
_EVERYWHERE = frozenset(
    ("id", "title", "ask", "answer", "level", "topic", "kind", "text", "says", "file", "alt")
)


def last_name(path: tuple[Any, ...]) -> str:
    """Return the last name in *path*, which may end in the number of an item."""
    return next((name for name in reversed(path) if isinstance(name, str)), "")


def required_fields(cls: type[Any]) -> tuple[str, ...]:
    """Return the names of the fields that a *cls* must have."""
    if not is_dataclass(cls):
        return ()
    plain = (f for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING)
    return tuple(pack_field_name(f.name) for f in plain)


def field_names(cls: type[Any]) -> list[str]:
    return [pack_field_name(f.name) for f in fields(cls)] if is_dataclass(cls) else []


def list_needed(cls: type[Any], part: Map) -> frozenset[str]:
    """Return the fields that *part*, which becomes a *cls*, must have."""
    needed = _EVERYWHERE | {*required_fields(cls)}
    if cls is Short and "number" not in part:
        needed |= {"accept"}
    elif cls is Code and isinstance(form := part.get("form"), str):
        needed |= {*NEEDED_BY_FORM.get(form, ())}
    elif cls is Question:
        quiz = part.get("quiz")
        kind = next((name for name, known in KINDS.items() if isinstance(quiz, known)), None)
        needed |= {*(KINDS_FOR_AUTHORS[kind].needs if kind else ())}
        if isinstance(quiz, Code) and quiz.form == "fix":
            needed |= {"code", "fixed"}
    return frozenset(needed)


def class_at(cls: type[Any], path: tuple[Any, ...]) -> type[Any]:
    """Return the dataclass that is at *path* of a *cls*; object where there is none."""
    for name in path:
        if isinstance(name, str):
            hints = {pack_field_name(n): hint for n, hint in get_type_hints(cls).items()}
            cls = next(_dataclasses(hints.get(name)), object)
    return cls


def is_list(cls: type[Any], path: tuple[Any, ...]) -> bool:
    """Whether there is a list at *path*."""
    *parents, name = path
    holder = class_at(cls, tuple(parents))
    hints = get_type_hints(holder) if is_dataclass(holder) else {}
    return get_origin(hints.get(name)) in (tuple, list)


def holds_lists(cls: type[Any], path: tuple[Any, ...]) -> bool:
    """Whether the list at *path* holds lists."""
    *parents, name = path
    hints = get_type_hints(class_at(cls, tuple(parents))) if isinstance(name, str) else {}
    items = next(iter(get_args(hints.get(name))), None)
    return get_origin(items) in (tuple, list)


def _dataclasses(hint: Any) -> Iterator[type[Any]]:
    if is_dataclass(hint) and isinstance(hint, type):
        yield hint
    for inner in get_args(hint):
        yield from _dataclasses(inner)
