"""What does not fit the shape of a part: reported with its place and what to write instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import Any

from interview_cli.core.kinds import KINDS
from interview_cli.core.questions.question import Question
from interview_cli.core.sentences import a_or_an, find_nearest, join, quote_yaml, trim
from interview_cli.packs.format import foreign_names
from interview_cli.packs.format.meant.cut_texts import quote_item, report_cut_texts
from interview_cli.packs.format.meant.groups import (
    is_question,
    report_group,
    report_question_inside,
    write_alone,
)
from interview_cli.packs.format.meant.mappings import (
    replace_pair,
    write_point,
)
from interview_cli.packs.format.meant.meant_values import (
    find_number,
)
from interview_cli.packs.format.meant.strays import (
    lift_last,
    report_doubled,
    report_stray_item,
    wrap_options,
)
from interview_cli.packs.format.meant.unmarked import find_unmarked
from interview_cli.packs.format.misfit_values import ValueMisfits, container, find_path
from interview_cli.packs.format.part_classes import (
    class_at,
    field_names,
    is_list,
    last_name,
    required_fields,
)
from interview_cli.packs.format.rules.checks import make_slug
from interview_cli.packs.kinds import KINDS_FOR_AUTHORS, QUIZ_PARTS
from interview_cli.packs.kinds.kind import FALSE, TRUE, ForeignName, fold_name
from interview_cli.packs.yaml.line_fixes import (
    indent_below,
    move_above,
    remove_field,
    shift_lines,
    write_beside,
    write_first,
    write_text,
)
from interview_cli.packs.yaml.problems import join_fixes
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
    question: Map | None = None  # that the part is of

    def report(self, errors: list[dict[str, Any]]) -> bool:
        """Report *errors*, mark what is wrong as unknown; return whether a name was corrected."""
        values = ValueMisfits(self.source, self.cls, self.part, self.question)
        missing: dict[int, list[str]] = {}
        unknown: dict[int, list[tuple[Map, str, tuple[Any, ...]]]] = {}
        for error in errors:
            *path, key = error["loc"] or ("",)
            holder = _walk(self.part, path)
            if error["type"] == "tuple_type" and values.report_texts_of_gaps(holder, path):
                continue
            if error["type"] == "missing":
                if isinstance(holder, Map) and not holder.cut:
                    missing.setdefault(id(holder), []).append(key)
            elif error["type"] == "unexpected_keyword_argument":
                if isinstance(holder, Map) and key in holder:
                    unknown.setdefault(id(holder), []).append((holder, key, tuple(path)))
            elif isinstance(holder, Map | Seq) and error["input"] not in (None, UNKNOWN):
                values.report(error, holder, key)
        renamed = False
        for place, found in unknown.items():
            holder, _, location = found[0]
            inside = location and isinstance(location[-1], int) and is_question(holder)
            if inside and any(key == "ask" for _, key, _ in found):
                report_question_inside(self.source, holder, self.question)
                missing.pop(place, None)
                continue
            cut = self._report_cut_texts(found)
            for holder, key, location in found:
                if key not in cut and key in holder:
                    renamed |= self._report_unknown(holder, key, location, missing.get(place, []))
        lacks = missing.get(id(self.part), [])
        if self.cls is Question and {*_OF_DEFAULTS}.issubset(lacks):  # one message for both
            lacks[:] = [name for name in lacks if name not in _OF_DEFAULTS]
            self._report_missing(self.part, "level and topic", [])
        for error in errors:
            *path, key = error["loc"] or ("",)
            holder = _walk(self.part, path)
            if error["type"] == "missing" and key in missing.get(id(holder), ()):
                self._report_missing(holder, key, path)
        return renamed

    def _report_cut_texts(self, found: list[tuple[Map, str, tuple[Any, ...]]]) -> set[str]:
        """Report texts that commas have cut into the names *found* of one part; return these."""
        holder, _, path = found[0]
        every = field_names(class_at(self.cls, path))
        nameless = {
            key
            for _, key, _ in found
            if not find_unmarked(self.source, holder, key, every, ())
            if (" " in key or not find_nearest(key, every, 0.7))
            and not self._find_foreign(holder, key, path, [], set())
        }
        return report_cut_texts(self.source, holder, nameless)

    def _report_unknown(
        self, holder: Map, key: str, path: tuple[Any, ...], missing: list[str]
    ) -> bool:
        """Report an unknown name; where a known one was meant, go on with that."""
        source, at = self.source, holder.key_at(key)
        cls = class_at(self.cls, path)
        every = field_names(cls)
        given = {name for name in holder if not path and self._is_given(holder, name)}
        known = [name for name in every if name not in holder]
        if self.cls is Question and not path and key == "questions":
            report_group(source, holder, [name for name in holder if name not in given])
            missing.clear()
            holder[key] = UNKNOWN
            holder.cut = True
            return False
        part, noun = QUIZ_PARTS.get(cls), self._noun(path)
        needed = required_fields(cls)
        item = path and isinstance(path[-1], int) and len(needed) == 1 and needed[0] in missing
        write = partial(_write_field, needed[0]) if item else None
        quoted = quote_item(source, holder, write) if write else None
        bare = holder[key] is None and source.text[holder.start] == "{"
        same = next((n for n in every if fold_name(n) == fold_name(key) and not bare), "")
        if same and (same not in holder or same in given):  # "Key-Points" means nothing else
            holder.keep({name: name for name in holder if name != same})
            message = f'"{trim(key)}" is not a field of {_one(noun)}: did you mean "{same}"?'
            fixes = source.replace_text(at, key, same)
            source.flaw(at, message, "unknown-field", len(key), fixes)
            _rename(holder, key, same, missing)
            return True
        if bare and (number := find_number(source, holder, key)):
            source.flaw(number[0], number[1], "unknown-field", fixes=number[2])
            holder[key] = UNKNOWN
            return False
        if bare and (unmarked := find_unmarked(source, holder, key, every, missing)):
            name, value, fixes = unmarked
            message = f"a colon is missing after {name}: write {name}: {trim(value)}"
            source.flaw(at, message, "unknown-field", len(key), fixes)
            holder[key] = UNKNOWN
            _rename(holder, key, name, missing)
            return True
        other = None if bare else self._find_foreign(holder, key, path, missing, given)
        tags = fold_name(key) in ("tag", "tags")  # which don't say what it's about
        if other and other.field in given and not tags:  # what the defaults say isn't meant
            holder.keep({name: name for name in holder if name != other.field})
        close = "" if other else find_nearest(key, missing, 0.5)
        if self.newer and not close and (other is None or other.field not in missing):
            self.passed_over.append(key)
            holder.keep({name: name for name in holder if name != key})
            return True
        if part and part.explain_stray and len(holder) == 1 and not bare:
            message, text = part.explain_stray(key, holder[key]), isinstance(holder[key], str)
            plain = quoted and message.startswith(_COLON)
            fixes = quoted[1] if quoted and plain else ()
            written = part.write_stray(key, holder[key]) if part.write_stray and text else ""
            if written and not plain:
                fixes = replace_pair(source, holder, key, written)
            self.source.flaw(at, message, "unknown-field", len(key), fixes)
            holder[key] = UNKNOWN
            rest = (name for name in every if name not in missing)
            holder.keep({key: next(rest, every[0])})  # what it was meant for is not known
            missing.clear()
            holder.cut = True
            return False
        if quoted and not other:
            message = f"{_COLON} must be quoted: {trim(quoted[0], 80)}"
            source.flaw(at, message, "unknown-field", len(key), quoted[1])
            holder[key] = UNKNOWN
            missing.clear()
            holder.cut = True
            return False
        if other and other.field and other.field not in holder:
            rows = {n: self._find_foreign(holder, n, path, missing, given) for n in holder}
            same_field = [n for n, row in rows.items() if row and row.field == other.field]
            rivals = [n for n in same_field if n not in (key, *every)]
            if rivals:
                return self._report_rivals(holder, [key, *rivals], other.field, noun, missing)
        if other:
            return self._report_foreign(holder, key, path, other, missing)
        close = close or find_nearest(key, known, 0.7)
        if close:
            message = f'"{trim(key)}" is not a field of {_one(noun)}: did you mean "{close}"?'
            fixes = source.replace_word(at, key, close, _all_names(noun, every))
            source.flaw(at, message, "unknown-field", len(key), fixes)
            _rename(holder, key, close, missing)
            return True
        point = _last_item(holder.get("key_points")) if noun in ("question", "follow up") else None
        if point is not None and key in _OF_POINTS and not bare:
            message = f'"{key}" belongs to a key point: indent it like the fields of one'
            by = source.column_of(point.start) - source.column_of(at)
            fixes = shift_lines(source, at, by) if by > 0 and not point.flows else ()
            source.flaw(at, message, "unknown-field", len(key), fixes)
            holder[key] = UNKNOWN
            return False
        if below := indent_below(source, at)[0] if noun == "question" else "":
            message = f'the text below "{below}: |" must be indented deeper than {below}'
            source.flaw(at, message, "unknown-field", len(key), indent_below(source, at)[2])
            holder[key] = UNKNOWN
            holder.cut = True
            if below in holder:
                holder[below] = UNKNOWN
            return False
        point_written, point_fixes = (
            write_point(source, holder, key) if noun == "key point" else ("", ())
        )
        if point_written:
            message = f"a key point says what it is: write {point_written}"
            source.flaw(at, message, "unknown-field", len(key), point_fixes)
            holder[key] = UNKNOWN
            holder.cut = True
            missing.clear()
            return False
        question = self.question if noun == "quiz" and not bare else None
        if question is not None and self._has_itself(question, key):
            report_doubled(source, holder, key, "the question", question[key])
            holder[key] = UNKNOWN
            return False
        if noun != "quiz" and part and self._report_of_quiz(holder, key, str(path[0])):
            return False
        if bare:
            message = "text with a comma in it must be quoted inside { }"
            source.flaw(at, message, "unknown-field")
        elif noun == "quiz" and key in field_names(Question):
            message = f'"{trim(key)}" belongs to the question: write it as deep as "quiz:"'
            if not (fixes := lift_last(source, holder, key)):
                message += ", and above that"
                fixes = move_above(source, holder, key, key)
            source.flaw(at, message, "unknown-field", len(key), fixes)
        elif meant := self._find_unnamed(holder, key, path, missing, every):
            message = f'"{trim(key)}" is not a field of {_one(noun)}, and {meant} is missing: '
            source.flaw(at, f'{message}did you mean "{meant}"?', "unknown-field", len(key))
            holder[key] = UNKNOWN
            _rename(holder, key, meant, missing)
            return True
        else:
            it = "they" if noun == DEFAULTS else "it"
            message = f'"{trim(key)}" is not a field of {_one(noun)}: {it} can have '
            message += join(every, "or")
            source.flaw(at, message, "unknown-field", len(key))
        holder[key] = UNKNOWN
        return False

    def _find_unnamed(
        self, holder: Map, key: str, path: tuple[Any, ...], missing: list[str], every: list[str]
    ) -> str:
        """Return the text that a question lacks and the unknown *key* may be; "" where none is.

        As many must be unknown as are missing: then they're taken in their order.
        """
        lacks = [name for name in ("ask", "answer") if name in missing]
        odd = [n for n, v in holder.items() if n not in every and isinstance(v, str)]
        if self.cls is not Question or path or key not in odd or len(odd) != len(lacks):
            return ""
        return lacks[odd.index(key)]

    def _report_of_quiz(self, holder: Map, key: str, beside: str) -> bool:
        """Report the field *key* of a part of the quiz that is the quiz's; return whether it is."""
        source, quiz, value = self.source, self.part, holder[key]
        if self.cls not in KINDS.values() or key not in field_names(self.cls) or key in quiz:
            return False
        at = holder.key_at(key)
        edits, text, what = remove_field(source, holder, key), "", "it"
        if isinstance(value, Seq) and value.flows:
            text = source.text[value.start : value.end]
        elif isinstance(value, str) and is_list(self.cls, (key,)):
            text = f"[{write_text(value, flow=True)}]"
            what = f"{key}: {text}"
        elif isinstance(value, str) and (span := source.span(holder.at(key), value)):
            text = source.text[slice(*span)]
        if edits and text:
            place = quiz.key_at(beside)
            flows = [(place, place, f"{key}: {text}, ")] if quiz.flows else []
            written = flows or write_beside(source, quiz, beside, key, text)
            edits = [*edits, *written] if written else []
        message = f'"{key}" belongs to quiz: write {what} beside "{beside}:"'
        fixes = source.fix(f"wrote {key} beside {beside}", *edits) if text else ()
        source.flaw(at, message, "unknown-field", len(key), fixes)
        holder[key] = UNKNOWN
        return True

    def _is_given(self, holder: Map, name: str) -> bool:
        """Whether the defaults of the file give *holder* its *name*."""
        return not holder.start <= holder.key_at(name) <= holder.end

    def _has_itself(self, question: Map, name: str) -> bool:
        known = name in question and question[name] is not UNKNOWN
        return known and not self._is_given(question, name)

    def _find_foreign(
        self,
        holder: Map,
        key: str,
        path: tuple[Any, ...],
        missing: list[str],
        given: set[str],
    ) -> ForeignName | None:
        kinds = [kind for kind, cls in KINDS.items() if cls is self.cls and not path]
        rows = [row for kind in kinds for row in KINDS_FOR_AUTHORS[kind].foreign_fields]
        part = QUIZ_PARTS.get(class_at(self.cls, path))
        rows += (
            part.foreign_fields if part else foreign_names.read_fields().get(self._noun(path), ())
        )
        shape = _shape(holder[key]) if fold_name(key) != "fraction" else _share(holder[key])
        present = {*holder} - given
        name = holder[key]
        if fold_name(key) == "name" and "title" not in holder and isinstance(name, str):
            # Words with capitals and spaces are a title, and no id.
            rows = [r for r in rows if r.field != "id" or make_slug(name) == name]
        return foreign_names.find_foreign(rows, key, shape, missing=missing, present=present)

    def _report_rivals(
        self, holder: Map, names: list[str], field: str, noun: str, missing: list[str]
    ) -> bool:
        """Report *names* of other formats that are one *field* here, all as one."""
        named = join([f'"{trim(name)}"' for name in names], "and")
        message = f"{named} are both {field}, which {_one(noun)} has once: write one as {field}"
        message += ', and "x-" before the other, which is passed over'
        self.source.flaw(holder.key_at(names[0]), message, "unknown-field", len(names[0]))
        holder[names[0]] = UNKNOWN
        holder.keep({name: name for name in holder if name not in names[1:]})
        _rename(holder, names[0], field, missing)
        return True

    def _report_foreign(
        self,
        holder: Map,
        key: str,
        path: tuple[Any, ...],
        other: ForeignName,
        missing: list[str],
    ) -> bool:
        """Report a name from another format; go on with ours where it has the same value."""
        noun = self._noun(path)
        not_a_field = f'"{trim(key)}" is not a field of {_one(noun)}'
        message, at = f"{not_a_field}: {other.write}", holder.key_at(key)
        if other.field == "image" and (file := find_path(holder[key])):
            message = message.replace("images/tree.png", file)
        fixes: Fixes = ()
        if other.field in holder:
            x = f"x-{trim(key)}"
            message = f'{not_a_field}, which has {other.field} already: remove it, or write "{x}", '
            message += "which is passed over"
        elif not other.write:
            message += f'did you mean "{other.field}"?'
            fixes = self.source.replace_text(at, key, other.field)
            values = ValueMisfits(self.source, self.cls, self.part, self.question)
            if written := values.write_value((*path, other.field), holder.at(key), holder[key]):
                message = f"{not_a_field}: write {written[0]}"
                fixes = join_fixes(f"wrote {trim(written[0], 60)}", fixes, written[1])
                holder[key] = UNKNOWN
        elif other.shapes in ("true", "false") and other.field == "right":
            fixes = self.source.replace_text(at, key, other.field)
            values = ValueMisfits(self.source, self.cls, self.part, self.question)
            if written := values.write_value((*path, other.field), holder.at(key), holder[key]):
                message = f"{not_a_field}: write {written[0]}"
                fixes = join_fixes(f"wrote {trim(written[0], 60)}", fixes, written[1])
                holder[key] = UNKNOWN
        elif other.shapes in ("whole", "nothing"):
            truth = "true" if other.shapes == "whole" else "false"
            span = self.source.span(holder.at(key), str(holder[key]))
            edits = [(at, at + len(key), "right"), (*span, truth)] if span else []
            fixes = self.source.fix(f"wrote right: {truth}", *edits)
        elif other.write.startswith('write "quiz:", below it "kind: choice"'):
            fixes = wrap_options(self.source, holder, key)
        elif noun == "pack" and not holder.flows and [*holder][-1] == key:
            fixes = shift_lines(self.source, at, 1 - self.source.column_of(at))
        elif other.write.startswith("leave it out:") and noun != "option":  # see what is right
            edits = remove_field(self.source, holder, key)
            fixes = self.source.fix(f"left {trim(key)} out", *edits)
        elif other.field in ("hint", "topic"):
            alone, fixes = write_alone(self.source, holder, key, other.field)
            message = f"{not_a_field}: write {alone}" if alone else message
            if other.field == "topic" and not alone and (first := _first_slug(holder[key])):
                message = f"{not_a_field}: write one of these as the topic, such as topic: {first}"
        self.source.flaw(at, message, "unknown-field", len(key), fixes)
        if not other.field or other.field in holder or other.write:
            holder[key] = UNKNOWN
        if not other.field or other.field in holder:
            return False
        _rename(holder, key, other.field, missing)
        return True

    def _report_missing(self, holder: Map, key: str, path: list[Any]) -> None:
        noun = self._noun(tuple(path))
        items = _walk(self.part, path[:-1]) if path and isinstance(path[-1], int) else None
        if isinstance(items, Seq) and report_stray_item(self.source, items, path[-1], key, noun):
            return
        at = holder.at("id") if "id" in holder else holder.start
        hint = f'write "{key}: …" in it'
        if key == "id":
            hint = "give it a short name of its own: id: left-join-keeps-rows"
        if key == "form":
            hint = "write what the learner does: form: write, form: fix or form: catch"
        fixes: Fixes = ()
        if key == "id" and noun in ("pack", "set") and (slug := _slug_of_title(holder)):
            hint = f"write id: {slug}"
            fixes = write_first(self.source, holder, "id", slug)
        are, them = ("are", "them") if " " in key else ("is", "it")
        if self.cls is Question and not path and key.split()[0] in _OF_DEFAULTS:
            hint = f"write {them} here, or in the defaults of the file: {self._write_defaults(key)}"
        self.source.flaw(at, f"{key} {are} missing from this {noun}: {hint}", "missing", 0, fixes)

    def _write_defaults(self, key: str) -> str:
        """Return how defaults with *key* are written; the topic is named like the file."""
        stem = self.source.path.stem.lower()
        named = re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", stem) and stem not in _NO_TOPICS
        examples = {"level": "level: junior", "topic": f"topic: {stem if named else _TOPIC}"}
        written = ", ".join(examples[name] for name in key.split(" and "))
        return f"{{{written}}}" if " " in key else written

    def _noun(self, path: tuple[Any, ...]) -> str:
        """Return the noun for what is at *path*: an item of ``key_points`` is a "key point"."""
        part = QUIZ_PARTS.get(class_at(self.cls, path))
        return (
            part.noun if part else last_name(path).removesuffix("s").replace("_", " ") or self.noun
        )


