"""A list where a mapping is due, and a mapping where pairs are: how they are written."""

from __future__ import annotations

import re

from interview_cli.core.sentences import trim
from interview_cli.packs.yaml.line_fixes import write_text
from interview_cli.packs.yaml.source import Fixes, Map, Seq, Source


def drop_hyphens(source: Source, value: object) -> tuple[str, Fixes]:
    """Return what to write for a list of fields where a mapping is due, "" if it's none."""
    if not isinstance(value, Seq) or not value or value.cut:
        return "", ()
    if value.flows:
        if len(value) > 1 or not isinstance(value[0], Map) or not value[0]:
            return "", ()
        close = source.text.rfind("]", value.start, value.end + 1)
        edits = [(value.start, value.start + 1, ""), (close, close + 1, "")]
        return "leave its brackets [ ] out", source.fix("left the brackets out", *edits)
    if not all(isinstance(item, Map) and item for item in value):
        return "", ()
    names = [name for item in value for name in item]
    if len({*names}) < len(names):
        return "", ()
    edits = []
    for place in value.places:
        at = source.text.rfind("-", source.start_of(place), place)
        if at < 0 or source.text[source.start_of(place) : at].strip():
            return "", ()
        edits.append((at, at + 1, " "))
    which = "this hyphen" if len(edits) == 1 else "each of these hyphens"
    return f"put a space in place of {which}", source.fix(
        "left the hyphens of a mapping out", *edits
    )


def replace_list(source: Source, holder: object, key: str, value: Seq, written: str) -> Fixes:
    """Return the fix that writes the mapping *written* for the list *value* of *key*.

    A list with comments in it is left to its author.
    """
    if not isinstance(holder, Map):
        return ()
    what = f"wrote {trim(written, 60)}"
    if value.flows:
        end = source.text.rfind("]", value.start, value.end + 1) + 1
        start, comments = value.start, "#" in source.text[value.start : end]
        return () if comments else source.fix(what, (start, end, written))
    start = source.text.find(":", holder.key_at(key)) + 1
    end = start + len(source.text[start : value.end].rstrip())
    rows = source.text[start:end]
    return () if "#" in rows else source.fix(what, (start, end, f" {written}"))


def replace_pair(source: Source, part: Map, key: str, written: str) -> Fixes:
    """Return the fix that writes *written* for the only field *key* of *part*, a text."""
    span = source.span(part.at(key), str(part[key]))
    start, end = part.key_at(key), span[1] if span else -1
    if part.flows and source.text[part.start] == "{":
        start, end = part.start, source.text.rfind("}", part.start, part.end + 1) + 1
    if end <= start or "\n" in source.text[start:end]:
        return ()
    return source.fix(f"wrote {trim(written, 60)}", (start, end, written))


def write_pairs(source: Source, value: Map, fields: tuple[str, ...]) -> tuple[str, Fixes]:
    """Return how a mapping is written whose names and texts are the two *fields*; "" if unsure."""
    if len(fields) != 2 or value.cut or not all(isinstance(v, str) and v for v in value.values()):
        return "", ()
    if {*fields} & {*value}:
        return "", ()
    edits, written = list[tuple[int, int, str]](), list[str]()
    left, right = fields
    for name, text in value.items():
        at, span = value.key_at(name), source.span(value.at(name), str(text))
        item = f"{{{left}: {write_text(name, flow=True)}, {right}: {write_text(text, flow=True)}}}"
        written.append(item)
        if span is None:
            return f"- {written[0]}", ()
        edits.append((at, span[1], item if value.flows else f"- {item}"))
    if value.flows:
        last = source.text.rfind("}", value.start, value.end + 1)
        edits += [(value.start, value.start + 1, "["), (last, last + 1, "]")]
    return f"- {trim(written[0], 60)}", source.fix("wrote a list", *edits)


def write_points(source: Source, value: Map) -> tuple[str, Fixes]:
    """Return how a mapping from key points to their phrases is written; "" if it isn't that."""
    lists = [*value.values()]
    if value.cut or value.flows or not lists:
        return "", ()
    if not all(isinstance(one, Seq) and one and not one.cut for one in lists):
        return "", ()
    if not all(isinstance(text, str) for one in lists for text in one):
        return "", ()
    line_end = "\r\n" if "\r\n" in source.text else "\n"
    edits = list[tuple[int, int, str]]()
    for name, phrases in value.items():
        at = value.key_at(name)
        lead = " " * (source.column_of(at) - 1)
        if not source.text.startswith(f"{name}:", at):
            return "", ()
        written = f"- says: {write_text(name)}{line_end}{lead}  any"
        edits.append((at, at + len(name), written))
        if not phrases.flows:
            begin, end = source.start_of(phrases.start), phrases.end
            line = begin
            while line < end and source.rest(line).strip():
                edits.append((line, line, "  "))
                line = source.line_after(line)
    first = next(iter(value))
    return f"- says: {trim(write_text(first), 40)}, and any: … below it", source.fix(
        "wrote a list of key points", *edits
    )


