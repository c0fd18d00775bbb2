"""What does not fit the shape of a part, told with its place and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from typing import Any, get_args, get_type_hints

from interview_cli.core.kinds import KINDS
from interview_cli.core.kinds.choice import Option
from interview_cli.core.levels import LEVEL_NAMES, LEVELS
from interview_cli.core.questions.question import Question
from interview_cli.core.sentences import a, brief, listed, nearest, quoted
from interview_cli.core.serialise import pack_field_name
from interview_cli.packs import foreign_names
from interview_cli.packs.foreign_names import as_option, misread_option
from interview_cli.packs.yaml.edits import Fixes, other_word, quote_value, write_instead
from interview_cli.packs.yaml.source import UNKNOWN, Map, Seq, Source


@dataclass(slots=True)
class Report:
    """Turns Pydantic's errors about one part into flaws."""

    source: Source
    newer: bool
    passed_over: list[str]
    cls: type[Any]
    part: Map
    noun: str

    def report(self, errors: list[dict[str, Any]]) -> bool:
        """Report *errors*, and take for unknown what is wrong; say if a name was put right."""
        missing: dict[int, list[str]] = {}
        unknown: dict[int, list[tuple[Map, str, tuple[Any, ...]]]] = {}
        for error in errors:
            *path, key = error["loc"] or ("",)
            holder = _walk(self.part, path)
            if error["type"] == "missing":
                if isinstance(holder, Map) and not holder.cut:
                    missing.setdefault(id(holder), []).append(key)
            elif error["type"] == "unexpected_keyword_argument":
                if isinstance(holder, Map) and key in holder:
                    unknown.setdefault(id(holder), []).append((holder, key, tuple(path)))
            elif isinstance(holder, Map | Seq) and error["input"] not in (None, UNKNOWN):
                self._value(error, holder, key)
        renamed = False
        for place, found in unknown.items():
            for holder, key, location in found:
                renamed |= self._name(holder, key, location, missing.get(place, []))
        for error in errors:
            *path, key = error["loc"] or ("",)
            holder = _walk(self.part, path)
            if error["type"] == "missing" and key in missing.get(id(holder), ()):
                self._missing(holder, key, path)
        return renamed

    def _name(self, holder: Map, key: str, path: tuple[Any, ...], missing: list[str]) -> bool:
        """Report an unknown name; where it is a slip of a known one, go on with that."""
        source, at = self.source, holder.key_at(key)
        every = names(_class(self.cls, path))
        known = [name for name in every if name not in holder]
        noun = _noun(path) or self.noun
        bare = holder[key] is None and source.text[holder.start] == "{"
        other = None if bare else self._meant(holder, key, path, missing)
        close = "" if other else nearest(key, missing, 0.5)
        if self.newer and not close and (other is None or other.field not in missing):
            self.passed_over.append(key)
            holder.keep({name: name for name in holder if name != key})
            return True
        if _class(self.cls, path) is Option and len(holder) == 1 and not bare:
            self.source.flaw(at, misread_option(key, holder[key]), "unknown-field", len(key))
            holder[key] = UNKNOWN
            holder.keep({key: "right"})  # whether it is right is not known
            missing.clear()
            return False
        if other:
            return self._other_name(holder, key, noun, other, missing, _every(noun, every))
        close = close or nearest(key, known, 0.7)
        if close:
            message = f'"{brief(key)}" is no field of {a(noun)}: did you mean "{close}"?'
            fixes = other_word(source, at, key, close, _every(noun, every))
            source.flaw(at, message, "unknown-field", len(key), fixes)
            _rename(holder, key, close, missing)
            return True
        if bare:
            message = "text with a comma in it must be quoted inside { }"
            source.flaw(at, message, "unknown-field")
        elif noun == "quiz" and key in names(Question):
            message = f'"{brief(key)}" belongs to the question: write it as deep as "quiz:"'
            source.flaw(at, message, "unknown-field", len(key))
        else:
            message = f'"{brief(key)}" is no field of {a(noun)}: it can have {listed(every, "or")}'
            source.flaw(at, message, "unknown-field", len(key))
        holder[key] = UNKNOWN
        return False

    def _meant(
        self, holder: Map, key: str, path: tuple[Any, ...], missing: list[str]
    ) -> foreign_names.Meant | None:
        """Look an unknown name up among those of other formats."""
        kinds = [kind for kind, cls in KINDS.items() if cls is self.cls and not path]
        parts = [*kinds, _noun(path) or self.noun]
        shape = _shape(holder[key])
        return foreign_names.meant(parts, key, shape, missing=missing, there=holder)

    def _other_name(
        self,
        holder: Map,
        key: str,
        noun: str,
        other: foreign_names.Meant,
        missing: list[str],
        every: list[str],
    ) -> bool:
        """Report a name from another format; go on with ours where it has the same value."""
        no_field = f'"{brief(key)}" is no field of {a(noun)}'
        message, at = f"{no_field}: {other.write}", holder.key_at(key)
        fixes: Fixes = ()
        if other.field in holder:
            x = f"x-{brief(key)}"
            message = f'{no_field}, which has {other.field} already: remove it, or write "{x}", '
            message += "which is passed over"
        elif not other.write:
            message += f'did you mean "{other.field}"?'
            fixes = other_word(self.source, at, key, other.field, every)
        self.source.flaw(at, message, "unknown-field", len(key), fixes)
        if not other.field or other.field in holder or other.write:
            holder[key] = UNKNOWN
        if not other.field or other.field in holder:
            return False
        _rename(holder, key, other.field, missing)
        return True

    def _missing(self, holder: Map, key: str, path: list[Any]) -> None:
        noun = _noun(tuple(path)) or self.noun
        at = holder.at("id") if "id" in holder else holder.start
        hint = f'write "{key}: …" in it'
        if key == "id":
            hint = "give it a short name of its own: id: left-join-keeps-rows"
        if self.cls is Question and not path and key in ("level", "topic"):
            hint = f"write it here, or in the defaults of the file: {_EXAMPLES[key]}"
        self.source.flaw(at, f"{key} is missing from this {noun}: {hint}", "missing")

    def _value(self, error: dict[str, Any], holder: Map | Seq, key: Any) -> None:
        value, source = error["input"], self.source
        if isinstance(value, Map | Seq) and value.cut:
            return  # part of it could not be read, so what it is cannot be told
        try:
            at = holder.at(key)
        except (ValueError, IndexError, TypeError):
            return  # a default of the file, which is reported there
        name = key if isinstance(key, str) else f"this item of {_named(error['loc'])}"
        rule = "type"
        fixes: Fixes = ()
        kind = error["type"]
        if kind == "literal_error":
            allowed = re.findall("'([^']*)'", error["ctx"]["expected"])
            rule = "level" if tuple(allowed) == LEVELS else "type"
            name = "level" if rule == "level" and not isinstance(key, str) else name
            message = f"{name} is {_shown(source, value)}; it can be {listed(allowed, 'or')}"
            meant = _level(value) if rule == "level" and isinstance(value, str) else ""
            close = meant or nearest(str(value).lower(), allowed)
            message += f". Did you mean {close}?" if close else ""
            if rule == "level" and isinstance(value, str):
                known = LEVEL_NAMES.get(value) == close
                fixes = (
                    write_instead(source, at, value, close)
                    if known
                    else other_word(source, at, value, close, [*LEVELS])
                )
        elif kind == "string_type":
            message = f"{name} must be text, but this is a {_sort(value)} in YAML: "
            advice, fixes = _as_text(source, key, value)
            message += advice
        elif kind in ("tuple_type", "list_type"):
            label = f"{key}: " if isinstance(key, str) else ""
            message = f"{name} must be a list: {label}[{self._item(error['loc'], value)}]"
            if isinstance(value, Map) and (first := required(_class(self.cls, error["loc"]))):
                message = f'{name} must be a list: write "- {first[0]}: …" below it for each'
        elif kind in ("dataclass_type", "dict_type"):
            message = f"{name} must be a mapping: {self._item(error['loc'], value, 'name')}"
        elif kind.startswith("bool"):
            message = f"{name} is {_shown(source, value)}; it can be true or false"
        elif kind.startswith("float"):
            message = f"{name} is {_shown(source, value)}; it must be a number"
        else:
            message = f"{name}: {error['msg']}"
        source.flaw(at, message, rule, fixes=fixes)
        holder[key] = UNKNOWN

    def _item(self, path: tuple[Any, ...], value: Any, name: str = "") -> str:
        """Show how *value* is written as a mapping, or as text where it need not be one."""
        given = quoted(value, 40) if isinstance(value, str) else "…"
        cls = _class(self.cls, path)
        if cls is Option and isinstance(value, str):
            return as_option(value)
        needed = required(cls) or ((name,) if name else ())
        if len(needed) > 1:
            given = "…"
        return f"{{{', '.join(f'{n}: {given}' for n in needed)}}}" if needed else given