#: What the defaults of a file are called.
DEFAULTS = "mapping of defaults"
_OF_POINTS = frozenset(("says", "any", "not", "from", "weight", "essential"))
_COLON = 'text with ": " in it'
#: What the defaults of a file can say for its questions, which must have it.
_OF_DEFAULTS = ("level", "topic")
_TOPIC = "sql/joins"
_NO_TOPICS = frozenset(("pack", "question", "questions", "more", "new", "test"))


def _shape(value: Any) -> str:
    """Return the shape of *value*, in the words of ``ForeignName``."""
    if isinstance(value, str):
        word = value.strip().lower()
        return "true" if word in TRUE else "false" if word in FALSE else "text"
    return container(value) if isinstance(value, Map | Seq) else "text"


def _share(value: Any) -> str:
    """Return how much of the score *value* is, as Moodle writes that; "text" for a part of it."""
    word = value.strip().removesuffix("%").rstrip() if isinstance(value, str) else ""
    return "whole" if word in ("100", "1", "1.0") else "nothing" if word in ("0", "0.0") else "text"


def _last_item(items: Any) -> Map | None:
    last = items[-1] if isinstance(items, Seq) and items else None
    return last if isinstance(last, Map) else None


def _first_slug(items: Any) -> str:
    first = items[0] if isinstance(items, Seq) and items else ""
    return re.sub(r"[^a-z0-9/]+", "-", first.lower()).strip("-/") if isinstance(first, str) else ""


def _one(noun: str) -> str:
    return "defaults" if noun == DEFAULTS else a_or_an(noun)


def _slug_of_title(part: Map) -> str:
    title = part.get("title")
    return make_slug(title) if isinstance(title, str) else ""


def _write_field(name: str, text: str) -> str:
    return f"{{{name}: {quote_yaml(text, None)}}}"


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