def write_values(source: Source, value: Map) -> tuple[str, Fixes]:
    """Return how a mapping from numbers or letters to texts is written as a list; "" if unsure."""
    texts = [*value.values()]
    if value.cut or not texts or not all(isinstance(text, str) and text for text in texts):
        return "", ()
    if not all(re.fullmatch(r"\d+|[A-Za-z]", name) for name in value):
        return "", ()
    edits, written = list[tuple[int, int, str]](), list[str]()
    for name, text in value.items():
        span = source.span(value.at(name), text)
        if span is None:
            return "", ()
        as_is = source.text[slice(*span)]
        written.append(as_is if as_is[:1] in ('"', "'") else write_text(text, flow=True))
        edits.append((value.key_at(name), span[1], written[-1] if value.flows else f"- {as_is}"))
    shown = f"[{', '.join(written)}]"
    if value.flows:
        last = source.text.rfind("}", value.start, value.end + 1)
        edits += [(value.start, value.start + 1, "["), (last, last + 1, "]")]
    return trim(shown, 60), source.fix("wrote a list", *edits)


def flatten(source: Source, items: object, inner: object) -> tuple[str, Fixes]:
    """Return what to write for the list *inner* of texts among *items*, which are texts; "" if not.

    In a list with hyphens each gets one of its own.
    """
    if not isinstance(inner, Seq) or not isinstance(items, Seq) or not inner or not inner.flows:
        return "", ()
    if not all(isinstance(text, str) for text in inner) or inner.cut:
        return "", ()
    advice = "leave its brackets out"
    close = source.text.rfind("]", inner.start, inner.end + 1)
    edits = [(inner.start, inner.start + 1, ""), (close, close + 1, "")]
    if not items.flows:
        advice = 'write "- " before each of its items'
        hyphen = source.rest(source.start_of(inner.start)).find("-")
        gap = inner.start - source.start_of(inner.start) - hyphen - 1
        spans = [source.span(at, text) for at, text in zip(inner.places, inner, strict=False)]
        texts = [source.text[slice(*span)] for span in spans if span]
        if hyphen < 0 or len(texts) < len(inner):
            return advice, ()
        line = "\r\n" if "\r\n" in source.text else "\n"
        between = f"{line}{' ' * hyphen}-{' ' * gap}"
        edits = [(inner.start, close + 1, between.join(texts))]
    return advice, source.fix("wrote one list for two", *edits)


def write_point(source: Source, point: Map, key: str) -> tuple[str, Fixes]:
    """Return how a key point is written that is a text with its phrases; "" if it isn't that."""
    phrases = point[key]
    if len(point) != 1 or not isinstance(phrases, Seq) or phrases.cut:
        return "", ()
    if not all(isinstance(phrase, str) for phrase in phrases):
        return "", ()
    at = point.key_at(key)
    shown = f"says: {trim(write_text(key), 40)}"
    if point.flows or not source.text.startswith(f"{key}:", at):
        return f"{shown} and any: …", ()
    line = "\r\n" if "\r\n" in source.text else "\n"
    indent = " " * (source.column_of(at) - 1)
    said = f"says: {write_text(key)}{line}{indent}any"
    return f"{shown} and any: …", source.fix(f"wrote {shown}", (at, at + len(key), said))


def list_items_of(source: Source, part: Map, first: str) -> Fixes:
    """Return the fix that makes *part* a list: ``a:`` with fields below becomes ``- id: a``."""
    edits = []
    names = [*part]
    if part.flows and first in names and not part.cut:
        close = source.text.rfind("}", part.start, part.end + 1) + 1
        edits = [(part.start, part.start, "["), (close, close, "]")]
        return source.fix("wrote a list of one", *edits)
    if not names or part.flows:
        return ()
    if names[0] == first:  # one item, whose hyphen is missing
        start = source.start_of(part.start)
        column = part.start - start
        if column >= 2 and not source.text[start : part.start].strip():
            return source.fix("wrote the hyphen", (part.start - 2, part.start, "- "))
        return ()
    for n, name in enumerate(names):
        at, value = part.key_at(name), part[name]
        start = source.start_of(at)
        row = source.rest(at)
        if (
            not isinstance(value, Map)
            or value.cut
            or first in value
            or source.text[value.start] == "{"
        ):
            return ()
        if not re.fullmatch(r"""[^:]*:[ ]*(?:#.*)?""", row):
            return ()
        column = at - start
        colon = at + row.index(":")
        edits.append((at, colon + 1, f"- {first}: {source.text[at:colon].rstrip()}"))
        deep = source.column_of(value.start) - 1
        by = column + 2 - deep
        if by:
            stop = source.start_of(part.key_at(names[n + 1])) if n + 1 < len(names) else part.end
            line = source.text.find("\n", colon) + 1
            while 0 < line < min(stop, len(source.text)):
                if source.rest(line).strip():
                    edits.append((line, line - min(by, 0), " " * max(by, 0)))
                line = source.text.find("\n", line) + 1
    return source.fix("wrote a list", *edits)
