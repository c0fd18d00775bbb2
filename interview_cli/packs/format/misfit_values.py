"""Values that do not fit their field: what each is, and what to write instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from interview_cli.core.kinds.blanks import GAP, Blanks
from interview_cli.core.kinds.short import Short
from interview_cli.core.levels import LEVEL_NAMES, LEVELS
from interview_cli.core.sentences import count, find_nearest, join, quote_yaml, trim
from interview_cli.packs.format import foreign_names
from interview_cli.packs.format.meant.groups import is_question, say_question_inside
from interview_cli.packs.format.meant.labelled_texts import read_id, read_labelled
from interview_cli.packs.format.meant.mappings import (
    drop_hyphens,
    flatten,
    list_items_of,
    replace_list,
    write_pairs,
    write_points,
    write_values,
)
from interview_cli.packs.format.meant.meant_values import (
    NUMBER_TO_WRITE,
    count_up,
    join_topic,
    lowest_in,
    lowest_of,
    plain_minus,
    read_truth,
    read_whole,
    says_no_limit,
    split_unit,
    take_share,
    write_columns,
    write_needs,
    write_needs_of,
    write_number,
    write_tolerance,
)
from interview_cli.packs.format.meant.scripts import PROGRAMS, join_script
from interview_cli.packs.format.meant.text_lists import read_list
from interview_cli.packs.format.part_classes import (
    class_at,
    holds_lists,
    is_list,
    last_name,
    required_fields,
)
from interview_cli.packs.kinds import QUIZ_PARTS
from interview_cli.packs.kinds.choice import has_right, read_marked
from interview_cli.packs.kinds.kind import fold_name
from interview_cli.packs.yaml.line_fixes import name_block, remove_field, use_block, write_text
from interview_cli.packs.yaml.slips.lookalikes import PROSE
from interview_cli.packs.yaml.source import UNKNOWN, Fixes, Map, Seq, Source

Path = tuple[Any, ...]
#: What to say of a value, and the edits that do it.
Advice = tuple[str, Fixes]

#: Lists of texts that are words of a language, and have no brackets of their own.
_OF_TEXTS = frozenset(("any", "not", "sources", "authors", "hints", "was"))
#: A tolerance with the sign before it.
_SIGNED = re.compile(r"(?:\u00b1|\+/?-)[ ]*(\d+(?:\.\d+)?)")
#: What a program prints, or a learner types.
_OUTPUTS = frozenset(("prints", "left", "right"))
#: Texts that are names.
_NAMES = frozenset(("id", "level", "topic", "group", "language", "class"))
#: Mappings that people write as a list, with what each is.
_OF_LISTS = {"needs": write_needs_of, "vary": write_columns}
_BOOLEANS = ("true", "false")


@dataclass(frozen=True, slots=True)
class ValueMisfits:
    """Reports the values in a part of a *cls* that have another type than their field."""

    source: Source
    cls: type[Any]
    part: Map | None = None
    question: Map | None = None  # that the part is of

    @property
    def quiz(self) -> Map | None:
        """The quiz whose number this is about; None where it's about something else."""
        return self.part if self.cls is Short and self.part and "number" in self.part else None

    def report(self, error: dict[str, Any], holder: Map | Seq, key: Any) -> None:
        """Report the value of *key*, of which Pydantic's *error* is, and take it for unknown."""
        value, path = error["input"], error["loc"]
        if isinstance(value, Map | Seq) and value.cut:
            return  # part of it could not be read, so what it is cannot be told
        try:
            at = holder.at(key)
        except (ValueError, IndexError, TypeError):
            return  # a default of the file, which is reported there
        if holder[key] is UNKNOWN:
            return  # it's told with another
        if isinstance(holder, Seq) and last_name(path) == "follow_ups" and isinstance(value, str):
            self._report_texts(holder, key)
            return
        name = key if isinstance(key, str) else f"this item of {last_name(path)}"
        rule, kind = "type", error["type"]
        if kind == "string_type" and not value and not isinstance(key, int):
            self._report_empty(at, key, path, value)
            holder[key] = UNKNOWN
            return
        if kind == "literal_error":
            allowed = re.findall("'([^']*)'", error["ctx"]["expected"])
            rule = "level" if tuple(allowed) == LEVELS else "type"
            name = "level" if rule == "level" and not isinstance(key, str) else name
            message, fixes = self._want_word(name, at, value, allowed)
        elif kind == "string_type":
            message, fixes = self._want_text(name, path, holder, value)
        elif kind in ("tuple_type", "list_type"):
            message, fixes = self._want_list(name, path, at, value)
        elif kind in ("dataclass_type", "dict_type"):
            message, fixes = self._want_mapping(name, path, at, value, holder)
        elif kind.startswith("bool"):
            message, fixes = self._want_truth(name, at, value)
        elif kind.startswith("int"):
            message, fixes = self._want_whole(name, at, holder, value)
        elif kind.startswith("float"):
            message, fixes = self._want_number(name, at, holder, value)
        else:
            message, fixes = f"{name}: {error['msg']}", ()
        self.source.flaw(at, message, rule, fixes=fixes)
        holder[key] = UNKNOWN

    def _report_texts(self, holder: Seq, first: int) -> None:
        """Report the follow-ups *holder* that are texts alone, from the *first* on, as one."""
        texts = [n for n, text in enumerate(holder) if n >= first and isinstance(text, str)]
        ask, sign, answer = holder[first].partition("? ")
        item = f"{{id: …, ask: {write_text(trim(ask + sign.strip(), 60), flow=True)}, answer: "
        item += f"{write_text(trim(answer, 40), flow=True) if answer else '…'}}}"
        more = f"; so it is with {len(texts) - 1} more" if len(texts) > 1 else ""
        message = f"a follow-up has an id, what is asked, and its answer: write {item}{more}"
        self.source.flaw(holder.at(first), message, "type")
        for n in texts:
            holder[n] = UNKNOWN

    def write_value(self, path: Path, at: int, value: Any) -> Advice | None:
        """Return how the field at *path* is written whose name and value are another's.

        None where its value is a right one, or where it isn't known what it is.
        """
        name = path[-1]
        if not isinstance(value, str) or not value.strip():
            return None
        if name == "level" and value not in LEVELS:
            meant = lowest_in(value) or find_level(value)
            choice = join([f"{name}: {level}" for level in LEVELS], "or")
            fixes = self.source.replace_text(at, value, meant) if meant else ()
            return (f"{name}: {meant}", fixes) if meant else (choice, ())
        if is_list(self.cls, path):
            label, nested = f"{name}: ", holds_lists(self.cls, path)
            written = self._list_of_text(label, path, at, value, nested=nested)
            return written if written and written[0].startswith(label) else None
        return None

    def report_texts_of_gaps(self, holder: Any, path: list[Any]) -> bool:
        """Report the texts *holder* where there is a list for each gap; return whether they are.

        All are one slip: a list for each was forgotten, or that all of them fill one gap.
        """
        if self.cls is not Blanks or path != ["accept"] or not isinstance(holder, Seq):
            return False
        if holder.cut and all(item is UNKNOWN for item in holder):
            return True  # by the first of them
        texts = [text for text in holder if isinstance(text, str)]
        text = self.part.get("text") if self.part else None
        if len(texts) < 2 or len(texts) < len(holder) or not isinstance(text, str):
            return False
        source, gaps = self.source, len({gap[1] for gap in GAP.finditer(text)})
        shown = [write_text(text, flow=True) for text in texts]
        spans = [source.span(at, text) for at, text in zip(holder.places, texts, strict=False)]
        message = "accept has a list for each gap"
        edits = list[tuple[int, int, str]]()
        if gaps == 1:
            message += f": write accept: [[{', '.join(shown)}]]"
            if holder.flows:
                end = source.text.rfind("]", holder.start, holder.end + 1)
                edits = [(holder.start, holder.start, "["), (end, end, "]")]
        elif gaps == len(texts):
            message += f": write accept: [{', '.join(f'[{text}]' for text in shown)}]"
            for span, written in zip(spans, shown, strict=True):
                edits += [(*span, f"[{written}]")] if span else []
            edits = edits if all(spans) else []
        else:
            one = f"[{', '.join(shown[:2])}]"
            message += f", such as {one} for one that two texts fill, and this text has "
            message += count(gaps, "gap")
        fixes = source.fix("wrote a list for each gap", *edits)
        source.flaw(
            holder.start if holder.flows else holder.places[0], message, "type", fixes=fixes
        )
        for n in range(len(holder)):
            holder[n] = UNKNOWN
        holder.cut = True
        return True

    def _report_empty(self, at: int, key: str, path: Path, value: Map | Seq) -> None:
        """Report the empty brackets *value*, where *key* holds text."""
        signs = "{}" if isinstance(value, Map) else "[]"
        quoted = f'"{signs}"'
        if key in _OUTPUTS:  # an empty dict or list is what it is about
            message = f"{signs} is no text in YAML: quote it: {key}: {quoted}"
            edit = (value.start, value.start + len(signs), quoted)
            sure = self.source.text.startswith(signs, value.start)
            fixes = self.source.fix(f"quoted {signs}", edit) if sure else ()
            self.source.flaw(at, message, "type", fixes=fixes)
            return
        holder = class_at(self.cls, path[:-1])
        needed = key in {*required_fields(holder), "ask", "answer", "id", "level", "topic", "title"}
        message = f"{key} is empty: write something" + ("" if needed else ", or leave it out")
        if key not in _NAMES:
            message += f"; if {signs} is the text, quote it: {key}: {quoted}"
        self.source.flaw(at, message, "empty")

    def _want_word(self, name: str, at: int, value: Any, allowed: list[str]) -> Advice:
        source, levels = self.source, tuple(allowed) == LEVELS
        if levels and isinstance(value, Seq) and (lowest := lowest_of(value)):
            message = f"a question has one level, the lowest it is asked at: {name}: {lowest}"
            edit = (value.start, value.end, lowest)
            if not value.flows and (last := source.span(value.places[-1], str(value[-1]))):
                edit = (source.text.rindex(":", 0, value.start) + 1, last[1], f" {lowest}")
            return message, source.fix(f"wrote {lowest}", edit)
        if levels and isinstance(value, str) and (lowest := lowest_in(value)):
            message = f"a question has one level, the lowest it is asked at: {name}: {lowest}"
            return message, source.replace_text(at, value, lowest)
        message = f"{name} is {_describe(value)}; it can be {join(allowed, 'or')}"
        fixes: Fixes = ()
        close = find_nearest(str(value).lower(), allowed)
        if isinstance(value, str) and (same := fold_name(value)) in allowed:
            return f"{message}. Did you mean {same}?", source.replace_text(at, value, same)
        if levels and isinstance(value, str):
            known = find_level(value)
            close = known or close
            fixes = source.replace_word(at, value, close, [*LEVELS])
            fixes = source.replace_text(at, value, close) if known else fixes
        return message + (f". Did you mean {close}?" if close else ""), fixes

    def _want_text(self, name: str, path: Path, holder: Map | Seq, value: Any) -> Advice:
        key = path[-1]
        if key == "topic" and isinstance(value, Seq) and (topic := join_topic(value)):
            message = f"a question has one topic, which can be a path: topic: {topic}"
            edit = (value.start, value.end, topic)
            return message, self.source.fix(f"wrote {topic}", edit)
        if last_name(path) in _OF_TEXTS and isinstance(key, int):
            flat, fixes = flatten(self.source, holder, value)
            if flat:
                return f"{name} must be text, and this is a list: {flat}", fixes
        advice, fixes = "", ()
        if key in PROGRAMS and isinstance(value, Seq):
            advice, fixes = join_script(self.source, holder, key, value)
            return f"{name} must be text, and this is a list: {advice}", fixes
        if isinstance(key, int) and last_name(path) == "questions" and isinstance(value, Map):
            advice, fixes = read_id(self.source, value)
        if advice:
            return f"{name} must be the id of a question: {advice}", fixes
        if isinstance(key, int) and is_question(value):
            return say_question_inside(self.source, self.question), ()
        if isinstance(key, int) and isinstance(value, Map) and last_name(path) != "sources":
            advice, fixes = read_labelled(self.source, holder, key, value)
        if not advice:
            joined = last_name(path) == "sources"  # of which the parts are read together
            advice, fixes = _write_as_text(self.source, key, value, joined=joined)
        return f"{name} must be text, but this is a {container(value)} in YAML: {advice}", fixes

    def _want_list(self, name: str, path: Path, at: int, value: Any) -> Advice:
        key, nested = path[-1], holds_lists(self.cls, path)
        label = f"{key}: " if isinstance(key, str) else ""
        must = f"{name} must be a list:"
        if isinstance(value, Map):
            found = self._list_of_mapping(label, path, value, nested=nested)
        elif isinstance(value, str):
            found = self._list_of_text(label, path, at, value, nested=nested)
        else:
            found = None
        if found is None:
            written = f"[{self._write_item(path, value)}]"
            found = f"{label}[{written}]" if nested else f"{label}{written}", ()
        return f"{must} {found[0]}", found[1]

    def _list_of_mapping(
        self, label: str, path: Path, value: Map, *, nested: bool
    ) -> Advice | None:
        source, texts = self.source, [*value.values()]
        if path[-1] == "sources" and value.flows and all(isinstance(one, str) for one in texts):
            written = f"[{quote_yaml(', '.join(texts), None)}]"
            edit = (value.start, value.end, written)
            return f"{label}{written}", source.fix(f"wrote {trim(written)}", edit)
        if needed := required_fields(class_at(self.cls, path)):
            pairs, fixes = write_pairs(source, value, needed)
            if needed == ("says",):
                pairs, fixes = write_points(source, value)
            if pairs:
                return f"write {pairs}", fixes
            around = value.flows and needed[0] in value
            message = (
                "write [ ] around it" if around else f'write "- {needed[0]}: …" below it for each'
            )
            return message, list_items_of(source, value, needed[0])
        values, fixes = ("", ()) if nested else write_values(source, value)
        return (f"{label}{values}", fixes) if values else None

    def _list_of_text(
        self, label: str, path: Path, at: int, value: str, *, nested: bool
    ) -> Advice | None:
        source, cls = self.source, class_at(self.cls, path)
        needed, part = required_fields(cls), QUIZ_PARTS.get(cls)
        if value.strip().lower() in ("", "null", "~", "none"):
            return "leave it out if there is nothing in it", ()
        if part and part.write_text:
            more = "for each, with right: true in each one that is right"
            return f'write "- {needed[0]}: …" below it {more}', ()
        if path[0] == "vary" and (numbers := count_up(value)):
            span = source.span(at, value)
            fixes = source.fix(f"wrote {numbers}", (*span, numbers)) if span else ()
            return f"{label}{numbers}", fixes
        if not nested and (meant := read_list(source, str(path[-1]), at, value, needed)):
            return meant
        brackets = "[[" if nested else "["
        written = f"{brackets}{self._write_item(path, value)}{']' * len(brackets)}"
        return f"{label}{written}", self._wrap(path, at, value, brackets=brackets)

    def _want_mapping(
        self, name: str, path: Path, at: int, value: Any, holder: Map | Seq
    ) -> Advice:
        source, key, must = self.source, path[-1], f"{name} must be a mapping:"
        part = QUIZ_PARTS.get(class_at(self.cls, path))
        if isinstance(value, Seq) and key in _OF_LISTS and (written := _OF_LISTS[key](value)):
            return f"{must} {key}: {written}", replace_list(source, holder, key, value, written)
        hyphens, fixes = drop_hyphens(source, value)
        if hyphens and isinstance(key, str):
            return f"{must} {hyphens}", fixes
        fixes, item = (), self._write_item(path, value, "name")
        needed = required_fields(class_at(self.cls, path))
        items = value if isinstance(value, Seq) else ()
        texts = [write_text(text, flow=True) for text in items if isinstance(text, str)]
        if isinstance(value, Seq) and value.flows and len(value) == len(texts) == len(needed) == 2:
            item = f"{{{needed[0]}: {texts[0]}, {needed[1]}: {texts[1]}}}"
            close = source.text.rfind("]", value.start, value.end + 1) + 1
            fixes = source.fix(f"wrote {trim(item, 60)}", (value.start, close, item))
        if not isinstance(value, str):
            return f"{must} {item}", fixes
        if key == "needs" and (written := write_needs(value)):
            span = source.span(at, value)
            fixes = source.fix(f"wrote {written}", (*span, written)) if span else ()
            return f"{must} {written}", fixes
        if key == "number" and (plain := plain_minus(value)) != value and plain[1:].isdigit():
            written = f"{{value: {plain}}}"
            span = source.span(at, value)
            fixes = source.fix(f"wrote {written}", (*span, written)) if span else ()
            return f"{must} {written}", fixes
        if key == "number" and not re.fullmatch(r"-?\d+(\.\d+)?|\{\{\w+\}\}", value):
            written = write_tolerance(value)
            unit = split_unit(value)[1]
            if unit and not written and isinstance(holder, Map):
                return self._divide_unit(must, at, value, holder)
            span = source.span(at, value) if written else None
            fixes = source.fix(f"wrote {written}", (*span, written)) if span else ()
            return f"{must} {written or '{value: 12.5}'}", fixes
        if not (part and part.write_text):
            if source.text.startswith("|", at) and needed and len(needed) == 1:
                return f'{must} write "- {needed[0]}: |", and the text deeper', name_block(
                    source, at, needed[0]
                )
            return f"{must} {item}", self._wrap(path, at, value)
        span = source.span(at, value)
        sure = part.noun != "option" or read_marked(value)[1]
        if not sure and has_right(holder):  # one of the others is, so that this one is not
            item, sure = f"{{text: {write_text(value, flow=True)}}}", True
        if span and sure and "…" not in item:
            fixes = source.fix(f"wrote {trim(item, 60)}", (*span, item))
        return f"{must} {item}", fixes

    def _divide_unit(self, must: str, at: int, value: str, holder: Map) -> Advice:
        """Return what to write for a number with its unit in one text."""
        number, unit = split_unit(value)
        span, written = self.source.span(at, value), f"{{value: {number}}}"
        fixes: Fixes = ()
        if span and "unit" not in holder:
            line_end = "\r\n" if "\r\n" in self.source.text else "\n"
            lead = " " * (self.source.column_of(holder.key_at("number")) - 1)
            end = span[1] if holder.flows else self.source.end_of(span[1])
            more = (
                f"{', ' if holder.flows else line_end + lead}unit: [{write_text(unit, flow=True)}]"
            )
            fixes = self.source.fix(
                f"wrote {written} and its unit", (*span, written), (end, end, more)
            )
        return f"{must} {written}, and unit: [{write_text(unit, flow=True)}] beside it", fixes

    def _take_unit(self, message: str, name: str, at: int, value: str) -> Advice:
        """Return what to write for a number in a ``number`` that has its unit beside it."""
        source, (number, unit) = self.source, split_unit(value)
        if not number:
            return message, ()
        span = source.span(at, value)
        quiz = self.quiz
        known = quiz is not None and "unit" in quiz
        if name == "tolerance" or known:
            fixes = source.fix(f"wrote {number}", (*span, number)) if span else ()
            return f"{message}: write {name}: {number}", fixes
        written = f"unit: [{write_text(unit, flow=True)}]"
        message += f": write value: {number}, and {written} beside number"
        edits = self._write_unit(quiz, written) if quiz is not None else []
        if not span or not edits:
            return message, ()
        return message, source.fix(f"wrote {number}, and {written}", (*span, number), *edits)

    def _write_unit(self, quiz: Map, written: str) -> list[tuple[int, int, str]]:
        """Return the edits that write the unit beside the number of *quiz*."""
        source, at = self.source, quiz.key_at("number")
        if quiz.flows:
            return [(at, at, f"{written}, ")]
        start = source.start_of(at)
        lead = source.text[start:at]
        line_end = "\r\n" if "\r\n" in source.text else "\n"
        return [(at, at, f"{written}{line_end}{lead}")] if not lead.strip() else []

    def _want_truth(self, name: str, at: int, value: Any) -> Advice:
        message = f"{name} is {_describe(value)}; it can be true or false"
        if isinstance(value, str) and (truth := read_truth(value)):
            return f"{message}: write {name}: {truth}", self.source.replace_text(at, value, truth)
        if isinstance(value, str) and (near := find_nearest(value.lower(), _BOOLEANS, 0.7)):
            fixes = self.source.replace_word(at, value, near, [*_BOOLEANS])
            return f"{message}. Did you mean {near}?", fixes
        return message, ()

    def _want_whole(self, name: str, at: int, holder: Map | Seq, value: Any) -> Advice:
        message = f"{name} is {_describe(value)}; it must be a whole number"
        if not isinstance(value, str) or not isinstance(holder, Map):
            return message, ()
        if name == "attempts" and says_no_limit(value):
            edits = remove_field(self.source, holder, name)
            advice = "it has no limit where it isn't written: leave attempts out"
            return f"{name} is {_describe(value)}; {advice}", self.source.fix(
                "left attempts out", *edits
            )
        if whole := read_whole(value, name):
            fixes = self.source.replace_text(at, value, whole)
            return f"{message}: write {name}: {whole}", fixes
        return message, ()

    def _want_number(self, name: str, at: int, holder: Map | Seq, value: Any) -> Advice:
        source, message = self.source, f"{name} is {_describe(value)}; it must be a number"
        if (
            name == "tolerance"
            and isinstance(value, str)
            and value.strip().endswith(("%", "\u2030"))
        ):
            unit = self.quiz.get("unit") if self.quiz else None
            advice, share = take_share(source, holder, value, unit)
            span = source.span(at, value) if share and "e" not in share else None
            what = f"wrote {share} for {value}"
            return f"{message}: {advice}", source.fix(what, (*span, share)) if span else ()
        signed = _SIGNED.fullmatch(value.strip()) if isinstance(value, str) else None
        if signed and name == "tolerance":
            written = source.replace_text(at, str(value), signed[1])
            return f"{message}: write {signed[1]}", written
        plain = write_number(holder, value, name) if isinstance(value, str) else ""
        fixes: Fixes = ()
        if number := NUMBER_TO_WRITE.search(plain):
            span = source.span(at, value)
            edit = f"wrote {number[1]} for {value}"
            fixes = source.fix(edit, (*span, number[1])) if span else ()
        if isinstance(value, str) and name == "minutes" and (whole := read_whole(value, name)):
            return f"{message}: write {name}: {whole}", source.replace_text(at, value, whole)
        if not plain and name in ("value", "tolerance") and isinstance(value, str):
            return self._take_unit(message, name, at, value)
        return f"{message}: {plain}" if plain else message, fixes

    def _wrap(self, path: Path, at: int, value: str, *, brackets: str = "") -> Fixes:
        """Write the text *value* at *at* as a mapping of its one field, or as a list of one item.

        Text with commas or semicolons may be meant as several.
        """
        span = self.source.span(at, value)
        needed = required_fields(class_at(self.cls, path))
        if span is None or len(needed) > 1 or (brackets and re.search(r"[,;]\s", value)):
            return ()
        written = self.source.text[slice(*span)]
        if written == value:
            written = write_text(value, flow=True)
        written = f"{{{needed[0]}: {written}}}" if needed else written
        written = f"{brackets}{written}{']' * len(brackets)}"
        return self.source.fix(f"wrote {trim(written, 60)}", (*span, written))

    def _write_item(self, path: Path, value: Any, name: str = "") -> str:
        """Return how *value* is written as a mapping, or as text where it need not be one."""
        given = quote_yaml(value, 40) if isinstance(value, str) else "…"
        if isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?|\d{4}-\d\d-\d\d", value):
            given = value  # all that is in a pack is text or a number by its field
        cls = class_at(self.cls, path)
        if isinstance(value, str) and (part := QUIZ_PARTS.get(cls)) and part.write_text:
            return part.write_text(value)
        needed = required_fields(cls) or ((name,) if name else ())
        if needed[:1] == ("file",) and (file := find_path(value)):
            return f"{{file: {file}, alt: …}}"
        if len(needed) > 1:
            given = "…"
        return f"{{{', '.join(f'{n}: {given}' for n in needed)}}}" if needed else given