_EXAMPLES = {"level": "level: junior", "topic": "topic: python/asyncio"}


def _level(text: str) -> str:
    """Give the level that is called *text* elsewhere; "" for none."""
    return LEVEL_NAMES.get(text) or foreign_names.LEVELS.get(foreign_names.plain(text), "")


def _shape(value: Any) -> str:
    """Say of what shape *value* is, in the words of ``other_names``."""
    if isinstance(value, str):
        word = value.strip().lower()
        return (
            "true"
            if word in foreign_names.TRUE
            else "false"
            if word in foreign_names.FALSE
            else "text"
        )
    return _sort(value) if isinstance(value, Map | Seq) else "text"


def _every(noun: str, names_here: list[str]) -> list[str]:
    """Return all names that can be meant: of a quiz those of each kind, which may be wrong."""
    if noun != "quiz":
        return names_here
    return sorted({name for kind in KINDS.values() for name in names(kind)})


def _rename(holder: Map, wrong: str, right: str, missing: list[str]) -> None:
    """Go on with *right* for *wrong*, which is then not missing."""
    if right in missing:
        missing.remove(right)
    holder.keep({name: right if name == wrong else name for name in holder})


def _walk(part: Any, path: list[Any]) -> Any:
    for key in path:
        try:
            part = part[key]
        except (KeyError, IndexError, TypeError):
            return None
    return part


