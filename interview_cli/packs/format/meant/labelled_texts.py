"""A text that stands in a mapping with its place or its name beside it: the text alone is meant."""

from __future__ import annotations

import re

from interview_cli.core.sentences import join, quote_yaml, trim
from interview_cli.packs.kinds.kind import fold_name
from interview_cli.packs.yaml.line_fixes import write_text
from interview_cli.packs.yaml.source import Fixes, Map, Seq, Source

#: What says which of several texts one is, and nothing that a person reads.
_PLACES = frozenset(
    re.findall(
        r"\w+",
        "position pos index idx number nr no n order rank id key step place seq sequence letter "
        "label",
    )
)
#: A place, as in 1, "2." or b.
_PLACE = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[a-z]+[-_]?\d{1,3})[.)]?")


#: What people call the id of a question in a list of ids.
_IDS = frozenset(("id", "question", "questionid", "ref", "slug", "key", "name"))

_IS_0 = re.compile(r""":[ ]*["']?0\b(?!\.)""")
_ABOVE_0 = re.compile(r""":[ ]*["']?[1-9]""")
_TEXTS = ("text", "step", "title", "name", "value", "says", "content", "description", "label")


def read_labelled(source: Source, items: object, n: int, part: Map) -> tuple[str, Fixes]:
    """Return what to write for the item *n* of *items*, a mapping with a text in it; "" if unsure.

    There's no fix where what says its place doesn't say the one where it stands.
    """
    if part.cut or not isinstance(items, Seq) or not all(isinstance(v, str) for v in part.values()):
        return "", ()
    if len(part) == 1:
        name, text = next(iter(part.items()))
        if not text or not _is_place(name, n):
            return "", ()
        return _write(source, part, name)
    places = [name for name in part if fold_name(name) in _PLACES and _PLACE.fullmatch(part[name])]
    others = [name for name in part if name not in places]
    if len(others) == 1 and places and part[others[0]]:
        advice, fixes = _write(source, part, others[0])
        if all(_is_place(part[name], n) for name in places):
            return advice, fixes
        first = source.text[items.places[0] : [*items.places, part.end][1]]
        if all(part[name] == str(n) for name in places) and not _ABOVE_0.search(first):
            return advice, fixes if _IS_0.search(first) else ()  # they may count from 0
        return f"{advice}, where its {places[0]} says", ()
    named = [name for name in _TEXTS if part.get(name)]
    return (_write(source, part, named[0])[0], ()) if named else ("", ())


def read_id(source: Source, part: Map) -> tuple[str, Fixes]:
    """Return that the id of a question is written alone which *part* names; "" if unsure.

    What else is in it, such as its points, is left out: a set has nothing of the kind.
    """
    texts = all(isinstance(value, str) for value in part.values())
    names = [name for name in part if fold_name(name) in _IDS]
    if part.cut or not texts or len(names) != 1 or not part[names[0]]:
        return "", ()
    fixes = _write(source, part, names[0])[1]
    advice = f"write its id alone: {trim(part[names[0]])}"
    if others := [name for name in part if name not in names]:
        advice += f", without {join(others, 'and')}, which a set doesn't have"
    return advice, fixes


def _is_place(label: str, n: int) -> bool:
    """Whether *label* is the place of the item *n*, counted from 1 or a."""
    found = re.fullmatch(r"(?i)\(?(?:step|item|line|option)?[ _-]?(\d{1,3}|[a-z])[.):]?", label)
    if not found:
        return False
    return int(found[1]) == n + 1 if found[1].isdigit() else ord(found[1].lower()) == ord("a") + n


def _write(source: Source, part: Map, name: str) -> tuple[str, Fixes]:
    """Return that the text *name* of *part* is written alone, and the fix that does it."""
    text, start = str(part[name]), part.start
    advice = f"write its text alone: {quote_yaml(text)}"
    last_name = [*part][-1]
    last = source.span(part.at(last_name), str(part[last_name]))
    end = last[1] if last else 0
    if part.flows:
        end = source.text.rfind("}", start, part.end + 1) + 1
    span = source.span(part.at(name), text)
    if span is None or end <= start or "#" in source.text[start:end]:
        return advice, ()
    written = source.text[slice(*span)]
    if written == text:
        written = write_text(text, flow=True)
    return advice, source.fix(f"wrote {trim(text)} alone", (start, end, written))
