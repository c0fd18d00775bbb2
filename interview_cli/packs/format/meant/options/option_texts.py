"""Texts that are meant as options, in whatever shape they stand, and the edits that list them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from interview_cli.packs.format.meant.text_lists import find_items
from interview_cli.packs.yaml.source import Map, Seq, Source

Edit = tuple[int, int, str]

#: A field for each option, as in answer1, option_b or "Answer 2".
_NUMBERED = re.compile(
    r"(?i)(?:answer|option|choice|alternative)[ _-]?(?P<label>[a-h]|[1-9])(?:[ _-]?text)?"
)
_MOST = 26
#: What stands between options that are one text.
_SIGNS = [re.compile(sign) for sign in (r"<br[ ]*/?>", r"[ ]*;[ ]*", r"[ ]+[|/][ ]+", r",[ ]+")]


@dataclass(frozen=True, slots=True)
class Found:
    """The *texts* of options; *labels* are what names them, if anything does.

    *keys* are the fields that say them, *items* where each is written, and *around* what else
    has to go, or be put there, for a list.
    """

    source: Source
    at: int
    keys: tuple[str, ...]
    texts: list[str]
    labels: list[str]
    items: list[tuple[int, int]]
    around: list[Edit]
    hyphens: bool
    #: Where they stand as one text, of which it isn't known yet where each begins.
    one_text: tuple[int, int] | None = None

    def write(self, name: str, written: Sequence[str], indent: str = "") -> list[Edit]:
        """Return the edits that write the items as *written*, below *name*; none if unsure.

        *indent* goes before the items of a list that there wasn't.
        """
        if self.one_text:
            return [(*self.one_text, f"[{', '.join(written)}]"), *self.around]
        if not self.items:
            return []
        mark = "- " if self.hyphens else ""
        edits = [
            (start, end, f"{mark}{new}")
            for (start, end), new in zip(self.items, written, strict=True)
        ]
        if len(self.keys) > 1:
            start, end, first = edits[0]
            column = self.source.column_of(start) - 1
            line_end = "\r\n" if "\r\n" in self.source.text else "\n"
            below = [(at, to, f"  {indent}{text}") for at, to, text in edits[1:]]
            return [(start, end, f"{name}:{line_end}{' ' * column}  {indent}{first}"), *below]
        return [*edits, *self.around]


def find_texts(source: Source, holder: Map, name: str) -> Found | None:
    """Return the texts of the field *name*, or of numbered fields where that is ""; None if none.

    Every one of them is text, and there are two at least.
    """
    found = _find_listed(source, holder, name) if name else _find_numbered_fields(source, holder)
    return found if found and 2 <= len(found.texts) <= _MOST else None


def _find_listed(source: Source, holder: Map, name: str) -> Found | None:
    part = holder[name]
    rename = [] if name == "options" else [(holder.key_at(name), len(name))]
    around = [(at, at + length, "options") for at, length in rename]
    if isinstance(part, str):
        return _find_rows(source, holder, name, part, around)
    if not isinstance(part, Map | Seq) or part.cut:
        return None
    values: list[Any] = [*part.values()] if isinstance(part, Map) else [*part]
    if not values or not all(isinstance(text, str) and text.strip() for text in values):
        return None
    at = part.key_at(next(iter(part))) if isinstance(part, Map) else (part.places or [0])[0]
    at = at if name == "options" else holder.key_at(name)
    items = list[tuple[int, int]]()
    for n, label in enumerate(part):
        span = source.span(part.at(label) if isinstance(part, Map) else part.at(n), values[n])
        if span is None:
            items = []
            break
        items.append((part.key_at(label) if isinstance(part, Map) else span[0], span[1]))
    if isinstance(part, Map) and part.flows:
        last = source.text.rfind("}", part.start, part.end + 1)
        around += [(part.start, part.start + 1, "["), (last, last + 1, "]")]
    labels = [*part] if isinstance(part, Map) else []
    hyphens = isinstance(part, Map) and not part.flows
    return Found(source, at, (name,), values, labels, items, around, hyphens)


def _find_rows(
    source: Source, holder: Map, name: str, value: str, around: list[Edit]
) -> Found | None:
    """Return the options that are the lines of one text, or numbered in it."""
    at = holder.at(name)
    found = find_items(source, at, value)
    if len(found.rows) < 2:
        return _split_text(source, holder, name, value, around)
    items = [(row.at, row.at + len(row.text)) for row in found.rows]
    texts = [row.text for row in found.rows]
    place = at if name == "options" else holder.key_at(name)
    return Found(source, place, (name,), texts, [], items, [*around, *found.edits], True)


def _split_text(
    source: Source, holder: Map, name: str, value: str, around: list[Edit]
) -> Found | None:
    """Return the options that one text has with the same sign between them."""
    at, span = holder.at(name), source.span(holder.at(name), value)
    sign = next((sign for sign in _SIGNS if sign.search(value)), None)
    if sign is None or span is None:
        return None
    texts = [text.strip() for text in sign.split(value)]
    if not all(texts):
        return None
    place = at if name == "options" else holder.key_at(name)
    return Found(source, place, (name,), texts, [], [], around, False, span)


def _find_numbered_fields(source: Source, holder: Map) -> Found | None:
    """Return the options that are fields of their own, as ``answer1:`` and ``answer2:``."""
    names = [name for name in holder if _NUMBERED.fullmatch(name)]
    if not all(isinstance(holder[name], str) and holder[name].strip() for name in names):
        return None
    labels = [match["label"] for name in names if (match := _NUMBERED.fullmatch(name))]
    first = labels[0] if labels else ""
    if first not in ("A", "a", "1") or holder.cut:
        return None
    if labels != [chr(ord(first) + n) for n in range(len(labels))]:
        return None
    texts = [str(holder[name]) for name in names]
    items = list[tuple[int, int]]()
    for name in names:
        span, at = source.span(holder.at(name), holder[name]), holder.key_at(name)
        alone = source.text[source.start_of(at) : at].strip() == ""
        if span is None or not alone or holder.flows:
            items = []
            break
        items.append((at, span[1]))
    order = [*holder]
    start = order.index(names[0]) if names else 0
    if order[start : start + len(names)] != names:
        items = []
    return Found(source, holder.key_at(names[0]), tuple(names), texts, labels, items, [], True)