def find_level(value: str) -> str:
    """Return the level that *value* is elsewhere, or in other letters; "" where it's none."""
    word = fold_name(value)
    level = LEVEL_NAMES.get(value) or foreign_names.LEVELS.get(word)
    return level or (word if word in LEVELS else "")


def find_path(value: Any) -> str:
    """Return the path that *value* has in place of an ``image``; "" where it has none."""
    while isinstance(value, Map | Seq) and value:
        value = value[0] if isinstance(value, Seq) else next(iter(value.values()))
    if not isinstance(value, str) or "." not in value:
        return ""
    return value if re.fullmatch(r"[\w./-]{1,60}", value) else quote_yaml(value, 60)


def _describe(value: Any) -> str:
    if isinstance(value, str):
        return f'"{trim(value)}"'
    return f"a {container(value)}"


def container(value: Any) -> str:
    """Return what *value* is in YAML, which isn't text."""
    return "mapping" if isinstance(value, Map) else "list"


def _write_as_text(source: Source, key: Any, value: Any, *, joined: bool) -> tuple[str, Fixes]:
    """Return how *value* is written so that it is text, and the edit that does it.

    The texts of a mapping are *joined* with commas where that's asked for.
    """
    if not isinstance(value, Map | Seq):
        return "write text", ()
    raw = source.text[value.start : value.end].strip()
    if isinstance(key, int) and isinstance(value, Map) and len(value) > 1:
        texts = [text for text in value.values() if isinstance(text, str)]
        if joined and len(texts) == len(value):
            one = ", ".join(texts)
            last = source.span(value.places[-1], texts[-1])
            end = value.end if value.flows else last[1] if last else 0
            sure = end > value.start and "#" not in source.text[value.start : end]
            edit = (value.start, end, quote_yaml(one, None))
            fixes = source.fix(f"wrote {trim(one)} as one text", edit) if sure else ()
            return f"write it as one text: {quote_yaml(one)}", fixes
        return "write it as one text", ()
    if "\n" in raw:
        fixes = () if value.flows else use_block(source, value.start)[1]
        return 'write it below "|" if it is text', fixes
    name, fixes = ("", ()) if value.flows else use_block(source, value.start)
    if name and name == key:
        return f'write "{name}: |" above it if it is text', fixes
    label = f"{key}: " if isinstance(key, str) else ""
    if isinstance(value, Seq) and key in PROSE and _are_words(value):
        bare = label + ", ".join(value)
        return f"leave the brackets out, as in {bare}; or quote it if they're part of it", ()
    if not value and value.flows and source.text[value.start : value.end] == raw:
        edit = (value.start, value.start + len(raw), quote_yaml(raw, None))
        return f"quote it: {label}{quote_yaml(raw)}", source.fix(f"quoted {raw}", edit)
    return f"quote it: {label}{quote_yaml(raw)}", source.quote_value(value.start)


def _are_words(items: Seq) -> bool:
    """Whether *items* are words of a sentence, and not code with brackets."""
    return all(isinstance(item, str) and _WORDS.fullmatch(item) for item in items)


#: What people write, rather than names and values of code.
_WORDS = re.compile(r"[^\W\d_]{2,}(?:[ '’-]+\w+|\.)*[.!?]?")
