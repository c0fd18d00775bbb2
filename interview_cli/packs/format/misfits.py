"""What does not fit the shape of a part: reported with its place and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from typing import Any, get_args, get_type_hints

from interview_cli.core.kinds import KINDS
from interview_cli.core.levels import LEVEL_NAMES, LEVELS
from interview_cli.core.questions.question import Question
from interview_cli.core.sentences import a_or_an, find_nearest, join, quote_yaml, trim
from interview_cli.core.serialise import pack_field_name
from interview_cli.packs.format import foreign_names
from interview_cli.packs.kinds import KINDS_FOR_AUTHORS, QUIZ_PARTS
from interview_cli.packs.kinds.kind import FALSE, TRUE, ForeignName, fold_name
from interview_cli.packs.yaml.source import UNKNOWN, Fixes, Map, Seq, Source


@dataclass(slots=True)
class MisfitReport:
    """Pydantic's errors about one part, to be reported as flaws."""

    source: Source
    newer: bool
    passed_over: list[str]
    cls: type[Any]
    part: Map
    noun: str

    def report(self, errors: list[dict[str, Any]]) -> bool:
        """Report *errors*, mark what is wrong as unknown; return whether a name was corrected."""
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
                self._report_value(error, holder, key)
        renamed = False
        for place, found in unknown.items():
            for holder, key, location in found:
                renamed |= self._report_unknown(holder, key, location, missing.get(place, []))
        for error in errors:
            *path, key = error["loc"] or ("",)
            holder = _walk(self.part, path)
            if error["type"] == "missing" and key in missing.get(id(holder), ()):
                self._report_missing(holder, key, path)
        return renamed

    def _report_unknown(
        self, holder: Map, key: str, path: tuple[Any, ...], missing: list[str]
    ) -> bool:
        """Report an unknown name; where a known one was meant, go on with that."""
        source, at = self.source, holder.key_at(key)
        cls = _class_at(self.cls, path)
        every = field_names(cls)
        known = [name for name in every if name not in holder]
        part, noun = QUIZ_PARTS.get(cls), self._noun(path)
        bare = holder[key] is None and source.text[holder.start] == "{"
        other = None if bare else self._find_foreign(holder, key, path, missing)
        close = "" if other else find_nearest(key, missing, 0.5)
        if self.newer and not close and (other is None or other.field not in missing):
            self.passed_over.append(key)
            holder.keep({name: name for name in holder if name != key})
            return True
        if part and part.explain_stray and len(holder) == 1 and not bare:
            message = part.explain_stray(key, holder[key])
            self.source.flaw(at, message, "unknown-field", len(key))
            holder[key] = UNKNOWN
            rest = (name for name in every if name not in missing)
            holder.keep({key: next(rest)})  # what it was meant for is not known
            missing.clear()
            return False
        if other:
            return self._report_foreign(holder, key, noun, other, missing, _all_names(noun, every))
        close = close or find_nearest(key, known, 0.7)
        if close:
            message = f'"{trim(key)}" is not a field of {a_or_an(noun)}: did you mean "{close}"?'
            fixes = source.replace_word(at, key, close, _all_names(noun, every))
            source.flaw(at, message, "unknown-field", len(key), fixes)
            _rename(holder, key, close, missing)
            return True
        if bare:
            message = "text with a comma in it must be quoted inside { }"
            source.flaw(at, message, "unknown-field")
        elif noun == "quiz" and key in field_names(Question):
            message = f'"{trim(key)}" belongs to the question: write it as deep as "quiz:"'
            source.flaw(at, message, "unknown-field", len(key))
        else:
            message = (
                f'"{trim(key)}" is not a field of {a_or_an(noun)}: it can have {join(every, "or")}'
            )
            source.flaw(at, message, "unknown-field", len(key))
        holder[key] = UNKNOWN
        return False

    def _find_foreign(
        self, holder: Map, key: str, path: tuple[Any, ...], missing: list[str]
    ) -> ForeignName | None:
        kinds = [kind for kind, cls in KINDS.items() if cls is self.cls and not path]
        rows = [row for kind in kinds for row in KINDS_FOR_AUTHORS[kind].foreign_fields]
        part = QUIZ_PARTS.get(_class_at(self.cls, path))
        rows += part.foreign_fields if part else foreign_names.FIELDS.get(self._noun(path), ())
        shape = _shape(holder[key])
        return foreign_names.find_foreign(rows, key, shape, missing=missing, present=holder)

    def _report_foreign(
        self,
        holder: Map,
        key: str,
        noun: str,
        other: ForeignName,
        missing: list[str],
        every: list[str],
    ) -> bool:
        """Report a name from another format; go on with ours where it has the same value."""
        not_a_field = f'"{trim(key)}" is not a field of {a_or_an(noun)}'
        message, at = f"{not_a_field}: {other.write}", holder.key_at(key)
        fixes: Fixes = ()
        if other.field in holder:
            x = f"x-{trim(key)}"
            message = f'{not_a_field}, which has {other.field} already: remove it, or write "{x}", '
            message += "which is passed over"
        elif not other.write:
            message += f'did you mean "{other.field}"?'
            fixes = self.source.replace_word(at, key, other.field, every)
        self.source.flaw(at, message, "unknown-field", len(key), fixes)
        if not other.field or other.field in holder or other.write:
            holder[key] = UNKNOWN
        if not other.field or other.field in holder:
            return False
        _rename(holder, key, other.field, missing)
        return True

    def _report_missing(self, holder: Map, key: str, path: list[Any]) -> None:
        noun = self._noun(tuple(path))
        at = holder.at("id") if "id" in holder else holder.start
        hint = f'write "{key}: …" in it'
        if key == "id":
            hint = "give it a short name of its own: id: left-join-keeps-rows"
        if key == "form":
            hint = "write what the learner does: form: write, form: fix or form: catch"
        if self.cls is Question and not path and key in ("level", "topic"):
            hint = f"write it here, or in the defaults of the file: {_EXAMPLES[key]}"
        self.source.flaw(at, f"{key} is missing from this {noun}: {hint}", "missing")

    def _report_value(self, error: dict[str, Any], holder: Map | Seq, key: Any) -> None:
        value, source = error["input"], self.source
        if isinstance(value, Map | Seq) and value.cut:
            return  # part of it could not be read, so what it is cannot be told
        try:
            at = holder.at(key)
        except (ValueError, IndexError, TypeError):
            return  # a default of the file, which is reported there
        name = key if isinstance(key, str) else f"this item of {_last_name(error['loc'])}"
        rule = "type"
        fixes: Fixes = ()
        kind = error["type"]
        if kind == "literal_error":
            allowed = re.findall("'([^']*)'", error["ctx"]["expected"])
            rule = "level" if tuple(allowed) == LEVELS else "type"
            name = "level" if rule == "level" and not isinstance(key, str) else name
            message = f"{name} is {_describe(source, value)}; it can be {join(allowed, 'or')}"
            close = find_nearest(str(value).lower(), allowed)
            if rule == "level" and isinstance(value, str):
                known = LEVEL_NAMES.get(value)
                close = known or foreign_names.LEVELS.get(fold_name(value)) or close
                fixes = source.replace_word(at, value, close, [*LEVELS])
                fixes = source.replace_text(at, value, close) if known else fixes
            message += f". Did you mean {close}?" if close else ""
        elif kind == "string_type":
            message = f"{name} must be text, but this is a {_container(value)} in YAML: "
            advice, fixes = _write_as_text(source, key, value)
            message += advice
        elif kind in ("tuple_type", "list_type"):
            label = f"{key}: " if isinstance(key, str) else ""
            message = f"{name} must be a list: {label}[{self._write_item(error['loc'], value)}]"
            if isinstance(value, Map) and (
                first := required_fields(_class_at(self.cls, error["loc"]))
            ):
                message = f'{name} must be a list: write "- {first[0]}: …" below it for each'
        elif kind in ("dataclass_type", "dict_type"):
            message = f"{name} must be a mapping: {self._write_item(error['loc'], value, 'name')}"
        elif kind.startswith("bool"):
            message = f"{name} is {_describe(source, value)}; it can be true or false"
        elif kind.startswith("float"):
            message = f"{name} is {_describe(source, value)}; it must be a number"
        else:
            message = f"{name}: {error['msg']}"
        source.flaw(at, message, rule, fixes=fixes)
        holder[key] = UNKNOWN

    def _noun(self, path: tuple[Any, ...]) -> str:
        """Return the noun for what is at *path*: an item of ``key_points`` is a "key point"."""
        part = QUIZ_PARTS.get(_class_at(self.cls, path))
        return (
            part.noun if part else _last_name(path).removesuffix("s").replace("_", " ") or self.noun
        )

    def _write_item(self, path: tuple[Any, ...], value: Any, name: str = "") -> str:
        """Return how *value* is written as a mapping, or as text where it need not be one."""
        given = quote_yaml(value, 40) if isinstance(value, str) else "…"
        cls = _class_at(self.cls, path)
        if isinstance(value, str) and (part := QUIZ_PARTS.get(cls)) and part.write_text:
            return part.write_text(value)
        needed = required_fields(cls) or ((name,) if name else ())
        if len(needed) > 1:
            given = "…"
        return f"{{{', '.join(f'{n}: {given}' for n in needed)}}}" if needed else given