def _shown(source: Source, value: Any) -> str:
    if isinstance(value, str):
        return f'"{brief(value)}"'
    return f"a {_sort(value)}"


def _sort(value: Any) -> str:
    return "mapping" if isinstance(value, Map) else "list"


def _as_text(source: Source, key: Any, value: Any) -> tuple[str, Fixes]:
    """Return how *value* is written so that it is text, and the edit that does it."""
    if not isinstance(value, Map | Seq):
        return "write text", ()
    raw = source.text[value.start : value.end].strip()
    if "\n" in raw:
        return 'write it below "|" if it is text', ()
    label = f"{key}: " if isinstance(key, str) else ""
    return f"quote it: {label}{quoted(raw)}", quote_value(source, value.start)


def _named(path: tuple[Any, ...]) -> str:
    """Give the last name in *path*."""
    return next((name for name in reversed(path) if isinstance(name, str)), "")


def _noun(path: tuple[Any, ...]) -> str:
    """Name what stands at *path*: an item of ``key_points`` is a "key point"."""
    name = _named(path)
    return "wrong output" if name == "wrong" else name.removesuffix("s").replace("_", " ")


def required(cls: type[Any]) -> tuple[str, ...]:
    """Give the names of the fields that a *cls* must have."""
    if not is_dataclass(cls):
        return ()
    plain = (f for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING)
    return tuple(pack_field_name(f.name) for f in plain)


def names(cls: type[Any]) -> list[str]:
    """Give the names of the fields that a *cls* can have."""
    return [pack_field_name(f.name) for f in fields(cls)] if is_dataclass(cls) else []


def _class(cls: type[Any], path: tuple[Any, ...]) -> type[Any]:
    """Find the dataclass that describes what stands at *path* in a *cls*."""
    for name in path:
        if isinstance(name, str):
            hints = {pack_field_name(n): hint for n, hint in get_type_hints(cls).items()}
            cls = next(_dataclasses(hints.get(name)), object)
    return cls


def _dataclasses(hint: Any) -> Iterator[type[Any]]:
    if is_dataclass(hint) and isinstance(hint, type):
        yield hint
    for inner in get_args(hint):
        yield from _dataclasses(inner)