_EXAMPLES = {"level": "level: junior", "topic": "topic: python/asyncio"}


def _shape(value: Any) -> str:
    """Return the shape of *value*, in the words of ``ForeignName``."""
    if isinstance(value, str):
        word = value.strip().lower()
        return "true" if word in TRUE else "false" if word in FALSE else "text"
    return _container(value) if isinstance(value, Map | Seq) else "text"


def _all_names(noun: str, names_here: list[str]) -> list[str]:
    """Return all names that can be meant: of a quiz those of each kind, which may be wrong."""
    if noun != "quiz":
        return names_here
    return sorted({name for kind in KINDS.values() for name in field_names(kind)})


def _rename(holder: Map, wrong: str, right: str, missing: list[str]) -> None:
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


def _describe(source: Source, value: Any) -> str:
    if isinstance(value, str):
        return f'"{trim(value)}"'
    return f"a {_container(value)}"


def _container(value: Any) -> str:
    return "mapping" if isinstance(value, Map) else "list"


def _write_as_text(source: Source, key: Any, value: Any) -> tuple[str, Fixes]:
    """Return how *value* is written so that it is text, and the edit that does it."""
    if not isinstance(value, Map | Seq):
        return "write text", ()
    raw = source.text[value.start : value.end].strip()
    if "\n" in raw:
        return 'write it below "|" if it is text', ()
    label = f"{key}: " if isinstance(key, str) else ""
    return f"quote it: {label}{quote_yaml(raw)}", source.quote_value(value.start)


def _last_name(path: tuple[Any, ...]) -> str:
    return next((name for name in reversed(path) if isinstance(name, str)), "")


def required_fields(cls: type[Any]) -> tuple[str, ...]:
    """Return the names of the fields that a *cls* must have."""
    if not is_dataclass(cls):
        return ()
    plain = (f for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING)
    return tuple(pack_field_name(f.name) for f in plain)


def field_names(cls: type[Any]) -> list[str]:
    return [pack_field_name(f.name) for f in fields(cls)] if is_dataclass(cls) else []


def _class_at(cls: type[Any], path: tuple[Any, ...]) -> type[Any]:
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
